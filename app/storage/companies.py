"""Companies found and completed; who of a company is in its orders."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
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
    employees = (
        select(func.count())
        .where(PersonRow.employer_id == OrganisationRow.id, ~PersonRow.protected)
        .scalar_subquery()
    )
    orders = (
        select(func.count()).where(GroupOrderRow.company_id == OrganisationRow.id).scalar_subquery()
    )
    found = (
        select(OrganisationRow, CompanyRow.id, employees, orders)
        .outerjoin(CompanyRow, CompanyRow.id == OrganisationRow.id)
        .where(OrganisationRow.kind == "company")
        .order_by(OrganisationRow.search_name)
        .limit(limit)
    )
    for word in words(text):
        digits = OrganisationRow.number.startswith(word, autoescape=True)
        in_name = (" " + OrganisationRow.search_name).contains(" " + word, autoescape=True)
        found = found.where(in_name | digits)
    return tuple(
        ListedCompany(row.id, row.name, row.number or "", known is not None, people, made)
        for row, known, people, made in session.execute(found)
    )


def same_name(session: Session, name: str) -> OrganisationRow | None:
    """The company of this name, compared without case and accents."""
    return session.scalar(
        select(OrganisationRow).where(
            OrganisationRow.search_name == " ".join(words(name)),
            OrganisationRow.kind == "company",
        )
    )


def order_people(session: Session, company_id: UUID, code: str) -> tuple[OrderPerson, ...]:
    """Who is in the company's orders of one profile, each once, in the order they joined.

    Somebody in several orders stands with the newest one. Protected people are among them:
    leave them out of matrix, reports and exports (R54, R55).
    """
    found = (
        select(OrderPersonRow, PersonRow)
        .join(GroupOrderRow, GroupOrderRow.id == OrderPersonRow.order_id)
        .join(PersonRow, PersonRow.id == OrderPersonRow.person_id)
        .where(GroupOrderRow.company_id == company_id, GroupOrderRow.code == code)
        .order_by(GroupOrderRow.made, GroupOrderRow.id, OrderPersonRow.place)
    )
    at = {row.person_id: (row, person) for row, person in session.execute(found)}
    newest = newest_cases(session, at, code)
    return tuple(of_row(row, person, newest.get(row.person_id)) for row, person in at.values())


def newest_cases(session: Session, people: "dict[UUID, object]", code: str) -> dict[UUID, UUID]:
    """The newest case of a profile of each of these people that has one."""
    found = (
        select(CaseRow.person_id, CaseRow.id)
        .where(CaseRow.person_id.in_(tuple(people)), CaseRow.code == code)
        .order_by(CaseRow.opened, CaseRow.id)
    )
    return {row[0]: row[1] for row in session.execute(found)}


def of_row(row: OrderPersonRow, person: PersonRow, case_id: UUID | None) -> OrderPerson:
    """The stored row as the domain has it."""
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
