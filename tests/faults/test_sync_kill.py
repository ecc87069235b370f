"""kill -9 of node, desk or both in mid-run: nothing acknowledged lost, then both agree."""

import os
import random
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from app.domain.clock import SystemClock
from app.domain.desks import DeskKind
from app.workspace import Workspace
from tests.app.sync.region import (
    PHRASE,
    Prepared,
    assert_agree,
    enrol_beside,
    hashes_at,
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

AT_ONCE = 10
"""So many in one test: no test may take minutes."""

NODE, DESK = "node", "desk"
Told = tuple[set[bytes], set[bytes]]
"""The records and the receipts in a desk's file."""


@dataclass(frozen=True, slots=True)
class Place:
    """A node's folder and the homes of the desks that send to it."""

    node: Path
    homes: tuple[Path, ...]

    def copied(self, to: Path) -> "Place":
        """A copy of all."""
        homes = (shutil.copytree(home, to / home.name) for home in self.homes)
        return Place(shutil.copytree(self.node, to / "node"), tuple(homes))


@pytest.fixture(scope="module")
def enrolled(prepared: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """Two desks enrolled at a node, made once."""
    folder = tmp_path_factory.mktemp("enrolled")
    place = Place(prepared.node, (prepared.home,)).copied(folder)
    with _node(place.node) as node:
        enrol_beside(node, folder / "beside")
    return Place(place.node, (*place.homes, folder / "beside"))


@pytest.mark.long
@pytest.mark.parametrize("first", range(0, KILLS, AT_ONCE))
@pytest.mark.parametrize("killed", [(NODE,), (DESK,), (NODE, DESK), (DESK, NODE)])
def test_a_run_survives_every_kill(
    enrolled: Place, tmp_path: Path, killed: tuple[str, ...], first: int
) -> None:
    """R56 R57: what either side told is on its disk, and the next run makes all agree."""
    place = enrolled.copied(tmp_path)
    for seed in range(first, min(first + AT_ONCE, KILLS), len(killed)):
        told = _killed(place, killed, random.Random(seed))
        with _node(place.node) as node, ExitStack() as opened:
            at_node = set(hashes_at(node))
            laptops = [opened.enter_context(_laptop(home, node)) for home in place.homes]
            for laptop, (records, receipted) in zip(laptops, told, strict=True):
                found, answered = kept(laptop)
                assert records <= found
                assert receipted <= answered <= at_node
                sync(laptop)
            assert_agree(laptops[0], node, *laptops[1:])
        _assert_sound(place.node / "node.db")


def _killed(place: Place, killed: tuple[str, ...], chance: random.Random) -> list[Told]:
    """Kill them in mid-run; the records and receipts each desk spoke of last."""
    with _worker(serve, place.node) as (node, to_node), ExitStack() as running:
        address = to_node.recv()
        at_work = [
            running.enter_context(_worker(sync_on_and_on, home, address)) for home in place.homes
        ]
        told = [[to_desk.recv()] for _, to_desk in at_work]
        for _ in range(chance.randrange(0, 6)):
            which = chance.randrange(len(at_work))
            told[which].append(at_work[which][1].recv())
        at_work[0][1].poll(chance.uniform(0, 0.02))
        for one in killed:
            for process in [node] if one == NODE else [desk for desk, _ in at_work]:
                process.kill()
        for heard, (desk, to_desk) in zip(told, at_work, strict=True):
            heard += _ended(desk, to_desk)
        return [heard[-1] for heard in told]


def _ended(desk: BaseProcess, to_desk: Connection) -> list[Told]:
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
def _laptop(home: Path, node: NodeThread) -> Iterator[Workspace]:
    laptop = unlock(desks(home, SystemClock()), DeskKind.REAL, MARIA, PHRASE)
    reach(laptop, node.address)
    try:
        yield laptop
    finally:
        laptop.close()


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
