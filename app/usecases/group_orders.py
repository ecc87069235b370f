"""Group orders: made for a company and a profile, joined by people, followed on one screen."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.case import CaseState, Step, next_step
from app.domain.change import Touched
from app.domain.errors import UserError
from app.domain.free_text import clean_line
from app.domain.group_order import BasisKind, OrderPerson
from app.domain.rota import Slot
from app.domain.text import Text
from app.seal.company_payloads import OrderJoined, OrderMade
from app.seal.records import RecordType
from app.storage import companies, log, newcomers, people
from app.storage import group_orders as rows
from app.storage.errors import UnknownProtocol
from app.storage.protocols import newest_published
from app.storage.tables import CaseRow, CertificateRow, GroupOrderRow, OrderPersonRow, RotaRow
from app.usecases.desk import Desk
from app.usecases.person_lines import Standing, standing_of
from app.usecases.progress import case_progress

LONGEST_ORDER_NAME = 80


class OrderNameMissing(UserError):
    """An order has a name."""


class DaysTurned(UserError):
    """The last wanted day is before the first."""


class AlreadyInOrder(UserError):
    """The person is in the order already."""


class CaseBegun(UserError):
    """The person's case has begun, so they stay in the order: `case_id`."""

    def __init__(self, case_id: UUID) -> None:
        super().__init__()
        self.case_id = case_id


@dataclass(frozen=True, slots=True)
class NewOrder:
    """An order to make or to change; `code` of the profile stays once it is made."""

    name: str
    code: str
    first_day: date | None = None
    last_day: date | None = None
    is_closed: bool = False


@dataclass(frozen=True, slots=True)
class OrderLine:
    """An order in a list; `role` None where no protocol of the profile is here."""

    id: UUID
    company_id: UUID
    code: str
    role: Text | None
    name: str
    first_day: date | None
    last_day: date | None
    is_closed: bool
    people: int


@dataclass(frozen=True, slots=True)
class OrderPersonLine:
    """Somebody of an order and how far they are. Of a protected person the name is empty (R55).

    `standing` None before there is a case; `certificate_id` while one is in force or was.
    """

    person: OrderPerson
    slot: Slot | None
    standing: Standing | None
    step: Step | None
    certificate_id: bytes | None


@dataclass(frozen=True, slots=True)
class ImportLine:
    """A file that was taken in: how many came with it, and whether it may still be undone."""

    id: UUID
    file_name: str
    people: int
    may_undo: bool


@dataclass(frozen=True, slots=True)
class GroupOrder:
    """An order with everybody in it."""

    line: OrderLine
    company: str
    people: tuple[OrderPersonLine, ...]
    imports: tuple[ImportLine, ...]


@dataclass(frozen=True, slots=True)
class Joining:
    """What an order knows of somebody beside who they are."""

    employee_number: str = ""
    department: str = ""
    basis: BasisKind | None = None
    basis_day: date | None = None


