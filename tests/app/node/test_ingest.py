"""What the node makes of records: stored once, shown when they hold together, else held."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from app.node.tables import KnownCase, KnownPerson, RegisteredCertificate, StoredRecord
from app.seal.payloads import (
    CertificateIssued,
    CertificateStatus,
    ListedStatus,
    PersonCorrected,
    PersonRegistered,
    StatusReason,
    decode_payload,
)
from app.seal.receipts import ReceiptResult
from app.seal.records import RecordType, record_hash
from app.sync.wire import Head, HelloRequest, SentRecord, pack_records, unpack_records
from tests.app.node.read_region import read_overview
from tests.app.node.small_node import SmallNode, issued
from tests.signed_log import SignedLog

STORED, HELD = ReceiptResult.STORED, ReceiptResult.STORED_HELD


@pytest.fixture
def node(tmp_path: Path) -> Iterator[SmallNode]:
    """A node on SQLite."""
    small = SmallNode(tmp_path / "node")
    yield small
    small.database.close()


def registered(node: SmallNode) -> list[RegisteredCertificate]:
    """The certificates the node shows."""
    with node.database.reading() as session:
        return list(session.scalars(select(RegisteredCertificate)))


def status(
    log: SignedLog, certificate: bytes, state: ListedStatus, reason: StatusReason
) -> SentRecord:
    """A certificate.status link."""
    payload = CertificateStatus(certificate=certificate, status=state, reason=reason)
    return log.link(RecordType.CERTIFICATE_STATUS, "", payload)


def test_a_certificate_whose_facts_are_not_those_signed_is_held(node: SmallNode) -> None:
    """A node shows what a seal has signed, never what somebody tells beside it."""
    log = node.laptop()
    genuine = issued(log, uuid4(), 0)
    forged = issued(log, uuid4(), 1, told_name="Anna Lindblad")
    answers = node.take(genuine, forged)
    assert [(a.result, a.reason) for a in answers] == [(STORED, ""), (HELD, "certificate_differs")]
    assert [row.name for row in registered(node)] == ["Karin Lindqvist"]


def test_two_with_one_status_index_are_both_kept_and_neither_in_force(node: SmallNode) -> None:
    """I7 R57: a copied laptop gave it twice; in one chunk or in two, the others go on."""
    log = node.laptop()
    first, second, third = (issued(log, uuid4(), index) for index in (4, 4, 5))
    assert [a.reason for a in node.take(first, second, third)] == ["", "", ""]
    node.take(issued(log, uuid4(), 5))
    assert len(registered(node)) == 4
    with node.database.reading() as session:
        assert len(read_overview(session, node.now).shared) == 4
    assert node.take(second)[0].result is ReceiptResult.DUPLICATE


def test_only_the_seal_that_issued_a_certificate_changes_its_state(node: SmallNode) -> None:
    """R43: revoked stays revoked; a colleague's record is held."""
    log, colleague = node.laptop(), node.laptop()
    node.take(issued(log, uuid4(), 0))
    certificate = registered(node)[0].id
    foreign = status(colleague, certificate, ListedStatus.REVOKED, StatusReason.FOUND_WRONG)
    assert node.take(foreign)[0].reason == "unknown_certificate"
    assert registered(node)[0].state == "valid"
    own = status(log, certificate, ListedStatus.REVOKED, StatusReason.FOUND_WRONG)
    lifted = status(log, certificate, ListedStatus.VALID, StatusReason.LIFTED)
    assert [a.result for a in node.take(own, lifted)] == [STORED, STORED]
    assert registered(node)[0].state == "revoked"


