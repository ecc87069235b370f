"""A practice desk at noon with the case's screen in a real window."""

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.workspace import Workspace
from tests.desk_work import CaseWalk, booked_case, practice_desk
from tests.factories import FixedClock
from tests.pages import settle as settled
from tests.pages_case import CasePage
from tests.ui.drawing import look_of
from ui.application import Shell, build_window
from ui.main_window import Room
from ui.screen import Screen
from ui.screens.case.screen import CaseScreen


@pytest.fixture
def desk(desk_home: Path, clock: FixedClock) -> Iterator[Workspace]:
    """The practice desk unlocked by an assessor of CNC-1."""
    opened = practice_desk(desk_home, clock)
    yield opened
    opened.close()


@pytest.fixture
def shell(
    qapp: QApplication, desk: Workspace, clock: FixedClock, request: pytest.FixtureRequest
) -> Iterator[Shell]:
    """The window with the case in it, and empty places to go to."""
    made = build_window(look_of(request), lambda _settings: None)
    desk.announce_to(made.changes.announce)
    elsewhere = [Room(place, Screen) for place in ("today", "candidate", "debrief")]
    made.window.furnish([case_room(desk, made, clock), *elsewhere])
    made.window.show()
    yield made
    made.window.close()
    made.background.close()
    made.window.deleteLater()


def case_room(desk: Workspace, shell: Shell, clock: FixedClock) -> Room:
    """The case's place in a window."""
    return Room("case", lambda: CaseScreen(desk, shell.background, lambda: clock.now().date()))


@pytest.fixture
def settle(shell: Shell, qtbot: QtBot) -> Callable[[], None]:
    """Wait until nothing is under way."""
    return lambda: settled(shell, qtbot)


@pytest.fixture
def case_id(desk: Workspace) -> UUID:
    """The first case booked today."""
    return booked_case(desk)


@pytest.fixture
def walk(desk: Workspace, case_id: UUID) -> CaseWalk:
    """The case in hand, to bring it to a step."""
    return CaseWalk(desk, case_id)


@pytest.fixture
def make_page(shell: Shell, qtbot: QtBot, settle: Callable[[], None]) -> Callable[[], CasePage]:
    """The case's screen as it is then: a change of scale builds another."""
    return lambda: CasePage(shell, qtbot, settle)


@pytest.fixture
def page(make_page: Callable[[], CasePage]) -> CasePage:
    """The case's screen, no case chosen yet."""
    return make_page()
