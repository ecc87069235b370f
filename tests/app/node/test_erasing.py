"""A person erased at the node: the content goes and never comes back, the chain and counts stay."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from app.domain.certificate_number import parse_certificate_number
from app.domain.erasure import EraseGround
from app.node.blobs import FOLDER, Blobs, Stand
from app.node.enrolment import Invited
from app.node.erasing import bring_back, known, replay
from app.node.erasures import ErasedAlready, Erasures, NobodyFound
from app.node.lookup import Lookup
from app.node.tables import (
    AwaitedBlob,
    ErasedSubject,
    HeldBlob,
    KnownCase,
    KnownPerson,
    RegisteredCertificate,
    StoredRecord,
)
from app.seal.course_payloads import CaseMoved
from app.seal.erase_payloads import EraseDone, EraseRequested
from app.seal.erasure import open_order, order_name
from app.seal.payloads import (
    CertificateStatus,
    Incident,
    ListedStatus,
    PersonCorrected,
    StatusReason,
)
from app.seal.receipts import ReceiptResult, open_receipt
from app.seal.records import BlobRef, RecordType, record_hash
from app.sync.wire import ERASE_ORDER, Head, HelloRequest, SentRecord
from tests.app.node.read_region import Overview, read_overview
from tests.app.node.small_node import SmallNode, certificate
from tests.signed_log import SignedLog

GONE = ReceiptResult.GONE
PHOTO = b"a photo of a piece"


@dataclass
class Region:
    """A node with two people of one laptop; the first is the one to be erased."""

    node: SmallNode
    folder: Path
    log: SignedLog
    person: UUID
    case: UUID
    other: UUID
    records: list[SentRecord]

    def erasures(self) -> Erasures:
        """What the administrator works with."""
        return Erasures(self.node.database, self.node.keys, self.blobs(), lambda: self.node.now)

    def blobs(self) -> Blobs:
        """The node's files."""
        return Blobs(self.node.database, self.folder / FOLDER, lambda: self.node.now)

    def rows(self) -> list[StoredRecord]:
        """All records."""
        with self.node.database.reading() as session:
            return list(session.scalars(select(StoredRecord).order_by(StoredRecord.seq)))

    def texts(self) -> bytes:
        """Everything that stands in the database, as bytes."""
        return (self.folder / "node.db").read_bytes()


@pytest.fixture
def region(tmp_path: Path) -> Iterator[Region]:
    """A node on SQLite with a photo, a certificate and two people."""
    node = SmallNode(tmp_path)
    log = node.laptop()
    person, registered = log.person("Alva Erasdotter")
    case, opened = log.case(person)
    other, second = log.person("Bo Kvarström")
    issued = certificate(log.key, case, 0, "Alva Erasdotter")
    issued = type(issued)(**{f: getattr(issued, f) for f in issued.__struct_fields__} | {
        "person": str(person)
    })  # fmt: skip
    paper = log.link(RecordType.CERTIFICATE_ISSUED, str(person), issued)
    photo = BlobRef(sha256(PHOTO).digest(), len(PHOTO), "image/jpeg")
    told = Incident(kind="power", at=node.now, case=str(case), note="Alva mådde illa")
    seen = log.link(RecordType.INCIDENT, str(person), told, (photo,))
    records = [registered, opened, second, paper, seen]
    node.take(*records)
    made = Region(node, tmp_path, log, person, case, other, records)
    made.blobs().take(log.key.kid, photo.sha256, Stand(0, len(PHOTO)), PHOTO)
    yield made
    node.database.close()


def test_nothing_of_the_person_is_left_and_what_counts_stays(region: Region) -> None:
    """R53: name, content and photo go, also from the bytes; status bit, chain and counts stay."""
    before = read(region)
    done = region.erasures().order(str(region.person))
    assert (done.records, done.files, done.told) == (4, 1, 1)
    rows = {row.type: row for row in region.rows() if row.subject == str(region.person)}
    assert {row.result for row in rows.values()} == {GONE}
    assert {(row.payload, row.salt) for row in rows.values()} == {(None, None)}
    assert [row.raw for row in region.rows()] == [record.raw for record in region.records]
    with region.node.database.reading() as session:
        assert session.get(KnownPerson, str(region.person)) is None
        paper = session.scalars(select(RegisteredCertificate)).one()
        assert (paper.name, paper.state, paper.status_index) == ("", "valid", 0)
        assert session.scalars(select(HeldBlob)).all() == []
        assert session.scalars(select(KnownPerson.name)).all() == ["Bo Kvarström"]
    after = read(region)
    assert (after.cases, after.certificates, after.kinds) == (1, 1, before.kinds)
    assert after.people == before.people - 1
    assert [line.name for line in after.latest] == [None]
    number = after.latest[0].number
    found = Lookup(region.node.database, lambda: region.node.now, lambda: 0.0)
    assert found.find(parse_certificate_number(number), number).status == "VALID"
    assert not list((region.folder / FOLDER).glob("??/??/*"))
    region.node.database.close()
    for name in (b"Alva", b"Erasdotter"):
        assert name not in region.texts()


