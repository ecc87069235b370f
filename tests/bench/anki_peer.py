"""Anki's own sync, client and server, over the same line: what a good peer takes for as much."""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import venv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from app.seal.payloads import encode_payload
from tests.bench.light_laptops import sitting
from tests.bench.link import Line, Link
from tests.node_process import free_port

_INSTALL_SECONDS, _START_SECONDS = 120, 20


class NoPeer(Exception):
    """It does not install or does not start here."""


def anki_seconds(line: Line, notes: int, rounds: int) -> Sequence[float]:
    """Seconds for so many notes of 4 KB, logged in before. Raises NoPeer, NoLink."""
    with tempfile.TemporaryDirectory(prefix="intyga-anki-") as place:
        folder, port = Path(place), free_port()
        python = _installed(folder / "venv")
        with _server(python, folder / "server", port), Link(line, [port]) as link:
            texts = folder / "texts.json"
            chance = random.Random(1)
            texts.write_text(json.dumps([_text(chance) for _ in range(notes)]), "utf-8")
            there = [f"http://{link.address}:{port}/"] * rounds
            return _synced([python, folder, f"http://127.0.0.1:{port}/", texts], there)


def _text(chance: random.Random) -> str:
    return encode_payload(sitting(chance)).decode()


def _installed(folder: Path) -> Path:
    """An environment of its own, gone afterwards."""
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    command: list[str | Path] = [python, "-m", "pip", "install", "-q", "anki"]
    try:
        subprocess.run(command, check=True, timeout=_INSTALL_SECONDS, capture_output=True)
    except (subprocess.SubprocessError, OSError) as error:
        raise NoPeer("anki") from error
    return python


@contextmanager
def _server(python: Path, folder: Path, port: int) -> Iterator[None]:
    folder.mkdir()
    told = {"SYNC_USER1": "laptop:secret", "SYNC_BASE": str(folder), "SYNC_PORT": str(port)}
    served = subprocess.Popen(
        [python, "-m", "anki.syncserver"],
        env=os.environ | told | {"SYNC_HOST": "0.0.0.0", "RUST_LOG": "anki=error"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(port)
        yield
    finally:
        served.terminate()
        served.wait()


def _wait(port: int) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        with suppress(urllib.error.URLError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/health")
            return
        time.sleep(0.1)
    raise NoPeer("anki")


def _synced(arguments: Sequence[str | Path], addresses: Sequence[str]) -> list[float]:
    python, *rest = arguments
    script = Path(__file__).with_name("anki_client.py")
    client = subprocess.Popen(
        [python, "-P", script, *rest],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=sys.stderr if "-v" in sys.argv else subprocess.DEVNULL,
        text=True,
    )
    with client:
        assert client.stdin is not None
        assert client.stdout is not None
        if client.stdout.readline().strip() != "ready":
            raise NoPeer("anki")
        taken = []
        for address in addresses:
            print(address, file=client.stdin, flush=True)
            taken.append(float(client.stdout.readline() or "nan"))
        client.stdin.close()
    return taken
