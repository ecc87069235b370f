"""What a run lets go is in the oldest backup: whichever is restored, the node has all of it."""

import resource
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from app.domain.course import CaseEnd
from app.node.__main__ import now
from app.node.backup import take_backup
from app.node.backup_list import BackupList
from app.node.database import NodeDatabase
from app.node.keys import load_or_create
from app.node.restoring import restore
from app.node.tables import StoredRecord
from app.seal.payloads import Incident
from app.seal.records import RecordType
from app.storage import letting_go, log, outbox
from app.storage.errors import DiskFailed, DiskFull
from app.storage.letting_go import DurableChain, LetGo
from app.storage.tables import CaseRow, RecordRow
from app.workspace import Workspace
from tests.app.sync.region import Prepared, assert_agree, copied_laptop, reach, sync
from tests.node_thread import NodeThread

KEPT = 2


class Region:
    """The region's node with backups, and the laptop whose case has ended."""

    def __init__(self, node: NodeThread, laptop: Workspace, place: Path) -> None:
        self.node, self.laptop, self._place = node, laptop, place
        self._keys = load_or_create(node.folder, "", "")
        self._url = f"sqlite:///{node.folder / 'node.db'}"

    def back_up(self) -> None:
        """One more; two stay."""
        take_backup(self._url, self.node.folder, self._place, self._keys, KEPT, now)

    def restore_oldest(self) -> None:
        """The node goes back as far as it can."""
        self.node.stop()
        oldest = Path(BackupList(self.node.folder).all()[0].file)
        restore(self._url, self.node.folder, oldest, self._keys, now)
        self.node.start()
        reach(self.laptop, self.node.address)

    def end_case(self) -> bytes:
        """A fact of the case, then the case is over; the fact's record."""
        desk = self.laptop.desk
        with desk.database.transaction() as session:
            case = session.scalars(select(CaseRow)).one()
            told = Incident(kind="power", at=desk.clock.now(), case=str(case.id))
            subject = str(case.person_id)
            made = log.append(
                session, desk.signer, RecordType.INCIDENT, subject, told, case_id=case.id
            )
            case.state, case.touched = CaseEnd.CANCELLED, desk.clock.now() - timedelta(days=1)
        return made

    def here(self, record: bytes) -> bool:
        """Whether the laptop has the content."""
        with self.laptop.desk.database.reading() as session:
            return session.get_one(RecordRow, record).payload is not None

    def there(self, record: bytes) -> bool:
        """Whether the node has it."""
        database = NodeDatabase(self._url)
        with database.reading() as session:
            row = session.get(StoredRecord, record)
            found = row is not None and row.payload is not None
        database.close()
        return found

    def let_go_by_the_newest(self) -> LetGo:
        """The wrong rule: what is once in the newest backup is let go."""
        newest = BackupList(self.node.folder).all()[-1]
        desk = self.laptop.desk
        with desk.database.transaction() as session:
            chains = outbox.chains(session)
            all_of_it = tuple(DurableChain(one.kid, one.epoch, one.count) for one in chains)
            assert Path(newest.file).exists()
            return letting_go.let_go(session, all_of_it, desk.clock.now())


@pytest.fixture
def region(prepared: Prepared, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Region]:
    """Ready; the retention is over at once."""
    monkeypatch.setattr(letting_go, "RETENTION", timedelta(0))
    node = NodeThread(shutil.copytree(prepared.node, tmp_path / "region"))
    laptop = copied_laptop(prepared, tmp_path)
    reach(laptop, node.address)
    yield Region(node, laptop, tmp_path / "backups")
    laptop.close()
    node.stop()


def test_only_what_the_oldest_backup_holds_is_let_go(region: Region) -> None:
    """R59: not on the node's word alone, not once in the newest backup, then at last."""
    laptop = region.laptop
    record = region.end_case()
    sync(laptop)
    assert region.here(record)
    region.back_up()
    sync(laptop)
    assert not region.here(record)
    assert laptop.syncing.status().let_go.records == 1
    assert region.there(record)
    region.restore_oldest()
    sync(laptop)
    assert region.there(record)
    assert_agree(laptop, region.node)


@pytest.mark.parametrize("by_newest", [False, True], ids=["oldest", "newest, the wrong rule"])
def test_a_node_set_back_to_its_oldest_backup_has_all_again_unless_the_newest_ruled(
    region: Region, by_newest: bool
) -> None:
    """The model's rule: purged once in the newest backup, hundreds of schedules lose."""
    laptop = region.laptop
    region.back_up()
    record = region.end_case()
    sync(laptop)
    region.back_up()
    sync(laptop)
    assert region.here(record)
    if by_newest:
        assert region.let_go_by_the_newest() == LetGo(1, 0)
    region.restore_oldest()
    sync(laptop)
    assert region.there(record) is not by_newest


def test_a_full_disk_while_letting_go_changes_nothing_and_the_next_run_goes_on(
    region: Region,
) -> None:
    """R59: told as a disk that fails; content goes as one or not at all."""
    laptop = region.laptop
    record = region.end_case()
    sync(laptop)
    region.back_up()
    old = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, old[1]))
    try:
        with pytest.raises((DiskFull, DiskFailed)):
            region.let_go_by_the_newest()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, old)
    assert region.here(record)
    assert laptop.desk.database.is_sound()
    sync(laptop)
    assert not region.here(record)
    assert region.there(record)
