"""A certificate turns out to be wrong: stopped at once, then revoked, by the keyboard alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.case import Step
from app.domain.certificate_status import StatusAct, StatusReason
from app.domain.desks import PRACTICE_PIN
from tests.day import Day
from tests.pages_status import StatusPage
from ui.screens.case.pin_box import PinBox
from ui.screens.case.status_box import StatusBox
from ui.screens.case.status_line import StatusLine
from ui.widgets.note_line import NoteLine
from ui.widgets.toast import Toast

NONE, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


@pytest.mark.begins_at(Step.CERTIFICATE)
def test_a_certificate_found_wrong_is_stopped_and_then_revoked_by_the_keyboard(day: Day) -> None:
    """R42, R43: no reason, no act; the case and the list say what became of it."""
    walk = day.walk().to(Step.CERTIFICATE)
    certificate = day.desk.certificates.issue(walk.case_id)
    day.desk.cases.close(walk.case_id)
    page = StatusPage(day, certificate)

    page.do(StatusAct.SUSPEND, StatusReason.UNDER_REVIEW, note="Vems provbit?")
    assert page.line.startswith("Tillfälligt stoppat av Maria Sandberg: något behöver utredas.")
    assert page.acts() == ["lift", "revoke"]

    page.menu()
    page.key(Qt.Key.Key_Tab, NONE)
    page.key(Qt.Key.Key_Return, NONE)
    box = page.box(StatusBox, "status_box")
    page.key(Qt.Key.Key_Return, CTRL)
    wrong = box.findChild(NoteLine, "status_wrong")
    assert "Välj varför" in wrong.words.text()
    page.key(Qt.Key.Key_Space, NONE)
    page.key(Qt.Key.Key_Return, CTRL)
    pin = page.box(PinBox, "pin_box")
    page.qtbot.keyClicks(QApplication.focusWidget() or pin, "000000")
    day.settle()
    assert pin.isVisible()
    page.sign(PRACTICE_PIN)

    assert page.line.startswith("Återkallat av Maria Sandberg: utfärdat på fel grund.")
    assert page.acts() == []
    assert day.desk.certificates.list()[0].state == "revoked"
    case = day.case_page(walk.case_id)
    said = case.find(StatusLine, "certificate_standing").words.text()
    assert said.startswith("Återkallat av Maria Sandberg")


@pytest.mark.begins_at(Step.CERTIFICATE)
def test_a_stop_is_undone_where_it_was_said(day: Day) -> None:
    """R42: the offer to undo asks like every other act and is signed."""
    walk = day.walk().to(Step.CERTIFICATE)
    certificate = day.desk.certificates.issue(walk.case_id)
    page = StatusPage(day, certificate)
    page.do(StatusAct.SUSPEND, StatusReason.APPEAL)
    toast = page.window.findChild(Toast)
    assert toast is not None
    page.click(toast.undo)
    page.click(page.box(StatusBox, "status_box").act)
    page.sign(PRACTICE_PIN)
    assert day.desk.certificates.list()[0].state == "issued"
    assert "Stoppet hävt" in page.history()