def read(region: Region) -> Overview:
    """What coordinators see."""
    with region.node.database.reading() as session:
        return read_overview(session, region.node.now)


def test_an_erased_record_sent_again_is_gone_and_brings_nothing_back(region: Region) -> None:
    """R59, sync.md: the receipt says so, signed; twice the same; new ones of the person too."""
    region.erasures().order(str(region.person))
    log, person = region.log, str(region.person)
    again = region.node.take(*region.records)
    assert [one.result for one in again] == [GONE, GONE, ReceiptResult.DUPLICATE, GONE, GONE]
    receipt = open_receipt(again[0].receipt or b"", region.node.keys.node.public)
    assert (receipt.result, receipt.record_hash) == (GONE, record_hash(region.records[0].raw))
    corrected = PersonCorrected(person=person, name="Alva Erasdotter Ny")
    late = [
        log.link(RecordType.PERSON_CORRECTED, person, corrected),
        log.link(RecordType.PERSON_CORRECTED, "", corrected),
        log.link(RecordType.INCIDENT, "", Incident("power", region.node.now, str(region.case))),
        log.case(region.person)[1],
    ]
    assert {one.result for one in region.node.take(*late)} == {GONE}
    assert {one.result for one in region.node.take(*late)} == {GONE}
    assert all(row.payload is None for row in region.rows() if row.result == GONE)
    with region.node.database.reading() as session:
        assert [row.name for row in session.scalars(select(KnownPerson))] == ["Bo Kvarström"]
        assert len(session.scalars(select(KnownCase)).all()) == 1
        assert session.scalars(select(AwaitedBlob)).all() == []
    head = Head(log.key.kid, log.epoch, len(log.hashes), log.hashes[-1])
    answer = region.node.publication.hello(HelloRequest((head,), 0), log.key.kid)
    assert answer.lacks == ()
    returned = region.node.publication.returned(HelloRequest((), 0), log.key.kid).records
    assert [one.payload is None for one in returned].count(False) == 1


def test_a_rebuild_shows_what_counts_and_no_name(region: Region) -> None:
    """R53: what no record tells any more is kept beside, also for a status that comes later."""
    region.erasures().order(str(region.person))
    before = read(region)
    assert region.node.rebuild().damaged == 0
    assert read(region) == before
    region.blobs().take_stock()
    with region.node.database.reading() as session:
        paper = session.scalars(select(RegisteredCertificate)).one()
    change = CertificateStatus(paper.id, ListedStatus.REVOKED, StatusReason.FOUND_WRONG)
    revoked = region.log.link(RecordType.CERTIFICATE_STATUS, str(region.person), change)
    assert region.node.take(revoked)[0].result is ReceiptResult.STORED
    assert region.node.rebuild().held == 0
    with region.node.database.reading() as session:
        assert session.scalars(select(RegisteredCertificate.state)).one() == "revoked"


def test_the_order_reaches_the_desks_signed_and_their_word_comes_back(region: Region) -> None:
    """Every seal of the centre is told once: two of them may share a computer."""
    colleague = region.node.laptop()
    erasures = region.erasures()
    assert erasures.order(str(region.person)).told == 2
    entries = region.node.publication.feed(colleague.key.kid, 0).entries
    (entry,) = [one for one in entries if one.type == ERASE_ORDER]
    order = open_order(entry.content, region.node.keys.node.public)
    assert (order.subject, order.decided) == (region.person, region.node.now)
    assert [(one.told, one.done) for one in erasures.standing()] == [(2, 0)]
    word = EraseDone(str(region.person), order_name(entry.content), 4, 1)
    done = region.log.link(RecordType.ERASE_DONE, str(region.person), word)
    assert region.node.take(done)[0].result is ReceiptResult.STORED
    assert [(one.told, one.done) for one in erasures.standing()] == [(2, 1)]


def test_erasing_twice_or_nobody_says_so(region: Region) -> None:
    erasures = region.erasures()
    for nobody in ("", "   ", "Ingen Alls", "00000000-0000-7000-8000-000000000000", "%"):
        with pytest.raises(NobodyFound):
            erasures.find(nobody)
    assert [one.name for one in erasures.find("erasD")] == ["Alva Erasdotter"]
    number = erasures.find(str(region.person))[0].certificates[0]
    assert erasures.find(number) == erasures.find("alva")
    erasures.order(str(region.person))
    for asked in (str(region.person), number):
        with pytest.raises(ErasedAlready):
            erasures.order(asked)
    with pytest.raises(NobodyFound):
        erasures.find("Alva")
    with region.node.database.reading() as session:
        assert len(session.scalars(select(ErasedSubject)).all()) == 1


