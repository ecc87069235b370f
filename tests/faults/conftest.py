"""A practice desk with one case at the theory and one at the practical, made once."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest

from app.domain.case import Step
from tests.desk_work import CaseWalk, practice_desk
from tests.factories import FixedClock

ROOM = 16 * 2**20


@dataclass(frozen=True, slots=True)
class AtWork:
    """A home and the sittings that run in it."""

    home: Path
    theory: UUID
    practical: UUID


@pytest.fixture(scope="session")
def begun(practice_home: Path, tmp_path_factory: pytest.TempPathFactory) -> AtWork:
    """Both sittings begun and left as a power cut would leave them."""
    home = shutil.copytree(practice_home, tmp_path_factory.mktemp("begun") / "desks")
    desk = practice_desk(home, FixedClock())
    first, second = (line.case_id for line in desk.today.view().booked[:2])
    CaseWalk(desk, first).to(Step.THEORY)
    CaseWalk(desk, second).to(Step.PRACTICAL)
    at_work = AtWork(home, desk.theory.start(first), desk.practical.start(second))
    desk.close()
    return at_work


@pytest.fixture
def at_work(begun: AtWork, tmp_path: Path) -> AtWork:
    """The test's own copy."""
    home = shutil.copytree(begun.home, tmp_path / "desks")
    return AtWork(home, begun.theory, begun.practical)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own with a few megabytes."""
    place = tmp_path / "small"
    place.mkdir()
    mounted = ["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "tmpfs", str(place)]
    if os.geteuid() != 0 or subprocess.run(mounted, capture_output=True).returncode:
        pytest.skip("mounting a small disk needs root")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)
