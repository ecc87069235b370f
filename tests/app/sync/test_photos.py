"""Photos reach the node whole and once, whatever happens to the line, the node or its disk."""

import random
import resource
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.case import Step
from app.seal.receipts import open_receipt
from app.storage import desk_facts
from app.storage.tables import BlobRow, NamedBlobRow, ReceiptRow
from app.sync.client import NodeRefused, NodeUnreachable
from app.sync.run import Cancelled, Progress
from app.sync.wire import CHUNK_GOAL
from app.usecases.syncing import WaitReason
from app.workspace import Workspace
from tests.app.sync.photo_files import at_node, name_photos, parts
from tests.app.sync.region import PHRASE, Prepared, assert_agree, copied_laptop, reach, sync
from tests.cutting_proxy import CuttingProxy
from tests.desk_work import CaseWalk
from tests.node_process import NodeProcess

OVERHEAD = 8 * 1024
"""Of headers and of the calls before the first photo."""


def held(node: NodeProcess) -> dict[str, int]:
    """The reasons of the records that the node keeps without showing."""
    with closing(sqlite3.connect(node.folder / "node.db")) as database:
        counted = "SELECT reason, count(*) FROM records WHERE reason != '' GROUP BY reason"
        return dict(database.execute(counted).fetchall())


def test_a_practicals_photos_come_after_its_record_and_let_it_be_shown(
    laptop: Workspace, node: NodeProcess, prepared: Prepared
) -> None:
    """The receipt says held, as it was; the record is shown once the last photo is there."""
    CaseWalk(laptop, prepared.case_id, PHRASE).to(Step.DECISION)
    status = laptop.syncing.status()
    assert status.photos_waiting >= 1
    assert status.photos_size > 0
    sync(laptop)
    status = laptop.syncing.status()
    assert (status.waiting, status.photos_waiting, status.photos_size) == (0, 0, 0)
    assert status.reason is WaitReason.NOTHING_WAITS
    with laptop.desk.database.reading() as session:
        named = {row.sha256 for row in session.query(NamedBlobRow)}
        public = bytes.fromhex(desk_facts.need(session, desk_facts.NODE_PUBLIC))
        receipts = [row for row in session.query(ReceiptRow) if row.result == "stored_held"]
    assert at_node(node) == named
    assert held(node) == {}
    assert all(open_receipt(r.raw or b"", public).result == "stored_held" for r in receipts)
    assert receipts
    assert_agree(laptop, node)


def test_small_ones_go_first_and_a_stop_comes_between_two_pieces(
    laptop: Workspace, node: NodeProcess
) -> None:
    """What is there by then stays, and what waits is counted."""
    large, small = name_photos(laptop, 3 * CHUNK_GOAL, 900)
    seen: list[Progress] = []

    def stop() -> bool:
        return len([one for one in seen if one.all_photos]) == 2

    with pytest.raises(Cancelled):
        laptop.syncing.run(seen.append, stop)
    assert at_node(node) == {small}
    status = laptop.syncing.status()
    assert (status.waiting, status.photos_waiting) == (0, 1)
    assert status.photos_size == 3 * CHUNK_GOAL
    assert status.reason is WaitReason.PHOTOS_LEFT
    assert [part.stat().st_size for part in parts(node)] == [CHUNK_GOAL]
    sync(laptop)
    assert at_node(node) == {large, small}
    assert parts(node) == []


@pytest.mark.parametrize("direction", ["cut_up", "cut_down"])
def test_a_cut_at_any_byte_costs_at_most_one_piece(
    laptop: Workspace, node: NodeProcess, direction: str
) -> None:
    """R56: the rest goes on from where the node has it; the file is there once, and whole."""
    sync(laptop)
    chance, failed, size = random.Random(11), 0, 3 * CHUNK_GOAL + 77
    with CuttingProxy(node.port) as proxy:
        reach(laptop, proxy.address)
        for turn in range(8):
            (name,) = name_photos(laptop, size, seed=turn)
            up = direction == "cut_up"
            cut = chance.randrange(1, size if up else 1500)
            setattr(proxy, direction, cut)
            try:
                sync(laptop)
            except NodeUnreachable:
                failed += 1
                there = sum(part.stat().st_size for part in parts(node))
                if up and name not in at_node(node):
                    assert cut - there <= CHUNK_GOAL + OVERHEAD
            setattr(proxy, direction, None)
            sync(laptop)
            assert name in at_node(node)
            assert parts(node) == []
            assert laptop.syncing.status().photos_waiting == 0
        assert held(node) == {}
    assert failed >= 4


def test_a_node_killed_in_the_middle_goes_on_from_the_last_piece(
    laptop: Workspace, node: NodeProcess
) -> None:
    """kill -9 after each piece in turn; every start finds what was answered for."""
    (name,) = name_photos(laptop, 4 * CHUNK_GOAL + 1)
    for pieces in range(4):
        told = 0

        def die(progress: Progress) -> None:
            nonlocal told
            told += bool(progress.all_photos)
            if told == 2:
                node.kill()

        with pytest.raises(NodeUnreachable):
            laptop.syncing.run(die, lambda: False)
        node.start()
        assert [part.stat().st_size for part in parts(node)] == [(pieces + 1) * CHUNK_GOAL]
    sync(laptop)
    assert at_node(node) == {name}
    assert held(node) == {}


