"""A practice desk of the test's own, and a case on it to walk."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.workspace import Workspace
from tests.desk_work import CaseWalk, booked_case, practice_desk
from tests.factories import FixedClock

Opener = Callable[[], Workspace]


@pytest.fixture
def open_desk(desk_home: Path, clock: FixedClock) -> Iterator[Opener]:
    """Opens the test's own copy of the practice desk; again after a close, as a restart would."""
    opened: list[Workspace] = []

    def open_it() -> Workspace:
        opened.append(practice_desk(desk_home, clock))
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
