"""After a silent restore the region's words on versions and conflicts stand as it said them."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from app.domain.conflicts import Keep
from app.node.ledger import NAME, Ledger
from app.node.ledger_entries import ConflictEnded, ProtocolSaid
from app.node.levelling import Levelled
from app.node.protocol_facts import PUBLISHED
from app.node.protocols import NotPublished, Protocols, Step
from app.node.tables import KnownProtocol, StoredRecord
from app.seal.payloads import ListedStatus
from app.seal.protocol_word import Word, open_protocol_word
from app.storage.errors import ProtocolRecalled
from app.sync.wire import REGION_STATUS, SentRecord
from tests.app.node import region_packages
from tests.app.node.kept_region import KeptRegion
from tests.app.node.small_node import DAY, SmallNode
from tests.app.node.test_conflicts import WHY, Meeting
from tests.app.usecases.protocol_packages import more_time


class Publishing:
    """A region that publishes, its clock going on with each act."""

    def __init__(self, folder: Path) -> None:
        self.region, self.folder = KeptRegion(folder), folder
        self.package = region_packages.write(self.node.keys, folder, "1.9.0", DAY, more_time)

    @property
    def node(self) -> SmallNode:
        """As it was last opened."""
        return self.region.node

    def acts(self) -> Protocols:
        """What the region does next."""
        self.node.pass_time(timedelta(seconds=1))
        return Protocols(self.node.database, self.node.keys, lambda: self.node.now)

    def state(self) -> str:
        """What counts of the version."""
        with self.node.database.reading() as session:
            content = region_packages.hash_of("1.9.0", more_time)
            row = session.get(KnownProtocol, content)
            return "" if row is None else row.state

    def heard(self) -> list[Word]:
        """What a desk hears of versions, from the first."""
        entries = self.node.publication.feed(self.region.log.key.kid, 0).entries
        public = self.node.keys.node.public
        raws = [one.content for one in entries if one.type == PUBLISHED]
        return [open_protocol_word(raw, public).word for raw in raws]


@pytest.fixture
def publishing(tmp_path: Path) -> Publishing:
    """On SQLite: what is replayed goes through the same tables on either engine."""
    return Publishing(tmp_path)


def test_a_withdrawn_version_is_not_offered_again_by_an_older_database(
    publishing: Publishing,
) -> None:
    """R60: and a desk hears once more that it is withdrawn."""
    publishing.acts().publish(publishing.package)
    publishing.region.keep()
    publishing.acts().withdraw("CNC-1", "1.9.0")
    publishing.region.set_back()
    assert publishing.node.database.levelled is Levelled.BEHIND
    assert publishing.state() == Word.WITHDRAWN
    assert publishing.heard() == [Word.PUBLISHED, Word.WITHDRAWN]
    publishing.region.restart()
    assert publishing.heard() == [Word.PUBLISHED, Word.WITHDRAWN]
    with pytest.raises(NotPublished):
        publishing.acts().withdraw("CNC-1", "1.9.0")


def test_the_newest_of_several_words_counts(publishing: Publishing) -> None:
    """Published, withdrawn, published again: a ledger read from its beginning ends there too."""
    publishing.acts().publish(publishing.package)
    publishing.region.keep()
    publishing.acts().withdraw("CNC-1", "1.9.0")
    assert publishing.acts().publish(publishing.package).step is Step.AGAIN
    publishing.region.set_back()
    assert publishing.state() == Word.PUBLISHED
    assert publishing.heard()[-1] is Word.PUBLISHED
    (publishing.folder / NAME).unlink()
    publishing.region.restart()
    assert (publishing.node.database.levelled, publishing.state()) == (
        Levelled.AHEAD,
        Word.PUBLISHED,
    )


def test_a_recall_outlives_a_database_that_knew_nothing_of_the_version(
    publishing: Publishing,
) -> None:
    """Its file is in the ledger as the owner signed it: desks fetch it, nobody publishes again."""
    publishing.region.keep()
    publishing.acts().publish(publishing.package)
    recall = region_packages.write_recall(
        publishing.node.keys, publishing.folder, "1.9.0", DAY, more_time
    )
    publishing.acts().publish(recall)
    publishing.region.set_back()
    assert publishing.state() == Word.RECALLED
    assert publishing.heard() == [Word.RECALLED]
    with pytest.raises(ProtocolRecalled):
        publishing.acts().publish(publishing.package)
    (publishing.folder / NAME).unlink()
    publishing.region.restart()
    [said] = [one for one in publishing.region.ledger() if isinstance(one, ProtocolSaid)]
    assert said.file == recall.read_bytes()


def test_a_version_published_after_the_backup_is_published_by_hand(publishing: Publishing) -> None:
    """Its file is in no ledger; until then nothing waits for it that did not before."""
    publishing.region.keep()
    publishing.acts().publish(publishing.package)
    publishing.region.set_back()
    assert (publishing.state(), publishing.heard()) == ("", [])
    assert publishing.acts().publish(publishing.package).step is Step.NEW
    assert publishing.state() == Word.PUBLISHED


def test_a_conflict_the_region_settled_is_not_open_again(tmp_path: Path) -> None:
    """R58: found again it ends as it did, nobody's name in the ledger, what counts unchanged."""
    meeting = Meeting(tmp_path)
    _reopen(meeting)
    shutil.copy(tmp_path / "node.db", tmp_path / "kept.db")
    first, second = meeting.both_assess()
    short = meeting.act("list").split()[0]
    meeting.act("settle", short, "--keep", "first", "--reason", WHY, "--by", "Eva Lind")
    sent = _records(meeting.node)
    _reopen(meeting, tmp_path / "kept.db")
    meeting.node.take(*sent)
    assert "Inga" in meeting.act("list")
    assert meeting.counts(first, second) == [ListedStatus.VALID, ListedStatus.REVOKED]
    assert [(end.keep, end.by) for end in meeting.per.hears()[1]] == [(Keep.FIRST, "")]
    told = meeting.node.publication.feed(meeting.elin.log.key.kid, 0).entries
    assert [one.type for one in told].count(REGION_STATUS) == 1
    assert "Eva Lind" not in (tmp_path / NAME).read_text()
    (tmp_path / NAME).unlink()
    _reopen(meeting)
    assert [one.keep for one in _ended(meeting)] == [Keep.FIRST]


