"""The desk in tests: one application dressed once; light, 100 % and Swedish for every test."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tests.windows import sweep
from ui.language import language, set_language
from ui.theme import apply_theme, look, set_contrast


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """The application with the desk's type and theme."""
    apply_theme(qapp, "light")
    set_language("sv")
    return qapp


@pytest.fixture(autouse=True)
def _plain_desk(qapp: QApplication) -> Iterator[None]:
    """Leave the desk as it was for whoever comes next."""
    yield
    sweep()  # else every widget of the test would be dressed once more
    if look().contrast:
        set_contrast(qapp, on=False)
    if look().dark or look().scale != 100:
        apply_theme(qapp, "light")
    if language() != "sv":
        set_language("sv")
