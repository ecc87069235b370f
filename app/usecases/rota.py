"""The rota of a group order: proposed, changed, followed on the day, led to a case."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.case import CaseState
from app.domain.change import Touched
from app.domain.errors import UserError
from app.domain.free_text import clean_line
from app.domain.protocol import Protocol
from app.domain.rota import Clash, RotaTerms, Slot, Taken, clashes, propose
from app.domain.text import Text
from app.storage import group_orders as rows
from app.storage.cases import open_case
from app.storage.protocols import newest_published
from app.storage.tables import (
    AssessorRow,
    CaseRow,
    GroupOrderRow,
    OrderPersonRow,
    OrganisationRow,
    PersonRow,
    RotaRow,
)
from app.usecases.cases import begin_case
from app.usecases.desk import Desk
from app.usecases.group_orders import record_joined, slot_of

_DAY = 24 * 60
_SELF_ASSESSMENT = 20


class NoRotaTerms(UserError):
    """A proposal needs a day, an assessor, and hours that hold one person."""


class BadSlot(UserError):
    """A place begins and ends within one day."""


@dataclass(frozen=True, slots=True)
class RotaChoices:
    """What a proposal can be made of: who assesses here, machines met before, a person's time."""

    assessors: tuple[str, ...]
    machines: tuple[str, ...]
    minutes: int
    without: int
    first_day: date | None
    last_day: date | None


Place = tuple[UUID, int]
"""Person and turn: by what a place of an order's rota is found; one may have several."""


@dataclass(frozen=True, slots=True)
class RotaLine:
    """Somebody's place in the rota. Of a protected person the name is empty (R55).

    `case_id`: their open case, or the one begun since the order was made.
    """

    order_id: UUID
    person_id: UUID
    name: str
    is_protected: bool
    slot: Slot
    clashes: tuple[Clash, ...]
    turn: int = 0
    case_id: UUID | None = None

    @property
    def place(self) -> Place:
        """By what it is found."""
        return self.person_id, self.turn


