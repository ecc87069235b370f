"""Whom the region has booked here: the day's and those to come, taken up when somebody is here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.change import Touched
from app.domain.text import Text
from app.seal.order_payloads import OrderPlaced
from app.seal.records import RecordType
from app.storage import bookings, log
from app.storage.cases import open_case
from app.storage.errors import UnknownProtocol
from app.storage.people import namesakes
from app.storage.protocols import newest_published
from app.storage.tables import BookingRow, CaseRow, PersonRow
from app.usecases.cases import begin_case
from app.usecases.desk import Desk

_AHEAD = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class BookingLine:
    """A booking nobody has taken up; `role` None where no protocol of the profile is here."""

    id: UUID
    day: date
    profile: str
    role: Text | None
    name: str
    birth_date: date | None
    company: str
    note: str


class Roster:
    """Lists the region's bookings and takes them up; each leads to one case, however often."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def coming(self) -> tuple[BookingLine, ...]:
        """Today's and those of the days to come."""
        today = self._desk.clock.now().date()
        with self._desk.database.reading() as session:
            rows = bookings.waiting_between(session, today, today + _AHEAD)
            return booking_lines(self._desk, session, rows)

    def booking(self, booking_id: UUID) -> BookingLine:
        """One of them. Raises UnknownBooking."""
        with self._desk.database.reading() as session:
            row = bookings.waiting(session, booking_id)
            return booking_lines(self._desk, session, [row])[0]

    def take_up(self, booking_id: UUID, person_id: UUID | None = None) -> UUID | None:
        """The case the booking leads to, for the person of its name and birth date.

        None where nobody here is that person, or several are: then it is asked again with the
        `person_id` of who was registered or chosen (R50). A case that is open already is linked.

        Raises UnknownBooking, RetestFirst, UnknownPerson, PersonErased, UnknownProtocol,
        NotAccredited, AccreditationExpired, ClockBehind.
        """
        desk = self._desk
        with desk.database.transaction() as session:
            row = bookings.waiting(session, booking_id)
            if row.case_id is not None:
                return row.case_id
            person = person_id or _known(session, row)
            if person is None:
                return None
            case = open_case(session, person, row.profile)
            case = case or begin_case(desk, session, person, row.profile)
            bookings.take_up(session, row, case.id)
            self._record(session, row, case)
        desk.announce(Touched.CASES, Touched.PEOPLE, Touched.LOG)
        return case.id

    def let_go(self) -> None:
        """Let go of bookings whose day is long past."""
        today = self._desk.clock.now().date()
        with self._desk.database.reading() as session:
            if not bookings.past(session, today):
                return
        with self._desk.database.transaction() as session:
            bookings.let_go(session, today)

    def _record(self, session: Session, row: BookingRow, case: CaseRow) -> None:
        placed = OrderPlaced(
            booking=str(row.id),
            person=str(case.person_id),
            case=str(case.id),
            profile=row.profile,
            company=row.company or None,
        )
        kind, signer = RecordType.ORDER_PLACED, self._desk.signer
        log.append(session, signer, kind, placed.person, placed, case_id=case.id)


def booking_lines(
    desk: Desk, session: Session, rows: Iterable[BookingRow]
) -> tuple[BookingLine, ...]:
    """The rows with their roles' names."""
    return tuple(
        BookingLine(
            id=row.id,
            day=row.day,
            profile=row.profile,
            role=_role(desk, session, row.profile),
            name=row.name,
            birth_date=row.birth_date,
            company=row.company,
            note=row.note,
        )
        for row in rows
    )


def _role(desk: Desk, session: Session, code: str) -> Text | None:
    try:
        return desk.protocol(newest_published(session, code)).name
    except UnknownProtocol:
        return None


def _known(session: Session, row: BookingRow) -> UUID | None:
    """The one person here of the booking's name and birth date (R50)."""
    if row.birth_date is None:
        return None
    lines = namesakes(session, row.name, row.birth_date)
    wanted = select(PersonRow.id).where(PersonRow.line == lines[0]) if len(lines) == 1 else None
    return None if wanted is None else session.scalar(wanted)
