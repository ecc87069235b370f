"""What the peers beside us have in common: the same texts, a server, and a client told when."""

import json
import os
import random
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from app.seal.payloads import encode_payload
from tests.bench.light_laptops import sitting

_INSTALL_SECONDS, _START_SECONDS = 180, 20
Words = Sequence[str | Path]


class NoPeer(Exception):
    """It does not install or does not start here."""


def write_texts(file: Path, count: int) -> Path:
    """So many texts of 4 KB, as our own records have."""
    chance = random.Random(1)
    texts = [encode_payload(sitting(chance)).decode() for _ in range(count)]
    file.write_text(json.dumps(texts), "utf-8")
    return file


def install(command: Words, folder: Path) -> None:
    """Whatever the package registry has. Raises NoPeer."""
    try:
        subprocess.run(
            command, cwd=folder, check=True, timeout=_INSTALL_SECONDS, capture_output=True
        )
    except (subprocess.SubprocessError, OSError) as error:
        raise NoPeer from error


@contextmanager
def served(command: Words, health: str, told: Mapping[str, str] | None = None) -> Iterator[None]:
    """The peer's server, once it answers at `health`. Raises NoPeer."""
    environment = os.environ | (told or {})
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(command, env=environment, stdout=quiet, stderr=quiet)
    try:
        _wait(health)
        yield
    finally:
        server.terminate()
        server.wait()


def _wait(health: str) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        with suppress(urllib.error.URLError):
            urllib.request.urlopen(health)
            return
        time.sleep(0.1)
    raise NoPeer


def rounds_of(command: Words, told: Sequence[str]) -> list[float]:
    """What the client answers, in seconds, to each line it is told. Raises NoPeer."""
    errors = sys.stderr if "-v" in sys.argv else subprocess.DEVNULL
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=errors, text=True) as client:
        assert client.stdin is not None
        assert client.stdout is not None
        if client.stdout.readline().strip() != "ready":
            raise NoPeer
        taken = []
        for line in told:
            print(line, file=client.stdin, flush=True)
            taken.append(float(client.stdout.readline() or "nan"))
        client.stdin.close()
    return taken
