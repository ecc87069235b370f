"""The case on the screen: the whole path by keyboard, done steps, cancelling, the empty state."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from app.domain.case import CaseState, Step
from app.domain.desks import PRACTICE_PIN
from app.workspace import Workspace
from tests.desk_work import CaseWalk
from tests.pages_case import CasePage
from ui.screens.case.page_picture import PagePicture
from ui.screens.case.practical import PracticalPane
from ui.widgets.pin_pad import PinPad


def test_a_whole_case_is_worked_by_keyboard_from_arrival_to_the_certificate_in_hand(
    desk: Workspace, page: CasePage, walk: CaseWalk
) -> None:
    """R8–R10, R12, R25, R31, R36: no mouse, and every step opens the next."""
    page.open(walk.case_id)
    _arrive(page)
    assert page.step is Step.SELF_ASSESSMENT
    for _ in range(sum(len(area.statements) for area in walk.protocol.areas)):
        page.rate(3)
        page.enter()
    assert page.step is Step.THEORY
    walk.sit_theory()
    page.screen.refresh()
    page.settle()
    assert page.step is Step.PRACTICAL
    page.enter()
    _rate_everything(page)
    page.enter()
    page.qtbot.keyClick(
        page.dialog("confirm_box").findChild(QWidget, "confirm_yes"), Qt.Key.Key_Space
    )
    page.settle()
    assert page.step is Step.DECISION
    page.enter()
    page.qtbot.keyClicks(page.dialog("pin_box").findChild(PinPad), PRACTICE_PIN)
    page.settle()
    assert desk.cases.view(walk.case_id).state is CaseState.DECIDED
    page.enter()
    assert page.step is Step.FEEDBACK
    page.on()
    assert page.step is Step.CERTIFICATE
    page.enter()
    assert page.find(PagePicture, "page_picture")._page
    page.enter()
    assert desk.cases.view(walk.case_id).state is CaseState.CLOSED


def _arrive(page: CasePage) -> None:
    page.key(Qt.Key.Key_Space)
    while not (isinstance(page.focus, QLineEdit) and page.focus.objectName() == "machine"):
        if isinstance(page.focus, QAbstractButton) and page.focus.objectName().startswith(
            ("briefed", "privacy_accepted", "impartial")
        ):
            page.key(Qt.Key.Key_Space)
        page.key(Qt.Key.Key_Tab)
    for text in ("Svarv 4", "Mikrometer 14", "2099-01-31"):
        page.write(text)
        page.key(Qt.Key.Key_Tab)
    page.on()


def _rate_everything(page: CasePage) -> None:
    pane = page.screen.pane
    assert isinstance(pane, PracticalPane)
    assert pane.book is not None
    picture = QImage(320, 200, QImage.Format.Format_RGB32)
    picture.fill(0x8899AA)
    QGuiApplication.clipboard().setImage(picture)
    for _ in range(pane.book.total):
        page.rate(3)
        match page.focus.objectName():
            case "measured":
                measured = pane.book.here.criterion.measured
                assert measured is not None
                page.write(str((measured.lower + measured.upper) / 2))
                page.enter()
            case "photo":
                page.key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
            case "note":
                page.write("Arbetar lugnt och i ordning.")
                page.on()
    assert pane.book.is_complete
