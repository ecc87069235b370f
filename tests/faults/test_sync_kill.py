"""kill -9 of node, desk or both in mid-run: nothing acknowledged lost, then both agree."""

import os
import random
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from app.domain.clock import SystemClock
from app.domain.desks import DeskKind
from tests.app.sync.region import (
    PHRASE,
    Prepared,
    assert_agree,
    hashes_at,
    prepare,
    reach,
    sync,
)
from tests.desk_work import MARIA, desks, unlock
from tests.faults.sync_workers import kept, serve, sync_on_and_on
from tests.faults.worker import _CONTEXT
from tests.node_thread import NodeThread

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kill -9")
KILLS = int(os.environ.get("INTYGA_KILLS", "4"))
"""Of each; the full count is 200."""

NODE, DESK = "node", "desk"


@pytest.fixture(scope="module")
def enrolled(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """A desk enrolled at a node, made once."""
    return prepare(tmp_path_factory.mktemp("enrolled"))


@pytest.mark.long
@pytest.mark.parametrize("killed", [(NODE,), (DESK,), (NODE, DESK), (DESK, NODE)])
def test_a_run_survives_every_kill(
    enrolled: Prepared, tmp_path: Path, killed: tuple[str, ...]
) -> None:
    """R56 R57: what either side told is on its disk, and the next run makes both agree."""
    place = Prepared(
        shutil.copytree(enrolled.node, tmp_path / "node"),
        shutil.copytree(enrolled.home, tmp_path / "home"),
        enrolled.case_id,
    )
    rounds = KILLS if len(killed) == 1 else -(-KILLS // 2)
    for seed in range(rounds):
        records, receipted = _killed(place, killed, random.Random(seed))
        with _node(place.node) as node:
            laptop = unlock(desks(place.home, SystemClock()), DeskKind.REAL, MARIA, PHRASE)
            reach(laptop, node.address)
            found, answered = kept(laptop)
            assert records <= found
            assert receipted <= answered <= set(hashes_at(node))
            sync(laptop)
            assert_agree(laptop, node)
            laptop.close()
        _assert_sound(place.node / "node.db")


def _killed(
    place: Prepared, killed: tuple[str, ...], chance: random.Random
) -> tuple[set[bytes], set[bytes]]:
    """Kill them in mid-run; the records and receipts the desk spoke of last."""
    with _worker(serve, place.node) as (node, to_node):
        address = to_node.recv()
        with _worker(sync_on_and_on, place.home, address) as (desk, to_desk):
            told = [to_desk.recv() for _ in range(chance.randrange(1, 7))]
            to_desk.poll(chance.uniform(0, 0.02))
            for one in killed:
                (node if one == NODE else desk).kill()
            if DESK not in killed:
                told.append(to_desk.recv())
            return (told + _ended(desk, to_desk))[-1]


def _ended(desk: BaseProcess, to_desk: Connection) -> list[tuple[set[bytes], set[bytes]]]:
    """What it still told before its end."""
    rest = []
    with suppress(EOFError, OSError):
        to_desk.send("end")
    with suppress(EOFError, OSError):
        while True:
            rest.append(to_desk.recv())
    desk.join()
    return rest


@contextmanager
def _worker(work: Callable[..., None], *given: object) -> Iterator[tuple[BaseProcess, Connection]]:
    here, there = _CONTEXT.Pipe()
    process = _CONTEXT.Process(target=work, args=(*given, there))
    process.start()
    there.close()
    try:
        yield process, here
    finally:
        process.kill()
        process.join()
        here.close()


@contextmanager
def _node(folder: Path) -> Iterator[NodeThread]:
    node = NodeThread(folder)
    try:
        yield node
    finally:
        node.stop()


def _assert_sound(file: Path) -> None:
    with closing(sqlite3.connect(file)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
