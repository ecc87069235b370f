"""The node's table of planned bookings: whom a coordinator has booked at a test centre."""

from datetime import date, datetime

from sqlalchemy.orm import Mapped, mapped_column

from app.node.tables import NodeRow


class PlannedBooking(NodeRow):
    """One booking; `state`: waiting, taken or withdrawn, and then nobody is named any more.

    `word`: as signed and told; `person` and `taken` once a desk says that somebody came.
    """

    __tablename__ = "bookings"
    id: Mapped[str] = mapped_column(primary_key=True)
    centre: Mapped[str] = mapped_column(index=True)
    day: Mapped[date] = mapped_column(index=True)
    profile: Mapped[str]
    name: Mapped[str]
    birth_date: Mapped[date | None]
    company: Mapped[str]
    note: Mapped[str]
    state: Mapped[str]
    word: Mapped[bytes]
    written: Mapped[datetime]
    person: Mapped[str | None] = mapped_column(index=True)
    taken: Mapped[datetime | None]