class GroupOrders:
    """The orders of companies."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of_company(self, company_id: UUID) -> tuple[OrderLine, ...]:
        """A company's orders, open ones first, then the newest. Raises UnknownCompany."""
        with self._desk.database.reading() as session:
            companies.organisation(session, company_id)
            found = rows.of_company(session, company_id)
            return tuple(order_line(self._desk, session, row, count) for row, count in found)

    def order(self, order_id: UUID) -> GroupOrder:
        """An order with its people and how far each is. Raises UnknownOrder."""
        with self._desk.database.reading() as session:
            row = rows.order(session, order_id)
            slots = rows.first_places(session, order_id)
            cases = rows.case_rows(session, row)
            lines = tuple(
                _person_line(
                    self._desk, session, one, slots.get(one.person_id), cases.get(one.person_id)
                )
                for one in companies.people_of(session, row)
            )
            return GroupOrder(
                line=order_line(self._desk, session, row, len(lines)),
                company=companies.organisation(session, row.company_id).name,
                people=lines,
                imports=_imports(session, row),
            )

    def make(self, company_id: UUID, new: NewOrder) -> UUID:
        """A new order and its record; its id.

        Raises UnknownCompany, UnknownProtocol, OrderNameMissing, DaysTurned, TextTooLong.
        """
        name = _checked(new)
        with self._desk.database.transaction() as session:
            companies.organisation(session, company_id)
            newest_published(session, new.code)
            row = GroupOrderRow(
                id=self._desk.new_id(),
                company_id=company_id,
                code=new.code,
                name=name,
                first_day=new.first_day,
                last_day=new.last_day,
                state="closed" if new.is_closed else "open",
                made=self._desk.clock.now(),
            )
            session.add(row)
            session.flush()
            self._record(session, row)
        self._desk.announce(Touched.COMPANIES, Touched.LOG)
        return row.id

    def change(self, order_id: UUID, new: NewOrder) -> None:
        """Another name, other days, closed or open again. Raises UnknownOrder and as `make`."""
        name = _checked(new)
        with self._desk.database.transaction() as session:
            row = rows.order(session, order_id)
            row.name, row.first_day, row.last_day = name, new.first_day, new.last_day
            row.state = "closed" if new.is_closed else "open"
            session.flush()
            self._record(session, row)
        self._desk.announce(Touched.COMPANIES, Touched.LOG)

    def add(self, order_id: UUID, person_id: UUID, joining: Joining = Joining()) -> None:
        """Take somebody who is registered here into an order.

        Raises UnknownOrder, UnknownPerson, PersonErased, AlreadyInOrder, TextTooLong.
        """
        with self._desk.database.transaction() as session:
            order = rows.order(session, order_id)
            people.present(session, person_id)
            if rows.is_joined(session, order_id, person_id):
                raise AlreadyInOrder
            join(self._desk, session, order, person_id, joining)
        self._desk.announce(Touched.COMPANIES, Touched.LOG)

    def describe(self, order_id: UUID, person_id: UUID, number: str, department: str) -> None:
        """Another employee number and department. Raises NotInOrder, TextTooLong."""
        with self._desk.database.transaction() as session:
            order, row = rows.order(session, order_id), rows.joined(session, order_id, person_id)
            row.employee_number, row.department = clean_line(number), clean_line(department)
            record_joined(self._desk, session, order, row)
        self._desk.announce(Touched.COMPANIES, Touched.LOG)

    def note_basis(
        self, order_id: UUID, people: Sequence[UUID], kind: BasisKind | None, day: date
    ) -> None:
        """Note on what basis the company may see results, or with None that there is none now.

        What is taken back in one order is taken back in every order of the company (R54): it is
        the company that may not see. Raises NotInOrder, UnknownOrder.
        """
        with self._desk.database.transaction() as session:
            order = rows.order(session, order_id)
            for person_id in people:
                row = rows.joined(session, order_id, person_id)
                others = rows.with_basis(session, order, person_id) if row.basis else ()
                self._note(session, order, row, (kind, day))
                for other, there in () if kind else others:
                    self._note(session, other, there, (None, day))
        self._desk.announce(Touched.COMPANIES, Touched.LOG)

    def leave(self, order_id: UUID, person_id: UUID) -> None:
        """Take somebody out of an order until their case has begun.

        Raises UnknownOrder, NotInOrder, CaseBegun.
        """
        with self._desk.database.transaction() as session:
            order, row = rows.order(session, order_id), rows.joined(session, order_id, person_id)
            found = rows.case_rows(session, order).get(person_id)
            if found is not None and rows.has_case(session, order, person_id):
                raise CaseBegun(found[0].id)
            record_joined(self._desk, session, order, row, has_left=True)
            rows.leave(session, row)
        self._desk.announce(Touched.COMPANIES, Touched.LOG)

    def _note(
        self,
        session: Session,
        order: GroupOrderRow,
        row: OrderPersonRow,
        basis: tuple[BasisKind | None, date],
    ) -> None:
        kind, day = basis
        row.basis, row.basis_day = kind or "", day if kind else None
        row.basis_by = self._desk.assessor.name
        record_joined(self._desk, session, order, row)

    def _record(self, session: Session, row: GroupOrderRow) -> None:
        made = OrderMade(
            order=str(row.id),
            company=str(row.company_id),
            profile=row.code,
            name=row.name,
            first_day=row.first_day,
            last_day=row.last_day,
            is_closed=row.state == "closed",
        )
        log.append(session, self._desk.signer, RecordType.ORDER_MADE, "", made)


