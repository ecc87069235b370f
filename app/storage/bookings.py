"""Bookings the region has made here: kept, taken up by a case, forgotten, let go with time."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import Select, delete, func, select
from sqlalchemy.orm import Session

from app.domain.bookings import KEPT_DAYS, BookingState
from app.domain.errors import UserError
from app.seal.booking_word import BookingWord
from app.storage.tables import BookingRow, FeedEntryRow

ROSTER = "roster"
"""The type of the feed entries that tell of a booking."""


class UnknownBooking(UserError):
    """The booking is withdrawn, or was let go long after its day."""


def keep_word(session: Session, raw: bytes, word: BookingWord) -> None:
    """Keep what the node says of a booking; twice is once, and what is withdrawn stays so."""
    row, booked = session.get(BookingRow, word.id), word.booked
    if row is None:
        row = BookingRow(id=word.id, day=word.day, state=BookingState.WAITING, word=raw)
        row.profile = row.name = row.company = row.note = ""
        if booked is not None:
            row.profile, row.name, row.birth_date = booked.profile, booked.name, booked.birth_date
            row.company, row.note = booked.company, booked.note
        session.add(row)
    if booked is None and row.state == BookingState.WAITING:
        _blank(session, row)
        row.state, row.word = BookingState.WITHDRAWN, raw
    session.flush()


def waiting(session: Session, booking_id: UUID) -> BookingRow:
    """A booking that waits or is taken up. Raises UnknownBooking."""
    row = session.get(BookingRow, booking_id)
    if row is None or row.state == BookingState.WITHDRAWN:
        raise UnknownBooking
    return row


def waiting_between(session: Session, first: date, last: date) -> Sequence[BookingRow]:
    """Those nobody has taken up, from `first` to `last`, both included, by day and name."""
    wanted = _waiting(first, last).order_by(BookingRow.day, BookingRow.name, BookingRow.id)
    return session.scalars(wanted).all()


def count_between(session: Session, first: date, last: date) -> int:
    """How many of them there are."""
    return session.scalar(select(func.count()).select_from(_waiting(first, last).subquery())) or 0


def take_up(session: Session, row: BookingRow, case_id: UUID) -> None:
    """The booking has led to a case."""
    row.state, row.case_id = BookingState.TAKEN, case_id
    session.flush()


def forget(session: Session, cases: Iterable[UUID]) -> None:
    """The bookings that led to these cases go, and what the feed said of them."""
    for row in session.scalars(select(BookingRow).where(BookingRow.case_id.in_(cases))).all():
        _drop(session, row)


def past(session: Session, today: date) -> Sequence[BookingRow]:
    """Those whose day is so long past that they are no longer kept."""
    before = today - timedelta(days=KEPT_DAYS)
    return session.scalars(select(BookingRow).where(BookingRow.day < before)).all()


def let_go(session: Session, today: date) -> None:
    """They go, and what the feed said of them."""
    for row in past(session, today):
        _drop(session, row)


def _waiting(first: date, last: date) -> Select[BookingRow]:
    row = BookingRow
    return select(row).where(row.day.between(first, last), row.state == BookingState.WAITING)


def _blank(session: Session, row: BookingRow) -> None:
    _untell(session, row)
    row.name = row.company = row.note = ""
    row.birth_date = None


def _drop(session: Session, row: BookingRow) -> None:
    _untell(session, row)
    session.delete(row)
    session.flush()


def _untell(session: Session, row: BookingRow) -> None:
    told = FeedEntryRow.type == ROSTER, FeedEntryRow.content == row.word
    session.execute(delete(FeedEntryRow).where(*told))
