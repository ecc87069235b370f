"""Somebody typing in the window's search field; how long until the rows stand there."""

import time

from PySide6.QtCore import QEvent, QEventLoop, QObject

from app.settings import Settings
from app.workspace import Workspace
from ui.application import build_window
from ui.screens.people import PeopleScreen


class Typist(QObject):
    """The people screen on a window, and when its table has painted the newest rows."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._shell = build_window(Settings(), lambda _: None)
        self._screen = PeopleScreen(
            workspace.people,
            workspace.cases,
            workspace.ties,
            self._shell.background,
            (workspace.erase_requests, workspace.takes_passphrase),
        )
        self._list = self._screen.list
        self._loop, self._found = QEventLoop(), False
        self._list.searched.connect(self._on_searched)
        self._list.table.viewport().installEventFilter(self)
        self._shell.window.take_over(self._screen)
        self._shell.window.resize(1366, 768)
        self._shell.window.show()
        self.type("a")

    def type(self, text: str) -> float:
        """Put `text` into the field; milliseconds until its rows are painted."""
        self._found = False
        begun = time.perf_counter()
        self._list.search(text)
        self._loop.exec()
        return (time.perf_counter() - begun) * 1_000

    def close(self) -> None:
        """Let the window go."""
        self._shell.window.close()
        self._shell.close()

    def _on_searched(self, _hits: object) -> None:
        self._found = True
        self._list.table.viewport().update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The paint after the answer ends the wait, once it is done."""
        if event.type() == QEvent.Type.Paint and self._found:
            self._found = False
            self._list.table.viewport().removeEventFilter(self)
            self._list.table.viewport().event(event)
            self._list.table.viewport().installEventFilter(self)
            self._loop.quit()
            return True
        return False
