"""The desk in tests: one application dressed once; each test leaves it so (tests/windows.py)."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QApplication

from ui.language import set_language
from ui.theme import apply_theme
from ui.widgets import toast

toast.SECONDS = 3600  # as long as a test takes on any machine


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """The application with the desk's type and theme."""
    apply_theme(qapp, "light")
    set_language("sv")
    return qapp