@dataclass(frozen=True, slots=True)
class Expected:
    """Whom a rota expects on a day and who has no case yet; `role` of the order's profile."""

    order_id: UUID
    person_id: UUID
    name: str
    company: str
    role: Text
    slot: Slot

    @property
    def id(self) -> tuple[UUID, UUID]:
        """Order and person: what a row of a list is."""
        return self.order_id, self.person_id


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a proposal came to: how many got a place, who did not, what stood before."""

    placed: int
    unplaced: int
    before: Mapping[Place, Slot]


class Rota:
    """Places of an order's people over days, machines and assessors."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def choices(self, order_id: UUID) -> RotaChoices:
        """What is known for a proposal. Raises UnknownOrder, UnknownProtocol."""
        with self._desk.database.reading() as session:
            order = rows.order(session, order_id)
            protocol = self._desk.protocol(newest_published(session, order.code))
            assessors = session.scalars(select(AssessorRow).order_by(AssessorRow.number)).all()
            own = self._desk.assessor.name
            names = [row.name for row in assessors if "assessor" in row.roles]
            places, cases = rows.first_places(session, order_id), rows.case_rows(session, order)
            return RotaChoices(
                assessors=tuple(dict.fromkeys([own, *names])),
                machines=_machines(session),
                minutes=minutes_of(protocol),
                without=len(_waiting(session, order, {**places, **cases})),
                first_day=order.first_day,
                last_day=order.last_day,
            )

    def view(self, order_id: UUID) -> tuple[RotaLine, ...]:
        """The rota in the order of the days, with what collides. Raises UnknownOrder."""
        with self._desk.database.reading() as session:
            order = rows.order(session, order_id)
            taken = _taken(session)
            own = {row.person_id for row in rows.rota(session, order_id)}
            people = session.execute(
                select(PersonRow.id, PersonRow.name, PersonRow.protected).where(
                    PersonRow.id.in_(own)
                )
            )
            names = {row[0]: (row[1], row[2]) for row in people}
            wanted, cases = (order.first_day, order.last_day), _cases(session, order)
            return tuple(
                replace(_line(one, names, taken, wanted), case_id=cases.get(one.person_id))
                for one in taken
                if one.order_id == order_id
            )

    def propose(self, order_id: UUID, terms: RotaTerms) -> Proposed:
        """Give those without a place or a case one by the plain rule, and keep what stands.

        Raises UnknownOrder, NoRotaTerms, TextTooLong.
        """
        if not terms.days or not terms.assessors or terms.ends - terms.begins < terms.minutes > 0:
            raise NoRotaTerms
        with self._desk.database.transaction() as session:
            order = rows.order(session, order_id)
            before = _standing(session, order_id)
            placed = rows.first_places(session, order_id)
            waiting = _waiting(session, order, {**placed, **rows.case_rows(session, order)})
            found, left = propose(waiting, terms, _taken(session))
            for person_id, slot in found.items():
                _put(session, order_id, (person_id, 0), slot)
        self._desk.announce(Touched.COMPANIES)
        return Proposed(len(found), len(left), before)

    def restore(self, order_id: UUID, before: Mapping[Place, Slot]) -> None:
        """Put the rota back as it stood."""
        with self._desk.database.transaction() as session:
            for row in rows.rota(session, order_id):
                if (row.person_id, row.turn) not in before:
                    session.delete(row)
            for place, slot in before.items():
                _put(session, order_id, place, slot)
        self._desk.announce(Touched.COMPANIES)

    def move(self, order_id: UUID, person_id: UUID, slot: Slot | None, turn: int = 0) -> None:
        """Give somebody's place this time, or take it away.

        Raises NotInOrder, BadSlot, TextTooLong.
        """
        with self._desk.database.transaction() as session:
            rows.joined(session, order_id, person_id)
            if slot is None:
                row = session.get(RotaRow, (order_id, person_id, turn))
                if row is not None:
                    session.delete(row)
            else:
                _put(session, order_id, (person_id, turn), slot)
        self._desk.announce(Touched.COMPANIES)

    def add(self, order_id: UUID, person_id: UUID, slot: Slot) -> Place:
        """One more place for somebody, as at another machine or on another day.

        Raises NotInOrder, BadSlot, TextTooLong.
        """
        with self._desk.database.transaction() as session:
            rows.joined(session, order_id, person_id)
            held = rows.places_of(session, order_id, person_id)
            place = person_id, max(held, default=-1) + 1
            _put(session, order_id, place, slot)
        self._desk.announce(Touched.COMPANIES)
        return place

    def clear(self, order_id: UUID) -> Mapping[Place, Slot]:
        """Take every place away; what stood before, to put it back."""
        with self._desk.database.transaction() as session:
            before = _standing(session, order_id)
            for row in rows.rota(session, order_id):
                session.delete(row)
        self._desk.announce(Touched.COMPANIES)
        return before

    def expected(self, day: date) -> tuple[Expected, ...]:
        """Whom the rotas expect on a day and who has no case open or since; no protected people."""
        with self._desk.database.reading() as session:
            return expected_in(self._desk, session, day)

    def begin(self, order_id: UUID, person_id: UUID, turn: int | None = None) -> UUID:
        """The open case of somebody in an order, or a new one, booked at their place's time.

        `turn`: which of their places; None: the first that is not over. Raises NotInOrder,
        RetestFirst, PersonErased, UnknownProtocol, NotAccredited, AccreditationExpired,
        ClockBehind.
        """
        desk = self._desk
        with desk.database.transaction() as session:
            order, row = rows.order(session, order_id), rows.joined(session, order_id, person_id)
            case = open_case(session, person_id, order.code)
            if case is None:
                held = rows.places_of(session, order_id, person_id)
                slots = [slot_of(one) for at, one in held.items() if turn in (None, at)]
                booked = next((at for at in map(self._booked, slots) if at is not None), None)
                case = begin_case(desk, session, person_id, order.code, booked)
                record_joined(desk, session, order, row, case_id=case.id)
        desk.announce(Touched.CASES, Touched.PEOPLE, Touched.COMPANIES, Touched.LOG)
        return case.id

    def _booked(self, slot: Slot | None) -> datetime | None:
        """The place's time, where its day is not over."""
        now = self._desk.clock.now()
        if slot is None or slot.day < now.date():
            return None
        return datetime.combine(slot.day, time(), now.tzinfo) + timedelta(minutes=slot.begins)


