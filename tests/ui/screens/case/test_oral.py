"""The oral follow-up at the screen: begun from the decision, answered by keyboard, handed in."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QPlainTextEdit

from app.domain.case import CaseState, Step
from app.workspace import Workspace
from tests.desk_work import CaseWalk, rate_all
from tests.pages_case import CasePage
from ui.screens.case.oral import OralPane
from ui.widgets.note_line import NoteLine

pytestmark = pytest.mark.begins_at(Step.PRACTICAL)

UNSEEN = ("sak-4", "kor-7")


@pytest.fixture
def oral(page: CasePage, walk: CaseWalk) -> OralPane:
    """Begun from the decision, by its button."""
    desk = walk.to(Step.PRACTICAL).desk
    sitting = desk.practical.start(walk.case_id)
    rate_all(desk, sitting, UNSEEN)
    desk.practical.hand_in(sitting)
    page.open(walk.case_id)
    page.click("oral_begin")
    pane = page.screen.pane
    assert isinstance(pane, OralPane)
    return pane


def test_a_step_and_a_note_answer_a_question_by_keyboard(
    page: CasePage, oral: OralPane, desk: Workspace, walk: CaseWalk
) -> None:
    """R25: the step takes the keyboard to the note, which is compulsory."""
    page.rate(3)
    assert page.focus.objectName() == "note"
    assert page.find(NoteLine, "note_hint").isVisible()
    page.write("Beskrev skydd och klader.")
    page.on()
    assert oral._current == "kor-7"
    assert page.find(QPlainTextEdit, "note").toPlainText() == ""
    page.click("oral_finish")
    box = page.dialog("confirm_box")
    yes = box.findChild(QAbstractButton, "confirm_yes")
    assert yes is not None
    QTest.keyClick(yes, Qt.Key.Key_Space)
    page.settle()
    assert page.step is Step.DECISION
    assert desk.cases.view(walk.case_id).state is CaseState.ASSESSED


def test_half_an_answer_is_named_and_nothing_is_handed_in(
    page: CasePage, oral: OralPane, desk: Workspace, walk: CaseWalk
) -> None:
    page.rate(2)
    page.click("oral_finish")
    yes = page.dialog("confirm_box").findChild(QAbstractButton, "confirm_yes")
    assert yes is not None
    QTest.keyClick(yes, Qt.Key.Key_Space)
    page.settle()
    assert page.screen.errors.isVisible()
    assert "1.4" in page.screen.errors.what.text()
    assert desk.cases.view(walk.case_id).state is CaseState.RUNNING


def test_what_is_typed_is_stored_when_one_goes_elsewhere(
    page: CasePage, oral: OralPane, desk: Workspace
) -> None:
    page.key(Qt.Key.Key_V, Qt.KeyboardModifier.AltModifier)
    page.write("Kort")
    assert page.screen.may_leave()
    page.settle()
    assert oral.sheet is not None
    (first, *_rest) = [c for a in desk.oral.sheet(oral.sheet.sitting_id).areas for c in a.criteria]
    assert first.seen.note == "Kort"


def test_the_card_says_what_to_ask_and_what_a_good_answer_holds(
    page: CasePage, oral: OralPane, walk: CaseWalk
) -> None:
    """R25: of the question in hand, in the words of the protocol."""
    criteria = {criterion.id: criterion for criterion in walk.protocol.criteria}
    for name in UNSEEN:
        oral._go_to(name)
        page.settle()
        words = oral.card.guide.text()
        assert criteria[name].questions
        for question in criteria[name].questions:
            assert f"Fråga: {question.ask.sv}" in words
            assert all(f"• {point.sv}" in words for point in question.good)
