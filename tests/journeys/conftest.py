"""What every journey begins with: a day at the desk, unlocked by its first assessor."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.settings import Settings
from tests.day import Day, day_at
from tests.factories import FixedClock
from ui.application import build_window
from ui.widgets import toast

toast.SECONDS = 3600  # as long as a test takes on any machine


@pytest.fixture
def day(qapp: QApplication, desk_home: Path, clock: FixedClock, qtbot: QtBot) -> Iterator[Day]:
    """A practice desk at noon on 4 May 2026."""
    shell = build_window(Settings(theme="light"), lambda _settings: None)
    shell.window.show()
    shell.window.activateWindow()
    with day_at(desk_home, shell, clock, qtbot) as made:
        yield made
