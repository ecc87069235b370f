"""Conflicts as this desk was told of them: both versions, the answer given here, the end (R57)."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app.domain.conflicts import ConflictKind
from app.domain.errors import UserError
from app.seal.codes import BadSeal
from app.seal.conflict_payloads import Resolution, Review, read_resolution, read_review
from app.seal.receipts import ReceiptResult
from app.storage.tables import ConflictRow, FeedEntryRow, ReceiptRow

TOLD = ("review", "resolution")
"""The types of the feed entries that tell of a conflict and of its end."""


class UnknownConflict(UserError):
    """There is no such conflict here."""


def conflict(session: Session, conflict_id: bytes) -> ConflictRow:
    """The conflict. Raises UnknownConflict."""
    row = session.get(ConflictRow, conflict_id)
    if row is None:
        raise UnknownConflict
    return row


def conflicts(session: Session) -> Sequence[ConflictRow]:
    """All of them: open ones first, the newest before older ones."""
    found = session.scalars(select(ConflictRow).order_by(ConflictRow.told.desc())).all()
    return sorted(found, key=lambda row: row.resolution is not None)


def open_conflicts(session: Session) -> Sequence[ConflictRow]:
    """Those whose end nobody has told of, the oldest first."""
    wanted = select(ConflictRow).where(ConflictRow.resolution.is_(None))
    return session.scalars(wanted.order_by(ConflictRow.told)).all()


def unanswered(session: Session) -> int:
    """How many are open and not answered at this desk."""
    wanted = select(func.count()).where(
        ConflictRow.resolution.is_(None), ConflictRow.answer.is_(None)
    )
    return session.scalar(wanted.select_from(ConflictRow)) or 0


def under_review(session: Session) -> frozenset[bytes]:
    """The certificates that open conflicts are about."""
    wanted = select(ConflictRow.review).where(
        ConflictRow.resolution.is_(None), ConflictRow.kind == ConflictKind.CERTIFICATES
    )
    reviews = [read_review(raw) for raw in session.scalars(wanted)]
    sides = [side for review in reviews for side in (review.first, review.second)]
    return frozenset(side.certificate for side in sides if side.certificate is not None)


def keep_review(session: Session, raw: bytes, review: Review) -> None:
    """Keep the node's word that two versions stand against each other; twice is once.

    A node that was set back finds it anew: then its later word opens the conflict again.
    """
    row = session.get(ConflictRow, review.conflict)
    if row is None:
        row = ConflictRow(id=review.conflict, kind=review.kind, review=raw, told=review.at)
        session.add(row)
    elif review.at > row.told:
        row.review, row.told = raw, review.at
        if row.settled is not None and row.settled < review.at:
            row.resolution = row.settled = row.answer = row.answered = None
    session.flush()


def keep_resolution(session: Session, raw: bytes, resolution: Resolution) -> None:
    """Keep the node's word on how a conflict ended; one nobody told of is left alone.

    A node that was restored says the same again without who decided and why: the first word stays.
    """
    row = session.get(ConflictRow, resolution.conflict)
    if row is not None and not _is_said(row, resolution):
        row.resolution, row.settled = raw, resolution.at
        session.flush()


def _is_said(row: ConflictRow, again: Resolution) -> bool:
    held = None if row.resolution is None else read_resolution(row.resolution)
    return held is not None and (held.keep, held.fields) == (again.keep, again.fields)


def keep_answer(session: Session, row: ConflictRow, record: bytes, now: datetime) -> None:
    """Note the record this desk settled the conflict with; the end is the node's to tell."""
    row.answer, row.answered = record, now
    session.flush()


def answered_in_vain(session: Session) -> Sequence[ConflictRow]:
    """Open ones whose answer the node keeps without effect: whoever gave it may not, or not so."""
    held = select(ReceiptRow.record_hash).where(ReceiptRow.result == ReceiptResult.STORED_HELD)
    wanted = select(ConflictRow).where(
        ConflictRow.resolution.is_(None), ConflictRow.answer.in_(held)
    )
    return session.scalars(wanted).all()


def let_answer_again(session: Session) -> None:
    """Somebody else here, or the same one otherwise, may settle what was answered in vain."""
    for row in answered_in_vain(session):
        row.answer = row.answered = None
    session.flush()


def forget(session: Session, person: UUID) -> None:
    """Let go of every word that names the person, here and in the feed as it came."""
    named = [row for row in session.scalars(select(ConflictRow)) if _names(row, str(person))]
    words = [raw for row in named for raw in (row.review, row.resolution) if raw is not None]
    for row in named:
        session.delete(row)
    told = FeedEntryRow.type.in_(TOLD), FeedEntryRow.content.in_(words)
    session.execute(delete(FeedEntryRow).where(*told))


def _names(row: ConflictRow, person: str) -> bool:
    try:
        review = read_review(row.review)
    except BadSeal:
        return False
    return person in (review.first.person, review.second.person)
