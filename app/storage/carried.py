"""Files written for the node: which records they carry, and the key their answer is closed to."""

from collections.abc import Sequence
from datetime import datetime

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.storage import desk_facts
from app.storage.tables import RecordRow

_FACT = "carried_files"
_KEPT, _AT_ONCE = 50, 500


class Reach(msgspec.Struct, frozen=True):
    """Of one chain, every link below `before` that waited is in the file."""

    kid: bytes
    epoch: bytes
    before: int


class CarriedFile(msgspec.Struct, frozen=True):
    """One file. `is_there`: it has taken its place; `key`: the secret to read its answer with.

    `kid`: the seal it was signed with; `last_photo`: length and hash of the last in it.
    """

    id: bytes
    kid: bytes
    name: str
    written: datetime
    key: bytes
    reach: tuple[Reach, ...]
    is_there: bool = False
    photos: int = 0
    last_photo: tuple[int, str] | None = None


def files(session: Session) -> tuple[CarriedFile, ...]:
    """The newest files of this desk, the newest last."""
    raw = desk_facts.get(session, _FACT)
    return () if raw is None else msgspec.json.decode(raw, type=tuple[CarriedFile, ...])


def find(session: Session, id_: bytes) -> CarriedFile | None:
    """The file with this id, None for another desk's or one long ago."""
    return next((file for file in files(session) if file.id == id_), None)


def last_photo(session: Session) -> tuple[int, str] | None:
    """The last photo in the newest file that carries any: the next file goes on after it."""
    there = (file.last_photo for file in reversed(files(session)) if file.is_there and file.photos)
    return next(there, None)


def keep(session: Session, file: CarriedFile) -> None:
    """Remember a file, in place of what was known of it."""
    others = [one for one in files(session) if one.id != file.id]
    raw = msgspec.json.encode([*others, file][-_KEPT:])
    desk_facts.put(session, _FACT, raw.decode())


def first_left(session: Session, left: Sequence[bytes]) -> dict[tuple[bytes, bytes], int]:
    """By chain, the lowest link among the records with the hashes `left`."""
    lowest: dict[tuple[bytes, bytes], int] = {}
    link = (RecordRow.kid, RecordRow.epoch, RecordRow.seq)
    for start in range(0, len(left), _AT_ONCE):
        wanted = select(*link).where(RecordRow.hash.in_(left[start : start + _AT_ONCE]))
        for kid, epoch, seq in session.execute(wanted):
            lowest[kid, epoch] = min(seq, lowest.get((kid, epoch), seq))
    return lowest


def is_in(record: RecordRow, file: CarriedFile) -> bool:
    """Whether a record that still waits is in the file."""
    return any(
        (one.kid, one.epoch) == (record.kid, record.epoch) and record.seq < one.before
        for one in file.reach
    )
