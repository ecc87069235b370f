"""Taking up the region's bookings: the person known, asked about, forgotten; kept 30 days."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from app.domain.erasure import Erasure, ErasureStage
from app.seal.booking_word import Booked, BookingWord
from app.storage import bookings, erasing
from app.storage.bookings import UnknownBooking
from app.storage.tables import BookingRow
from app.usecases.people import NewPerson
from app.workspace import Workspace
from tests.factories import FixedClock

BORN = date(1987, 5, 21)
BOOKING = UUID(int=7)


def book(desk: Workspace, name: str = "Ove Fransson", born: date | None = BORN) -> None:
    """The region expects somebody today."""
    booked = Booked("CNC-1", name, born, "Hällsjö Mekaniska AB", "")
    word = BookingWord(BOOKING, desk.centre, desk.desk.clock.now().date(), booked)
    with desk.desk.database.transaction() as session:
        bookings.keep_word(session, b"word", word)


def test_who_is_known_by_name_and_birth_date_has_the_case_at_once(desk: Workspace) -> None:
    """R50, R56: and a case that is open already is the one the booking led to."""
    person = desk.people.register(NewPerson("Ove Fransson", birth_date=BORN))
    case = desk.cases.open(person, "CNC-1")
    book(desk, "ove fransson")
    assert desk.roster.take_up(BOOKING) == desk.roster.take_up(BOOKING) == case
    assert desk.roster.coming() == ()


def test_who_is_unknown_or_alike_is_asked_about_first(desk: Workspace) -> None:
    """R50."""
    book(desk)
    assert desk.roster.take_up(BOOKING) is None
    new = NewPerson("Ove Fransson", birth_date=BORN)
    first = desk.people.register(new)
    desk.people.register(new, despite_likeness=True)
    assert desk.roster.take_up(BOOKING) is None
    case = desk.roster.take_up(BOOKING, first)
    assert case is not None
    assert desk.cases.view(case).person_id == first


def test_an_erased_person_s_booking_goes_and_so_does_one_long_past(
    desk: Workspace, clock: FixedClock
) -> None:
    """R53."""
    person = desk.people.register(NewPerson("Ove Fransson", birth_date=BORN))
    book(desk)
    desk.roster.take_up(BOOKING)
    now = clock.now()
    with desk.desk.database.transaction() as session:
        erasing.erase(session, person, Erasure(ErasureStage.ERASED, now.date()), now)
        assert session.scalars(select(BookingRow)).all() == []
    book(desk, "Karin Ek")
    clock.advance(timedelta(days=30))
    desk.roster.let_go()
    assert desk.roster.booking(BOOKING).name == "Karin Ek"
    clock.advance(timedelta(days=1))
    desk.roster.let_go()
    with pytest.raises(UnknownBooking):
        desk.roster.booking(BOOKING)
