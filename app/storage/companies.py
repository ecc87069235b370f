"""Companies found and completed; who of a company is in its orders."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.domain.errors import UserError
from app.domain.group_order import Basis, BasisKind, OrderPerson
from app.storage.fold import words
from app.storage.tables import (
    CaseRow,
    CompanyRow,
    GroupOrderRow,
    OrderPersonRow,
    OrganisationRow,
    PersonRow,
)


class UnknownCompany(UserError):
    """No such company in this desk's file."""

    def __init__(self, company_id: UUID) -> None:
        super().__init__()
        self.company_id = company_id


@dataclass(frozen=True, slots=True)
class ListedCompany:
    """What a list needs of a company; `is_complete`: it has a card, not only a name."""

    id: UUID
    name: str
    number: str
    is_complete: bool
    employees: int
    orders: int


def organisation(session: Session, company_id: UUID) -> OrganisationRow:
    """The company; raises UnknownCompany."""
    row = session.get(OrganisationRow, company_id)
    if row is None or row.kind != "company":
        raise UnknownCompany(company_id)
    return row


def card(session: Session, company_id: UUID) -> CompanyRow | None:
    """What is known beside the name; None for a company that is only an employer's name."""
    return session.get(CompanyRow, company_id)


def listed(session: Session, text: str, limit: int) -> tuple[ListedCompany, ...]:
    """Companies with all words of `text` in their name or number, by name; "" gives all."""
    found = _listing().order_by(OrganisationRow.search_name).limit(limit)
    for word in words(text):
        digits = OrganisationRow.number.startswith(word, autoescape=True)
        in_name = (" " + OrganisationRow.search_name).contains(" " + word, autoescape=True)
        found = found.where(in_name | digits)
    return tuple(ListedCompany(*row) for row in session.execute(found))


def listed_one(session: Session, company_id: UUID) -> ListedCompany:
    """One company as the list has it."""
    found = session.execute(_listing().where(OrganisationRow.id == company_id)).one()
    return ListedCompany(*found)


def _listing() -> Select[Any]:
    employees = (
        select(func.count())
        .where(PersonRow.employer_id == OrganisationRow.id, ~PersonRow.protected)
        .scalar_subquery()
    )
    orders = (
        select(func.count()).where(GroupOrderRow.company_id == OrganisationRow.id).scalar_subquery()
    )
    return (
        select(
            OrganisationRow.id,
            OrganisationRow.name,
            func.coalesce(OrganisationRow.number, ""),
            CompanyRow.id.is_not(None),
            employees,
            orders,
        )
        .outerjoin(CompanyRow, CompanyRow.id == OrganisationRow.id)
        .where(OrganisationRow.kind == "company")
    )


def same_name(session: Session, name: str) -> OrganisationRow | None:
    """The company of this name, compared without case and accents."""
    return session.scalar(
        select(OrganisationRow).where(
            OrganisationRow.search_name == " ".join(words(name)),
            OrganisationRow.kind == "company",
        )
    )


def with_number(session: Session, number: str, sealed_hash: bytes | None) -> OrganisationRow | None:
    """The company that has this number: ten digits, or a sole trader's by its keyed hash."""
    if sealed_hash is None:
        same = OrganisationRow.number == number
        return session.scalar(select(OrganisationRow).where(same))
    found = select(OrganisationRow).join(CompanyRow, CompanyRow.id == OrganisationRow.id)
    return session.scalar(found.where(CompanyRow.number_hash == sealed_hash))


def order_people(session: Session, company_id: UUID, code: str) -> tuple[OrderPerson, ...]:
    """Who is in the company's orders of one profile, each once, in the order they joined.

    Somebody in several orders stands with the newest one; a basis taken back in any of them was
    taken back in all, so that one in the newest was given since (R54). Protected people are among
    them: leave them out of matrix, reports and exports (R54, R55).
    """
    found = (
        select(OrderPersonRow, PersonRow)
        .join(GroupOrderRow, GroupOrderRow.id == OrderPersonRow.order_id)
        .join(PersonRow, PersonRow.id == OrderPersonRow.person_id)
        .where(GroupOrderRow.company_id == company_id, GroupOrderRow.code == code)
        .order_by(GroupOrderRow.made, GroupOrderRow.id, OrderPersonRow.place)
    )
    at = {row.person_id: (row, person) for row, person in session.execute(found)}
    newest = newest_cases(session, code)
    return tuple(_joined(row, person, newest.get(row.person_id)) for row, person in at.values())


def people_of(session: Session, order: GroupOrderRow) -> tuple[OrderPerson, ...]:
    """Who is in one order, in the order they joined; protected people among them."""
    found = (
        select(OrderPersonRow, PersonRow)
        .join(PersonRow, PersonRow.id == OrderPersonRow.person_id)
        .where(OrderPersonRow.order_id == order.id)
        .order_by(OrderPersonRow.place)
    )
    newest = newest_cases(session, order.code)
    rows = session.execute(found).all()
    return tuple(_joined(row, person, newest.get(row.person_id)) for row, person in rows)


def newest_cases(session: Session, code: str) -> dict[UUID, UUID]:
    """The newest case of a profile of everybody in any group order who has one."""
    joined = select(OrderPersonRow.person_id)
    found = (
        select(CaseRow.person_id, CaseRow.id)
        .where(CaseRow.person_id.in_(joined), CaseRow.code == code)
        .order_by(CaseRow.opened, CaseRow.id)
    )
    return {row[0]: row[1] for row in session.execute(found)}


def _joined(row: OrderPersonRow, person: PersonRow, case_id: UUID | None) -> OrderPerson:
    basis = None
    if row.basis and row.basis_day is not None:
        basis = Basis(BasisKind(row.basis), row.basis_day, row.basis_by)
    return OrderPerson(
        row.order_id,
        row.person_id,
        person.name,
        person.protected,
        case_id,
        row.employee_number,
        row.department,
        basis,
    )
