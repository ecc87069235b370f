"""The PIN is forgotten: the code from the locked drawer, a new PIN, the work of the day kept."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton

from app.domain.case import Step
from app.domain.desks import PRACTICE_PIN, DeskKind
from tests.day import Day
from tests.desk_work import MARIA
from tests.pages import UnlockPage
from ui.screens.case.pin_box import PinBox
from ui.screens.recover import Recover
from ui.screens.recovery_box import RecoveryBox

NEW_PIN = "739154"


def said(day: Day) -> str:
    """Everything on view."""
    labels = day.shell.window.findChildren(QLabel)
    return " ".join(label.text() for label in labels if label.isVisible())


def press(day: Day, name: str) -> None:
    """Press a button by the keyboard."""
    found = [b for b in day.shell.window.findChildren(QPushButton, name) if b.isVisible()]
    found[-1].setFocus()
    day.qtbot.keyClick(found[-1], Qt.Key.Key_Space)
    day.settle()


def make_code(day: Day) -> str:
    """In Settings, by one's own PIN; copied by hand."""
    day.shell.window.go("settings")
    day.settle()
    press(day, "recovery_make")
    for figure in PRACTICE_PIN:
        day.qtbot.keyClick(day.shell.window.findChild(PinBox).pad, figure)
    day.settle()
    code = day.shell.window.findChild(RecoveryBox).shown.text()
    press(day, "recovery_keep")
    assert f"av {MARIA}" in said(day)
    return " ".join(code.split())


@pytest.mark.begins_at(Step.PRACTICAL)
def test_the_forgotten_pin_costs_no_work(day: Day) -> None:
    """R51: code made, desk locked, five wrong PINs, the code by keyboard, on with the same case."""
    walk = day.walk().to(Step.PRACTICAL)
    code = make_code(day)
    day.lock()
    page = UnlockPage(day.shell, day.qtbot)
    for _ in range(5):
        page.type("111111")
    assert "väntan" in page.note or "vänta" in page.note
    page.page.forgotten.setFocus()
    day.qtbot.keyClick(page.page.forgotten, Qt.Key.Key_Space)
    day.settle()
    recover = next(one for one in day.shell.window.findChildren(Recover) if one.isVisible())
    QGuiApplication.clipboard().setText(code.lower())
    day.qtbot.keyClick(recover.code, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    day.qtbot.keyClick(recover.code, Qt.Key.Key_Return)
    for field in (recover.secret.edit, recover.secret.again):
        day.qtbot.keyClicks(field, NEW_PIN)
        day.qtbot.keyClick(field, Qt.Key.Key_Return)
    day.settle()
    assert "Ärendena är öppna igen" in said(day)
    press(day, "confirm_yes")
    assert day.shell.window.here == "settings"
    assert "Ingen kod finns" in said(day)
    assert day.desk.cases.view(walk.case_id).next_step is Step.PRACTICAL
    day.lock()
    card = next(c for c in day.desks.assessors(DeskKind.PRACTICE) if c.name == MARIA)
    assert card.profiles == ("CNC-1", "SVE-1")
    again = UnlockPage(day.shell, day.qtbot)
    again.settle()
    again.type(NEW_PIN)
    day.settle()
    assert day.desk.assessor.name == MARIA
