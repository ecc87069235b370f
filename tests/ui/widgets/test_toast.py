"""A word at the foot of the window goes by itself, unless somebody is in it."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.theme import metrics
from ui.widgets.toast import Toast


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    """A window with a field that has the keyboard."""
    made = QWidget()
    qtbot.addWidget(made)
    field = QLineEdit(made)
    field.setObjectName("field")
    made.resize(800, 400)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow, timeout=120_000)
    field.setFocus()
    yield made
    made.hide()


def test_it_goes_by_itself_when_nobody_is_in_it(window: QWidget) -> None:
    toast = Toast(window)
    toast.say("Beviset är sparat")
    assert toast.isVisible()
    toast._timer.timeout.emit()
    assert not toast.isVisible()


def test_it_leaves_the_foot_of_a_card_free(window: QWidget) -> None:
    """What one may do next, such as to print the receipt, stays in reach of the mouse."""
    toast = Toast(window)
    toast.say("Skickat till skrivaren")
    assert toast.geometry().bottom() < window.height() - metrics().gap_wide - metrics().card_foot


def test_it_stays_while_the_keyboard_is_in_it(window: QWidget) -> None:
    """Whoever walks to Undo by Tab gets there."""
    done: list[str] = []
    toast = Toast(window)
    toast.say("Beviset är stoppat", lambda: done.append("undone"))
    toast.undo.setFocus()
    toast._timer.timeout.emit()
    assert toast.isVisible()
    toast.undo.click()
    assert done == ["undone"]
    assert not toast.isVisible()
