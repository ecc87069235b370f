"""The SQLite file of a node that has just begun, made once a process: half its start was that."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from app.node.database import NodeDatabase

NAME = "node.db"


def lay_out(folder: Path) -> None:
    """Put the file into a node's folder, unless the node has begun already."""
    place = folder / NAME
    if not place.exists():
        place.write_bytes(_empty())


@cache
def _empty() -> bytes:
    with TemporaryDirectory() as folder:
        place = Path(folder) / NAME
        NodeDatabase(f"sqlite:///{place}").close()
        return place.read_bytes()