def test_a_status_change_gives_a_new_bundle_and_nothing_else_does(
    node: SmallNode, tmp_path: Path
) -> None:
    """R43: one sequence for one content, whoever asks, also after a restart."""
    log = node.laptop()
    node.take(issued(log, uuid4(), 0))
    mark, raw = node.publication.status_bundle()
    node.take(log.person()[1])
    assert node.publication.status_bundle() == (mark, raw)
    again = SmallNode(tmp_path / "node")
    assert again.publication.status_bundle() == (mark, raw)
    again.database.close()
    node.take(status(log, registered(node)[0].id, ListedStatus.SUSPENDED, StatusReason.APPEAL))
    later, changed = node.publication.status_bundle()
    assert (later, changed) != (mark, raw)
    node.pass_time(timedelta(days=1))
    assert node.publication.status_bundle()[0] != later


def test_a_correction_comes_after_what_it_corrects(node: SmallNode) -> None:
    """The newest facts of a person are shown; protection too."""
    log = node.laptop()
    person, first = log.person()
    corrected = log.link(
        RecordType.PERSON_CORRECTED,
        str(person),
        PersonCorrected(
            person=str(person),
            name="Karin Lindqvist Berg",
            birth_date=date(1990, 6, 2),
            is_protected=True,
        ),
    )
    node.take(first, corrected)
    with node.database.reading() as session:
        row = session.scalars(select(KnownPerson)).one()
    assert (row.name, row.protected) == ("Karin Lindqvist Berg", True)


