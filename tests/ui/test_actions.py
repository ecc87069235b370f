"""Commands are declared once, their keys do not collide, F1 shows them."""

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.drawing import clipped_texts
from ui.actions import KeysSheet, bind, keys_of
from ui.commands import COMMANDS, SCOPES


def test_no_two_commands_share_keys_where_both_hold() -> None:
    for scope in SCOPES:
        keys = Counter(
            QKeySequence(command.keys).toString()
            for command in COMMANDS
            if command.scope in {scope, "desk"}
        )
        assert [key for key, times in keys.items() if times > 1] == []


def test_every_command_has_a_name_of_its_own_keys_and_a_known_place() -> None:
    assert len({command.key for command in COMMANDS}) == len(COMMANDS)
    assert all(not QKeySequence(command.keys).isEmpty() for command in COMMANDS)
    assert {command.scope for command in COMMANDS} == set(SCOPES)


def test_a_bound_command_answers_to_its_keys(qtbot: QtBot) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    field = QLineEdit()
    column.addWidget(field)
    qtbot.addWidget(window)
    done: list[str] = []
    bind(window, "practical.rate3", lambda: done.append("rated"))
    window.show()
    window.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus, timeout=120_000)
    qtbot.keyClick(field, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert done == ["rated"]


def test_an_unknown_command_cannot_be_bound(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    with pytest.raises(KeyError):
        bind(window, "fly", print)


def test_the_sheet_shows_every_command_with_its_keys(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    sheet = KeysSheet(window)
    sheet.open()
    words = {label.text() for label in sheet.findChildren(QLabel)}
    assert {command.words for command in COMMANDS} <= words
    assert keys_of("help") == "F1"
    assert clipped_texts(sheet) == []
    sheet.close()
