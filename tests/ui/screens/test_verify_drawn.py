"""Every kind of answer drawn: light, dark, small, 200 %, both languages; no text clipped."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.usecases.verification import Checked
from app.workspace import Workspace
from tests.desk_work import practice_desk
from tests.factories import FixedClock
from tests.pages import wait_for
from tests.ui.drawing import DESK, SMALL, clipped_texts, draw, dress, settle
from tests.ui.verify_states import DAY, STATES
from ui.background import Background
from ui.language import set_language
from ui.screens.verify import VerifyScreen

_NOON = datetime(DAY.year, DAY.month, DAY.day, 12, tzinfo=UTC)
_WIDE = QSize(DESK.width() - 124, DESK.height() - 92)
_NARROW = QSize(SMALL.width() - 116, SMALL.height() - 88)
VIEWS = {
    "light": ("light", _WIDE, 100, "sv"),
    "dark-english": ("dark", _WIDE, 100, "en"),
    "small": ("light", _NARROW, 100, "sv"),
    "double": ("light", _WIDE, 200, "sv"),
}


@pytest.fixture(scope="module")
def answers() -> dict[str, Checked]:
    """Every kind of answer, checked once."""
    return {name: make() for name, make in STATES.items()}


@pytest.fixture
def desk(desk_home: Path, clock: FixedClock) -> Iterator[Workspace]:
    """A practice desk."""
    workspace = practice_desk(desk_home, clock)
    yield workspace
    workspace.close()


@pytest.mark.parametrize("view", list(VIEWS))
def test_every_answer_has_room(
    qapp: QApplication, qtbot: QtBot, desk: Workspace, answers: dict[str, Checked], view: str
) -> None:
    """R40 R41: the answer, whose and for what, what differs, the three layers."""
    theme, size, scale, speech = VIEWS[view]
    dress(theme, scale)  # type: ignore[arg-type]
    set_language(speech)  # type: ignore[arg-type]
    background = Background()
    screen = VerifyScreen(desk.verification, desk.exports, background, lambda: _NOON)
    qtbot.addWidget(screen)
    screen.resize(size)
    screen.show()
    wait_for(background, qtbot)
    clipped = {"empty": clipped_texts(screen)}
    for name, checked in answers.items():
        screen._ways.checked.emit(checked)
        wait_for(background, qtbot)
        settle(screen)
        draw(screen, f"verify-{view}-{name}")
        clipped[name] = clipped_texts(screen)
    background.close()
    assert not {name: texts for name, texts in clipped.items() if texts}
