"""Any order of work, runs, cuts, restarts and restored backups: nothing lost, nothing double."""

import os
import shutil
import sqlite3
import tempfile
import threading
from contextlib import closing, suppress
from pathlib import Path

import pytest
import uvicorn
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from app.node.__main__ import now
from app.node.database import NodeDatabase
from app.node.enrolment import Enrolment
from app.node.ingest import Ingest
from app.node.keys import load_or_create
from app.node.pages import Pages
from app.node.publication import Publication
from app.node.routes import Routes, build_app
from app.sync.client import NodeUnreachable
from app.sync.run import Cancelled
from tests.app.sync.region import (
    Prepared,
    assert_agree,
    copied_laptop,
    hashes_at,
    prepare,
    reach,
    sync,
    write_links,
)
from tests.cutting_proxy import CuttingProxy
from tests.node_process import free_port

SCHEDULES = int(os.environ.get("INTYGA_SCHEDULES", "8"))


class NodeThread:
    """The node's own routes on loopback, in this process: started and stopped in milliseconds."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.start()

    def start(self) -> None:
        """Serve until stopped."""
        keys = load_or_create(self.folder, "", "")
        self._database = NodeDatabase(f"sqlite:///{self.folder / 'node.db'}")
        parts = (self._database, keys, now)
        app = build_app(
            Routes(keys, Enrolment(*parts), Ingest(*parts), Publication(*parts)), Pages(*parts)
        )
        config = uvicorn.Config(app, port=self.port, log_level="critical", access_log=False)
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()
        while not self._server.started:
            self._thread.join(0.005)

    def stop(self) -> None:
        """End and let go of the file."""
        self._server.should_exit = self._server.force_exit = True
        self._thread.join()
        self._database.close()

    def back_up(self, place: Path) -> None:
        """A copy as a backup program would make it, while the node serves."""
        with (
            closing(sqlite3.connect(self.folder / "node.db")) as source,
            closing(sqlite3.connect(place)) as target,
        ):
            source.backup(target)

    def restore(self, place: Path) -> None:
        """Go on from a backup, as if nothing had been since."""
        self.stop()
        for leftover in self.folder.glob("node.db*"):
            leftover.unlink()
        shutil.copy(place, self.folder / "node.db")
        self.start()


class Schedule(RuleBasedStateMachine):
    """One laptop and its node; whatever happens, in the end both agree."""

    prepared: Prepared

    @initialize()
    def begin(self) -> None:
        """Copies of a node and a laptop enrolled there."""
        self._folder = tempfile.TemporaryDirectory()
        place = Path(self._folder.name)
        self.node = NodeThread(shutil.copytree(self.prepared.node, place / "node"))
        self.proxy = CuttingProxy(self.node.port)
        self.proxy.__enter__()
        self.laptop = copied_laptop(self.prepared, place)
        reach(self.laptop, self.proxy.address)
        self.backup = place / "backup.db"

    @rule(count=st.integers(1, 5))
    def work(self, count: int) -> None:
        """Facts are signed."""
        write_links(self.laptop, count)

    @rule()
    def run(self) -> None:
        """A whole run: afterwards nothing waits."""
        sync(self.laptop)
        assert_agree(self.laptop, self.node)

    @rule(up=st.booleans(), byte=st.integers(1, 6000))
    def run_cut(self, up: bool, byte: int) -> None:
        """The line breaks somewhere, once."""
        setattr(self.proxy, "cut_up" if up else "cut_down", byte)
        with suppress(NodeUnreachable):
            sync(self.laptop)
        self.proxy.cut_up = self.proxy.cut_down = None
        self._nothing_acknowledged_is_lost()

    @rule()
    def run_stopped(self) -> None:
        """Somebody presses stop before the first chunk."""
        with suppress(Cancelled):
            self.laptop.syncing.run(lambda _: None, lambda: True)

    @rule()
    def restart(self) -> None:
        """The node ends and begins again."""
        self.node.stop()
        self.node.start()

    @rule()
    def back_up(self) -> None:
        """The newest backup from now on."""
        self.node.back_up(self.backup)

    @precondition(lambda self: self.backup.exists())
    @rule()
    def restore(self) -> None:
        """The node forgets what has been since the backup."""
        self.node.restore(self.backup)
        sync(self.laptop)
        assert_agree(self.laptop, self.node)

    def teardown(self) -> None:
        """Once everything is whole, both agree."""
        if not hasattr(self, "laptop"):
            return
        sync(self.laptop)
        assert_agree(self.laptop, self.node)
        self.laptop.close()
        self.proxy.__exit__()
        self.node.stop()
        self._folder.cleanup()

    def _nothing_acknowledged_is_lost(self) -> None:
        assert self.laptop.syncing.status().acknowledged <= len(set(hashes_at(self.node)))


@pytest.fixture(scope="module")
def prepared_again(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """Made once for all schedules."""
    return prepare(tmp_path_factory.mktemp("schedules"))


def test_any_schedule_ends_in_agreement(prepared_again: Prepared) -> None:
    """R56 R57 R59: the machine of sync.md, on the real programs."""
    Schedule.prepared = prepared_again
    machine = Schedule.TestCase
    machine.settings = settings(
        max_examples=SCHEDULES,
        stateful_step_count=10,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    machine("runTest").runTest()
