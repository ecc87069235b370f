"""Group orders with who is in them: made, joined, left, and the files people came from."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app.domain.errors import UserError
from app.storage.tables import (
    CaseRow,
    CertificateRow,
    GroupOrderRow,
    OrderPersonRow,
    ParticipationRow,
    PeopleImportRow,
    RotaRow,
)


class UnknownOrder(UserError):
    """No such group order in this desk's file."""

    def __init__(self, order_id: UUID) -> None:
        super().__init__()
        self.order_id = order_id


class NotInOrder(UserError):
    """The person is not in the order (any more)."""


def order(session: Session, order_id: UUID) -> GroupOrderRow:
    """The order; raises UnknownOrder."""
    row = session.get(GroupOrderRow, order_id)
    if row is None:
        raise UnknownOrder(order_id)
    return row


def of_company(session: Session, company_id: UUID) -> tuple[tuple[GroupOrderRow, int], ...]:
    """A company's orders with how many people are in each, open ones first, then the newest."""
    people = (
        select(func.count()).where(OrderPersonRow.order_id == GroupOrderRow.id).scalar_subquery()
    )
    found = (
        select(GroupOrderRow, people)
        .where(GroupOrderRow.company_id == company_id)
        .order_by(GroupOrderRow.state != "open", GroupOrderRow.made.desc(), GroupOrderRow.id)
    )
    return tuple((row, count) for row, count in session.execute(found))


def joined(session: Session, order_id: UUID, person_id: UUID) -> OrderPersonRow:
    """Somebody's row of an order; raises NotInOrder."""
    row = session.get(OrderPersonRow, (order_id, person_id))
    if row is None:
        raise NotInOrder
    return row


def is_joined(session: Session, order_id: UUID, person_id: UUID) -> bool:
    """Whether somebody is in the order already."""
    return session.get(OrderPersonRow, (order_id, person_id)) is not None


def with_basis(
    session: Session, order: GroupOrderRow, person_id: UUID
) -> tuple[tuple[GroupOrderRow, OrderPersonRow], ...]:
    """The company's other orders, of any profile, where somebody has a basis for results."""
    found = (
        select(GroupOrderRow, OrderPersonRow)
        .join(OrderPersonRow, OrderPersonRow.order_id == GroupOrderRow.id)
        .where(
            GroupOrderRow.company_id == order.company_id,
            GroupOrderRow.id != order.id,
            OrderPersonRow.person_id == person_id,
            OrderPersonRow.basis != "",
        )
        .order_by(GroupOrderRow.made, GroupOrderRow.id)
    )
    return tuple((row, joined) for row, joined in session.execute(found))


def took_back(session: Session, company_id: UUID) -> frozenset[UUID]:
    """Who has taken back the basis for results at the company: no list gives it again (R54)."""
    found = (
        select(OrderPersonRow.person_id)
        .join(GroupOrderRow, GroupOrderRow.id == OrderPersonRow.order_id)
        .where(
            GroupOrderRow.company_id == company_id,
            OrderPersonRow.basis == "",
            OrderPersonRow.basis_by != "",
        )
    )
    return frozenset(session.scalars(found))


def next_place(session: Session, order_id: UUID) -> int:
    """The place after the last."""
    highest = select(func.max(OrderPersonRow.place)).where(OrderPersonRow.order_id == order_id)
    found = session.scalar(highest)
    return 0 if found is None else found + 1


def leave(session: Session, row: OrderPersonRow) -> None:
    """Take somebody out of an order and of its rota."""
    of_person = RotaRow.person_id == row.person_id
    session.execute(delete(RotaRow).where(RotaRow.order_id == row.order_id, of_person))
    session.delete(row)
    session.flush()


def forget(session: Session, person_id: UUID) -> None:
    """Take somebody out of every order and rota, as their erasure wants."""
    for table in (RotaRow, OrderPersonRow):
        session.execute(delete(table).where(table.person_id == person_id))


def is_elsewhere(session: Session, order_id: UUID, person_id: UUID) -> bool:
    """Whether somebody has a case, is in another order, or takes part in a funding project."""
    traces = (
        select(CaseRow.id).where(CaseRow.person_id == person_id),
        select(OrderPersonRow.person_id).where(
            OrderPersonRow.person_id == person_id, OrderPersonRow.order_id != order_id
        ),
        select(ParticipationRow.id).where(
            ParticipationRow.person_id == person_id, ~ParticipationRow.is_void
        ),
    )
    return any(session.scalar(one.limit(1)) is not None for one in traces)


def has_case(session: Session, order: GroupOrderRow, person_id: UUID) -> bool:
    """Whether somebody has a case of the order's profile that began after the order was made."""
    found = select(CaseRow.id).where(
        CaseRow.person_id == person_id, CaseRow.code == order.code, CaseRow.opened >= order.made
    )
    return session.scalar(found.limit(1)) is not None


def imports(session: Session, order_id: UUID) -> tuple[PeopleImportRow, ...]:
    """The files taken into an order that still count, the newest first."""
    found = select(PeopleImportRow).where(
        PeopleImportRow.order_id == order_id, PeopleImportRow.undone.is_(None)
    )
    return tuple(session.scalars(found.order_by(PeopleImportRow.at.desc(), PeopleImportRow.id)))


def of_import(session: Session, import_id: UUID) -> tuple[OrderPersonRow, ...]:
    """Who came with a file and is still in the order."""
    found = select(OrderPersonRow).where(OrderPersonRow.import_id == import_id)
    return tuple(session.scalars(found.order_by(OrderPersonRow.place)))


def rota(session: Session, order_id: UUID) -> tuple[RotaRow, ...]:
    """When those of an order are to come, in the order of the days."""
    found = select(RotaRow).where(RotaRow.order_id == order_id)
    return tuple(session.scalars(found.order_by(RotaRow.day, RotaRow.begins, RotaRow.turn)))


def first_places(session: Session, order_id: UUID) -> dict[UUID, RotaRow]:
    """When each of an order is to come the first time, by person."""
    return {row.person_id: row for row in reversed(rota(session, order_id))}


def places_of(session: Session, order_id: UUID, person_id: UUID) -> dict[int, RotaRow]:
    """Somebody's places in an order, by turn."""
    return {row.turn: row for row in rota(session, order_id) if row.person_id == person_id}


def case_rows(
    session: Session, order: GroupOrderRow
) -> dict[UUID, tuple[CaseRow, CertificateRow | None]]:
    """The newest case of each in the order of its profile, with the newest certificate."""
    within = select(OrderPersonRow.person_id).where(OrderPersonRow.order_id == order.id)
    found = (
        select(CaseRow, CertificateRow)
        .outerjoin(CertificateRow, CertificateRow.case_id == CaseRow.id)
        .where(CaseRow.person_id.in_(within), CaseRow.code == order.code)
        .order_by(CaseRow.opened, CaseRow.id, CertificateRow.issued, CertificateRow.status_index)
    )
    return {case.person_id: (case, certificate) for case, certificate in session.execute(found)}


def undo(session: Session, row: PeopleImportRow, now: datetime) -> None:
    """Note that a file taken in was undone."""
    row.undone = now
    session.flush()
