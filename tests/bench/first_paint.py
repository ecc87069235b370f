"""The desk as it starts, watched: prints when its window and its first screen were painted."""

import sys
import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from ui.__main__ import main
from ui.application import application

FIRST_SCREENS = {"Unlock", "FirstStart"}


class Watcher(QObject):
    """Sees every paint; ends the program once the first screen is on view."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self._window = 0.0
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note the first paint of the window, then that of a first screen."""
        if event.type() == QEvent.Type.Paint:
            if not self._window:
                QTimer.singleShot(0, self, self._note_window)
                self._window = time.time()
            if type(watched).__name__ in FIRST_SCREENS:
                QTimer.singleShot(0, self, self._end)
        return False

    def _note_window(self) -> None:
        self._window = time.time()

    def _end(self) -> None:
        print(self._window, time.time(), flush=True)
        QApplication.quit()


if __name__ == "__main__":
    watcher = Watcher(application())
    sys.exit(main())
