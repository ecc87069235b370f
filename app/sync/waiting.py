"""Which records a run sends: what the node lacks, and what no receipt has come for."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.storage.tables import ReceiptRow, RecordRow
from app.sync.wire import CHUNK_GOAL, MAX_RECORDS, Lack, SentRecord


@dataclass(frozen=True, slots=True, order=True)
class Waiting:
    """One record to send, sorted oldest first; `size` in bytes, its content stays in the file."""

    written: datetime
    kid: bytes
    seq: int
    hash: bytes
    size: int


def to_send(session: Session, lacks: Iterable[Lack]) -> tuple[Waiting, ...]:
    """Every record the node lacks or whose receipt has not reached this desk, oldest first."""
    unanswered = _sizes().outerjoin(ReceiptRow, ReceiptRow.record_hash == RecordRow.hash)
    found = set(_read(session, unanswered.where(ReceiptRow.record_hash.is_(None))))
    for lack in lacks:
        link = (RecordRow.kid == lack.kid) & (RecordRow.epoch == lack.epoch)
        missing = RecordRow.seq.between(lack.from_seq, lack.to_seq)
        found.update(_read(session, _sizes().where(link, missing)))
    return tuple(sorted(found))


def chunks(waiting: Sequence[Waiting]) -> Iterator[tuple[Waiting, ...]]:
    """Chunks of about 256 KB and at most 200 records."""
    chunk: list[Waiting] = []
    size = 0
    for one in waiting:
        if chunk and (size + one.size > CHUNK_GOAL or len(chunk) == MAX_RECORDS):
            yield tuple(chunk)
            chunk, size = [], 0
        chunk.append(one)
        size += one.size
    if chunk:
        yield tuple(chunk)


def read_chunk(session: Session, chunk: Sequence[Waiting]) -> tuple[SentRecord, ...]:
    """The records of a chunk, in its order."""
    wanted = select(RecordRow).where(RecordRow.hash.in_([one.hash for one in chunk]))
    rows = {row.hash: row for row in session.scalars(wanted)}
    return tuple(
        SentRecord(row.raw, row.salt, row.payload) for row in (rows[one.hash] for one in chunk)
    )


def _sizes() -> Select[datetime, bytes, int, bytes, int]:
    size = func.length(RecordRow.raw) + func.coalesce(func.length(RecordRow.payload), 0)
    return select(RecordRow.written, RecordRow.kid, RecordRow.seq, RecordRow.hash, size)


def _read(session: Session, wanted: Select[datetime, bytes, int, bytes, int]) -> Iterator[Waiting]:
    return (Waiting(*row) for row in session.execute(wanted))
