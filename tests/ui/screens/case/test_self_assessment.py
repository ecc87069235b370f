"""The self-assessment by keys: 1–4 and Enter, durable at once, taken up where it was."""

from uuid import UUID

from app.domain.case import SittingState, Step
from app.workspace import Workspace
from tests.desk_work import CaseWalk
from tests.pages_case import CasePage


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


def _answer_all(walk: CaseWalk, desk: Workspace) -> UUID:
    sitting = desk.self_assessment.start(walk.case_id)
    for area in desk.self_assessment.sheet(sitting).areas:
        for statement in area.statements:
            desk.self_assessment.answer(sitting, statement.id, 3)
    return sitting
