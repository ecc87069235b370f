"""The theory test from the assessor's side: what it will be, started, taken up, handed in."""

from app.domain.case import Step
from app.workspace import Workspace
from tests.desk_work import CaseWalk
from tests.pages_case import CasePage
from ui.screen import Screen
from ui.widgets.labels import TextLabel


def test_the_start_card_says_how_much_it_is_before_anything_is_drawn(
    page: CasePage, walk: CaseWalk, desk: Workspace
) -> None:
    page.open(walk.to(Step.THEORY).case_id)
    assert page.find(TextLabel, "theory_title").text() == "40 frågor på 60 minuter"
    assert desk.cases.view(walk.case_id).sitting_of(Step.THEORY) is None


def test_enter_starts_the_test_and_hands_its_sitting_to_candidate_mode(
    page: CasePage, walk: CaseWalk, desk: Workspace
) -> None:
    page.open(walk.to(Step.THEORY).case_id)
    with page.qtbot.waitSignal(page.screen.go) as went:
        page.enter()
    sitting = desk.cases.view(walk.case_id).sitting_of(Step.THEORY)
    assert went.args == ["candidate", sitting]
    assert isinstance(page.shell.window.screen_of("candidate"), Screen)
    page.open(walk.case_id)
    assert page.find(TextLabel, "theory_title").text() == "Provet är påbörjat"


def test_a_handed_in_test_says_so_and_shows_no_result(page: CasePage, walk: CaseWalk) -> None:
    """R22: what was right stands in the decision, not here."""
    page.open(walk.to(Step.PRACTICAL).case_id)
    page.click("step_theory")
    assert page.find(TextLabel, "theory_title").text() == "Teoriprovet är inlämnat"
    assert "40 av 40" in page.find(TextLabel, "theory_line").text()