def test_a_case_never_goes_back_whatever_the_order(node: SmallNode) -> None:
    """Records of one chunk in any order give the same rows."""
    log = node.laptop()
    person, registered_ = log.person()
    case, opened = log.case(person)
    certificate = issued(log, case, 0)
    node.take(certificate, opened, registered_)
    with node.database.reading() as session:
        row = session.get_one(KnownCase, str(case))
    assert (row.state, row.profile, row.centre) == ("certified", "CNC-1/1", "Testcenter Värnamo")
    assert row.touched == datetime(2026, 5, 4, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize("at_once", [False, True])
def test_a_content_that_comes_after_its_record_is_kept_and_shown(
    node: SmallNode, at_once: bool
) -> None:
    """R56 R59: a desk had let go of it, a copy of the desk brings it; the receipt is the same."""
    log = node.laptop()
    certificate = issued(log, uuid4(), 3)
    stopped = status(log, _only(certificate), ListedStatus.REVOKED, StatusReason.FOUND_WRONG)
    bare = SentRecord(certificate.raw)
    if at_once:
        first, again = node.take(bare, certificate)
        node.take(stopped)
    else:
        first = node.take(bare)[0]
        assert (first.result, first.reason) == (HELD, "no_payload")
        node.take(stopped)
        node.pass_time(timedelta(hours=1))
        again = node.take(certificate)[0]
    assert (again.result, again.receipt) == (ReceiptResult.DUPLICATE, first.receipt)
    assert [row.state for row in registered(node)] == [ListedStatus.REVOKED]
    shown = [row.name for row in registered(node)]
    node.rebuild()
    assert [row.name for row in registered(node)] == shown == ["Karin Lindqvist"]
    assert node.take(bare)[0].receipt == first.receipt
    with node.database.reading() as session:
        assert session.scalar(select(func.count()).where(StoredRecord.payload.is_(None))) == 0


def _only(record: SentRecord) -> bytes:
    told = decode_payload(RecordType.CERTIFICATE_ISSUED, record.payload or b"")
    assert isinstance(told, CertificateIssued)
    return told.facts.certificate_id


def test_text_no_database_takes_is_held(node: SmallNode) -> None:
    """A NUL in a name stops neither chunk nor engine."""
    log = node.laptop()
    person = uuid4()
    told = PersonRegistered(person=str(person), name="Karin\0Lindqvist")
    answers = node.take(log.link(RecordType.PERSON_REGISTERED, str(person), told), log.person()[1])
    assert [(a.result, a.reason) for a in answers] == [(HELD, "unreadable_payload"), (STORED, "")]


def test_hello_names_every_gap_and_no_link_it_holds(node: SmallNode) -> None:
    """The laptop sends exactly these; a chain that is whole lacks nothing."""
    log = node.laptop()
    links = [log.person()[1] for _ in range(12)]
    head = Head(log.key.kid, log.epoch, 12, log.hashes[-1])
    hello = HelloRequest((head,), 0)
    assert [(x.from_seq, x.to_seq) for x in node.publication.hello(hello).lacks] == [(0, 11)]
    node.take(*links[2:5], *links[7:12])
    assert [(x.from_seq, x.to_seq) for x in node.publication.hello(hello).lacks] == [
        (0, 1),
        (5, 6),
    ]
    node.take(*links)
    assert node.publication.hello(hello).lacks == ()
    assert node.publication.hello(hello).stored == 12


def test_a_link_another_has_taken_the_place_of_is_lacking(node: SmallNode) -> None:
    """Identity is the hash: the same number held under another hash is not the link."""
    log = node.laptop()
    links = [log.person()[1] for _ in range(3)]
    twin = SignedLog(log.key)
    twin.epoch, twin.hashes = log.epoch, [log.hashes[0]]
    next(twin._seq)
    clone = twin.person("Anna Lindblad")[1]
    node.take(links[0], clone, links[2])
    hello = HelloRequest((Head(log.key.kid, log.epoch, 3, log.hashes[-1]),), 0)
    assert [(x.from_seq, x.to_seq) for x in node.publication.hello(hello).lacks] == [(0, 2)]
    results = [answer.result for answer in node.take(*links)]
    assert results == [
        ReceiptResult.DUPLICATE,
        ReceiptResult.STORED_FORKED,
        ReceiptResult.DUPLICATE,
    ]
    assert node.publication.hello(hello).lacks == ()


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_order_and_any_repetition_stores_each_record_once(
    node: SmallNode, data: st.DataObject
) -> None:
    """R56: chunks shuffled, cut and sent again."""
    log = node.laptop()
    links = [log.person()[1] for _ in range(6)]
    for _ in range(data.draw(st.integers(1, 4))):
        node.take(*data.draw(st.lists(st.sampled_from(links), max_size=8)))
    node.take(*data.draw(st.permutations(links)))
    with node.database.reading() as session:
        wanted = select(StoredRecord.hash).where(StoredRecord.kid == log.key.kid)
        stored = list(session.scalars(wanted))
    assert sorted(stored) == sorted(record_hash(link.raw) for link in links)


@settings(max_examples=60)
@given(st.binary(max_size=400))
def test_bytes_that_are_no_chunk_are_a_bad_message(raw: bytes) -> None:
    """Also a chunk with something behind it, or cut short."""
    from app.sync.wire import BadMessage

    chunk = pack_records([SentRecord(b"x")])
    for bad in (raw, chunk + b"\0", chunk[:-1]):
        if bad:
            with pytest.raises(BadMessage):
                unpack_records(bad)


def test_two_laptops_send_the_same_at_once(tmp_path: Path, postgres_url: str) -> None:
    """PostgreSQL: no deadlock, no doubled row, one receipt for one record."""
    node = SmallNode(tmp_path / "node", postgres_url)
    log = node.laptop()
    people = [log.person() for _ in range(60)]
    records = [record for _, record in people]
    records += [log.case(person)[1] for person, _ in people]
    with ThreadPoolExecutor(4) as pool:
        orders = [records, records[::-1], records, records[60:] + records[:60]]
        answers = list(pool.map(lambda chunk: node.take(*chunk), orders))
        bundles = set(pool.map(lambda _: node.publication.status_bundle(), range(8)))
    receipts = {(answer.hash, answer.receipt) for chunk in answers for answer in chunk}
    assert len(receipts) == 120
    assert len(bundles) == 1
    with node.database.reading() as session:
        stored = select(func.count()).where(StoredRecord.kid == log.key.kid)
        known = select(func.count()).where(KnownCase.person.in_([str(p) for p, _ in people]))
        assert (session.scalar(stored), session.scalar(known)) == (120, 60)
    node.database.close()
