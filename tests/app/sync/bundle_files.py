"""A stick between desk and node: written here, answered there, read back."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.node.__main__ import now
from app.node.blobs import FOLDER, Blobs
from app.node.bundles import Bundles
from app.node.database import NodeDatabase
from app.node.ingest import Ingest
from app.node.keys import load_or_create
from app.node.publication import Publication
from app.usecases.bundles import Answered, Written
from app.workspace import Workspace
from tests.node_process import NodeProcess


def write(laptop: Workspace, path: Path) -> Written:
    """The file for the node."""
    return laptop.bundles.write(path, lambda _: None, lambda: False)


def read(laptop: Workspace, path: Path) -> Answered:
    """The node's answer."""
    return laptop.bundles.read(path, lambda _: None, lambda: False)


@contextmanager
def counter(folder: Path) -> Iterator[Bundles]:
    """Where the region takes files in: the node's own code on the files in `folder`."""
    keys = load_or_create(folder, "Nod", "nod.example")
    database = NodeDatabase(f"sqlite:///{folder / 'node.db'}")
    blobs = Blobs(database, folder / FOLDER, now)
    parts = (Ingest(database, keys, now), Publication(database, keys, now), blobs)
    try:
        yield Bundles(database, keys, now, parts)
    finally:
        database.close()


def answer(folder: Path, bundle: Path, out: Path) -> Path:
    """Have the node in `folder` answer a file; the answer."""
    with counter(folder) as bundles, bundle.open("rb") as taken, out.open("wb") as answered:
        bundles.answer(taken, answered)
    return out


def there(laptop: Workspace, node: NodeProcess, place: Path) -> Path:
    """Write the file and have it answered; the answer."""
    write(laptop, place / "ut.intyga")
    return answer(node.folder, place / "ut.intyga", place / "svar.intyga")
