"""The self-assessment by keys: 1–4 and Enter, durable at once, taken up where it was."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from app.domain.case import SittingState, Step
from app.workspace import Workspace
from tests.desk_work import CaseWalk, booked_case, practice_desk
from tests.factories import FixedClock
from tests.pages_case import CasePage
from ui.screens.case.self_assessment import SelfAssessmentPane


@pytest.mark.begins_at(Step.SELF_ASSESSMENT)
def test_each_key_is_stored_at_once_and_enter_goes_to_the_next_open_statement(
    page: CasePage, walk: CaseWalk, desk: Workspace
) -> None:
    page.open(walk.to(Step.SELF_ASSESSMENT).case_id)
    for level in (1, 4, 2, 3):
        page.rate(level)
        page.enter()
    sitting = desk.cases.view(walk.case_id).sitting_of(Step.SELF_ASSESSMENT)
    assert sitting is not None
    sheet = desk.self_assessment.sheet(sitting)
    given = [s.level for area in sheet.areas for s in area.statements][:5]
    assert given == [1, 4, 2, 3, None]


@pytest.mark.begins_at(Step.SELF_ASSESSMENT)
def test_two_quick_presses_of_enter_at_the_end_hand_in_once(
    page: CasePage, walk: CaseWalk, desk: Workspace
) -> None:
    sitting = _answer_all(walk.to(Step.SELF_ASSESSMENT), desk)
    page.open(walk.case_id)
    pane = page.screen.pane
    assert pane is not None
    pane.go_on()
    pane.go_on()
    page.settle()
    assert page.step is Step.THEORY
    assert page.screen.errors.isHidden()
    assert desk.self_assessment.sheet(sitting).state is SittingState.HANDED_IN


@pytest.mark.begins_at(Step.SELF_ASSESSMENT)
def test_a_press_before_the_next_step_is_on_view_ends_nothing_twice(
    page: CasePage, walk: CaseWalk, desk: Workspace
) -> None:
    """What is handed in is on its way to the next step; Enter once more is no fault."""
    _answer_all(walk.to(Step.SELF_ASSESSMENT), desk)
    page.open(walk.case_id)
    pane = page.screen.pane
    assert pane is not None
    pane.done.connect(pane.go_on)
    pane.go_on()
    page.settle()
    assert page.step is Step.THEORY
    assert page.screen.errors.isHidden()


def _answer_all(walk: CaseWalk, desk: Workspace) -> UUID:
    sitting = desk.self_assessment.start(walk.case_id)
    areas = desk.self_assessment.sheet(sitting).areas
    levels = {statement.id: 3 for area in areas for statement in area.statements}
    desk.self_assessment.answer_all(sitting, levels)
    return sitting


class TestAfterACrash:
    """The same file opened again while the self-assessment was running."""

    @pytest.fixture
    def desk(self, desk_home: Path, clock: FixedClock) -> Iterator[Workspace]:
        """A desk that was cut off in the middle of a self-assessment."""
        first = practice_desk(desk_home, clock)
        walk = CaseWalk(first, booked_case(first)).to(Step.SELF_ASSESSMENT)
        sitting = first.self_assessment.start(walk.case_id)
        first.self_assessment.answer(sitting, "sakerhet.1", 2)
        first.close()
        clock.advance(timedelta(minutes=10))
        again = practice_desk(desk_home, clock)
        yield again
        again.close()

    def test_it_waits_for_the_assessor_with_every_answer_kept(
        self, page: CasePage, desk: Workspace
    ) -> None:
        resumed = desk.today.view().resume
        assert resumed is not None
        page.open(resumed.case_id)
        pane = page.screen.pane
        assert isinstance(pane, SelfAssessmentPane)
        assert pane.incident.isVisible()
        page.click("confirm_incident")
        assert pane.incident.isHidden()
        page.rate(4)
        sitting = desk.cases.view(resumed.case_id).sitting_of(Step.SELF_ASSESSMENT)
        assert sitting is not None
        statements = desk.self_assessment.sheet(sitting).areas[0].statements
        assert [s.level for s in statements] == [2, 4, None]
