"""A practised assessor rates the whole practical by keyboard: at most two presses a criterion."""

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from app.domain.case import SittingState, Step
from app.domain.protocol import Evidence
from app.usecases.practical_sheet import CriterionSheet
from app.workspace import Workspace
from tests.desk_work import CaseWalk
from tests.pages_case import CasePage
from ui.screens.case.practical import PracticalPane

pytestmark = pytest.mark.begins_at(Step.PRACTICAL)

CONTROL = Qt.KeyboardModifier.ControlModifier


class Fingers:
    """Presses keys where the keyboard is and counts them; words that are written do not count."""

    def __init__(self, page: CasePage) -> None:
        self.page, self.presses = page, 0

    def press(
        self,
        key: Qt.Key,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        """One press."""
        self.presses += 1
        QTest.keyClick(self.page.focus, key, modifiers)
        QApplication.processEvents()

    def write(self, words: str) -> None:
        """Words, where the keyboard has been put."""
        QTest.keyClicks(self.page.focus, words)


@pytest.fixture
def practical(page: CasePage, walk: CaseWalk) -> PracticalPane:
    """The practical just begun, by Enter."""
    page.open(walk.to(Step.PRACTICAL).case_id)
    page.enter()
    pane = page.screen.pane
    assert isinstance(pane, PracticalPane)
    return pane


def rate(fingers: Fingers, pane: PracticalPane, sheet: CriterionSheet) -> None:
    """As somebody does who has done it often: a step, and what the step asks for."""
    criterion = sheet.criterion
    fingers.press(Qt.Key.Key_3)
    if criterion.measured is not None:
        assert fingers.page.focus.objectName() == "measured"
        middle = (criterion.measured.lower + criterion.measured.upper) / 2
        fingers.write(str(middle).replace(".", ","))
        fingers.press(Qt.Key.Key_Return)
    elif criterion.evidence is Evidence.PHOTO:
        assert fingers.page.focus.objectName() == "photo"
        fingers.press(Qt.Key.Key_V, CONTROL)
        fingers.page.settle()
    elif criterion.evidence is Evidence.NOTE:
        assert fingers.page.focus.objectName() == "note"
        fingers.write("Lugnt och i ordning.")
        fingers.press(Qt.Key.Key_Return, CONTROL)


def test_the_whole_practical_takes_at_most_two_presses_a_criterion_and_no_mouse(
    page: CasePage, practical: PracticalPane, desk: Workspace
) -> None:
    """Every criterion of CNC-1 rated, stored and handed in; every press counted."""
    picture = QImage(640, 480, QImage.Format.Format_RGB32)
    picture.fill(0x8899AA)
    QGuiApplication.clipboard().setImage(picture)
    fingers, presses = Fingers(page), Counter[str]()
    assert practical.book is not None
    assert practical.sheet is not None
    sitting = practical.sheet.sitting_id
    while not practical.book.is_complete:
        sheet, before = practical.book.here, fingers.presses
        rate(fingers, practical, sheet)
        presses[sheet.criterion.id] += fingers.presses - before
    assert len(presses) == practical.book.total == 44
    assert max(presses.values()) <= 2
    assert presses.total() <= 66
    assert page.focus.objectName() == "finish"
    fingers.press(Qt.Key.Key_Return)
    box = page.dialog("confirm_box")
    yes = box.findChild(QAbstractButton, "confirm_yes")
    assert yes is not None
    QTest.keyClick(yes, Qt.Key.Key_Space)
    page.settle()
    assert desk.practical.sheet(sitting).state is SittingState.HANDED_IN
    stored = [c for a in desk.practical.sheet(sitting).areas for c in a.criteria]
    assert {each.seen.rating for each in stored} == {3}


def test_a_wrong_key_is_put_right_without_leaving_the_note(
    page: CasePage, practical: PracticalPane
) -> None:
    """Alt and a figure rates from inside a text field, and stays there."""
    fingers = Fingers(page)
    fingers.press(Qt.Key.Key_2)
    assert page.focus.objectName() == "note"
    fingers.write("Bra")
    fingers.press(Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    page.settle()
    assert practical.book is not None
    assert (practical.book.here.seen.rating, practical.book.here.seen.note) == (3, "Bra")
    assert practical.book.current == "sak-1"


def test_the_next_one_begun_is_one_key_away(page: CasePage, practical: PracticalPane) -> None:
    """Come back later: marked ones are gone through by their own key."""
    fingers = Fingers(page)
    fingers.press(Qt.Key.Key_M, CONTROL)
    practical._go_to("kor-1")
    fingers.press(Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    assert practical.book is not None
    assert practical.book.current == "sak-1"


def test_an_expired_gauge_stays_on_view_and_says_why(
    page: CasePage, practical: PracticalPane
) -> None:
    """R12: a rating key does not go on where the gauge blocks the measure."""
    assert practical.book is not None
    practical.book._gauge_valid = False
    practical._go_to("kor-3")
    Fingers(page).press(Qt.Key.Key_3)
    assert practical.book.current == "kor-3"
