"""The theory test from the assessor's side: what it will be, started, taken up, handed in."""

import pytest

from app.domain.case import Step
from app.storage.sittings import remember_met
from app.workspace import Workspace
from tests.desk_work import CaseWalk
from tests.factories import NOON
from tests.pages import Page
from tests.pages_case import CasePage
from ui.application import Shell
from ui.screen import Screen
from ui.widgets.labels import TextLabel


@pytest.mark.begins_at(Step.THEORY)
def test_the_start_card_says_how_much_it_is_before_anything_is_drawn(
    page: CasePage, walk: CaseWalk, desk: Workspace
) -> None:
    page.open(walk.to(Step.THEORY).case_id)
    assert page.find(TextLabel, "theory_title").text() == "40 frågor på 60 minuter"
    assert desk.cases.view(walk.case_id).sitting_of(Step.THEORY) is None


@pytest.mark.begins_at(Step.THEORY)
def test_enter_starts_the_test_and_hands_its_sitting_to_candidate_mode(
    page: CasePage, walk: CaseWalk, desk: Workspace
) -> None:
    page.open(walk.to(Step.THEORY).case_id)
    with page.qtbot.waitSignal(page.screen.go, timeout=120_000) as went:
        page.enter()
    sitting = desk.cases.view(walk.case_id).sitting_of(Step.THEORY)
    assert went.args == ["candidate", sitting]
    assert isinstance(page.shell.window.screen_of("candidate"), Screen)
    page.open(walk.case_id)
    assert page.find(TextLabel, "theory_title").text() == "Provet är påbörjat"


@pytest.mark.begins_at(Step.PRACTICAL)
def test_a_handed_in_test_says_so_and_shows_no_result(page: CasePage, walk: CaseWalk) -> None:
    """R22: what was right stands in the decision, not here."""
    page.open(walk.to(Step.PRACTICAL).case_id)
    page.click("step_theory")
    assert page.find(TextLabel, "theory_title").text() == "Teoriprovet är inlämnat"
    assert "40 av 40" in page.find(TextLabel, "theory_line").text()


@pytest.mark.begins_at(Step.THEORY)
def test_too_few_questions_name_the_area_and_start_nothing(
    shell: Shell, page: CasePage, walk: CaseWalk, desk: Workspace
) -> None:
    """R24, I6: at the screen: which area, what is safe, what to do."""
    walk.to(Step.THEORY)
    met = [item.id for item in walk.protocol.items if item.area == "matteknik"]
    person = desk.cases.view(walk.case_id).person_id
    with desk.desk.database.transaction() as session:
        remember_met(session, person, walk.protocol.scheme, met)
    page.open(walk.case_id).on()
    said = Page(shell, page.qtbot).error()
    assert "Frågorna i Mätteknik räcker inte till ett nytt prov: 5 behövs, 0 är kvar." in said
    assert "Inget prov har startats." in said
    assert "Be huvudmannen om fler frågor" in said
    assert desk.cases.view(walk.case_id).sitting_of(Step.THEORY) is None


@pytest.mark.begins_at(Step.THEORY)
def test_a_test_on_paper_is_keyed_in_and_never_shown_to_the_candidate(
    page: CasePage, walk: CaseWalk, desk: Workspace
) -> None:
    """R18: the primary act opens the form's head, not candidate mode."""
    walk.to(Step.THEORY)
    desk.theory.start_on_paper(walk.case_id, NOON.date())
    page.open(walk.case_id)
    assert page.find(TextLabel, "theory_title").text() == "Provet är utskrivet på papper"
    assert "4 maj 2026" in page.find(TextLabel, "theory_line").text()
    page.on()
    page.dialog("key_in_box").reject()


@pytest.mark.begins_at(Step.THEORY)
def test_a_pause_for_an_event_says_why(page: CasePage, walk: CaseWalk, desk: Workspace) -> None:
    """R20."""
    walk.to(Step.THEORY)
    sitting = desk.theory.start(walk.case_id)
    question = desk.theory.paper(sitting).questions[0]
    desk.theory.answer(sitting, question.id, walk.right_answer(question.id))
    desk.theory.pause(sitting, "Brandlarm")
    page.open(walk.case_id)
    assert page.find(TextLabel, "theory_line").text().endswith("Pausat: Brandlarm")


@pytest.mark.begins_at(Step.PRACTICAL)
def test_from_a_handed_in_test_one_goes_through_it_area_by_area(
    page: CasePage, walk: CaseWalk
) -> None:
    """The debrief is one press away."""
    page.open(walk.to(Step.PRACTICAL).case_id)
    page.click("step_theory")
    with page.qtbot.waitSignal(page.screen.go, timeout=120_000) as went:
        page.click("debrief")
    assert went.args == ["debrief", walk.case_id]
