"""A whole window at an open desk, as somebody sits at it: no unlocking, every room."""

from pathlib import Path
from random import Random

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from app.settings import Settings
from app.workspace import Workspace
from tests.pages import settle
from ui.application import Shell, build_window
from ui.desk_screens import DeskRooms
from ui.sync_timer import SyncTimer


class Unhurried(Random):
    """Chance that plans no run for as long as a test takes, on any machine."""

    def uniform(self, a: float, b: float) -> float:
        """An hour."""
        return 3600.0


class Seat:
    """The window of one laptop; `leave` closes it, the desk stays open."""

    def __init__(
        self,
        workspace: Workspace,
        qtbot: QtBot,
        settings: Settings | None = None,
    ) -> None:
        self.desk, self.qtbot, self._is_open = workspace, qtbot, True
        self.shell: Shell = build_window(
            settings or Settings(theme="light"), lambda _settings: None
        )
        workspace.announce_to(self.shell.changes.announce)
        self.runner = SyncTimer(
            workspace.syncing,
            self.shell.background,
            self.shell.status,
            workspace.desk.clock,
            Unhurried(),
        )
        self.shell.changes.happened.connect(self.runner.on_change)
        rooms = DeskRooms(self.shell, workspace, self.runner, passphrase=False)
        self.shell.window.furnish(rooms.rooms())
        self.shell.window.show()
        self.settle()

    def go(self, key: str) -> None:
        """To a room."""
        self.shell.window.go(key)
        self.settle()

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the keyboard is."""
        self.shell.window.activateWindow()
        QApplication.processEvents()
        self.qtbot.keyClick(self.shell.window.focusWidget() or self.shell.window, key, held)
        self.settle()

    def press(self, button: QAbstractButton) -> None:
        """Press a button by the mouse."""
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def choose(self, path: Path, *, wait: bool = True) -> None:
        """Name the file in the box that asks for one, and `wait` for what comes of it."""
        dialog = self.shell.window.findChild(QFileDialog, "choose_file")
        assert dialog is not None
        dialog.fileSelected.emit(str(path))
        dialog.close()
        if wait:
            self.settle()

    def settle(self) -> None:
        """Wait until nothing is under way."""
        settle(self.shell, self.qtbot)

    def leave(self) -> None:
        """Close the window."""
        if self._is_open:
            self._is_open = False
            self.runner.close()
            self.settle()
            self.shell.window.close()
            self.shell.background.close()
            self.shell.window.deleteLater()