def order_line(desk: Desk, session: Session, row: GroupOrderRow, count: int) -> OrderLine:
    """The stored order as a line of a list."""
    try:
        role = desk.protocol(newest_published(session, row.code)).name
    except UnknownProtocol:
        role = None
    return OrderLine(
        row.id,
        row.company_id,
        row.code,
        role,
        row.name,
        row.first_day,
        row.last_day,
        row.state == "closed",
        count,
    )


def join(
    desk: Desk,
    session: Session,
    order: GroupOrderRow,
    person_id: UUID,
    joining: Joining,
) -> None:
    """Put somebody into an order in the caller's transaction. Raises TextTooLong."""
    kind = joining.basis
    row = OrderPersonRow(
        order_id=order.id,
        person_id=person_id,
        place=rows.next_place(session, order.id),
        employee_number=clean_line(joining.employee_number),
        department=clean_line(joining.department),
        basis=kind or "",
        basis_day=(joining.basis_day or desk.clock.now().date()) if kind else None,
        basis_by=desk.assessor.name if kind else "",
        import_id=None,
        made_here=False,
    )
    session.add(row)
    session.flush()
    record_joined(desk, session, order, row)


def record_joined(
    desk: Desk,
    session: Session,
    order: GroupOrderRow,
    row: OrderPersonRow,
    *,
    case_id: UUID | None = None,
    has_left: bool = False,
) -> None:
    """Write down how somebody stands in an order from now on."""
    joined = joined_payload(order, row, case_id=case_id, has_left=has_left)
    session.flush()
    log.append(session, desk.signer, RecordType.ORDER_JOINED, joined.person, joined)


def joined_payload(
    order: GroupOrderRow,
    row: OrderPersonRow,
    *,
    case_id: UUID | None = None,
    has_left: bool = False,
) -> OrderJoined:
    """How somebody stands in an order, as it is signed."""
    return OrderJoined(
        order=str(order.id),
        company=str(order.company_id),
        profile=order.code,
        person=str(row.person_id),
        department=row.department or None,
        basis=row.basis or None,
        basis_day=row.basis_day,
        case=str(case_id) if case_id else None,
        has_left=has_left,
    )


def slot_of(row: RotaRow | None) -> Slot | None:
    """The stored slot, None for none."""
    if row is None:
        return None
    return Slot(row.day, row.begins, row.minutes, row.machine, row.assessor)


def _checked(new: NewOrder) -> str:
    name = clean_line(new.name, LONGEST_ORDER_NAME)
    if not name:
        raise OrderNameMissing
    if new.first_day and new.last_day and new.last_day < new.first_day:
        raise DaysTurned
    return name


def _person_line(
    desk: Desk,
    session: Session,
    person: OrderPerson,
    slot: RotaRow | None,
    found: tuple[CaseRow, CertificateRow | None] | None,
) -> OrderPersonLine:
    if person.is_protected:
        person = replace(person, name="", employee_number="", department="")
    if found is None:
        return OrderPersonLine(person, slot_of(slot), None, None, None)
    case, certificate = found
    progress = case_progress(session, desk.protocol(case.protocol_hash), case)
    kind = certificate.kind if certificate else None
    return OrderPersonLine(
        person,
        slot_of(slot),
        standing_of(CaseState(case.state), kind),
        next_step(progress),
        certificate.id if certificate else None,
    )


def _imports(session: Session, order: GroupOrderRow) -> tuple[ImportLine, ...]:
    def line_of(row_id: UUID, name: str) -> ImportLine:
        may = not newcomers.with_case(session, order, row_id)
        return ImportLine(row_id, name, newcomers.count_of(session, row_id), may)

    return tuple(line_of(row.id, row.file_name) for row in rows.imports(session, order.id))
