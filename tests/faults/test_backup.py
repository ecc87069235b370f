"""kill -9 and no room while a copy is made or put back: never half a copy, never half a desk."""

import multiprocessing
import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from sqlalchemy import select

from app.domain.desks import PRACTICE_PIN, DeskKind
from app.storage.backup import KEPT, BackupNotWritten, backups_in
from app.storage.backup_label import copy_pages, read_label
from app.storage.errors import DiskFull
from app.storage.tables import RecordRow
from app.workspace import Workspace
from tests.desk_work import MARIA, desks, practice_desk
from tests.factories import FixedClock

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kill -9 and tmpfs")
KILLS = int(os.environ.get("INTYGA_KILLS", "50")) // 10
ROOM = 24 * 2**20
_CONTEXT = multiprocessing.get_context("fork" if sys.platform == "win32" else "forkserver")


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


def test_a_kill_while_copying_leaves_whole_copies_alone(desk_home: Path) -> None:
    """R59: every file with a copy's name opens and holds all its records."""
    for seed in range(KILLS):
        _killed(_copy_on_and_on, desk_home, seed)
    desk = practice_desk(desk_home, FixedClock())
    records = len(_records(desk))
    kept = backups_in(desk.backups.folder)
    assert 0 < len(kept) <= KEPT
    for one in kept:
        pages = one.path.with_suffix(".pages")
        copy_pages(one.path, read_label(one.path), pages)
        copy = desk.desk.database.open_copy(pages)
        with copy.reading() as session:
            assert len(session.scalars(select(RecordRow.hash)).all()) == records
        assert copy.is_sound()
        copy.close()
    desk.backups.keep_now()
    assert not [*desk.backups.folder.glob("*.part*")]
    desk.close()


def test_a_kill_while_restoring_leaves_the_desk_of_before_or_of_after(desk_home: Path) -> None:
    """R59, R60: it opens, every record holds, and one of the two it is."""
    desk = practice_desk(desk_home, FixedClock())
    desk.backups.keep_now()
    before = _records(desk)
    desk.close()
    for seed in range(KILLS):
        _killed(_restore_on_and_on, desk_home, seed)
        desk = practice_desk(desk_home, FixedClock())
        assert before <= _records(desk)
        assert desk.log_check.verify().is_whole
        desk.close()


def test_no_room_for_a_copy_is_said_once_and_disturbs_nothing(
    noon_home: Path, small_disk: Path
) -> None:
    """R59: the desk goes on; with room again the next copy is made, and the newest are kept."""
    home, clock = shutil.copytree(noon_home, small_disk / "desks"), FixedClock()
    desk = practice_desk(home, clock)
    ballast = small_disk / "ballast"
    ballast.write_bytes(b"\0" * (shutil.disk_usage(small_disk).free - 512 * 1024))
    assert desk.backups.keep_if_due()
    assert not desk.backups.keep_if_due()
    problem = desk.backups.state().problem
    assert problem is not None
    assert problem.is_full
    assert desk.backups.state().newest is None
    assert not [*desk.backups.folder.glob("*")]
    with pytest.raises(BackupNotWritten):
        desk.backups.keep_now()
    assert desk.log_check.verify().is_whole
    ballast.unlink()
    assert not desk.backups.keep_if_due()
    state = desk.backups.state()
    assert (state.problem, state.newest is None) == (None, False)
    desk.close()


@pytest.mark.parametrize("beyond", [-(2**20), 8 * 1024])
def test_no_room_to_restore_leaves_the_desk_as_it_was(
    noon_home: Path, small_disk: Path, beyond: int
) -> None:
    """R59: none for the copy, or for the copy but not for what is done with it; then there is."""
    home, clock = shutil.copytree(noon_home, small_disk / "desks"), FixedClock()
    desk = practice_desk(home, clock)
    kept, before, person = desk.backups.keep_now(), _records(desk), desk.assessor.id
    desk.close()
    room, ballast = kept.stat().st_size + beyond, small_disk / "ballast"
    ballast.write_bytes(b"\0" * (shutil.disk_usage(small_disk).free - room))
    file = (home / DeskKind.PRACTICE / "desk.db").read_bytes()
    with pytest.raises(DiskFull):
        desks(home, clock).restore(DeskKind.PRACTICE, person, PRACTICE_PIN, kept)
    assert (home / DeskKind.PRACTICE / "desk.db").read_bytes() == file
    ballast.unlink()
    desk = practice_desk(home, clock)
    assert _records(desk) == before
    desk.close()


def test_an_hour_goes_by_between_copies_and_the_newest_are_kept(desk_home: Path) -> None:
    """Only where something was written since; a stick gets the same copy."""
    clock, stick = FixedClock(), desk_home / "stick"
    desk = practice_desk(desk_home, clock)
    stick.mkdir()
    desk.backups.choose_second(stick)
    for _ in range(KEPT + 3):
        assert desk.backups.is_due()
        desk.backups.keep_if_due()
        assert not desk.backups.is_due()
        clock.advance(int(timedelta(hours=1).total_seconds()))
        assert not desk.backups.is_due()
        desk.backups.choose_second(None)  # something is written
        desk.backups.choose_second(stick)
    state = desk.backups.state()
    assert len(backups_in(desk.backups.folder)) == len(backups_in(stick)) == KEPT
    assert state.newest is not None
    assert state.newest_second is not None
    assert state.newest.path.read_bytes() == state.newest_second.path.read_bytes()
    shutil.rmtree(stick)
    desk.backups.keep_now()
    assert not desk.backups.state().is_second_there
    desk.close()


def _records(desk: Workspace) -> set[bytes]:
    with desk.desk.database.reading() as session:
        return set(session.scalars(select(RecordRow.hash)))


def _killed(work: object, home: Path, seed: int) -> None:
    """Somebody at work in a process of their own, killed at a random moment."""
    chance = random.Random(seed)
    here, there = _CONTEXT.Pipe(duplex=False)
    worker = _CONTEXT.Process(target=work, args=(home, there))
    worker.start()
    there.close()
    here.recv()
    here.poll(chance.uniform(0, 0.2))
    assert worker.pid is not None
    os.kill(worker.pid, signal.SIGKILL)
    worker.join()


def _copy_on_and_on(home: Path, told: Connection) -> None:
    clock = FixedClock()
    desk = practice_desk(home, clock)
    desk.backups.keep_now()  # one is whole, however slow the machine is with the next
    told.send("begun")
    while True:
        clock.advance(1)
        desk.backups.keep_now()


def _restore_on_and_on(home: Path, told: Connection) -> None:
    found = desks(home, FixedClock())
    card = next(one for one in found.assessors(DeskKind.PRACTICE) if one.name == MARIA)
    (kept, *_) = found.backups(DeskKind.PRACTICE)
    told.send("begun")
    while True:
        found.restore(DeskKind.PRACTICE, card.id, PRACTICE_PIN, kept.path)
