"""The feed that waits: news at once, nothing after the time asked for, no thread held for it."""

import asyncio
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.domain.clock import SystemClock
from app.node.database import NodeDatabase
from app.node.tables import FeedRow
from app.node.waiting_feed import Asked, WaitingFeed
from app.sync.client import NodeClient, NodeRefused
from app.sync.wire import FeedAnswer
from tests.app.node.small_node import SmallNode
from tests.node_thread import NodeThread
from tests.real_desk import region
from tests.signed_log import SignedLog

WAIT = 20


@pytest.fixture
def node(tmp_path: Path) -> Iterator[NodeThread]:
    running = region(tmp_path / "node")
    yield running
    running.stop()


@pytest.fixture
def other_process(node: NodeThread) -> Iterator[NodeDatabase]:
    """Another process of the node on the same database."""
    database = NodeDatabase(f"sqlite:///{node.folder / 'node.db'}")
    yield database
    database.close()


def tell(database: NodeDatabase, kid: bytes | None = None) -> None:
    with database.transaction() as session:
        database.take_turn(session)
        session.add(FeedRow(kid=kid, type="notice", content=b"x", written=datetime.now(UTC)))


class Desk:
    """A seal with a session, and what it hears while it waits."""

    def __init__(self, node: NodeThread) -> None:
        self.log, self.client = SignedLog(), NodeClient(node.address)
        self.client.enrol(node.invite(), self.log.key)
        self.client.open_session(self.log.key, SystemClock().now())
        self.heard: list[FeedAnswer] = []
        self.cursor = self.client.feed(0).head

    def wait(self) -> threading.Thread:
        """Ask and wait, beside the test."""
        asking = threading.Thread(
            target=lambda: self.heard.append(self.client.wait_feed(self.cursor, WAIT)), daemon=True
        )
        asking.start()
        return asking


@pytest.fixture
def desks(node: NodeThread) -> Iterator[list[Desk]]:
    made = [Desk(node) for _ in range(3)]
    for desk in made:
        desk.cursor = made[-1].cursor
    yield made
    for desk in made:
        desk.client.close()


def waiting(node: NodeThread, count: int) -> None:
    """Until so many wait at the node."""
    while len(node.waiting) < count:
        threading.Event().wait(0.01)


def test_news_for_all_comes_at_once_whichever_process_told_it(
    node: NodeThread, other_process: NodeDatabase, desks: list[Desk]
) -> None:
    threads = [desk.wait() for desk in desks]
    waiting(node, 3)
    tell(other_process)
    for thread in threads:
        thread.join(WAIT / 2)
    assert [[entry.type for entry in desk.heard[0].entries] for desk in desks] == [["notice"]] * 3
    assert not node.waiting


def test_news_for_one_seal_wakes_that_one_alone(
    node: NodeThread, other_process: NodeDatabase, desks: list[Desk]
) -> None:
    """And the others still hear what comes after it."""
    threads = [desk.wait() for desk in desks]
    waiting(node, 3)
    tell(other_process, desks[1].log.key.kid)
    threads[1].join(WAIT / 2)
    assert len(desks[1].heard[0].entries) == 1
    assert node.waiting == {desks[0].log.key.kid, desks[2].log.key.kid}
    tell(other_process)
    for thread in threads:
        thread.join(WAIT / 2)
    assert [len(desk.heard[0].entries) for desk in desks] == [1, 1, 1]
    assert desks[0].heard[0].head == desks[1].heard[0].head + 1


def test_a_node_that_ends_answers_everybody_who_waits(node: NodeThread, desks: list[Desk]) -> None:
    """Graceful: nobody is cut off, nobody keeps it from ending."""
    threads = [desk.wait() for desk in desks]
    waiting(node, 3)
    node.end()
    for thread in threads:
        thread.join(WAIT / 2)
    assert [desk.heard[0].entries for desk in desks] == [(), (), ()]


def test_a_seal_waits_once(node: NodeThread, desks: list[Desk]) -> None:
    """A second question answers the first: a laptop cannot pile them up."""
    first = desks[0].wait()
    waiting(node, 1)
    second = desks[0].wait()
    first.join(WAIT / 2)
    assert len(desks[0].heard) == 1
    assert second.is_alive()
    node.end()
    second.join(WAIT / 2)


def test_what_is_asked_is_read_strictly(desks: list[Desk]) -> None:
    desk = desks[0]
    assert desk.client.wait_feed(desk.cursor, 0).entries == ()
    assert len(desk.client.wait_feed(0, WAIT, limit=1).entries) == 1
    for wrong in ("wait=26", "wait=-1", "limit=0", "limit=501", "cursor=x", "cursor=", "wait=1.0"):
        with pytest.raises(NodeRefused) as refused:
            desk.client._call("GET", f"/v1/feed?{wrong}")
        assert refused.value.code == "bad_message"


def test_a_wait_that_hears_nothing_ends_by_itself(desks: list[Desk]) -> None:
    heard = desks[0].client.wait_feed(desks[0].cursor, 1)
    assert (heard.entries, heard.head) == ((), desks[0].cursor)


def test_on_postgresql_what_another_process_tells_is_heard(
    postgres_url: str, tmp_path: Path
) -> None:
    """Two node processes on one database: the one a desk waits at did not write it."""
    node, other = SmallNode(tmp_path / "node", postgres_url), NodeDatabase(postgres_url)
    kid = node.laptop().key.kid
    head = node.publication.feed(kid, 0).head

    async def hear() -> FeedAnswer:
        waiting = WaitingFeed(node.publication)
        asked = asyncio.create_task(waiting.answer(kid, Asked(head, 1, WAIT)))
        while not waiting.seals:
            await asyncio.sleep(0)
        await asyncio.to_thread(tell, other)
        return await asked

    assert [entry.cursor for entry in asyncio.run(hear()).entries] == [head + 1]
    other.close()
    node.database.close()
