"""A company with everything that records tell of, and with what only the desk knows beside it."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.domain.company_measure import MeasureKind
from app.domain.conversation import Answer, ChosenStep, Participant
from app.domain.employment import Employment
from app.domain.group_order import BasisKind
from app.domain.needed_roles import NeededRole
from app.domain.participation import Activity, Attested, Month, Period, Spent
from app.domain.rota import Slot
from app.open_desk import Workspace
from app.usecases.companies import NewCompany
from app.usecases.company_plan import MeasureDraft
from app.usecases.group_orders import Joining, NewOrder
from app.usecases.month_hours import Attesting
from app.usecases.participation import NewPart
from tests.desk_work import CaseWalk

CODE, AREA = "CNC-1", "matteknik"
MAY = Month(2026, 5)
SPENT = (Spent(Activity.TRAINING, 480),)
OWN = {
    "companies": "contact, email, note, number_sealed, number_hash",
    "order_people": "employee_number, import_id, made_here, place, basis_by",
    "rota": "*",
    "people_imports": "*",
    "conversations": "participants, roles, steps, pause_reason",
    "conversation_answers": "note, skipped",
}
"""What only the desk knows, by table."""
TOLD = (
    *("measure_people", "measures", "company_levels", "attested_hours", "participations"),
    *("rota", "order_people", "group_orders", "conversation_answers", "conversations"),
    "companies",
)
"""Tables with what records tell of companies, children first."""


@dataclass(frozen=True, slots=True)
class ToldCompany:
    """Two people: the first is in the order, the other has left it and takes part no more."""

    id: UUID
    order: UUID
    people: tuple[UUID, UUID]
    measure: UUID
    talk: UUID
    part: UUID


def told(walk: CaseWalk) -> None:
    """A scene for `begins_at(Step.ARRIVAL, told)`."""
    tell(walk.desk)


def tell(desk: Workspace) -> None:
    """One company through the desk's own use cases, in the first project there is."""
    new = NewCompany("Ängby Plåt AB", "556016-0680", "Eva Ek", "eva@angby.example", "Ring före nio")
    company = desk.companies.register(new)
    order = desk.group_orders.make(company, NewOrder("Hösten", CODE))
    one, other, *_ = [line.id for line in desk.people.search("").lines]
    for person in (one, other):
        joining = Joining("A-17", "Svarv", BasisKind.AGREEMENT)
        desk.group_orders.add(order, person, joining)
    desk.group_orders.leave(order, other)
    monday = date(2026, 5, 4)
    desk.rota.move(order, one, Slot(monday, 480, 240, "Svarv 4", "Maria"))
    desk.matrices.require(company, CODE, AREA, 2)
    draft = MeasureDraft(
        AREA, MeasureKind.COURSE, "Kurs", "2 dagar", "Eva Ek", None, monday, (one,)
    )
    desk.company_plans.plan(company, CODE, draft)
    _take_part(desk, company, (one, other))
    _talk(desk, company)


def the_company(desk: Workspace) -> ToldCompany:
    """That company."""
    company = next(one.id for one in desk.companies.list() if one.orders)
    (order,) = desk.group_orders.of_company(company)
    one, other, *_ = [line.id for line in desk.people.search("").lines]
    (line,) = desk.company_plans.view(company, CODE).lines
    (talk,) = desk.conversations.list(company)
    (part,) = desk.participations.of_person(one)
    return ToldCompany(company, order.id, (one, other), line.measure.id, talk.id, part.id)


def _take_part(desk: Workspace, company: UUID, people: tuple[UUID, UUID]) -> None:
    project, spring = desk.participations.projects()[0], Period(date(2026, 4, 15))
    told = [NewPart(project.id, one, Employment.EMPLOYED, spring, company) for one in people]
    part, other = desk.participations.begin(*told)
    desk.participations.take_back(other)
    desk.month_hours.attest(Attesting(part, MAY, SPENT))
    desk.month_hours.confirm(part, {MAY: SPENT}, Attested.HERE, MAY.first)


def _talk(desk: Workspace, company: UUID) -> None:
    use, today = desk.conversations, desk.desk.clock.now().date()
    talk = use.begin(company, (Participant("Platschef", "Eva Ek"),), today)
    questions = [question.id for question in use.guide().questions]
    use.answer_all(talk, {one: Answer(2, note="Tavlan vid fikat") for one in questions[1:]})
    use.skip(talk, questions[0], "Frågar skyddsombudet")
    use.keep_roles(talk, (NeededRole("CNC-svarvare", 4, 5, 7, critical=True),))
    use.keep_steps(talk, (ChosenStep("mal", "Tre mål", "Eva Ek", today + timedelta(days=30)),))
    use.close(talk)
    use.mark_step(talk, 0, today)


def rows(session: Session, tables: dict[str, str]) -> dict[str, list[str]]:
    """These columns of these tables, in no order."""
    return {
        name: sorted(map(repr, session.execute(text(f"SELECT {columns} FROM {name}")).all()))
        for name, columns in tables.items()
    }


def lose(desk: Workspace, *tables: str) -> None:
    """Rows go as in a file from before they were written; records stay."""
    with desk.desk.database.transaction() as session:
        session.execute(text("PRAGMA defer_foreign_keys = ON"))
        for table in tables:
            session.execute(text(f"DELETE FROM {table}"))
