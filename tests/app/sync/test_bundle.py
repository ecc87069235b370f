"""Sync by file: there and back, beside the wire, twice, late, restored, stopped."""

import shutil
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select

from app.node.__main__ import now
from app.node.tables import FeedRow
from app.storage import carried, desk_facts
from app.storage.tables import FeedEntryRow, ReceiptRow
from app.sync.feed import cursor_of
from app.sync.run import Cancelled
from app.workspace import Workspace
from tests.app.sync.bundle_files import answer, counter, read, there, write
from tests.app.sync.region import (
    assert_agree,
    hashes_at,
    reach,
    sync,
    write_links,
)
from tests.node_process import NodeProcess


def test_a_file_there_and_a_file_back_is_a_whole_run(
    offline: Workspace, far_node: NodeProcess, tmp_path: Path
) -> None:
    """R61: receipts, lists, feed, the node's word; the file says nothing to whoever finds it."""
    write_links(offline, 450)
    written = write(offline, tmp_path / "ut.intyga")
    waiting = offline.syncing.status().waiting
    assert (written.records, written.left) == (waiting, 0)
    raw = (tmp_path / "ut.intyga").read_bytes()
    assert written.size == len(raw)
    assert b"Karin" not in raw
    status = offline.syncing.status()
    assert status.in_file is not None
    assert (status.in_file.count, status.in_file.name) == (waiting, "ut.intyga")
    assert status.waiting == waiting
    came = read(offline, answer(far_node.folder, tmp_path / "ut.intyga", tmp_path / "svar.intyga"))
    assert (came.receipts, came.waiting, came.refused, came.lists_refused) == (waiting, 0, 0, "")
    assert_agree(offline, far_node)
    status = offline.syncing.status()
    assert status.in_file is None
    assert status.status_date is not None
    assert status.proof is not None
    assert (status.proof.stored, status.proof.lacking) == (waiting, 0)


def test_the_same_file_twice_is_no_change(
    offline: Workspace, far_node: NodeProcess, tmp_path: Path
) -> None:
    """R56: at the node the same receipts, at the desk nothing new."""
    first = there(offline, far_node, tmp_path)
    again = answer(far_node.folder, tmp_path / "ut.intyga", tmp_path / "igen.intyga")
    read(offline, first)
    kept = _receipts(offline)
    for path in (first, again, first):
        came = read(offline, path)
        assert (came.receipts, came.waiting) == (0, 0)
    assert _receipts(offline) == kept
    assert_agree(offline, far_node)


def test_the_wire_and_a_file_both_deliver(
    offline: Workspace, far_node: NodeProcess, tmp_path: Path
) -> None:
    """R56, R59: file written, then the network came; the late answer takes nothing back."""
    write(offline, tmp_path / "ut.intyga")
    with far_node:
        reach(offline, far_node.address)
        sync(offline)
    kept, proof = _receipts(offline), offline.syncing.status().proof
    late = answer(far_node.folder, tmp_path / "ut.intyga", tmp_path / "svar.intyga")
    write_links(offline, 2)
    with far_node:
        sync(offline)
    newest = offline.syncing.status().proof
    assert read(offline, late).receipts == 0
    assert kept.items() <= _receipts(offline).items()
    assert offline.syncing.status().proof == newest != proof
    assert_agree(offline, far_node)


def test_answers_may_come_in_the_wrong_order(
    offline: Workspace, far_node: NodeProcess, tmp_path: Path
) -> None:
    """Two files on the way at once, the later answer read first."""
    write(offline, tmp_path / "1.intyga")
    write_links(offline, 3)
    write(offline, tmp_path / "2.intyga")
    status = offline.syncing.status()
    assert status.in_file is not None
    assert status.in_file.name == "2.intyga"
    first = answer(far_node.folder, tmp_path / "1.intyga", tmp_path / "svar1.intyga")
    second = answer(far_node.folder, tmp_path / "2.intyga", tmp_path / "svar2.intyga")
    assert read(offline, second).waiting == 0
    proof = offline.syncing.status().proof
    assert read(offline, first).receipts == 0
    assert offline.syncing.status().proof == proof
    assert_agree(offline, far_node)


def test_what_was_signed_after_the_file_is_not_said_to_lie_in_it(
    offline: Workspace, tmp_path: Path
) -> None:
    """R62: the words stay true."""
    waiting = write(offline, tmp_path / "ut.intyga").records
    write_links(offline, 4)
    status = offline.syncing.status()
    assert status.in_file is not None
    assert (status.waiting, status.in_file.count) == (waiting + 4, waiting)


def test_the_feed_comes_along_and_the_cursor_with_it(
    offline: Workspace, far_node: NodeProcess, tmp_path: Path
) -> None:
    """What the node tells everybody is applied once, by wire or by file."""
    _tell(far_node, b"one")
    read(offline, there(offline, far_node, tmp_path))
    assert _told(offline) == [b"one"]
    late = answer(far_node.folder, tmp_path / "ut.intyga", tmp_path / "igen.intyga")
    _tell(far_node, b"two")
    with far_node:
        reach(offline, far_node.address)
        sync(offline)
    reached = _cursor(offline)
    read(offline, late)
    assert _told(offline) == [b"one", b"two"]
    assert _cursor(offline) == reached


