"""Table of the bookings a coordinator of the region has made for this desk's test centre."""

from datetime import date
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from app.storage.rows import STRICT, Row


class BookingRow(Row):
    """Whom the region expects here on a day; `state`: see `app.domain.bookings.BookingState`.

    A withdrawn one names nobody. `case_id` once it is taken up; `word` as the node signed it.
    """

    __tablename__ = "bookings"
    __table_args__ = (Index("ix_bookings_day", "day"), STRICT)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    day: Mapped[date]
    profile: Mapped[str]
    name: Mapped[str]
    birth_date: Mapped[date | None]
    company: Mapped[str]
    note: Mapped[str]
    state: Mapped[str]
    case_id: Mapped[UUID | None]
    word: Mapped[bytes]
