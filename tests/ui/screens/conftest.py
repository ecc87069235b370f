"""A practice desk, unlocked in a real window; made once a run and copied for every test."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.case import Step
from app.domain.clock import Clock
from app.domain.desks import PRACTICE_PIN, DeskKind
from app.workspace import Desks, Workspace
from tests.day import Day, day_at, turn_away
from tests.desk_work import CaseWalk, practice_desk, seen
from tests.desk_work import desks as desks_in
from tests.factories import FixedClock
from tests.once import once, run_folder
from tests.pages import settle as settled
from tests.ui.drawing import look_of
from ui.application import Shell, build_window
from ui.session import Session


@pytest.fixture(scope="session")
def home_at_work(noon_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The practice desk in the middle of a day: one certificate, one practical begun."""

    def make(home: Path) -> None:
        _put_to_work(shutil.copytree(noon_home, home))

    return once(run_folder(tmp_path_factory) / "at_work", make)


def _put_to_work(home: Path) -> None:
    workspace = practice_desk(home, FixedClock())
    cases = [line.case_id for line in workspace.today.view().booked]
    CaseWalk(workspace, cases[0]).to(Step.CERTIFICATE)
    workspace.certificates.issue(cases[0])
    CaseWalk(workspace, cases[1]).to(Step.PRACTICAL)
    sitting = workspace.practical.start(cases[1])
    sheet = workspace.practical.sheet(sitting)
    for criterion in sheet.areas[0].criteria:
        workspace.practical.observe(sitting, criterion.criterion.id, seen(criterion, 3))
    workspace.close()


@pytest.fixture
def desks(practice_home: Path, clock: Clock, tmp_path: Path) -> Desks:
    """The desks of a home folder of this test's own, with a practice desk."""
    return desks_in(shutil.copytree(practice_home, tmp_path / "desks"), clock)


@pytest.fixture
def empty_desks(clock: Clock, tmp_path: Path) -> Desks:
    """The desks of a home folder where nobody has been."""
    home = tmp_path / "empty"
    home.mkdir()
    return desks_in(home, clock)


@pytest.fixture
def shell(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[Shell]:
    """The window, empty, on view."""
    made = build_window(look_of(request), lambda _settings: None)
    made.window.show()
    made.window.activateWindow()
    yield made
    made.window.close()
    made.background.close()
    made.window.deleteLater()


@pytest.fixture
def session(
    request: pytest.FixtureRequest, shell: Shell, desks: Desks, clock: Clock
) -> Iterator[Session]:
    """The window with the unlock screen in it, unless the test begins at an open desk."""
    made = Session(shell, desks, clock)
    if "open_desk" not in request.fixturenames:
        made.start()
    yield made
    turn_away(made)


@pytest.fixture
def open_desk(session: Session, shell: Shell, desks: Desks, qtbot: QtBot) -> Workspace:
    """The practice desk open for its first assessor, on the first screen; PINs: test_unlock.py."""
    first = desks.assessors(DeskKind.PRACTICE)[0]
    opened = desks.unlock(DeskKind.PRACTICE, first.id, PRACTICE_PIN)
    session._on_unlocked(opened)
    settled(shell, qtbot)
    return opened


@pytest.fixture
def day(
    request: pytest.FixtureRequest,
    qapp: QApplication,
    desk_home: Path,
    clock: FixedClock,
    qtbot: QtBot,
) -> Iterator[Day]:
    """A window of its own in the look asked for, at the desk of the test's scene."""
    shell = build_window(look_of(request), lambda _settings: None)
    with day_at(desk_home, shell, clock, qtbot) as made:
        yield made


@pytest.fixture
def settle(shell: Shell, qtbot: QtBot) -> Callable[[], None]:
    """Wait until nothing is under way."""
    return lambda: settled(shell, qtbot)