def test_what_an_older_backup_brings_back_goes_again(region: Region, tmp_path: Path) -> None:
    """The ledger's line is replayed: payloads, file and order, as often as it takes."""
    old = tmp_path / "old"
    old.mkdir()
    region.erasures().order(str(region.person))
    with region.node.database.reading() as session:
        (entry,) = known(session)
    older = SmallNode(old)
    older.keys = region.node.keys
    code_of = region.log
    from app.node.enrolment import Enrolment
    from app.sync.wire import EnrolRequest, enrol_proof
    from tests.app.node.small_node import INVITED

    enrolment = Enrolment(older.database, older.keys, lambda: older.now)
    code = enrolment.invite(INVITED)
    proof = code_of.key.sign(enrol_proof(code, code_of.key.public))
    enrolment.enrol(EnrolRequest(code, code_of.key.public, proof))
    older.take(*region.records)
    for _ in range(2):
        with older.database.transaction() as session:
            older.database.take_turn(session)
            replay(session, entry)
    with older.database.reading() as session:
        subject = StoredRecord.subject == str(region.person)
        payloads = session.scalars(select(StoredRecord.payload).where(subject)).all()
        assert (set(payloads), len(payloads)) == ({None}, 4)
        assert list(known(session)) == [entry]
    told = older.publication.feed(code_of.key.kid, 0).entries
    assert [one.content for one in told if one.type == ERASE_ORDER] == [entry.order]
    older.database.close()


def test_a_case_that_was_moved_to_somebody_else_keeps_what_it_says(region: Region) -> None:
    """Registered for the wrong person first: their erasure takes nothing of the other's case."""
    log, old, new = region.log, str(region.person), str(region.other)
    case, opened = log.case(region.person)
    moved = CaseMoved(case=str(case), old_person=old, person=new, reason="Fel person")
    region.node.take(opened, log.link(RecordType.CASE_MOVED, new, moved))
    region.erasures().order(old)
    region.node.rebuild()
    with region.node.database.reading() as session:
        row = session.get_one(KnownCase, str(case))
        assert (row.person, row.profile, row.state) == (new, "CNC-1/1", "opened")


def test_what_was_said_before_a_case_was_moved_to_the_person_goes_with_them(
    region: Region,
) -> None:
    """R53: the wrong one had been picked, so those records have somebody else's pseudonym."""
    log, new = region.log, str(region.person)
    first, told = log.person("Ceda Felval")
    case, opened = log.case(first)
    note = Incident(kind="power", at=region.node.now, case=str(case), note="Alva igen")
    seen = log.link(RecordType.INCIDENT, str(first), note)
    wrong, right = str(first), str(region.other)
    moves = [
        log.link(RecordType.CASE_MOVED, to, CaseMoved(str(case), old, to, "Fel person"))
        for old, to in ((wrong, right), (right, new))
    ]
    region.node.take(told, opened, seen, *moves)
    region.erasures().order(new)
    gone = {row.hash for row in region.rows() if row.payload is None}
    assert {record_hash(record.raw) for record in (opened, seen)} <= gone
    assert record_hash(told.raw) not in gone
    region.node.rebuild()
    with region.node.database.reading() as session:
        names = select(KnownPerson.name).order_by(KnownPerson.name)
        assert session.scalars(names).all() == ["Bo Kvarström", "Ceda Felval"]


def test_a_seal_that_joins_later_is_told_once_what_its_centre_was_told(region: Region) -> None:
    """R53: a desk brought elsewhere from an older copy comes with a new seal and the name."""
    region.erasures().order(str(region.person))
    late = region.node.laptop()
    far = region.node.laptop(Invited("Nils Holm", 10600, "Testcenter Ystad", ("CNC-1",)))
    told = region.node.publication.feed(late.key.kid, 0).entries
    (raw,) = [one.content for one in told if one.type == ERASE_ORDER]
    assert open_order(raw, region.node.keys.node.public).subject == region.person
    others = region.node.publication.feed(far.key.kid, 0).entries
    assert ERASE_ORDER not in [one.type for one in others]


def test_a_request_is_seen_until_the_person_is_erased(region: Region) -> None:
    """R53: one line a person, with the ground, never anybody's own words."""
    asked = EraseRequested(str(region.person), EraseGround.WITHDREW)
    for _ in range(2):
        region.node.take(region.log.link(RecordType.ERASE_REQUESTED, str(region.person), asked))
    (request,) = region.erasures().requests()
    assert (request.person.name, request.ground) == ("Alva Erasdotter", EraseGround.WITHDREW)
    assert request.centre == "Testcenter Värnamo"
    region.node.pass_time(timedelta(days=1))
    region.erasures().order(str(region.person))
    assert region.erasures().requests() == ()


def test_a_stop_between_the_order_and_the_file_is_made_good_at_the_next_start(
    region: Region,
) -> None:
    with region.node.database.reading() as session:
        held = session.scalars(select(HeldBlob.sha256)).one()
    file = next((region.folder / FOLDER).glob("??/??/*"))
    region.erasures().order(str(region.person))
    file.write_bytes(PHOTO)
    region.blobs()
    assert not file.exists()
    file.write_bytes(PHOTO)
    assert region.blobs().take_stock() == 0
    assert held.hex() == file.name


def test_bringing_back_twice_makes_no_double(region: Region) -> None:
    region.erasures().order(str(region.person))
    with region.node.database.transaction() as session:
        bring_back(session)
        bring_back(session)
    with region.node.database.reading() as session:
        assert len(session.scalars(select(KnownCase)).all()) == 1