def test_a_part_that_was_whole_when_the_power_went_is_put_in_place(
    laptop: Workspace, node: NodeProcess
) -> None:
    """Nothing is sent again; one that is not the file is dropped and sent anew."""
    good, bad = name_photos(laptop, 5000, 6000)
    with pytest.raises(Cancelled):
        laptop.syncing.run(lambda _: None, iter([False, True]).__next__)
    folder = node.folder / "blobs" / "parts"
    folder.mkdir(parents=True, exist_ok=True)
    kid = laptop.desk.signer.kid.hex()
    with laptop.desk.database.reading() as session:
        row = session.get(BlobRow, good)
        assert row is not None
        (folder / f"{kid}-{good}").write_bytes(row.content)
    (folder / f"{kid}-{good}").chmod(0o600)
    (folder / f"{kid}-{bad}").write_bytes(bytes(6000))
    sync(laptop)
    assert at_node(node) == {good, bad}
    assert parts(node) == []
    assert held(node) == {}


def test_a_full_disk_at_the_node_is_said_and_costs_nothing(
    laptop: Workspace, node: NodeProcess
) -> None:
    """RLIMIT_FSIZE of the running node: with room again the run goes on from the last piece."""
    sync(laptop)
    (name,) = name_photos(laptop, 8 * CHUNK_GOAL)
    room = (node.folder / "node.db-wal").stat().st_size + CHUNK_GOAL
    room = max(room, (node.folder / "node.db").stat().st_size + CHUNK_GOAL, 3 * CHUNK_GOAL + 99)
    old = resource.prlimit(node.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(node.pid, resource.RLIMIT_FSIZE, (room, old[1]))
    with pytest.raises(NodeRefused) as refused:
        sync(laptop)
    assert (refused.value.code, refused.value.status) == ("disk_full", 507)
    (part,) = parts(node)
    before = part.stat().st_size
    assert before
    assert before % CHUNK_GOAL == 0
    status = laptop.syncing.status()
    assert (status.waiting, status.photos_waiting) == (0, 1)
    resource.prlimit(node.pid, resource.RLIMIT_FSIZE, old)
    sync(laptop)
    assert at_node(node) == {name}
    assert_agree(laptop, node)


def test_a_photo_lost_at_the_node_or_set_back_with_it_is_sent_again(
    laptop: Workspace, node: NodeProcess, tmp_path: Path
) -> None:
    """The desk sends what the node says it lacks, never what it believes is there."""
    first = name_photos(laptop, 1000)
    sync(laptop)
    node.stop()
    backup = shutil.copytree(node.folder, tmp_path / "backup")
    node.start()
    second = name_photos(laptop, 2000, seed=2)
    sync(laptop)
    node.stop()
    shutil.rmtree(node.folder)
    shutil.copytree(backup, node.folder)
    node.start()
    sync(laptop)
    assert at_node(node) == {*first, *second}
    node.stop()
    shutil.rmtree(node.folder / "blobs")
    node.take_stock()
    assert held(node) == {"awaiting_blobs": 2}
    node.start()
    sync(laptop)
    assert at_node(node) == {*first, *second}
    assert held(node) == {}


def test_two_desks_with_the_same_photo_make_it_one(
    laptop: Workspace, node: NodeProcess, prepared: Prepared, tmp_path: Path
) -> None:
    """A copy of the desk (a restored image) sends the same file at the same time."""
    (name,) = name_photos(laptop, 2 * CHUNK_GOAL)
    twin = copied_laptop(prepared, tmp_path / "twin")
    try:
        reach(twin, node.address)
        assert name_photos(twin, 2 * CHUNK_GOAL) == (name,)
        runs: list[object] = []

        def other(progress: Progress) -> None:
            if progress.all_photos and not runs:
                runs.append(sync(twin))

        laptop.syncing.run(other, lambda: False)
        assert at_node(node) == {name}
        assert parts(node) == []
        assert held(node).keys() <= {"fork"}
        for desk in (laptop, twin):
            assert desk.syncing.status().photos_waiting == 0
    finally:
        twin.close()


def test_a_photo_damaged_at_the_desk_stops_no_other(laptop: Workspace, node: NodeProcess) -> None:
    """R62: it is never sent, and named instead of counted with those that will be."""
    bad, good = name_photos(laptop, 100, 2000)
    with laptop.desk.database.transaction() as session:
        row = session.get(BlobRow, bad)
        assert row is not None
        row.content = bytes(100)
    sync(laptop)
    assert at_node(node) == {good}
    status = laptop.syncing.status()
    assert (status.photos_waiting, [one.sha256 for one in status.troubled]) == (0, [bad])
    assert held(node) == {"awaiting_blobs": 1}
