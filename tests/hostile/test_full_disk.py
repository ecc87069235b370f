"""The disk is full when the day is to be finished: all or nothing, and the same act goes on."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.domain.case import Step
from app.domain.desks import PRACTICE_PIN
from app.seal.vault_file import VaultNotSaved
from app.storage import log
from app.storage.errors import DiskFailed, DiskFull
from app.workspace import Workspace
from tests.desk_work import CaseWalk, booked_case, practice_desk
from tests.factories import FixedClock

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="small file systems on Linux")
ROOM = 16 * 2**20
LEFT = (0, 4096, 16384, 40960)
"""Bytes left: nothing, a page, some pages, nearly enough."""


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


@pytest.fixture
def cramped(small_disk: Path, practice_home: Path) -> Iterator[Workspace]:
    """The practice desk on the small disk."""
    home = shutil.copytree(practice_home, small_disk / "desks")
    desk = practice_desk(home, FixedClock())
    yield desk
    (small_disk / "ballast").unlink(missing_ok=True)
    desk.close()


def test_every_finishing_act_is_whole_or_undone_and_works_when_there_is_room(
    cramped: Workspace, small_disk: Path
) -> None:
    """R18 I1: refused twice on a full disk, nothing of it stands; then it is done once."""
    walk = CaseWalk(cramped, booked_case(cramped)).to(Step.THEORY)
    theory, practical = cramped.theory, cramped.practical
    sitting = theory.start(walk.case_id)
    asked = [question.id for question in theory.paper(sitting).questions]
    theory.answer_all(sitting, {item: walk.right_answer(item) for item in asked})
    _refused_then_done(cramped, walk, small_disk, lambda: theory.hand_in(sitting))
    _refused_then_done(cramped, walk, small_disk, lambda: practical.start(walk.case_id))
    walk.to(Step.DECISION)
    sign = cramped.decisions
    _refused_then_done(
        cramped, walk, small_disk, lambda: sign.sign(walk.case_id, PRACTICE_PIN), keys=True
    )
    _refused_then_done(
        cramped, walk, small_disk, lambda: cramped.feedback.complete(walk.case_id, (), "Bra.")
    )
    _refused_then_done(cramped, walk, small_disk, lambda: cramped.certificates.issue(walk.case_id))
    assert cramped.desk.database.is_sound()
    (line,) = cramped.certificates.list()
    with cramped.desk.database.reading() as session:
        kinds = [row.type for row in log.waiting(session) if row.case_id == walk.case_id]
    acts = ("case.opened", "decision.made", "plan.agreed", "certificate.issued")
    assert sorted(kinds) == sorted((*acts, *("sitting.closed",) * 3))
    assert cramped.certificates.facts(line.id).certificate_id == line.id


def test_a_pause_that_was_not_saved_is_no_pause(cramped: Workspace, small_disk: Path) -> None:
    """R18: the clock in memory follows the file, not the wish."""
    walk = CaseWalk(cramped, booked_case(cramped)).to(Step.THEORY)
    sitting = cramped.theory.start(walk.case_id)
    _refused_then_done(cramped, walk, small_disk, lambda: cramped.theory.pause(sitting))
    _refused_then_done(cramped, walk, small_disk, lambda: cramped.theory.resume(sitting))
    assert cramped.theory.heartbeat(sitting) > 0


def _refused_then_done(
    desk: Workspace,
    walk: CaseWalk,
    disk: Path,
    act: Callable[[], object],
    *,
    keys: bool = False,
) -> None:
    """Fill the disk and act twice; whatever is refused left the case as it was; then act."""
    ballast = disk / "ballast"
    for left in LEFT:
        before = _state(desk, walk)
        desk.desk.database.settle()
        free = shutil.disk_usage(disk).free
        ballast.write_bytes(b"\0" * max(0, free - left - (16384 if keys else 0)))
        for _ in range(2):
            try:
                act()
            except (DiskFull, DiskFailed, VaultNotSaved):
                assert _state(desk, walk) == before
            else:
                ballast.unlink()
                return
        ballast.unlink()
    act()


def _state(desk: Workspace, walk: CaseWalk) -> object:
    with desk.desk.database.reading() as session:
        records = tuple(row.hash for row in log.waiting(session))
    return desk.cases.view(walk.case_id), records, desk.certificates.list()
