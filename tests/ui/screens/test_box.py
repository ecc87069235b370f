"""Every box over the window is held to it, however much it asks and however low the window is."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.drawing import clipped_texts, picture, settle
from ui.messages import Message
from ui.screens.box import Box
from ui.screens.case.menu_box import MenuBox
from ui.screens.case.scrolled_box import ScrolledBox
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.labels import TextLabel

LOW = QSize(683, 384)
"""1366×768 at 200 %."""

OWN = {"Box", "MenuBox", "KeysSheet", "CrashNote", "SafetyStopBox", "ConfirmBox"}
"""Those that are dialogs by themselves; all others are one of the first two."""

LINE = "Det här är en rad som är så lång att den går över flera rader i en smal ruta. " * 2


def window_of(qtbot: QtBot) -> QWidget:
    """A window as low as it gets."""
    window = QWidget()
    qtbot.addWidget(window)
    QVBoxLayout(window)
    picture(window, LOW)
    return window


@pytest.mark.parametrize("kind", [Box, ScrolledBox])
def test_what_is_asked_scrolls_and_the_act_stays_in_reach(kind: type[Box], qtbot: QtBot) -> None:
    window = window_of(qtbot)
    box = kind(window, "Nytt ärende", PrimaryButton("Öppna ärendet"), "Avbryt")
    box.size_at(560)
    box.open()
    settle(box)
    low = box.height()
    assert low < LOW.height() // 2
    for _ in range(12):
        box.body.addWidget(TextLabel(LINE, wrap=True))
    box.errors.show_message(Message("Något gick fel.", "Inget är ändrat.", "Försök igen."))
    box.grow()
    settle(box)
    assert low < box.height() <= LOW.height()
    assert clipped_texts(box) == []
    for button in (box.act, box.leave):
        assert box.rect().contains(button.geometry())
    over = kind(box, "En till", PrimaryButton("Ja"), "Nej")
    over.body.addWidget(TextLabel(LINE * 20, wrap=True))
    over.size_within(560, 300)
    over.open()
    settle(over)
    assert over.height() <= LOW.height()


def test_a_menu_of_many_rows_scrolls(qtbot: QtBot) -> None:
    menu = MenuBox(window_of(qtbot), "Mer att göra", "Karin Lindqvist", 400)
    for number in range(12):
        menu.rows.addWidget(SecondaryButton(f"Rad {number}", size="control_main"))
    menu.open()
    settle(menu)
    assert menu.height() <= LOW.height()
    assert clipped_texts(menu) == []


def test_no_other_dialog_is_made() -> None:
    found = set()
    for file in (Path(__file__).parents[3] / "ui").rglob("*.py"):
        found |= set(re.findall(r"^class (\w+)\(QDialog\)", file.read_text("utf-8"), re.M))
    assert found == OWN
