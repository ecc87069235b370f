"""The rota of a group order: proposed, changed, followed on the day, led to a case."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.change import Touched
from app.domain.errors import UserError
from app.domain.free_text import clean_line
from app.domain.protocol import Protocol
from app.domain.rota import Clash, RotaTerms, Slot, Taken, clashes, propose
from app.domain.text import Language, Text
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

if TYPE_CHECKING:
    from app.usecases.exports import Manifest

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


@dataclass(frozen=True, slots=True)
class RotaLine:
    """Somebody's place in the rota. Of a protected person the name is empty (R55)."""

    order_id: UUID
    person_id: UUID
    name: str
    is_protected: bool
    slot: Slot
    clashes: tuple[Clash, ...]


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
    before: Mapping[UUID, Slot]


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
            places, cases = rows.rota(session, order_id), rows.case_rows(session, order)
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
            own = {row.person_id for row in _rows(session, order_id)}
            people = session.execute(
                select(PersonRow.id, PersonRow.name, PersonRow.protected).where(
                    PersonRow.id.in_(own)
                )
            )
            names = {row[0]: (row[1], row[2]) for row in people}
            wanted = (order.first_day, order.last_day)
            return tuple(
                _line(order_id, one.person_id, one.slot, names, taken, wanted)
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
            before = {one: _slot(row) for one, row in rows.rota(session, order_id).items()}
            waiting = _waiting(session, order, {**before, **rows.case_rows(session, order)})
            found, left = propose(waiting, terms, _taken(session))
            for person_id, slot in found.items():
                _put(session, order_id, person_id, slot)
        self._desk.announce(Touched.COMPANIES)
        return Proposed(len(found), len(left), before)

    def restore(self, order_id: UUID, before: Mapping[UUID, Slot]) -> None:
        """Put the rota back as it stood."""
        with self._desk.database.transaction() as session:
            for row in _rows(session, order_id):
                if row.person_id not in before:
                    session.delete(row)
            for person_id, slot in before.items():
                _put(session, order_id, person_id, slot)
        self._desk.announce(Touched.COMPANIES)

    def move(self, order_id: UUID, person_id: UUID, slot: Slot | None) -> None:
        """Give somebody this place, or none. Raises NotInOrder, BadSlot, TextTooLong."""
        with self._desk.database.transaction() as session:
            rows.joined(session, order_id, person_id)
            if slot is None:
                row = session.get(RotaRow, (order_id, person_id))
                if row is not None:
                    session.delete(row)
            else:
                _put(session, order_id, person_id, slot)
        self._desk.announce(Touched.COMPANIES)

    def clear(self, order_id: UUID) -> Mapping[UUID, Slot]:
        """Take every place away; what stood before, to put it back."""
        with self._desk.database.transaction() as session:
            before = {one: _slot(row) for one, row in rows.rota(session, order_id).items()}
            for row in _rows(session, order_id):
                session.delete(row)
        self._desk.announce(Touched.COMPANIES)
        return before

    def write(self, order_id: UUID, path: Path, language: Language) -> "Manifest":
        """The rota as XLSX or CSV, without protected people (R55, I14). Raises NotWritten."""
        from app.usecases.export_writing import ExportOrder, write_export
        from app.usecases.rota_list import rota_table

        lines = [(one.name, one.slot) for one in self.view(order_id) if not one.is_protected]
        asked = ExportOrder(
            kind="order.rota",
            format="csv" if path.suffix.lower() == ".csv" else "xlsx",
            language=language,
            filters={"order": str(order_id)},
        )
        return write_export(self._desk, asked, rota_table(lines, language), path)

    def write_pdf(self, order_id: UUID, path: Path, language: Language) -> int:
        """The rota on paper, without protected people (R55, I14); how many stand on it.

        Raises UnknownOrder, NotWritten.
        """
        from app.certificate.rota_sheet import draw_rota
        from app.reports.whole_file import write_file
        from app.usecases.rota_list import note_paper, rota_paper

        lines = tuple((one.name, one.slot) for one in self.view(order_id) if not one.is_protected)
        with self._desk.database.reading() as session:
            paper = rota_paper(self._desk, session, order_id, lines, language)
        pdf = draw_rota(paper)
        write_file(path, pdf)
        note_paper(self._desk, order_id, len(lines), pdf, path)
        return len(lines)

    def expected(self, day: date) -> tuple[Expected, ...]:
        """Whom the rotas expect on a day and who has no case open or since; no protected people."""
        with self._desk.database.reading() as session:
            return expected_in(self._desk, session, day)

    def begin(self, order_id: UUID, person_id: UUID) -> UUID:
        """The open case of somebody in an order, or a new one, booked at their place's time.

        Raises NotInOrder, RetestFirst, PersonErased, UnknownProtocol, NotAccredited,
        AccreditationExpired, ClockBehind.
        """
        desk = self._desk
        with desk.database.transaction() as session:
            order, row = rows.order(session, order_id), rows.joined(session, order_id, person_id)
            case = open_case(session, person_id, order.code)
            if case is None:
                slot = slot_of(session.get(RotaRow, (order_id, person_id)))
                case = begin_case(desk, session, person_id, order.code, self._booked(slot))
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
    return tuple(
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


def _taken(session: Session) -> tuple[_Placed, ...]:
    found = select(RotaRow).order_by(RotaRow.day, RotaRow.begins, RotaRow.assessor)
    return tuple(_Placed(r.person_id, _slot(r), r.order_id) for r in session.scalars(found))


def _line(
    order_id: UUID,
    person_id: UUID,
    slot: Slot,
    names: Mapping[UUID, tuple[str, bool]],
    taken: tuple[_Placed, ...],
    wanted: tuple[date | None, date | None],
) -> RotaLine:
    name, is_protected = names[person_id]
    found = clashes(person_id, slot, taken, wanted)
    return RotaLine(order_id, person_id, "" if is_protected else name, is_protected, slot, found)


def _rows(session: Session, order_id: UUID) -> tuple[RotaRow, ...]:
    return tuple(rows.rota(session, order_id).values())


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


def _put(session: Session, order_id: UUID, person_id: UUID, slot: Slot) -> None:
    if not (0 <= slot.begins < _DAY and slot.minutes > 0 and slot.ends <= _DAY):
        raise BadSlot
    row = session.get(RotaRow, (order_id, person_id))
    if row is None:
        row = RotaRow(order_id=order_id, person_id=person_id)
        session.add(row)
    row.day, row.begins, row.minutes = slot.day, slot.begins, slot.minutes
    row.machine, row.assessor = clean_line(slot.machine), clean_line(slot.assessor)