def test_a_feed_that_does_not_reach_back_to_this_desk_is_left_for_the_next(
    offline: Workspace, far_node: NodeProcess, tmp_path: Path
) -> None:
    """Applied with a gap, what lies between would never come."""
    _tell(far_node, b"one")
    read(offline, there(offline, far_node, tmp_path))
    _tell(far_node, b"two")
    write(offline, tmp_path / "ut.intyga")
    late = answer(far_node.folder, tmp_path / "ut.intyga", tmp_path / "svar.intyga")
    with offline.desk.database.transaction() as session:
        desk_facts.put(session, desk_facts.cursor(offline.desk.signer.key.kid), "0")
        for row in session.scalars(select(FeedEntryRow)):
            session.delete(row)
    read(offline, late)
    assert _told(offline) == []
    read(offline, there(offline, far_node, tmp_path))
    assert _told(offline) == [b"one", b"two"]


def test_a_node_restored_from_a_backup_gets_by_file_what_it_forgot(
    offline: Workspace, far_node: NodeProcess, tmp_path: Path
) -> None:
    """It says what it lacks in its answer; the next file has it, or one asked for by date."""
    backup = shutil.copytree(far_node.folder, tmp_path / "backup")
    begun = offline.desk.clock.now() - timedelta(days=1)
    read(offline, there(offline, far_node, tmp_path))
    stored = len(hashes_at(far_node))
    for asked_by_date in (False, True):
        shutil.rmtree(far_node.folder)
        shutil.copytree(backup, far_node.folder)
        if asked_by_date:
            offline.bundles.write(tmp_path / "ut.intyga", lambda _: None, lambda: False, begun)
        else:
            assert read(offline, there(offline, far_node, tmp_path)).waiting == 0
            proof = offline.syncing.status().proof
            assert proof is not None
            assert proof.lacking == stored
            assert write(offline, tmp_path / "ut.intyga").records == stored
        read(offline, answer(far_node.folder, tmp_path / "ut.intyga", tmp_path / "svar.intyga"))
        assert_agree(offline, far_node)
        proof = offline.syncing.status().proof
        assert proof is not None
        assert proof.lacking == 0
        assert write(offline, tmp_path / "ut.intyga").records == 0


def test_writing_and_reading_can_be_stopped(
    offline: Workspace, far_node: NodeProcess, tmp_path: Path
) -> None:
    """Stopped in the middle: no file, no words about one; what was read stays, the rest later."""
    write_links(offline, 450)
    shown: list[int] = []
    with pytest.raises(Cancelled):
        offline.bundles.write(
            tmp_path / "ut.intyga", lambda p: shown.append(p.sent), lambda: bool(shown)
        )
    assert shown == [200]
    assert list(tmp_path.glob("*.intyga*")) == list(tmp_path.glob(".*.part")) == []
    assert offline.syncing.status().in_file is None
    answered = there(offline, far_node, tmp_path)
    shown.clear()
    with pytest.raises(Cancelled):
        offline.bundles.read(answered, lambda p: shown.append(p.sent), lambda: len(shown) == 2)
    assert offline.syncing.status().acknowledged == 200
    assert read(offline, answered).waiting == 0
    assert_agree(offline, far_node)


def test_what_has_no_room_in_one_file_goes_with_the_next(
    offline: Workspace, far_node: NodeProcess, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file grows to a size a stick and the node take; nothing is said to be where it is not."""
    write_links(offline, 450)
    monkeypatch.setattr("app.sync.bundle_writing._ROOM", 1000)
    written = write(offline, tmp_path / "ut.intyga")
    waiting = offline.syncing.status().waiting
    assert 0 < written.records < waiting == written.records + written.left
    status = offline.syncing.status()
    assert status.in_file is not None
    assert status.in_file.count <= written.records
    while offline.syncing.status().waiting:
        read(offline, there(offline, far_node, tmp_path))
    assert_agree(offline, far_node)


def test_with_nothing_waiting_a_file_still_fetches_lists(
    offline: Workspace, far_node: NodeProcess, tmp_path: Path
) -> None:
    read(offline, there(offline, far_node, tmp_path))
    assert write(offline, tmp_path / "ut.intyga").records == 0
    assert offline.syncing.status().in_file is None
    came = read(offline, answer(far_node.folder, tmp_path / "ut.intyga", tmp_path / "svar.intyga"))
    assert (came.receipts, came.waiting) == (0, 0)


def test_only_so_many_files_are_remembered(offline: Workspace, tmp_path: Path) -> None:
    write(offline, tmp_path / "ut.intyga")
    with offline.desk.database.transaction() as session:
        (first,) = carried.files(session)
        for number in range(50):
            carried.keep(session, msgspec.structs.replace(first, id=number.to_bytes(16, "big")))
        assert len(carried.files(session)) == 50
        assert carried.find(session, first.id) is None


def _receipts(laptop: Workspace) -> dict[bytes, bytes | None]:
    with laptop.desk.database.reading() as session:
        return {row.record_hash: row.raw for row in session.scalars(select(ReceiptRow))}


def _tell(node: NodeProcess, content: bytes) -> None:
    with counter(node.folder) as bundles, bundles._database.transaction() as session:
        session.add(FeedRow(kid=None, type="test", content=content, written=now()))


def _told(laptop: Workspace) -> list[bytes]:
    with laptop.desk.database.reading() as session:
        found = session.scalars(select(FeedEntryRow).order_by(FeedEntryRow.cursor))
        return [row.content for row in found if row.type == "test"]


def _cursor(laptop: Workspace) -> int:
    with laptop.desk.database.reading() as session:
        return cursor_of(session, laptop.desk.signer.key.kid)
