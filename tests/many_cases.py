"""A company's order at the desk: many cases debriefed, each a copy of one that was walked there."""

from contextlib import suppress
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from sqlalchemy import inspect
from sqlalchemy.orm import Session

from app.domain.case import CaseState, Step
from app.domain.desks import PRACTICE_PIN
from app.storage.rows import Row
from app.storage.tables import CaseRow, DecisionRow, PlanRow
from app.usecases.people import DuplicatePerson, NewPerson
from app.workspace import Workspace
from tests.desk_work import CaseWalk, booked_case
from tests.factories import official_numbers
from tests.stored_homes import StoredHomes

COMPANY = "Vaggeryds Mekaniska AB"
_FEW = 4  # certificates whose files are made in the program itself
RowT = TypeVar("RowT", bound=Row)
_FIRST = ("Anna", "Erik", "Karin", "Lars", "Maria", "Nils", "Ingrid", "Per", "Eva", "Johan")
_LAST = ("Ahl", "Berg", "Dahl", "Ek", "Fors", "Gran", "Holm", "Lind", "Malm", "Norén", "Ström")


def order_of(
    desk: Workspace,
    count: int,
    company: str = COMPANY,
    start: int = 0,
    *,
    protected: bool = False,
) -> list[UUID]:
    """So many people of one company, each with a signed decision and the talk held.

    The first case booked is walked there for real (once a desk); the others are its copies.
    """
    pattern = _pattern(desk)
    people = [_person(desk, start + n, company, protected=protected) for n in range(count)]
    with desk.desk.database.transaction() as session:
        return [_copy(desk, session, pattern, person) for person in people]


def _pattern(desk: Workspace) -> UUID:
    case_id = booked_case(desk)
    if desk.cases.view(case_id).next_step is not Step.CERTIFICATE:
        CaseWalk(desk, case_id).to(Step.CERTIFICATE)
    return case_id


def _person(desk: Workspace, number: int, company: str, *, protected: bool) -> UUID:
    first, last = _FIRST[number % len(_FIRST)], _LAST[number % len(_LAST)]
    named = f"{first} {last}" if number < len(_FIRST) * len(_LAST) else f"{first} {last} {number}"
    for place in (1500 + number, 400 + number):  # a few have somebody at the practice desk
        official = official_numbers()[place].personnummer
        new = NewPerson(named, official, employer=company, protected=protected)
        with suppress(DuplicatePerson):
            return desk.people.register(new, despite_likeness=True)
    raise AssertionError(number)


def _copy(desk: Workspace, session: Session, pattern: UUID, person: UUID) -> UUID:
    """The pattern's case, decision and plan once more, for another person."""
    case_id = desk.desk.new_id()
    own = {"id": case_id, "person_id": person, "state": CaseState.DEBRIEFED, "booked": None}
    session.add(_again(session.get_one(CaseRow, pattern), own))
    session.flush()
    plan = session.get_one(PlanRow, pattern)
    session.add(_again(plan, {"case_id": case_id}))
    for decision in session.query(DecisionRow).filter_by(case_id=pattern).all():
        session.add(_again(decision, {"id": desk.desk.new_id(), "case_id": case_id}))
    return case_id


def _again(row: RowT, changed: dict[str, object]) -> RowT:
    names = [column.key for column in inspect(type(row)).column_attrs]
    return type(row)(**{name: changed.get(name, getattr(row, name)) for name in names})


def stored_order(homes: StoredHomes, count: int) -> Path:
    """An order of so many, ready for certificates; once for every worker. Never open it."""
    return homes.made(
        f"order-{count}",
        lambda: homes.at(Step.CERTIFICATE),
        lambda walk: order_of(walk.desk, count),
    )


def stored_issued(homes: StoredHomes, count: int) -> Path:
    """An order of so many, issued, its files made; once for every worker of a run."""
    return homes.made(
        f"issued-{count}", lambda: stored_order(homes, count), lambda walk: issue_all(walk.desk)
    )


def issue_all(desk: Workspace) -> None:
    """Issue the order a few at a time: the files are made here, no worker has to be started."""
    cases = ready_cases(desk)
    for first in range(0, len(cases), _FEW):
        few = cases[first : first + _FEW]
        desk.batch.issue(few, PRACTICE_PIN, lambda _progress: None, lambda: False)


def ready_cases(desk: Workspace, company: str = COMPANY) -> list[UUID]:
    """The order's cases, in the order they are shown."""
    return [case.case_id for case in desk.batch.ready() if case.company == company]
