"""`python3 dev.py bench [NAME …]`: times, rates and memory as measured here, beside their goals."""

import argparse
import os
import platform
import sys
import time
from collections.abc import Callable, Sequence
from importlib import import_module

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")

from tests.bench.measured import Measured, table

Measure = Callable[[], Sequence[Measured]]
NAMES = ("start", "desk", "certificates", "draw", "practical", "search", "node", "memory")
MORE = ("pages", "exports", "sync", "soak")
"""Each is a module of tests.bench with `measured()`; these take minutes and are to be named."""


def main(arguments: Sequence[str]) -> int:
    """Measure what is named, everything without names. 0 whatever comes out: read the table."""
    parser = argparse.ArgumentParser(prog="python3 dev.py bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(NAMES + MORE))
    chosen = parser.parse_args(arguments).names or NAMES
    if unknown := set(chosen) - {*NAMES, *MORE}:
        parser.error(f"unknown: {', '.join(sorted(unknown))}; there is {', '.join(NAMES + MORE)}")
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.platform()}")
    print(f"load before: {' '.join(f'{load:.1f}' for load in os.getloadavg())}", flush=True)
    results: list[Measured] = []
    for name in chosen:
        begun = time.monotonic()
        measure: Measure = import_module(f"tests.bench.{name}").measured
        results += measure()
        print(f"  {name}: {time.monotonic() - begun:.0f} s", file=sys.stderr, flush=True)
    print(table(results))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