def test_one_that_stands_open_in_the_older_database_ends_there(tmp_path: Path) -> None:
    """The backup knew of the conflict, not of its end: who asks first is told what counts."""
    meeting = Meeting(tmp_path)
    ids = meeting.both_assess()
    _reopen(meeting)
    shutil.copy(tmp_path / "node.db", tmp_path / "kept.db")
    short = meeting.act("list").split()[0]
    meeting.act("settle", short, "--keep", "second", "--reason", WHY, "--by", "Eva Lind")
    _reopen(meeting, tmp_path / "kept.db")
    assert "Inga" in meeting.act("list")
    assert meeting.counts(*ids) == [ListedStatus.REVOKED, ListedStatus.VALID]
    meeting.per.registers()
    assert [end.keep for end in meeting.per.hears()[1]] == [Keep.SECOND]
    assert len(_ended(meeting)) == 1


def _reopen(meeting: Meeting, database: Path | None = None) -> None:
    """The node stops and starts, on another database where one is given."""
    meeting.node.database.close()
    folder, now = meeting.folder, meeting.node.now
    if database is not None:
        shutil.copy(database, folder / "node.db")
    meeting.node = SmallNode(folder)
    meeting.node.now = now
    for laptop in (meeting.maria, meeting.elin, meeting.per):
        laptop.node = meeting.node


def _records(node: SmallNode) -> list[SentRecord]:
    with node.database.reading() as session:
        rows = session.scalars(select(StoredRecord).order_by(StoredRecord.received))
        return [SentRecord(row.raw, row.salt, row.payload) for row in rows]


def _ended(meeting: Meeting) -> list[ConflictEnded]:
    found = Ledger(meeting.folder, meeting.node.keys.node).entries()
    return [one for one in found if isinstance(one, ConflictEnded)]