def expected_in(desk: Desk, session: Session, day: date) -> tuple[Expected, ...]:
    """Whom the rotas expect on a day and who has no case yet, in the order of the hours."""
    found = session.execute(
        select(RotaRow, GroupOrderRow, PersonRow, OrganisationRow.name)
        .join(GroupOrderRow, GroupOrderRow.id == RotaRow.order_id)
        .join(PersonRow, PersonRow.id == RotaRow.person_id)
        .join(OrganisationRow, OrganisationRow.id == GroupOrderRow.company_id)
        .where(RotaRow.day == day, ~PersonRow.protected)
        .order_by(RotaRow.begins, PersonRow.sort_name)
    )
    expected = (
        Expected(
            order.id,
            person.id,
            person.name,
            company,
            desk.protocol(newest_published(session, order.code)).name,
            _slot(row),
        )
        for row, order, person, company in found
        if not _has_case(session, order, person.id)
    )
    first: dict[object, Expected] = {}
    for one in expected:  # who comes twice that day is expected at the first hour
        first.setdefault(one.id, one)
    return tuple(first.values())


def minutes_of(protocol: Protocol) -> int:
    """How long one person takes: the parts' minutes, the self-assessment among them."""
    rules = protocol.rules
    return _SELF_ASSESSMENT + rules.theory_minutes + rules.practical_minutes


def _has_case(session: Session, order: GroupOrderRow, person_id: UUID) -> bool:
    if rows.has_case(session, order, person_id):
        return True
    return open_case(session, person_id, order.code) is not None


@dataclass(frozen=True, slots=True)
class _Placed(Taken):
    order_id: UUID
    turn: int


def _taken(session: Session) -> tuple[_Placed, ...]:
    found = select(RotaRow).order_by(RotaRow.day, RotaRow.begins, RotaRow.assessor)
    return tuple(
        _Placed(row.person_id, _slot(row), row.order_id, row.turn) for row in session.scalars(found)
    )


def _cases(session: Session, order: GroupOrderRow) -> dict[UUID, UUID]:
    """The open case of each, or the newest begun since the order was made."""
    return {
        person: case.id
        for person, (case, _paper) in rows.case_rows(session, order).items()
        if case.opened >= order.made or not CaseState(case.state).is_over
    }


def _standing(session: Session, order_id: UUID) -> dict[Place, Slot]:
    return {(row.person_id, row.turn): _slot(row) for row in rows.rota(session, order_id)}


def _line(
    one: _Placed,
    names: Mapping[UUID, tuple[str, bool]],
    taken: tuple[_Placed, ...],
    wanted: tuple[date | None, date | None],
) -> RotaLine:
    name, is_protected = names[one.person_id]
    found = clashes(one.person_id, one.slot, taken, wanted)
    said = "" if is_protected else name
    return RotaLine(one.order_id, one.person_id, said, is_protected, one.slot, found, one.turn)


def _slot(row: RotaRow) -> Slot:
    return Slot(row.day, row.begins, row.minutes, row.machine, row.assessor)


def _waiting(
    session: Session, order: GroupOrderRow, standing: Mapping[UUID, object]
) -> tuple[UUID, ...]:
    found = select(OrderPersonRow.person_id).where(OrderPersonRow.order_id == order.id)
    people = session.scalars(found.order_by(OrderPersonRow.place))
    return tuple(one for one in people if one not in standing)


def _machines(session: Session) -> tuple[str, ...]:
    met = session.scalars(select(CaseRow.machine).where(CaseRow.machine != "").distinct())
    named = session.scalars(select(RotaRow.machine).where(RotaRow.machine != "").distinct())
    return tuple(sorted({*met, *named}))


def _put(session: Session, order_id: UUID, place: Place, slot: Slot) -> None:
    if not (0 <= slot.begins < _DAY and slot.minutes > 0 and slot.ends <= _DAY):
        raise BadSlot
    person_id, turn = place
    row = session.get(RotaRow, (order_id, person_id, turn))
    if row is None:
        row = RotaRow(order_id=order_id, person_id=person_id, turn=turn)
        session.add(row)
    row.day, row.begins, row.minutes = slot.day, slot.begins, slot.minutes
    row.machine, row.assessor = clean_line(slot.machine), clean_line(slot.assessor)
