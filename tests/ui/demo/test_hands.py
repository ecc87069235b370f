"""The demo's hands: they never picture an error as if it belonged there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.settings import Settings
from ui.application import Shell, build_window
from ui.demo.hands import ErrorShown, Hands
from ui.main_window import Room
from ui.messages import Message
from ui.screen import Screen


@pytest.fixture
def shell(qapp: QApplication) -> Iterator[Shell]:
    """A window with one empty place."""
    made = build_window(Settings(theme="light"), lambda _settings: None)
    made.window.furnish([Room("today", Screen)])
    made.window.show()
    yield made
    made.window.close()
    made.background.close()
    made.window.deleteLater()


def test_an_error_on_view_ends_the_demo_and_is_pictured(shell: Shell, tmp_path: Path) -> None:
    hands = Hands(shell.window, shell.background, tmp_path)
    shell.window.go("today")
    assert hands.picture("before").exists()
    said = Message("Disken är full.", "Det du har sparat finns kvar.", "Frigör utrymme.")
    shell.window.screen_of("today").errors.show_message(said)
    with pytest.raises(ErrorShown, match="today: Disken är full"):
        hands.picture("today")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["01-before.png", "02-today.png"]
