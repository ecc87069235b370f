"""A coordinator's planned bookings: taken in from a file, told to the centre's desks, listed."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.domain.bookings import BookingState
from app.domain.clock import SystemClock
from app.domain.errors import UserError
from app.domain.ids import IdMaker
from app.node.booking_tables import PlannedBooking
from app.node.bookings import ROSTER, blank, let_go
from app.node.database import NodeDatabase
from app.node.keys import NodeKeys
from app.node.roster_file import PlannedDay, read_roster
from app.node.tables import EnrolledSeal, FeedRow, StatedCentre
from app.seal.booking_word import Booked, BookingWord, sign_booking

_ACTIVE = "active"


class UnknownCentre(UserError):
    """No test centre of the region is called so; `centres`: those that are."""

    def __init__(self, centre: str, centres: tuple[str, ...]) -> None:
        super().__init__()
        self.centre = centre
        self.centres = centres


class NoSuchBooking(UserError):
    """No booking begins so, or several do; `found`: how many."""

    def __init__(self, asked: str, found: int) -> None:
        super().__init__()
        self.asked = asked
        self.found = found


class NotWaiting(UserError):
    """The booking has been taken up or withdrawn already."""

    def __init__(self, state: BookingState) -> None:
        super().__init__()
        self.state = state


@dataclass(frozen=True, slots=True)
class RosterAdded:
    """How many bookings are new, how many were there already, and how many seals are told."""

    new: int
    known: int
    told: int


class Rosters:
    """Adds, lists and withdraws; each is one transaction."""

    def __init__(self, database: NodeDatabase, keys: NodeKeys, now: Callable[[], datetime]) -> None:
        self._database, self._keys, self._now = database, keys, now
        self._new_id = IdMaker(SystemClock())

    def add(self, path: Path, centre: str, *, only_try: bool = False) -> RosterAdded:
        """Take in every row of the file, or none; the same booking twice is one.

        Raises UnknownCentre, BadRoster, OSError, BadSeal.
        """
        today = self._now().date()
        with self._database.transaction() as session:
            self._database.take_turn(session)
            profiles = _profiles(session, centre)
            planned = read_roster(path, today, profiles)
            let_go(session, today)
            known = {_planned(row) for row in session.scalars(_waiting(centre))}
            new = [one for one in planned if one not in known]
            seals = _seals(session, centre)
            if not only_try:
                for one in new:
                    self._tell(session, self._row(session, centre, one), seals)
        return RosterAdded(len(new), len(planned) - len(new), len(seals))

    def all(self) -> tuple[PlannedBooking, ...]:
        """Everything booked, by day, centre and name; what is long past goes first."""
        with self._database.transaction() as session:
            self._database.take_turn(session)
            let_go(session, self._now().date())
        row = PlannedBooking
        with self._database.reading() as session:
            return tuple(session.scalars(select(row).order_by(row.day, row.centre, row.name)))

    def withdraw(self, asked: str) -> PlannedBooking:
        """Nobody is expected after all: the name goes here and at the desks.

        Raises NoSuchBooking, NotWaiting.
        """
        with self._database.transaction() as session:
            self._database.take_turn(session)
            row = _booking(session, asked)
            if row.state != BookingState.WAITING:
                raise NotWaiting(BookingState(row.state))
            blank(session, row)
            row.state = BookingState.WITHDRAWN
            word = BookingWord(UUID(row.id), row.centre, row.day, None)
            row.word = sign_booking(self._keys.node, word)
            self._tell(session, row, _seals(session, row.centre))
            return row

    def tell_all(self, session: Session, kid: bytes, centre: str) -> None:
        """Tell one seal whom its centre expects, and no longer does: it may be an older copy."""
        own = PlannedBooking.centre == centre, PlannedBooking.state != BookingState.TAKEN
        told = select(PlannedBooking).where(*own).order_by(PlannedBooking.id)
        for row in session.scalars(told).all():
            self._tell(session, row, [kid])

    def _row(self, session: Session, centre: str, one: PlannedDay) -> PlannedBooking:
        booking, booked = self._new_id(), one.booked
        row = PlannedBooking(
            id=str(booking),
            centre=centre,
            day=one.day,
            profile=booked.profile,
            name=booked.name,
            birth_date=booked.birth_date,
            company=booked.company,
            note=booked.note,
            state=BookingState.WAITING,
            word=sign_booking(self._keys.node, BookingWord(booking, centre, one.day, booked)),
            written=self._now(),
        )
        session.add(row)
        return row

    def _tell(self, session: Session, row: PlannedBooking, seals: Collection[bytes]) -> None:
        for kid in seals:
            told = {"kid": kid, "type": ROSTER, "content": row.word, "written": self._now()}
            session.add(FeedRow(**told))
        session.flush()


def _planned(row: PlannedBooking) -> PlannedDay:
    booked = Booked(row.profile, row.name, row.birth_date, row.company, row.note)
    return PlannedDay(row.day, booked)


def _waiting(centre: str) -> Select[PlannedBooking]:
    row = PlannedBooking
    return select(row).where(row.centre == centre, row.state == BookingState.WAITING)


def _profiles(session: Session, centre: str) -> frozenset[str]:
    """What the centre is stated to validate, else what its seals may. Raises UnknownCentre."""
    stated = session.get(StatedCentre, centre)
    if stated is not None:
        return frozenset(stated.profiles.splitlines())
    seals = select(EnrolledSeal.profiles).where(EnrolledSeal.centre == centre)
    found = session.scalars(seals).all()
    if not found:
        known = session.scalars(select(EnrolledSeal.centre).distinct()).all()
        raise UnknownCentre(centre, tuple(sorted(known)))
    return frozenset(code for profiles in found for code in profiles.split(","))


def _seals(session: Session, centre: str) -> list[bytes]:
    row = EnrolledSeal
    wanted = select(row.kid).where(row.centre == centre, row.state == _ACTIVE)
    return list(session.scalars(wanted.order_by(row.kid)))


def _booking(session: Session, asked: str) -> PlannedBooking:
    begun = asked.strip().lower()
    rows = session.scalars(select(PlannedBooking)).all()
    found = [row for row in rows if begun and row.id.startswith(begun)]
    if len(found) != 1:
        raise NoSuchBooking(asked, len(found))
    return found[0]
