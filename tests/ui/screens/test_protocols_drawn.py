"""Every tab and box of the library drawn in all its looks; no text clipped."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from app.domain.desks import PRACTICE_PIN
from app.settings import Settings
from app.workspace import Workspace
from tests.app.usecases.protocol_packages import more_time, write_package, write_recall
from tests.pages_protocols import ProtocolsPage
from tests.ui.drawing import clipped_texts, draw
from tests.ui.screens.test_desk_pictures import VIEWS, View
from ui.application import Shell, build_window
from ui.screens.protocols import ProtocolsScreen
from ui.screens.protocols_detail import TABS


@pytest.fixture(params=VIEWS, ids=[view.name for view in VIEWS])
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


def test_every_tab_and_box(
    open_desk: Workspace, shell: Shell, view: View, qtbot: QtBot, tmp_path: Path
) -> None:
    page = ProtocolsPage(shell, qtbot)
    shell.window.go("protocols")
    page.settle()
    screen = page.screen
    assert isinstance(screen, ProtocolsScreen)
    open_desk.secrecy.sign(PRACTICE_PIN)
    for tab in TABS:
        screen.card.show_tab(tab)
        page.settle()
        draw(shell.window, f"protocols-{view.name}-{tab}")
        assert clipped_texts(shell.window) == [], tab
    package = write_package(open_desk, tmp_path, "1.9.0", more_time)
    recall = write_recall(
        open_desk, tmp_path, package, " ".join(["Facit i sju frågor är fel."] * 5)
    )
    screen.card.show_tab("items")
    page.settle()
    for name, act in (
        ("import", lambda: screen.examine(package)),
        ("recall", lambda: screen.examine(recall)),
        ("item", lambda: screen.card.items.opened.emit(_with_picture(screen))),
    ):
        act()
        page.settle()
        box = next(each for each in shell.window.findChildren(QDialog) if each.isVisible())
        draw(box, f"protocols-{view.name}-{name}")
        assert clipped_texts(box) == [], name
        box.reject()
        page.settle()


def _with_picture(screen: ProtocolsScreen) -> str:
    return next(row.id for row in screen.card.items.model.rows if row.has_picture)
