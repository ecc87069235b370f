"""Records as they are sent: what waits without its content, and the content chunk by chunk."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, Text, func, select, type_coerce
from sqlalchemy.orm import Session

from app.storage.tables import ReceiptRow, RecordRow


@dataclass(frozen=True, slots=True, order=True)
class Waiting:
    """One record to send, sorted oldest first; `size` in bytes, its content stays in the file.

    `written` in UTC: thousands of times are not looked up in a calendar to be sorted.
    """

    written: datetime
    kid: bytes
    seq: int
    hash: bytes
    size: int
    subject: str = ""
    type: str = ""


def unanswered(session: Session) -> Iterator[Waiting]:
    """The records no node has answered for."""
    wanted = _sizes().outerjoin(ReceiptRow, ReceiptRow.record_hash == RecordRow.hash)
    return _read(session, wanted.where(ReceiptRow.record_hash.is_(None)))


def links(session: Session, kid: bytes, epoch: bytes, first: int, last: int) -> Iterator[Waiting]:
    """The links of a chain from `first` to `last`, both included."""
    chain = (RecordRow.kid == kid) & (RecordRow.epoch == epoch)
    return _read(session, _sizes().where(chain, RecordRow.seq.between(first, last)))


def content(
    session: Session, chunk: Sequence[Waiting]
) -> Iterator[tuple[bytes, bytes | None, bytes | None]]:
    """Raw, salt and payload of the records of a chunk, in its order."""
    row = RecordRow
    wanted = select(row.hash, row.raw, row.salt, row.payload)
    found = session.execute(wanted.where(row.hash.in_([one.hash for one in chunk])))
    rows = {hash_: (raw, salt, payload) for hash_, raw, salt, payload in found}
    return (rows[one.hash] for one in chunk)


def known(session: Session, hashes: Sequence[bytes]) -> frozenset[bytes]:
    """Those of the hashes whose record is in this file."""
    return frozenset(session.scalars(select(RecordRow.hash).where(RecordRow.hash.in_(hashes))))


def has_type(session: Session, chunk: Sequence[Waiting], kind: str) -> bool:
    """Whether a record of this type is among them."""
    of_kind = session.scalars(select(RecordRow.hash).where(RecordRow.type == kind))
    return not frozenset(of_kind).isdisjoint(one.hash for one in chunk)


def _sizes() -> "Select[str, bytes, int, bytes, int, str, str]":
    size = func.length(RecordRow.raw) + func.coalesce(func.length(RecordRow.payload), 0)
    row, written = RecordRow, type_coerce(RecordRow.written, Text)
    return select(written, row.kid, row.seq, row.hash, size, row.subject, row.type)


def _read(
    session: Session, wanted: "Select[str, bytes, int, bytes, int, str, str]"
) -> Iterator[Waiting]:
    return (
        Waiting(datetime.fromisoformat(written), kid, seq, hash_, size, subject, kind)
        for written, kid, seq, hash_, size, subject, kind in session.execute(wanted)
    )
