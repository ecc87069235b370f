"""A desk put back from a copy, and a disk's copy on two laptops, against a real node."""

import shutil
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from app.domain.clock import SystemClock
from app.domain.desks import DeskKind
from app.seal.payloads import LogOpened, OpeningReason, decode_payload
from app.seal.records import RecordType
from app.storage import desk_facts, epochs
from app.storage.tables import PersonRow, RecordRow, SealRow
from app.usecases.people import NewPerson
from app.workspace import Workspace
from tests.app.sync.region import (
    PHRASE,
    assert_agree,
    hashes_at,
    reach,
    sync,
    write_links,
)
from tests.desk_work import MARIA, desks, unlock
from tests.node_process import NodeProcess


def test_a_restored_desk_gets_back_what_the_node_has_and_nothing_is_doubled(
    laptop: Workspace, node: NodeProcess, tmp_path: Path
) -> None:
    """R56, R60: the disk is gone; desk and node are equal after, no link is written twice."""
    sync(laptop)
    copy = _copied(laptop, tmp_path)
    name = "Eva Ny"
    person = laptop.people.register(NewPerson(name, birth_date=None))
    laptop.cases.open(person, "CNC-1")
    write_links(laptop, 130)
    sync(laptop)
    indexes, told = _indexes(laptop), set(hashes_at(node))
    laptop = _restored(laptop, tmp_path, copy, is_disk_lost=True)
    assert len(_hashes(laptop)) < len(told)
    write_links(laptop, 3)
    sync(laptop)
    assert told < set(_hashes(laptop))
    assert_agree(laptop, node)
    _assert_one_link_each(laptop)
    assert _reasons(laptop) == [OpeningReason.FIRST, OpeningReason.RESTORED]
    assert all(_indexes(laptop)[kid] >= index + epochs.INDEX_GAP for kid, index in indexes.items())
    assert _name(laptop, person) == name
    assert laptop.log_check.verify().is_whole
    with laptop.desk.database.reading() as session:
        back = epochs.given_back(session)
    assert back is not None
    assert back.records == 132
    sync(laptop)
    assert_agree(laptop, node)
    laptop.close()


def test_what_was_never_sent_is_taken_over_from_the_file_set_aside(
    laptop: Workspace, node: NodeProcess, tmp_path: Path
) -> None:
    """R59: going back to a copy loses nothing that was signed meanwhile."""
    copy = _copied(laptop, tmp_path)
    person = laptop.people.register(NewPerson("Olle Osänd"))
    write_links(laptop, 5)
    signed = set(_hashes(laptop))
    laptop = _restored(laptop, tmp_path, copy)
    assert signed <= set(_hashes(laptop))
    assert _name(laptop, person) == "Olle Osänd"
    sync(laptop)
    assert_agree(laptop, node)
    assert laptop.log_check.verify().is_whole
    laptop.close()


def test_restored_again_and_again_no_link_is_ever_written_twice(
    laptop: Workspace, node: NodeProcess, tmp_path: Path
) -> None:
    """R60: three times from the same copy, with the disk lost each time."""
    copy = _copied(laptop, tmp_path)
    for _ in range(3):
        write_links(laptop, 2)
        sync(laptop)
        laptop = _restored(laptop, tmp_path, copy, is_disk_lost=True)
    write_links(laptop, 2)
    sync(laptop)
    assert_agree(laptop, node)
    _assert_one_link_each(laptop)
    assert laptop.log_check.verify().is_whole
    laptop.close()


def test_a_disk_on_two_laptops_is_seen_and_the_second_begins_an_epoch(
    laptop: Workspace, node: NodeProcess, tmp_path: Path
) -> None:
    """R56, R60: both keep all they signed, the node keeps both, none of it twice."""
    sync(laptop)
    laptop.close()
    shutil.copytree(tmp_path / "laptop", tmp_path / "clone")
    first, second = (_unlocked(tmp_path / place) for place in ("laptop", "clone"))
    for one in (first, second):
        write_links(one, 3)
        sync(one)
    assert _reasons(second) == [OpeningReason.FIRST]
    write_links(second, 2)
    sync(second)
    write_links(first, 2)
    sync(first)
    assert _reasons(first) == [OpeningReason.FIRST]
    assert _reasons(second) == [OpeningReason.FIRST, OpeningReason.FORKED]
    at_node = hashes_at(node)
    assert len(at_node) == len(set(at_node))
    assert set(at_node) == set(_hashes(first)) | set(_hashes(second))
    for one in (first, second):
        assert one.syncing.status().waiting == 0
        assert one.log_check.verify().is_whole
        one.close()


def _copied(laptop: Workspace, folder: Path) -> Path:
    kept = laptop.backups.keep_now()
    return shutil.copy(kept, folder / "kept.intyga-backup")


def _restored(
    laptop: Workspace, folder: Path, copy: Path, *, is_disk_lost: bool = False
) -> Workspace:
    with laptop.desk.database.reading() as session:
        address = desk_facts.need(session, desk_facts.NODE_URL)
    laptop.close()
    if is_disk_lost:
        (folder / "laptop" / "real" / "desk.db").write_bytes(b"gone" * 5000)
    found = desks(folder / "laptop", SystemClock())
    beside = found.restore(DeskKind.REAL, _maria(folder), PHRASE, copy)
    assert beside.is_file()
    again = _unlocked(folder / "laptop")
    reach(again, address)
    return again


def _unlocked(home: Path) -> Workspace:
    return unlock(desks(home, SystemClock()), DeskKind.REAL, MARIA, PHRASE)


def _maria(folder: Path) -> UUID:
    cards = desks(folder / "laptop", SystemClock()).assessors(DeskKind.REAL)
    return next(card.id for card in cards if card.name == MARIA)


def _hashes(laptop: Workspace) -> list[bytes]:
    with laptop.desk.database.reading() as session:
        return sorted(session.scalars(select(RecordRow.hash)))


def _name(laptop: Workspace, person: UUID) -> str:
    with laptop.desk.database.reading() as session:
        return session.get_one(PersonRow, person).name


def _indexes(laptop: Workspace) -> dict[bytes, int]:
    with laptop.desk.database.reading() as session:
        return {row.kid: row.next_status_index for row in session.scalars(select(SealRow))}


def _assert_one_link_each(laptop: Workspace) -> None:
    with laptop.desk.database.reading() as session:
        links = session.execute(select(RecordRow.kid, RecordRow.epoch, RecordRow.seq)).all()
    assert len(links) == len({tuple(link) for link in links})


def _reasons(laptop: Workspace) -> list[OpeningReason]:
    opened = RecordRow.type == RecordType.LOG_OPENED
    with laptop.desk.database.reading() as session:
        found = session.scalars(select(RecordRow).where(opened).order_by(RecordRow.written))
        payloads = [decode_payload(row.type, row.payload or b"") for row in found]
    return [one.reason for one in payloads if isinstance(one, LogOpened)]
