"""A practice desk, made once for the run and copied for every test."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.workspace import Workspace
from tests.desk_work import CaseWalk, booked_case, practice_desk
from tests.factories import FixedClock

Opener = Callable[[], Workspace]


@pytest.fixture(scope="session")
def practice_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a practice desk as it was founded."""
    home = tmp_path_factory.mktemp("practice")
    practice_desk(home, FixedClock()).close()
    return home


@pytest.fixture
def open_desk(practice_home: Path, tmp_path: Path, clock: FixedClock) -> Iterator[Opener]:
    """Opens the test's own copy of the practice desk; again after a close, as a restart would."""
    home = tmp_path / "desks"
    shutil.copytree(practice_home, home)
    opened: list[Workspace] = []

    def open_it() -> Workspace:
        opened.append(practice_desk(home, clock))
        return opened[-1]

    yield open_it
    for workspace in opened:
        workspace.close()


@pytest.fixture
def desk(open_desk: Opener) -> Workspace:
    """The practice desk with Maria signed in."""
    return open_desk()


@pytest.fixture
def walk(desk: Workspace) -> CaseWalk:
    """The first case booked today."""
    return CaseWalk(desk, booked_case(desk))
