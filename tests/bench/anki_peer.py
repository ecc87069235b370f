"""Anki's own sync, client and server, over the same line: what a good peer takes for as much."""

import tempfile
import venv
from collections.abc import Sequence
from pathlib import Path

from tests.bench.link import Line, Link
from tests.bench.peers import install, rounds_of, served, write_texts
from tests.node_process import free_port


def anki_seconds(line: Line, notes: int, rounds: int) -> Sequence[float]:
    """Seconds for so many notes of 4 KB, logged in before. Raises NoPeer, NoLink."""
    with tempfile.TemporaryDirectory(prefix="intyga-anki-") as place:
        folder, port = Path(place), free_port()
        python, near = _installed(folder), f"http://127.0.0.1:{port}/"
        texts = write_texts(folder / "texts.json", notes)
        client = [python, "-P", Path(__file__).with_name("anki_client.py"), folder, near, texts]
        server = [python, "-m", "anki.syncserver"]
        told = _settings(folder / "server", port)
        with served(server, f"{near}health", told), Link(line, [port]) as link:
            return rounds_of(client, [f"http://{link.address}:{port}/"] * rounds)


def _installed(folder: Path) -> Path:
    """An environment of its own, gone afterwards."""
    venv.create(folder / "venv", with_pip=True)
    python = folder / "venv" / "bin" / "python"
    install([python, "-m", "pip", "install", "-q", "anki"], folder)
    return python


def _settings(folder: Path, port: int) -> dict[str, str]:
    folder.mkdir()
    return {
        "SYNC_USER1": "laptop:secret",
        "SYNC_BASE": str(folder),
        "SYNC_HOST": "0.0.0.0",
        "SYNC_PORT": str(port),
        "RUST_LOG": "anki=error",
    }
