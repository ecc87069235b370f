"""Killed or out of room while a file for the node is written: whole or not there, words true."""

import os
import random
import signal
import sys
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from app.domain.clock import SystemClock
from app.domain.desks import DeskKind
from app.reports.whole_file import NotWritten
from app.workspace import Workspace
from tests.app.sync.bundle_files import answer, read, write
from tests.app.sync.region import (
    PHRASE,
    Prepared,
    assert_agree,
    copied_laptop,
    copied_node,
    write_links,
)
from tests.desk_work import MARIA, desks, unlock
from tests.faults.worker import _CONTEXT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="signals and quotas of Linux")
KILLS = int(os.environ.get("INTYGA_KILLS", "50")) // 10


def keep_writing(home: Path, stick: Path, told: Connection) -> None:
    """Write file after file, telling each that is done."""
    laptop = unlock(desks(home, SystemClock()), DeskKind.REAL, MARIA, PHRASE)
    for number in range(1000):
        write_links(laptop, 1)
        told.send(f"begun {number}")
        write(laptop, stick / f"{number}.intyga")
        told.send(f"done {number}")


def test_a_desk_killed_while_writing_leaves_whole_files_whose_answers_it_can_read(
    prepared: Prepared, tmp_path: Path
) -> None:
    """R61: every file in its place is whole, its answer opens, nothing is lost or doubled."""
    node = copied_node(prepared, tmp_path)
    laptop = copied_laptop(prepared, tmp_path)
    stick = tmp_path / "stick"
    stick.mkdir()
    chance = random.Random(7)
    for _ in range(KILLS):
        laptop.close()
        _kill_while_writing(tmp_path / "laptop", stick, chance)
        laptop = unlock(desks(tmp_path / "laptop", SystemClock()), DeskKind.REAL, MARIA, PHRASE)
        _words_are_true(laptop, stick)
        for file in sorted(stick.glob("*.intyga")):
            read(laptop, answer(node.folder, file, tmp_path / "svar"))
            file.unlink()
    write(laptop, stick / "last.intyga")
    read(laptop, answer(node.folder, stick / "last.intyga", tmp_path / "svar"))
    assert_agree(laptop, node)
    assert laptop.desk.database.is_sound()
    laptop.close()


def test_a_full_stick_is_told_and_costs_nothing(prepared: Prepared, tmp_path: Path) -> None:
    """No file, no words about one, an older one as it was; with room again it is written."""
    import resource

    laptop = copied_laptop(prepared, tmp_path)
    write(laptop, tmp_path / "ut.intyga")
    before = (tmp_path / "ut.intyga").read_bytes()
    write_links(laptop, 600)
    status = laptop.syncing.status()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, hard))
        with pytest.raises(NotWritten):
            write(laptop, tmp_path / "ut.intyga")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert (tmp_path / "ut.intyga").read_bytes() == before
    assert list(tmp_path.glob(".*part")) == []
    assert laptop.syncing.status() == status
    assert write(laptop, tmp_path / "ut.intyga").left == 0
    laptop.close()


def test_a_stick_that_cannot_be_written_is_told(prepared: Prepared, tmp_path: Path) -> None:
    laptop = copied_laptop(prepared, tmp_path)
    with pytest.raises(NotWritten):
        write(laptop, tmp_path / "gone" / "ut.intyga")
    assert laptop.syncing.status().in_file is None
    laptop.close()


def _kill_while_writing(home: Path, stick: Path, chance: random.Random) -> None:
    here, there = _CONTEXT.Pipe(duplex=False)
    worker = _CONTEXT.Process(target=keep_writing, args=(home, stick, there))
    worker.start()
    there.close()
    for _ in range(chance.randrange(1, 6)):
        here.recv()
    here.poll(chance.uniform(0, 0.02))
    assert worker.pid is not None
    os.kill(worker.pid, signal.SIGKILL)
    worker.join()
    here.close()


def _words_are_true(laptop: Workspace, stick: Path) -> None:
    status = laptop.syncing.status()
    if status.in_file is not None:
        assert (stick / status.in_file.name).exists()
