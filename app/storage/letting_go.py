"""Content that the node keeps for good is let go here, once nobody at the desk needs it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app.domain.case import CaseState
from app.domain.disputes import EntryState
from app.domain.erasure import RETENTION_DAYS
from app.seal.receipts import ReceiptResult
from app.seal.records import RecordType, header_of
from app.storage.cases import ENDED
from app.storage.tables import (
    BlobRow,
    CaseRow,
    NamedBlobRow,
    PhotoRow,
    ReceiptRow,
    RecordRow,
    RegisterRow,
    SittingRow,
)

RETENTION = timedelta(days=RETENTION_DAYS)
"""How long a case's content stays after the case ended (sync.md)."""

LET_GO = (
    RecordType.SITTING_CLOSED,
    RecordType.PLAN_AGREED,
    RecordType.CASE_REVIEWED,
    RecordType.APPEAL_FILED,
    RecordType.APPEAL_SETTLED,
    RecordType.INCIDENT,
)
"""What no page is printed from: answers, ratings, plans, words. Who a case is about, decisions and
certificates stay, so that every row shown and every page drawn is still proved by what was signed
(I4)."""

_OVER = (*ENDED, CaseState.CERTIFIED)
_STORED = (ReceiptResult.STORED, ReceiptResult.DUPLICATE)


@dataclass(frozen=True, slots=True)
class DurableChain:
    """A chain of this file whose links before `count` outlast the loss of the node's disk."""

    kid: bytes
    epoch: bytes
    count: int


@dataclass(frozen=True, slots=True)
class LetGo:
    """How many records' content and how many photos went, or lie with the node alone."""

    records: int
    photos: int


NONE_LET_GO = LetGo(0, 0)


def let_go(session: Session, durable: Sequence[DurableChain], now: datetime) -> LetGo:
    """Drop what may go, in the caller's transaction: never what is unsent or not durable.

    A photo goes when all that name it went, and when the node has had it just as long.
    """
    before = now - RETENTION
    cases = _ended(session, before)
    rows = [row for chain in durable for row in _records(session, chain, cases)]
    named = {blob.sha256.hex() for row in rows for blob in header_of(row.raw).blobs}
    for row in rows:
        row.payload = row.salt = None
    session.flush()
    return LetGo(len(rows), _photos(session, named | _left(session, cases), cases, before))


def is_due(session: Session, now: datetime) -> bool:
    """Whether there is a case whose content may be let go, or was."""
    return bool(_ended(session, now - RETENTION))


def what_went(session: Session) -> LetGo:
    """What lies with the node alone by now."""
    erased = select(RecordRow.subject).where(RecordRow.type == RecordType.ERASE_DONE)
    records = (
        select(func.count())
        .select_from(RecordRow)
        .where(
            RecordRow.payload.is_(None),
            RecordRow.type.in_(LET_GO),
            RecordRow.subject.not_in(erased),
        )
    )
    photos = select(func.count()).select_from(BlobRow).where(func.length(BlobRow.content) == 0)
    return LetGo(session.scalar(records) or 0, session.scalar(photos) or 0)


def _ended(session: Session, before: datetime) -> Sequence[UUID]:
    """Cases that ended long ago and that nothing filed is still open about."""
    open_entries = select(RegisterRow.case_id).where(
        RegisterRow.case_id.is_not(None), RegisterRow.state == EntryState.OPEN
    )
    wanted = select(CaseRow.id).where(
        CaseRow.state.in_(_OVER), CaseRow.touched <= before, CaseRow.id.not_in(open_entries)
    )
    return session.scalars(wanted).all()


def _records(session: Session, chain: DurableChain, cases: Sequence[UUID]) -> Sequence[RecordRow]:
    wanted = (
        select(RecordRow)
        .join(ReceiptRow, ReceiptRow.record_hash == RecordRow.hash)
        .where(
            RecordRow.kid == chain.kid,
            RecordRow.epoch == chain.epoch,
            RecordRow.seq < chain.count,
            RecordRow.case_id.in_(cases),
            RecordRow.type.in_(LET_GO),
            RecordRow.payload.is_not(None),
            ReceiptRow.raw.is_not(None),
            ReceiptRow.result.in_(_STORED),
        )
    )
    return session.scalars(wanted).all()


def _left(session: Session, cases: Sequence[UUID]) -> set[str]:
    """Photos of these cases: those that stayed when their records went may go by now."""
    shown = (
        select(PhotoRow.sha256)
        .join(SittingRow, SittingRow.id == PhotoRow.sitting_id)
        .where(SittingRow.case_id.in_(cases))
    )
    return set(session.scalars(shown))


def _photos(session: Session, named: set[str], cases: Sequence[UUID], before: datetime) -> int:
    """Only the content goes: that there was a photo, and which, stays."""
    there = (
        select(NamedBlobRow.sha256)
        .join(BlobRow, BlobRow.sha256 == NamedBlobRow.sha256)
        .where(
            NamedBlobRow.sha256.in_(named),
            NamedBlobRow.there <= before,
            func.length(BlobRow.content) > 0,
        )
    )
    going = set(session.scalars(there))
    if going:
        going -= _needed(session, cases)
        session.execute(update(BlobRow).where(BlobRow.sha256.in_(going)).values(content=b""))
    return len(going)


def _needed(session: Session, cases: Sequence[UUID]) -> set[str]:
    """What other cases show, and what a record that still has its content names."""
    shown = (
        select(PhotoRow.sha256)
        .join(SittingRow, SittingRow.id == PhotoRow.sitting_id)
        .where(SittingRow.case_id.not_in(cases))
    )
    kept = select(RecordRow.raw).where(
        RecordRow.payload.is_not(None), RecordRow.type == RecordType.SITTING_CLOSED
    )
    named = {blob.sha256.hex() for raw in session.scalars(kept) for blob in header_of(raw).blobs}
    return named | set(session.scalars(shown))
