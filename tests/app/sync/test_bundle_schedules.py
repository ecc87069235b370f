"""Files and wire in any order, lost, late and twice: nothing lost, nothing double (R56 R59 R61)."""

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from app.domain.errors import UserError
from app.sync.run import Cancelled
from tests.app.sync.bundle_files import answer, read, write
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
from tests.node_thread import NodeThread

SCHEDULES = int(os.environ.get("INTYGA_SCHEDULES", "8"))
which = st.integers(0, 20)


class Carried(RuleBasedStateMachine):
    """A laptop, its node, and a bag of sticks between them."""

    prepared: Prepared

    @initialize()
    def begin(self) -> None:
        """Copies of a node and a laptop enrolled there."""
        self._folder = tempfile.TemporaryDirectory(dir=self.prepared.node.parent)
        self.place = Path(self._folder.name)
        self.node = NodeThread(shutil.copytree(self.prepared.node, self.place / "node"))
        self.laptop = copied_laptop(self.prepared, self.place)
        reach(self.laptop, self.node.address)
        self.out: list[Path] = []
        self.back: list[Path] = []
        self.backup = self.place / "backup.db"

    @rule(count=st.integers(1, 4))
    def work(self, count: int) -> None:
        """Facts are signed."""
        write_links(self.laptop, count)

    @rule()
    def write_file(self) -> None:
        """A file for the node."""
        self.out.append(self.place / f"{len(self.out)}.intyga")
        write(self.laptop, self.out[-1])
        status = self.laptop.syncing.status()
        assert (status.in_file.count if status.in_file else 0) == status.waiting

    @precondition(lambda self: self.out)
    @rule(at=which)
    def carry_there(self, at: int) -> None:
        """Any of the files reaches the node, perhaps again."""
        bundle = self.out[at % len(self.out)]
        self.back.append(self.place / f"svar-{len(self.back)}.intyga")
        answer(self.node.folder, bundle, self.back[-1])

    @precondition(lambda self: self.back)
    @rule(at=which)
    def carry_back(self, at: int) -> None:
        """Any of the answers reaches the desk, perhaps again, perhaps late."""
        before = self.laptop.syncing.status()
        came = read(self.laptop, self.back[at % len(self.back)])
        after = self.laptop.syncing.status()
        assert after.acknowledged == before.acknowledged + came.receipts
        assert after.waiting == before.waiting - came.receipts == came.waiting

    @precondition(lambda self: self.back)
    @rule(at=which, cut=st.integers(0, 4000))
    def pull_the_stick(self, at: int, cut: int) -> None:
        """An answer is cut short while it is copied."""
        whole = self.back[at % len(self.back)].read_bytes()
        (self.place / "cut").write_bytes(whole[: cut % len(whole)])
        before = self.laptop.syncing.status()
        with pytest.raises(UserError):
            read(self.laptop, self.place / "cut")
        assert self.laptop.syncing.status() == before

    @rule()
    def stop_writing(self) -> None:
        """Somebody presses stop before the first chunk."""
        before = self.laptop.syncing.status()
        (self.place / "no").unlink(missing_ok=True)  # one that is there stays where no other comes
        with suppress(Cancelled):
            self.laptop.bundles.write(self.place / "no", lambda _: None, lambda: before.waiting > 0)
        assert (self.place / "no").exists() == (before.waiting == 0)

    @rule()
    def run(self) -> None:
        """The network is there for once: afterwards nothing waits."""
        sync(self.laptop)
        assert_agree(self.laptop, self.node)

    @rule()
    def back_up(self) -> None:
        """The newest backup of the node from now on."""
        self.node.back_up(self.backup)

    @precondition(lambda self: self.backup.exists())
    @rule()
    def restore(self) -> None:
        """The node forgets what has been since, and is told by file what it lacks."""
        self.node.restore(self.backup)
        for _ in range(2):
            self.write_file()
            self.carry_there(len(self.out) - 1)
            self.carry_back(len(self.back) - 1)
        assert_agree(self.laptop, self.node)

    def teardown(self) -> None:
        """Every file there and back once more: both agree, and nothing waits."""
        if not hasattr(self, "laptop"):
            return
        self.write_file()
        for at in range(len(self.out)):
            self.carry_there(at)
        for at in reversed(range(len(self.back))):
            self.carry_back(at)
        assert_agree(self.laptop, self.node)
        assert len(set(hashes_at(self.node))) == self.laptop.syncing.status().acknowledged
        self.laptop.close()
        self.node.stop()
        self._folder.cleanup()


@pytest.fixture(scope="module")
def prepared_for_sticks(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """Made once for all schedules."""
    return prepare(tmp_path_factory.mktemp("sticks"))


@pytest.mark.long
def test_files_and_wire_in_any_order_end_in_agreement(prepared_for_sticks: Prepared) -> None:
    """R56, R59, R61."""
    Carried.prepared = prepared_for_sticks
    machine = Carried.TestCase
    machine.settings = settings(
        max_examples=SCHEDULES,
        stateful_step_count=10,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    machine("runTest").runTest()
