"""The only place that builds the desk: application, theme, language, window, crash hook."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.settings import Settings, read_settings, write_settings
from ui.appearance import Appearance
from ui.background import Background
from ui.changes import Changes
from ui.icons import icon
from ui.main_window import MainWindow
from ui.status import Status


@dataclass(frozen=True, slots=True)
class Shell:
    """The window and what all screens share."""

    app: QApplication
    window: MainWindow
    background: Background
    changes: Changes
    status: Status
    appearance: Appearance

    def close(self) -> None:
        """Wait for the work under way; before the workspace closes."""
        self.background.close()


def application() -> QApplication:
    """The one QApplication, made if there is none."""
    known = QApplication.instance()
    if isinstance(known, QApplication):
        return known
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Intyga")
    app.setDesktopFileName("intyga")
    return app


def build_window(settings: Settings, remember: Callable[[Settings], object]) -> Shell:
    """The empty frame, dressed and speaking; show it, then furnish it with screens.

    `remember` stores the settings whenever one changes.
    """
    app = application()
    appearance = Appearance(app, settings, remember)
    status, changes = Status(), Changes()
    window = MainWindow(appearance, status, changes)
    window.setWindowIcon(icon("shield-check", "accent"))
    return Shell(app, window, Background(), changes, status, appearance)


def build_window_in(settings_file: Path) -> Shell:
    """The frame with the settings kept in a file."""
    return build_window(
        read_settings(settings_file), lambda settings: write_settings(settings_file, settings)
    )
