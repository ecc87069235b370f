"""The questions stay shut until the secrecy agreement is signed; the way there is offered."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from app.domain.case import Step
from app.domain.desks import PRACTICE_PIN
from app.storage.tables import AssessorRow
from tests.day import Day
from tests.pages import Page
from ui.widgets.note_line import NoteLine
from ui.widgets.pin_pad import PinPad


@pytest.mark.begins_at(Step.THEORY)
def test_the_agreement_is_read_and_signed_before_the_first_test(day: Day) -> None:
    """R5: refused at the test's door, one press from the agreement, then open."""
    walk = day.walk().to(Step.THEORY)
    with day.desk.desk.database.transaction() as session:
        session.get_one(AssessorRow, day.desk.assessor.id).secrecy_signed = None
    window, page = Page(day.shell, day.qtbot), day.case_page(walk.case_id)
    page.click("theory_start")
    assert "när Maria Sandberg har skrivit under sekretessförbindelsen" in window.error()
    window.press_error_offer()
    assert day.shell.window.here == "settings"
    window.click("secrecy_read")
    agreement = page.dialog("secrecy_box")
    sign = agreement.findChild(QAbstractButton, "secrecy_sign")
    assert sign is not None
    assert sign.hasFocus()
    day.qtbot.keyClick(sign, Qt.Key.Key_Space)
    box = page.dialog("pin_box")
    pad = box.findChild(PinPad)
    assert pad is not None
    day.qtbot.keyClicks(pad, "999999")
    page.settle()
    wrong = box.findChild(NoteLine, "pin_wrong")
    assert wrong is not None
    assert wrong.isVisible()
    day.qtbot.keyClicks(pad, PRACTICE_PIN)
    page.settle()
    assert window.says("Sekretessförbindelsen undertecknad 4 maj 2026")
    assert not window.sees("secrecy_read")
    assert day.desk.theory.start(walk.case_id)


def test_the_first_screen_leads_to_what_is_not_signed(day: Day) -> None:
    """R5: said in time, not first when somebody waits for a test."""
    with day.desk.desk.database.transaction() as session:
        session.get_one(AssessorRow, day.desk.assessor.id).secrecy_signed = None
    day.shell.window.go("sync")
    day.shell.window.go("today")
    day.settle()
    row = day.shell.window.findChild(object, "attention_secrecy")
    assert row is not None
    link = next(b for b in row.findChildren(QAbstractButton) if b.text())
    day.qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    day.settle()
    assert day.shell.window.here == "settings"
