"""Any order of work, runs, cuts, restarts and restored backups: nothing lost, nothing double."""

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

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
from tests.node_thread import NodeThread

SCHEDULES = int(os.environ.get("INTYGA_SCHEDULES", "8"))


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


@pytest.mark.long
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
