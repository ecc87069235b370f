"""What the node tells is here at once while the desk is reached, and nothing is hammered."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.node.database import NodeDatabase
from app.node.tables import FeedRow
from app.workspace import Workspace
from tests.node_thread import NodeThread
from tests.real_desk import RealDesk, region
from ui.background import Background
from ui.feed_listener import FeedListener
from ui.status import Status
from ui.sync_timer import SyncTimer

SOON = 120_000


@pytest.fixture
def node(tmp_path: Path) -> Iterator[NodeThread]:
    running = region(tmp_path / "node")
    yield running
    running.stop()


@pytest.fixture
def laptop(node: NodeThread, tmp_path: Path) -> Iterator[Workspace]:
    workspace = RealDesk(tmp_path / "home", node).unlock()
    yield workspace
    workspace.close()


@pytest.fixture
def background(qapp: QApplication) -> Iterator[Background]:
    made = Background()
    yield made
    made.close()


@pytest.fixture
def runner(laptop: Workspace, background: Background) -> Iterator[SyncTimer]:
    made = SyncTimer(laptop.syncing, background, Status(), laptop.desk.clock)
    yield made
    made.close()


@pytest.fixture
def listener(
    laptop: Workspace, background: Background, runner: SyncTimer
) -> Iterator[FeedListener]:
    """Wired to the runner as a session does."""
    made = FeedListener(laptop.hearing, background)
    made.news.connect(runner.run_for_news)
    runner.status_read.connect(made.on_status)
    yield made
    made.close()


def tell(node: NodeThread) -> int:
    """Something for everybody; where the feed ends then."""
    database = NodeDatabase(f"sqlite:///{node.folder / 'node.db'}")
    with database.transaction() as session:
        row = FeedRow(kid=None, type="notice", content=b"x", written=datetime.now(UTC))
        session.add(row)
        session.flush()
        cursor = row.cursor
    database.close()
    return cursor


def test_what_is_told_is_here_without_anybody_asking(
    node: NodeThread, laptop: Workspace, runner: SyncTimer, listener: FeedListener, qtbot: QtBot
) -> None:
    """R62: also the second time, on the same line, and the words stay true."""
    runner.try_now()
    qtbot.waitUntil(lambda: bool(node.waiting), timeout=SOON)
    for _ in range(2):
        head = tell(node)
        qtbot.waitUntil(lambda head=head: laptop.hearing.cursor() == head, timeout=SOON)
        qtbot.waitUntil(lambda: listener.waits and bool(node.waiting), timeout=SOON)
    assert laptop.syncing.status().waiting == 0


def test_a_node_that_ends_is_left_alone_for_a_while(
    node: NodeThread, runner: SyncTimer, listener: FeedListener, qtbot: QtBot
) -> None:
    """It answers at once as it ends: that is no reason to ask at once again."""
    runner.try_now()
    qtbot.waitUntil(lambda: bool(node.waiting), timeout=SOON)
    node.end()
    qtbot.waitUntil(lambda: not listener.waits, timeout=SOON)
    line = listener._line
    listener.close()
    assert line is not None
    assert line._client._http.is_closed, "a line nobody waits on is let go of as well"


def test_a_desk_that_locks_does_not_wait_for_the_wait(
    node: NodeThread, runner: SyncTimer, listener: FeedListener, qtbot: QtBot
) -> None:
    """What is told then is nobody's news any more."""
    runner.try_now()
    qtbot.waitUntil(lambda: bool(node.waiting), timeout=SOON)
    heard: list[bool] = []
    listener.news.connect(lambda: heard.append(True))
    listener.close()
    tell(node)
    qtbot.waitUntil(lambda: not node.waiting, timeout=SOON)
    QApplication.processEvents()
    assert not heard
