"""A conflict that ends while nobody is left to tell, or whose words are erased (R53, R57, R60)."""

from pathlib import Path

import pytest
from sqlalchemy import select, update

from app.node.blobs import FOLDER, Blobs
from app.node.erasures import Erasures
from app.node.tables import EnrolledSeal, FeedRow, RegisteredCertificate, StoredRecord
from app.seal.payloads import ListedStatus, PersonCorrected
from app.seal.records import RecordType
from app.sync.wire import ERASE_ORDER, HelloRequest
from tests.app.node.test_conflicts import BORN, FAR, WHY, Laptop, Meeting
from tests.signed_log import SignedLog


@pytest.fixture
def meeting(tmp_path: Path) -> Meeting:
    """A small region of three assessors at one test centre."""
    return Meeting(tmp_path)


def test_a_conflict_where_every_seal_is_withdrawn_stops_nobody_and_is_settled(
    meeting: Meeting,
) -> None:
    """R57: nobody hears of it, the region still ends it, and others go on sending."""
    first, second = meeting.both_assess()
    other = meeting.laptop(FAR)
    with meeting.node.database.transaction() as session:
        of_both = EnrolledSeal.centre == "Testcenter Värnamo"
        session.execute(update(EnrolledSeal).where(of_both).values(state="withdrawn"))
    short = meeting.per.hears()[0][0].conflict.hex()[:8]
    meeting.act("settle", short, "--keep", "first", "--reason", WHY, "--by", "Region")
    assert meeting.counts(first, second) == [ListedStatus.VALID, ListedStatus.REVOKED]
    assert other.registers()


def test_an_erased_review_does_not_read_as_a_node_that_was_set_back(
    meeting: Meeting, tmp_path: Path
) -> None:
    """R53, R60: the feed's newest entry when a desk last asked may be one that had to go."""
    _first, second = meeting.both_assess()
    node, kid = meeting.node, meeting.elin.log.key.kid
    shown = node.publication.hello(HelloRequest((), 0), kid).checkpoint
    with node.database.reading() as session:
        newest = session.scalar(select(FeedRow).order_by(FeedRow.cursor.desc()).limit(1))
        assert newest is not None
        assert newest.type == "review"
        person = session.get_one(RegisteredCertificate, second).person
    blobs = Blobs(node.database, tmp_path / FOLDER, lambda: node.now)
    Erasures(node.database, node.keys, blobs, lambda: node.now).order(person)
    assert not node.publication.hello(HelloRequest((), 0, checkpoint=shown), kid).went_back


def test_neither_is_under_review_for_good_where_one_of_them_is_erased(
    meeting: Meeting, tmp_path: Path
) -> None:
    """R53: what nobody can choose between any more is not held against anybody."""
    first, second = meeting.both_assess()
    node = meeting.node
    with node.database.reading() as session:
        person = session.get_one(RegisteredCertificate, second).person
    blobs = Blobs(node.database, tmp_path / FOLDER, lambda: node.now)
    Erasures(node.database, node.keys, blobs, lambda: node.now).order(person)
    assert meeting.counts(first, second) == [ListedStatus.VALID] * 2
    node.rebuild()
    meeting.maria.registers("Nils Holm")
    assert meeting.counts(first, second) == [ListedStatus.VALID] * 2


def test_whoever_heard_of_the_conflict_hears_of_the_erasure(
    meeting: Meeting, tmp_path: Path
) -> None:
    """R53: the other test centre never sent of the person, and holds both versions' words."""
    mine, far = meeting.maria.registers(), meeting.laptop(FAR)
    case = meeting.maria.opens(mine)
    hers = far.registers()
    other = far.opens(hers)
    far.waits(3)
    far.issues(hers, other)
    meeting.maria.issues(mine, case)
    assert meeting.maria.hears()[0]
    node = meeting.node
    blobs = Blobs(node.database, tmp_path / FOLDER, lambda: node.now)
    Erasures(node.database, node.keys, blobs, lambda: node.now).order(hers)
    told = node.publication.feed(meeting.maria.log.key.kid, 0).entries
    assert [entry.type for entry in told if entry.content].count(ERASE_ORDER) == 1
    assert not [entry for entry in told if entry.type == "review" and entry.content]


def test_an_erased_link_still_shows_that_a_log_is_forked(meeting: Meeting, tmp_path: Path) -> None:
    """R53, R57: a copied disk's certificates stay under review though the fork's link is erased."""
    mine = meeting.maria.registers()
    case = meeting.maria.opens(mine)
    copy = meeting.maria.cloned()
    copy.index = 5000
    meeting.maria.waits(1)
    first = meeting.maria.issues(mine, case)
    another = copy.registers("Nils Holm")
    copy.waits(2)
    pair = first, copy.issues(mine, case)
    assert meeting.counts(*pair) == [ListedStatus.SUSPENDED] * 2
    node = meeting.node
    blobs = Blobs(node.database, tmp_path / FOLDER, lambda: node.now)
    Erasures(node.database, node.keys, blobs, lambda: node.now).order(another)
    node.rebuild()
    meeting.per.registers("Ann Ek")
    assert meeting.counts(*pair) == [ListedStatus.SUSPENDED] * 2
    with node.database.reading() as session:
        of_person = StoredRecord.subject == another
        assert set(session.scalars(select(StoredRecord.payload).where(of_person))) == {None}


def test_what_a_name_hides_is_marked_before_somebody_decides(meeting: Meeting) -> None:
    """R58: whoever settles at the node reads what stands there, in a terminal too."""
    person = meeting.maria.registers()
    copy = Laptop(meeting.node, SignedLog(meeting.maria.log.key))
    for laptop, name in (
        (meeting.maria, "Karin \x1b[2K\r\u202eLind\nqvist"),
        (copy, "Karin Ek"),
    ):
        told = PersonCorrected(person, name, BORN)
        laptop.sends(laptop.log.link(RecordType.PERSON_CORRECTED, person, told))
    short = meeting.per.hears()[0][0].conflict.hex()[:8]
    shown = meeting.act("show", short)
    assert "Karin \ufffd[2K\ufffd\ufffdLind\ufffdqvist" in shown
    assert all(line.isprintable() for line in shown.split("\n"))
