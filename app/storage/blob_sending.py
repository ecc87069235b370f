"""The files that signed records name, on their way to the node: what waits, what is there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from app.seal.records import BlobRef
from app.storage import photo_trouble
from app.storage.tables import BlobRow, NamedBlobRow

_AT_ONCE = 500


@dataclass(frozen=True, slots=True, order=True)
class WaitingBlob:
    """One file to send, sorted smallest first; its content stays in the desk's file."""

    size: int
    sha256: str


def name(session: Session, blobs: Iterable[BlobRef]) -> None:
    """Note that a record names these; what was noted before stays as it is."""
    rows = [{"sha256": blob.sha256.hex(), "size": blob.size} for blob in blobs if blob.size]
    if rows:
        session.execute(insert(NamedBlobRow).on_conflict_do_nothing(), rows)


def waiting(session: Session) -> tuple[WaitingBlob, ...]:
    """What the node has not said it has and is whole as far as known, smallest first."""
    wanted = (
        select(NamedBlobRow.size, NamedBlobRow.sha256)
        .join(BlobRow, BlobRow.sha256 == NamedBlobRow.sha256)
        .where(NamedBlobRow.there.is_(None), func.length(BlobRow.content) > 0)
        .where(NamedBlobRow.sha256.not_in(photo_trouble.noted(session)))
    )
    return tuple(sorted(WaitingBlob(*row) for row in session.execute(wanted)))


def count(session: Session) -> tuple[int, int]:
    """How many files wait, and how many bytes they are together."""
    found = session.execute(
        select(func.count(), func.coalesce(func.sum(NamedBlobRow.size), 0))
        .join(BlobRow, BlobRow.sha256 == NamedBlobRow.sha256)
        .where(NamedBlobRow.there.is_(None), func.length(BlobRow.content) > 0)
        .where(NamedBlobRow.sha256.not_in(photo_trouble.noted(session)))
    ).one()
    return found[0], found[1]


def arrived(session: Session, sha256: str, now: datetime) -> None:
    """The node has said that it has the file."""
    photo_trouble.mended(session, sha256)
    named = update(NamedBlobRow).where(NamedBlobRow.sha256 == sha256)
    session.execute(named.values(there=now))


def lacked(session: Session, hashes: Sequence[bytes]) -> None:
    """The node has said that it lacks these, whatever it said before."""
    names = [sha256.hex() for sha256 in hashes]
    for start in range(0, len(names), _AT_ONCE):
        named = update(NamedBlobRow).where(NamedBlobRow.sha256.in_(names[start : start + _AT_ONCE]))
        session.execute(named.values(there=None))
