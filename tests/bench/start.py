"""From the command to a painted window: a fresh process each time, files warm."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from app.domain.clock import SystemClock
from app.workspace import Desks
from tests.bench.measured import Measured

ROUNDS = 9
GOAL = 0.6


def measured() -> Sequence[Measured]:
    """The frame painted, and the unlock screen painted in it."""
    with tempfile.TemporaryDirectory() as home:
        Desks(Path(home), SystemClock()).create_practice()
        _start(home)
        rounds = [_start(home) for _ in range(ROUNDS)]
    window, unlock = zip(*rounds, strict=True)
    return (
        Measured("start to painted window, s", "s", window, GOAL, "median"),
        Measured("start to painted unlock screen, s", "s", unlock, GOAL, "median"),
    )


def _start(home: str) -> tuple[float, float]:
    environment = {**os.environ, "INTYGA_HOME": home}
    begun = time.time()
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.first_paint"],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    window, unlock = (float(at) for at in done.stdout.split())
    return window - begun, unlock - begun
