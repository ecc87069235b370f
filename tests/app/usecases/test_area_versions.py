"""A newer version renames an area and has another no longer: company and person are told so."""

from datetime import date

import pytest

from app.domain.case import Step
from app.domain.development import DevelopmentStep
from app.domain.text import Text
from app.usecases.company_plan import MeasureDraft, PlanView
from app.usecases.company_report import report_facts
from app.usecases.company_tables import plan_table
from app.usecases.retests import AreaNotLeft
from app.workspace import Workspace
from tests.company_order import WAIT, small_company
from tests.desk_work import CaseWalk
from tests.factories import FixedClock
from tests.newer_protocol import newer_version

pytestmark = pytest.mark.begins_at(Step.PRACTICAL, small_company)
RENAMED, NEW_ID, NEW_NAME = "matteknik", "matning", "Mätning"
GONE, SAFETY = "material", "sakerhet"
DUE = date(2026, 5, 20)


@pytest.fixture
def renewed(walk: CaseWalk) -> CaseWalk:
    """Both gaps planned and asked for at a level of the company's own; then the newer version."""
    desk = walk.desk
    found = view(desk)
    for one in found.proposals:
        draft = MeasureDraft(
            one.area, one.kind, one.text.sv, one.length.sv, "Eva Ek", DUE, None, one.people
        )
        desk.company_plans.plan(found.of.company_id, "CNC-1", draft)
    desk.matrices.require_all(found.of.company_id, "CNC-1", {RENAMED: 4, GONE: 4})
    version = newer_version(desk, walk.protocol, {RENAMED: (NEW_ID, NEW_NAME)}, (GONE,))
    assert version == "2.0.0"
    return walk


def view(desk: Workspace) -> PlanView:
    """The plan of the only company with an order."""
    company = next(one.id for one in desk.companies.list() if one.orders)
    return desk.company_plans.view(company, "CNC-1")


def test_the_plan_says_what_the_area_was_and_what_it_is_now(renewed: CaseWalk) -> None:
    """What was renamed goes on as what took its place; what is gone is said to be gone."""
    desk = renewed.desk
    found = view(desk)
    first, second = found.lines
    assert first.former is not None
    assert (first.area_name.sv, first.area) == ("Mätteknik", NEW_ID)
    assert (first.former.version, first.former.now) == (renewed.protocol.version, "2.0.0")
    assert first.former.successor == Text(NEW_NAME, NEW_NAME)
    assert second.former is not None
    assert (second.area_name.sv, second.area) == ("Material och skärdata", "")
    assert second.former.successor is None
    assert not found.proposals  # the one that remains has its measure
    told = [row[0] for row in plan_table(found, "sv").rows]
    assert told == [
        "Mätteknik (heter Mätning i version 2.0.0)",
        "Material och skärdata (finns inte i version 2.0.0)",
    ]
    steps = report_facts(desk.desk, found, "en").steps
    assert steps[0].called == "Measuring (called Mätning in version 2.0.0)"
    assert steps[0].area.sv == NEW_NAME


def test_cell_and_required_level_follow_the_area(renewed: CaseWalk) -> None:
    """R54: the level stands under today's name and says by which it was assessed."""
    desk, of = renewed.desk, view(renewed.desk).of
    at, area = next((n, a) for n, a in enumerate(of.matrix.areas) if a.id == NEW_ID)
    (row,) = of.matrix.rows
    assert area.required == 4
    assert (row.cells[at].level, row.cells[at].standing.is_gap) == (2, True)
    was = row.person.assessed_as(NEW_ID)
    assert was is not None
    assert (was.name.sv, was.version) == ("Mätteknik", renewed.protocol.version)
    gone = [one for one in row.person.former if not one.today]
    assert [(one.area.name.sv, one.shown.level) for one in gone] == [("Material och skärdata", 1)]
    asked = [(one.area.name.sv, one.area.successor is None, one.level) for one in of.former]
    assert asked == [("Material och skärdata", True, 4), ("Mätteknik", False, 4)]
    reasons = desk.matrix_reasons.of_person(of.company_id, "CNC-1", row.person.person_id)
    assert reasons[NEW_ID].sv
    before = desk.matrices.require(of.company_id, "CNC-1", NEW_ID, area.profile_level)
    after = view(desk).of
    assert before == 4
    assert not after.matrix.areas[at].is_own
    assert [one.area.name.sv for one in after.former] == ["Material och skärdata"]


def test_done_in_one_plan_is_done_in_the_other_by_either_name(renewed: CaseWalk) -> None:
    """R36: the person's own plan is of the version they were assessed by."""
    desk, today = renewed.desk, renewed.desk.desk.clock.now().date()
    first = view(desk).lines[0]
    draft = MeasureDraft(
        NEW_ID,
        first.measure.kind,
        first.measure.text,
        "",
        "Eva Ek",
        DUE,
        None,
        tuple(taker.person_id for taker in first.takers),
        first.measure.id,
    )
    desk.company_plans.plan(view(desk).of.company_id, "CNC-1", draft)
    desk.company_plans.mark_done(first.measure.id, today)
    own = {line.area: line.measure.done for line in desk.follow_ups.of_case(renewed.case_id)}
    assert own[RENAMED] == today
    line = view(desk).lines[0]
    assert line.former is None
    assert line.takers[0].in_own_plan
    assert line.takers[0].development.reached is DevelopmentStep.DONE
    desk.follow_ups.reopen(renewed.case_id, RENAMED)
    assert not view(desk).lines[0].is_done


def test_a_retest_takes_what_took_its_place_and_not_what_is_gone(
    renewed: CaseWalk, clock: FixedClock
) -> None:
    """R35: the offer says both; a gap that is gone leads to the retest of what remains."""
    desk = renewed.desk
    clock.advance(WAIT)
    today = clock.now().date()
    for line in view(desk).lines:
        desk.company_plans.mark_done(line.measure.id, today)
    renamed, gone = view(desk).lines
    assert renamed.takers[0].development.may_retest
    assert gone.takers[0].development.may_retest
    offer = desk.retests.of_case(renewed.case_id)
    assert offer is not None
    assert [one.id for one in offer.each] == [NEW_ID]
    assert [(one.name.sv, one.successor) for one in offer.former] == [
        ("Mätteknik", Text(NEW_NAME, NEW_NAME)),
        ("Material och skärdata", None),
    ]
    with pytest.raises(AreaNotLeft):
        desk.retests.open(renewed.case_id, areas=(GONE,))
    case = desk.retests.open(renewed.case_id, areas=(RENAMED,))
    assert desk.cases.view(case).attempt == 2
    steps = [line.takers[0].development.reached for line in view(desk).lines]
    assert steps == [DevelopmentStep.RETEST, DevelopmentStep.RETEST]


def test_where_nothing_remains_the_offer_is_a_new_decision(
    walk: CaseWalk, clock: FixedClock
) -> None:
    """R32, R34: all that today's version asks for is shown; the case needs no sitting."""
    left = tuple(area.id for area in walk.protocol.areas[2:4])
    newer_version(walk.desk, walk.protocol, {}, left)
    clock.advance(WAIT)
    offer = walk.desk.retests.of_case(walk.case_id)
    assert offer is not None
    assert offer.each == ()
    assert offer.hindrance is None
    again = CaseWalk(walk.desk, walk.desk.retests.open(walk.case_id))
    again.arrive()
    again.to(Step.DECISION)
    assert walk.desk.decisions.proposal(again.case_id).result.outcome == "full"
