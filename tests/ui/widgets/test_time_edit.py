"""One line for a time: what is a time, however it is written, and what is none."""

from datetime import time

import pytest
from pytestqt.qtbot import QtBot

from ui.widgets.time_edit import TimeEdit


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("08:30", time(8, 30)),
        ("8.30", time(8, 30)),
        ("830", time(8, 30)),
        ("1030", time(10, 30)),
        ("7", time(7)),
        ("00:00", time(0)),
        ("24:00", None),
        ("12:60", None),
        ("", None),
        ("åtta", None),
        ("²", None),
    ],
)
def test_a_time_is_told_from_what_is_none(qtbot: QtBot, written: str, at: time | None) -> None:
    edit = TimeEdit()
    qtbot.addWidget(edit)
    edit.setText(written)
    assert edit.at == at
