"""`python3 -m ui` from the empty home folder to the closed window."""

import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from app.paths import log_folder, settings_file
from app.settings import read_settings
from ui.__main__ import main
from ui.main_window import MainWindow


def _window() -> MainWindow | None:
    shown = [one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow)]
    return next((one for one in shown if one.isVisible()), None)


def test_a_first_start_shows_the_two_ways_and_closes_cleanly(qapp: QApplication) -> None:
    hook_before = sys.excepthook
    seen: list[str] = []

    def look() -> None:
        window = _window()
        page = window.findChild(QWidget, "first_start") if window else None
        if window is not None and page is not None and page.isVisible():
            seen.append(page.objectName())
            window.close()

    timer = QTimer()
    timer.setInterval(20)
    timer.timeout.connect(look)
    timer.start()
    assert main() == 0
    timer.stop()
    assert seen == ["first_start"]
    assert read_settings(settings_file()).window
    assert log_folder().is_dir()
    assert sys.excepthook is hook_before
