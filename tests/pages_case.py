"""The case as a person at the keyboard works it: one page object for the screen and its panes."""

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from app.domain.case import Step
from ui.application import Shell
from ui.screens.case.screen import CaseScreen

W = TypeVar("W", bound=QWidget)
ENTER = Qt.Key.Key_Return


class CasePage:
    """Drives the case's screen by keys and clicks; waits for what each act starts."""

    def __init__(self, shell: Shell, qtbot: QtBot, settle: Callable[[], None]) -> None:
        self.shell, self.qtbot, self._settle = shell, qtbot, settle
        found = shell.window.screen_of("case")
        assert isinstance(found, CaseScreen)
        self.screen = found

    def open(self, case_id: UUID) -> "CasePage":
        """Go to this case."""
        self.shell.window.go("case", case_id)
        self.settle()
        return self

    @property
    def step(self) -> Step:
        """The step on view."""
        assert self.screen.pane is not None
        return self.screen.pane.step

    def settle(self) -> None:
        """Wait until nothing is under way."""
        self._settle()
        QApplication.processEvents()
        self._settle()

    def find(self, kind: type[W], name: str) -> W:
        """A part of the step on view."""
        found = self.screen.pane.findChild(kind, name)  # type: ignore[union-attr]
        assert isinstance(found, kind), f"no {kind.__name__} {name}"
        return found

    def key(
        self,
        key: Qt.Key,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        """Press a key where the keyboard is."""
        self.qtbot.keyClick(self.focus, key, modifiers)
        self.settle()

    def enter(self) -> None:
        """Press Enter."""
        self.key(ENTER)

    def on(self) -> None:
        """Press Ctrl+Enter."""
        self.key(ENTER, Qt.KeyboardModifier.ControlModifier)

    def write(self, text: str) -> None:
        """Type where the keyboard is."""
        self.qtbot.keyClicks(self.focus, text)

    def rate(self, level: int) -> None:
        """Press the key of a step of the scale."""
        self.key(Qt.Key(Qt.Key.Key_0 + level))

    def click(self, name: str) -> None:
        """Click a part of the step."""
        part = self.find(QWidget, name)
        self.qtbot.mouseClick(part, Qt.MouseButton.LeftButton)
        self.settle()

    @property
    def focus(self) -> QWidget:
        """What has the keyboard; a closed box gives it back to the window."""
        if QApplication.activeWindow() is None:
            self.shell.window.activateWindow()
        self.qtbot.waitUntil(lambda: QApplication.focusWidget() is not None, timeout=120_000)
        found = QApplication.focusWidget()
        assert found is not None
        return found

    def dialog(self, name: str) -> QDialog:
        """A box that is open over the window."""

        def is_open() -> bool:
            box = self.shell.window.findChild(QDialog, name)
            return box is not None and box.isVisible()

        self.qtbot.waitUntil(is_open, timeout=120_000)
        found = self.shell.window.findChild(QDialog, name)
        assert found is not None
        return found
