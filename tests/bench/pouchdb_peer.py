"""PouchDB's own replication over the same line; both ends in memory, nothing signed or fsynced."""

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.bench.link import Line, Link
from tests.bench.peers import install, rounds_of, served, write_texts
from tests.node_process import free_port

_SOURCES = Path(__file__).with_name("pouchdb")
_INSTALL = ("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")


def pouchdb_seconds(line: Line, documents: int, rounds: int) -> Sequence[float]:
    """Seconds for so many documents of 4 KB, in step before. Raises NoPeer, NoLink."""
    with tempfile.TemporaryDirectory(prefix="intyga-pouchdb-") as place:
        folder, port = Path(place) / "pouchdb", free_port()
        shutil.copytree(_SOURCES, folder)
        install(_INSTALL, folder)
        texts = write_texts(folder / "texts.json", documents)
        server = ["node", folder / "server.mjs", str(port)]
        with served(server, f"http://127.0.0.1:{port}/"), Link(line, [port]) as link:
            far = f"http://{link.address}:{port}/notes"
            return rounds_of(["node", folder / "client.mjs", far, texts], ["again"] * rounds)
