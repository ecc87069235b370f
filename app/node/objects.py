"""Files that desks fetch by their hash: kept in pieces in the database, never changed."""

from collections.abc import Iterator
from hashlib import sha256

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.node.tables import ObjectPiece

PIECE = 256 * 1024


def keep(session: Session, content: bytes) -> bytes:
    """Store a file; its hash. The same one again changes nothing."""
    name = sha256(content).digest()
    if size_of(session, name) is None:
        rows = [
            {"sha256": name, "start": start, "size": len(content), "content": part}
            for start, part in _pieces(content)
        ]
        session.connection().execute(insert(ObjectPiece), rows)
    return name


def size_of(session: Session, name: bytes) -> int | None:
    """How long the file is, None where there is none of that hash."""
    found = select(ObjectPiece.size).where(ObjectPiece.sha256 == name, ObjectPiece.start == 0)
    return session.scalar(found)


def piece(session: Session, name: bytes, at: int) -> bytes:
    """What there is of the file from `at` to the end of its piece; b"" beyond the end."""
    start = at - at % PIECE
    found = session.get(ObjectPiece, (name, start))
    return b"" if found is None else found.content[at - start :]


def whole(session: Session, name: bytes) -> bytes:
    """All of the file; b"" where there is none."""
    found = select(ObjectPiece.content).where(ObjectPiece.sha256 == name)
    return b"".join(session.scalars(found.order_by(ObjectPiece.start)))


def _pieces(content: bytes) -> Iterator[tuple[int, bytes]]:
    for start in range(0, len(content), PIECE):
        yield start, content[start : start + PIECE]
