"""A node set back to an older state is seen by its own word, and given what it lost."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select

from app.domain.clock import SystemClock
from app.node.backup import take_backup
from app.node.keys import load_or_create
from app.storage import desk_facts
from app.storage.tables import FeedEntryRow
from app.sync import node_word
from app.sync.client import NodeClient, NotTheNode
from app.sync.lists import fetch_lists
from app.sync.wire import HelloRequest
from app.workspace import Workspace
from tests.app.sync.region import (
    Prepared,
    assert_agree,
    copied_laptop,
    reach,
    sync,
    write_links,
)
from tests.node_thread import NodeThread


@pytest.fixture
def thread(prepared: Prepared, tmp_path: Path) -> Iterator[NodeThread]:
    """The region's node in this process."""
    node = NodeThread(shutil.copytree(prepared.node, tmp_path / "node"))
    yield node
    node.stop()


@pytest.fixture
def laptop(prepared: Prepared, tmp_path: Path, thread: NodeThread) -> Iterator[Workspace]:
    """The laptop enrolled there."""
    workspace = copied_laptop(prepared, tmp_path)
    reach(workspace, thread.address)
    yield workspace
    workspace.close()


def test_a_node_restored_unannounced_is_seen_and_given_what_it_lost(
    laptop: Workspace, thread: NodeThread, tmp_path: Path
) -> None:
    """R59, R60: told in figures, nothing lost, no number of its feed given twice."""
    sync(laptop)
    thread.back_up(tmp_path / "old.db")
    write_links(laptop, 5)
    sync(laptop)
    assert laptop.syncing.status().went_back is None
    thread.restore(tmp_path / "old.db")
    write_links(laptop, 2)
    result = sync(laptop)
    said = laptop.syncing.status().went_back
    assert said is not None
    assert (said.again, result.sent, result.lacking) == (5, 7, 0)
    assert_agree(laptop, thread)
    sync(laptop)
    assert laptop.syncing.status().went_back == said


def test_a_restored_node_s_new_orders_reach_a_desk_that_had_read_further(
    laptop: Workspace, thread: NodeThread, tmp_path: Path
) -> None:
    """R60: what the node tells after its restore never hides behind a number read before."""
    thread.back_up(tmp_path / "old.db")
    _tell(thread, b"before")
    sync(laptop)
    thread.restore(tmp_path / "old.db")
    _tell(thread, b"after")
    sync(laptop)
    with laptop.desk.database.reading() as session:
        kept = select(FeedEntryRow).where(FeedEntryRow.type == "notice")
        told = [row.content for row in session.scalars(kept.order_by(FeedEntryRow.cursor))]
    assert told == [b"before", b"after"]


def test_a_status_list_after_a_restore_is_newer_than_any_before(
    laptop: Workspace, thread: NodeThread, tmp_path: Path
) -> None:
    """R60: so no desk takes it for one rolled back."""
    sync(laptop)
    thread.back_up(tmp_path / "old.db")
    _forget_list(thread, 7)
    sync(laptop)
    thread.restore(tmp_path / "old.db")
    sync(laptop)
    with NodeClient(thread.address) as client:
        assert fetch_lists(client, laptop.desk.database, SystemClock().now()) == ""


def test_a_desk_counts_as_durable_only_what_is_its_own_and_receipted(
    laptop: Workspace, thread: NodeThread, tmp_path: Path
) -> None:
    """R59: by the node's last word, taken back when the backup is gone."""
    sync(laptop)
    stored = laptop.syncing.status().acknowledged
    url, keys = f"sqlite:///{thread.folder / 'node.db'}", load_or_create(thread.folder, "", "")
    made = take_backup(url, thread.folder, tmp_path / "out", keys, 3, SystemClock().now)
    write_links(laptop, 4)
    sync(laptop)
    status = laptop.syncing.status()
    assert (status.durable, status.durable_by) == (stored, "backup")
    assert status.acknowledged == stored + 4
    Path(made.listed.file).unlink()
    sync(laptop)
    assert (laptop.syncing.status().durable, laptop.syncing.status().durable_by) == (0, "")


def test_a_checkpoint_of_another_node_or_seal_proves_nothing(
    laptop: Workspace, thread: NodeThread
) -> None:
    """A forged one raises no number of the node."""
    sync(laptop)
    key = laptop.desk.signer.key
    with laptop.desk.database.reading() as session:
        held = node_word.checkpoint_of(session, key.kid)
    assert held is not None
    with NodeClient(thread.address) as client:
        client.open_session(key, SystemClock().now())
        for forged in (
            msgspec.structs.replace(held, stored=10**6),
            msgspec.structs.replace(held, kid=bytes(8)),
            msgspec.structs.replace(held, proof=b""),
        ):
            assert not client.hello(HelloRequest((), 0, forged)).went_back
        assert not client.hello(HelloRequest((), 0, held)).went_back


def test_a_word_that_is_not_the_node_s_own_is_not_kept(
    laptop: Workspace, thread: NodeThread
) -> None:
    """Whoever answers without the node's key is not the node."""
    from app.seal.keys import SigningKey

    with laptop.desk.database.transaction() as session:
        other = SigningKey.generate().public.hex()
        desk_facts.put(session, desk_facts.NODE_PUBLIC, other)
    with pytest.raises(NotTheNode):
        sync(laptop)


def _tell(thread: NodeThread, content: bytes) -> None:
    from app.node.tables import FeedRow

    with thread._database.transaction() as session:
        session.add(FeedRow(kid=None, type="notice", content=content, written=SystemClock().now()))


def _forget_list(thread: NodeThread, sequence: int) -> None:
    """The list as published so many times."""
    from app.node.checkpoints import raise_numbers

    with thread._database.transaction() as session:
        raise_numbers(session, 0, sequence, SystemClock().now())
