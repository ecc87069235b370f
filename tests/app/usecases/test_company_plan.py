"""A company's plan: signed as it stands, done in one place, asked about when it is time."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import msgspec
import pytest
from sqlalchemy import select

from app.domain.case import Step
from app.domain.company_measure import MeasureKind
from app.domain.development import DevelopmentStep
from app.seal.measure_payloads import MeasureStated
from app.seal.records import RecordType
from app.storage.measures import UnknownMeasure
from app.storage.tables import RecordRow
from app.usecases.company_plan import (
    MeasureDoneTooLate,
    MeasureDraft,
    MeasureIncomplete,
    PlanView,
)
from app.usecases.today import AttentionKind
from app.workspace import Workspace
from tests.company_order import small_company
from tests.desk_work import CaseWalk
from tests.factories import FixedClock

pytestmark = pytest.mark.begins_at(Step.PRACTICAL, small_company)
DUE = date(2026, 5, 20)


def view(desk: Workspace) -> PlanView:
    """The plan of the only company with an order."""
    company = next(one.id for one in desk.companies.list() if one.orders)
    return desk.company_plans.view(company, "CNC-1")


def planned(desk: Workspace, **changed: object) -> UUID:
    """The first proposal, planned."""
    found = view(desk)
    first = found.proposals[0]
    draft = MeasureDraft(
        first.area, first.kind, first.text.sv, first.length.sv, "Eva Ek", DUE, None, first.people
    )
    draft = replace(draft, **changed)  # type: ignore[arg-type]
    return desk.company_plans.plan(found.of.company_id, "CNC-1", draft)


def said(desk: Workspace) -> list[MeasureStated]:
    """What the log says of measures."""
    found = select(RecordRow.payload).where(RecordRow.type == RecordType.MEASURE_STATED)
    with desk.desk.database.reading() as session:
        payloads = session.scalars(found.order_by(RecordRow.seq)).all()
    return [msgspec.json.decode(payload or b"", type=MeasureStated) for payload in payloads]


def kinds(desk: Workspace) -> list[AttentionKind]:
    """What Today says needs attention."""
    return [one.kind for one in desk.today.view().attention]


def test_what_the_protocol_proposes_is_planned_for_who_needs_it(walk: CaseWalk) -> None:
    """A proposal for each gap nothing is planned for; the plan is signed as it stands."""
    desk = walk.desk
    before = view(desk).proposals
    assert [one.area for one in before] == [area.id for area in walk.protocol.areas[2:4]]
    assert before[0].text == walk.protocol.areas[2].measures[0].text
    assert before[0].kind is MeasureKind.COURSE
    measure = planned(desk)
    after = view(desk)
    assert [one.area for one in after.proposals] == [walk.protocol.areas[3].id]
    assert after.lines[0].takers[0].development.reached is DevelopmentStep.PLANNED
    assert [(one.measure, one.due, one.dropped) for one in said(desk)] == [
        (str(measure), DUE, False)
    ]


def test_done_here_is_done_in_the_persons_own_plan_and_the_other_way(walk: CaseWalk) -> None:
    """R36: one place says it; whichever is marked, both agree."""
    desk = walk.desk
    measure = planned(desk)
    today = desk.desk.clock.now().date()
    desk.company_plans.mark_done(measure, today)
    own = {line.area: line.measure.done for line in desk.follow_ups.of_case(walk.case_id)}
    area = walk.protocol.areas[2].id
    assert own[area] == today
    assert view(desk).lines[0].is_done
    desk.follow_ups.reopen(walk.case_id, area)
    line = view(desk).lines[0]
    assert not line.is_done
    assert line.takers[0].in_own_plan
    desk.follow_ups.mark_done(walk.case_id, area, today)
    assert view(desk).lines[0].takers[0].development.reached is DevelopmentStep.DONE
    desk.company_plans.reopen(measure)
    assert desk.follow_ups.of_case(walk.case_id)[0].measure.done is None
    assert desk.log_check.verify().is_whole


def test_without_a_basis_the_company_hears_nothing_of_a_persons_own_plan(walk: CaseWalk) -> None:
    """R54: also where the basis is taken back after the measure was planned."""
    desk = walk.desk
    planned(desk)
    today = desk.desk.clock.now().date()
    desk.follow_ups.mark_done(walk.case_id, walk.protocol.areas[2].id, today)
    assert view(desk).lines[0].is_done
    of = view(desk).of
    people = [row.person.person_id for row in of.matrix.rows]
    for order in desk.group_orders.of_company(of.company_id):
        desk.group_orders.note_basis(order.id, people, None, today)
    line = view(desk).lines[0]
    assert not line.is_done
    assert [(taker.done, taker.in_own_plan) for taker in line.takers] == [(None, False)]


def test_a_measure_is_changed_taken_off_and_put_back(desk: Workspace) -> None:
    """Undo: what was taken off stands again, and every act is signed."""
    measure = planned(desk)
    planned(desk, id=measure, text="Egen kurs")
    assert view(desk).lines[0].measure.text == "Egen kurs"
    desk.company_plans.drop(measure)
    assert not view(desk).lines
    with pytest.raises(UnknownMeasure):
        desk.company_plans.drop(measure)
    desk.company_plans.put_back(measure)
    assert view(desk).lines[0].measure.id == measure
    with desk.desk.database.reading() as session:
        worded = select(RecordRow.type).where(RecordRow.type == RecordType.MEASURE_WORDED)
        assert len(session.scalars(worded).all()) == 2
    assert [one.dropped for one in said(desk)] == [False, False, True, False]


@pytest.mark.parametrize("changed", [{"text": " "}, {"responsible": "\u202e"}, {"people": ()}])
def test_half_a_measure_is_not_planned(desk: Workspace, changed: dict[str, object]) -> None:
    """Nothing is kept and nothing signed."""
    with pytest.raises(MeasureIncomplete):
        planned(desk, **changed)
    assert not view(desk).lines
    assert not said(desk)


def test_today_asks_about_it_a_week_ahead_until_it_is_done(
    desk: Workspace, clock: FixedClock
) -> None:
    """One line a company, gone once the measure is done."""
    measure = planned(desk, due=clock.now().date() + timedelta(days=8))
    assert AttentionKind.COMPANY_PLAN not in kinds(desk)
    clock.advance(timedelta(days=1))
    line = next(o for o in desk.today.view().attention if o.kind is AttentionKind.COMPANY_PLAN)
    assert (line.count, line.name) == (1, "Hällsjö Mekaniska AB")
    assert line.entry == view(desk).of.company_id
    with pytest.raises(MeasureDoneTooLate):
        desk.company_plans.mark_done(measure, clock.now().date() + timedelta(days=1))
    desk.company_plans.mark_done(measure, clock.now().date())
    assert AttentionKind.COMPANY_PLAN not in kinds(desk)
