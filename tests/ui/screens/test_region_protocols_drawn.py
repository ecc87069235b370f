"""What the region says of versions, drawn on Today and in the library; no text clipped."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.settings import Settings
from app.workspace import Workspace
from tests.app.usecases.protocol_packages import areas_turned, more_time, write_package
from tests.app.usecases.region_told import tell
from tests.pages_protocols import ProtocolsPage
from tests.ui.drawing import clipped_texts, draw
from tests.ui.screens.test_desk_pictures import VIEWS, View
from ui.application import Shell, build_window

LOOKS = [view for view in VIEWS if view.name in ("small-english-dark", "double")]


@pytest.fixture(params=LOOKS, ids=[view.name for view in LOOKS])
def view(request: pytest.FixtureRequest) -> View:
    """One way to look at the desk."""
    found: View = request.param
    return found


@pytest.fixture
def shell(qapp: QApplication, view: View) -> Iterator[Shell]:
    """The window as it is looked at."""
    settings = Settings(theme=view.theme, scale=view.scale, language=view.language)
    made = build_window(settings, lambda _settings: None)
    made.window.resize(view.size)
    made.window.show()
    yield made
    made.window.close()
    made.background.close()
    made.window.deleteLater()


def test_a_new_version_and_a_refused_one(
    open_desk: Workspace, shell: Shell, view: View, qtbot: QtBot, tmp_path: Path
) -> None:
    later = open_desk.desk.clock.now().date() + timedelta(days=9)
    tell(open_desk, write_package(open_desk, tmp_path, "1.9.0", more_time), from_day=later)
    tell(open_desk, write_package(open_desk, tmp_path, "1.9.1", areas_turned))
    page = ProtocolsPage(shell, qtbot)
    for room in ("today", "protocols"):
        shell.window.go(room)
        page.settle()
        draw(shell.window, f"region-{view.name}-{room}")
        assert clipped_texts(shell.window) == [], room
