"""What a restored older file lacks of companies and hours comes back from its records."""

from datetime import date
from uuid import UUID

from sqlalchemy import text

from app.domain.company_measure import MeasureKind
from app.domain.employment import Employment
from app.domain.group_order import BasisKind
from app.domain.participation import Activity, Attested, Month, Period, Spent
from app.usecases.companies import NewCompany
from app.usecases.company_plan import MeasureDraft
from app.usecases.group_orders import Joining, NewOrder
from app.usecases.log_check import mend
from app.usecases.month_hours import Attesting, PartMonth
from app.usecases.participation import NewPart
from app.workspace import Workspace

MAY = Month(2026, 5)
SPENT = (Spent(Activity.TRAINING, 480),)


def hours(desk: Workspace, part: UUID) -> PartMonth:
    """May as it stands."""
    return next(one for one in desk.month_hours.of_part(part) if one.month == MAY)


def lose(desk: Workspace, company: UUID) -> None:
    """The rows go, as in a file from before they were written; the records stay."""
    with desk.desk.database.transaction() as session:
        for table in (
            "measure_people",
            "measures",
            "attested_hours",
            "participations",
            "order_people",
            "group_orders",
        ):
            session.execute(text(f"DELETE FROM {table}"))
        session.execute(text("DELETE FROM companies"))
        session.execute(text("DELETE FROM organisations WHERE id = :id"), {"id": company.hex})
        session.execute(text("DELETE FROM organisations WHERE id = :id"), {"id": str(company)})


def test_orders_parts_and_hours_come_back_as_they_were_last_told(desk: Workspace) -> None:
    """I1, R54, R63: nobody has to be entered twice; who left or was taken back stays away."""
    company = desk.companies.register(NewCompany("Ängby Plåt AB", "556016-0680"))
    order = desk.group_orders.make(company, NewOrder("Hösten", "CNC-1"))
    people = [one.id for one in desk.people.search("").lines[:2]]
    for one in people:
        desk.group_orders.add(order, one, Joining("", "Svarv", BasisKind.AGREEMENT))
    desk.group_orders.leave(order, people[1])
    project = desk.participations.projects()[0]
    spring = Period(date(2026, 4, 15))
    told = [
        NewPart(project.id, one, Employment.EMPLOYED, spring, company_id=company) for one in people
    ]
    part, other = desk.participations.begin(*told)
    desk.participations.take_back(other)
    desk.month_hours.attest(Attesting(part, MAY, SPENT))
    desk.month_hours.confirm(part, {MAY: SPENT}, Attested.HERE, MAY.first)
    draft = MeasureDraft(
        "uppspanning", MeasureKind.COURSE, "Kurs", "2 dagar", "Eva Ek", None, None, (people[0],)
    )
    desk.company_plans.plan(company, "CNC-1", draft)
    plan = desk.company_plans.view(company, "CNC-1").lines
    before = (desk.companies.card(company), desk.group_orders.order(order).line, hours(desk, part))
    lose(desk, company)
    mend(desk.desk)
    assert before == (
        desk.companies.card(company),
        desk.group_orders.order(order).line,
        hours(desk, part),
    )
    assert len(plan) == 1
    assert desk.company_plans.view(company, "CNC-1").lines == plan
    (joined,) = desk.group_orders.order(order).people
    assert (joined.person.person_id, joined.person.department) == (people[0], "Svarv")
    assert joined.person.basis is not None
    assert desk.participations.of_person(people[1]) == ()
    assert desk.log_check.verify().is_whole
