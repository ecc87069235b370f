"""The region's own decisions on certificates, beside what the seals say; stolen seals."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import msgspec
import pytest

from app.domain.certificate_number import format_certificate_number
from app.domain.certificate_status import StatusReason
from app.node.__main__ import main
from app.node.lookup import Lookup
from app.node.status_orders import NothingToOrder, StatusOrders, UnknownNumber
from app.node.tables import EnrolledSeal, RegisteredCertificate, StatusOrder
from app.seal.payloads import CertificateStatus, ListedStatus, decode_payload
from app.seal.records import RecordType
from app.seal.status import SealStatus, StatusBundle, StatusList, good_mark
from app.seal.verifying import certificate_hash
from app.sync.wire import REGION_STATUS, RegionStatus, SentRecord, decode
from tests.app.node.exported import export
from tests.app.node.small_node import SmallNode, issued
from tests.signed_log import SignedLog

VALID, SUSPENDED, REVOKED = ListedStatus.VALID, ListedStatus.SUSPENDED, ListedStatus.REVOKED
WRONG, REVIEW, LIFTED = StatusReason.FOUND_WRONG, StatusReason.UNDER_REVIEW, StatusReason.LIFTED


@dataclass(frozen=True)
class Known:
    """A certificate the node has, and its signed bytes."""

    id: bytes
    cert: bytes


class Region:
    """A small node with one certificate at index 0, and orders to give."""

    def __init__(self, folder: Path) -> None:
        self.node = SmallNode(folder)
        self.log: SignedLog = self.node.laptop()
        _person, person = self.log.person()
        self.node.take(person)
        self.first = self.issue(0)
        self.orders = StatusOrders(self.node.database, lambda: self.node.now)

    def issue(self, index: int) -> Known:
        """One more, registered now."""
        record = issued(self.log, uuid4(), index)
        self.node.take(record)
        said = decode_payload(RecordType.CERTIFICATE_ISSUED, record.payload or b"")
        return Known(said.facts.certificate_id, said.cert)  # type: ignore[attr-defined]

    def order(self, state: ListedStatus, reason: StatusReason = WRONG) -> ListedStatus:
        """Decide of the first; what counts then."""
        return self.orders.give(self.first.id, state, reason, "Eva Lind").counts

    def says(self, status: ListedStatus, reason: StatusReason = WRONG) -> None:
        """The seal that issued the first says something of it."""
        word = CertificateStatus(self.first.id, status, reason)
        answers = self.node.take(self.log.link(RecordType.CERTIFICATE_STATUS, "", word))
        assert answers[0].result == "stored"

    def listed(self) -> SealStatus:
        """What the bundle says of the seal."""
        _, raw = self.node.publication.status_bundle()
        content = StatusList.from_bytes(StatusBundle.from_bytes(raw).statement.payload)
        return content.seals[self.log.key.kid]

    @property
    def state(self) -> str:
        """What the bundle says of the first."""
        return self.listed().certificate(0).name.lower()

    def seal(self, state: str, since: date) -> None:
        """What the authority orders of the seal."""
        with self.node.database.transaction() as session:
            row = session.get_one(EnrolledSeal, self.log.key.kid)
            row.state, row.since = state, since


@pytest.fixture
def region(tmp_path: Path) -> Region:
    """A region with a certificate."""
    return Region(tmp_path)


def test_an_order_is_in_the_list_at_once_and_lifted_by_another(region: Region) -> None:
    """R43: the region stops a certificate whose assessor cannot be reached."""
    assert region.state == "valid"
    assert region.order(SUSPENDED, REVIEW) is SUSPENDED
    assert region.state == "suspended"
    assert region.order(VALID, LIFTED) is VALID
    assert region.state == "valid"


@pytest.mark.parametrize(
    ("own", "ordered", "counts"),
    [
        (SUSPENDED, VALID, "suspended"),
        (REVOKED, SUSPENDED, "revoked"),
        (SUSPENDED, REVOKED, "revoked"),
        (ListedStatus.REPLACED, REVOKED, "revoked"),
    ],
)
def test_of_records_and_orders_what_takes_more_away_counts(
    region: Region, own: ListedStatus, ordered: ListedStatus, counts: str
) -> None:
    """R43: in whichever order they come; making the rows again changes nothing."""
    if ordered is VALID:
        region.order(SUSPENDED, REVIEW)
    else:
        region.order(ordered)
    region.says(own)
    if ordered is VALID:
        region.order(VALID, LIFTED)
    assert region.state == counts
    region.node.rebuild()
    assert region.state == counts


def test_a_seal_does_not_lift_what_the_region_stopped(region: Region) -> None:
    """A stop stands until whoever made it lifts it."""
    region.order(SUSPENDED, REVIEW)
    region.says(SUSPENDED)
    region.says(VALID, LIFTED)
    assert region.state == "suspended"


@pytest.mark.parametrize("first", [ListedStatus.REPLACED, REVOKED])
def test_two_desks_at_once_give_one_answer_in_any_order(
    region: Region, first: ListedStatus
) -> None:
    """R43: a colleague replaces while the issuer revokes: revoked goes before replaced."""
    region.says(first)
    region.says(REVOKED if first is ListedStatus.REPLACED else ListedStatus.REPLACED)
    region.says(VALID, LIFTED)
    assert region.state == "revoked"


def test_what_is_final_stays_and_twice_is_refused(region: Region) -> None:
    """R42: nothing leads back from revoked."""
    region.order(REVOKED)
    for state in (REVOKED, VALID, SUSPENDED):
        with pytest.raises(NothingToOrder) as raised:
            region.order(state)
        assert raised.value.state is REVOKED
    with pytest.raises(UnknownNumber):
        region.orders.give(bytes(10), REVOKED, WRONG, "Eva Lind")
    with region.node.database.reading() as session:
        assert session.query(StatusOrder).count() == 1


def test_the_desk_that_issued_it_is_told_the_reason_class(region: Region) -> None:
    """R43: by its feed; the list says what counts, the feed why."""
    region.order(SUSPENDED, REVIEW)
    entries = region.node.publication.feed(region.log.key.kid, 0).entries
    told = [decode(e.content, RegionStatus) for e in entries if e.type == REGION_STATUS]
    assert [(t.certificate, t.state, t.reason) for t in told] == [
        (region.first.id, "suspended", "under_review")
    ]
    other = region.node.laptop().key.kid
    entries = region.node.publication.feed(other, 0).entries
    assert REGION_STATUS not in [entry.type for entry in entries]


def test_lookup_and_export_say_what_counts_and_why(region: Region, tmp_path: Path) -> None:
    """R41, R43, I14."""
    lookup = Lookup(region.node.database, lambda: region.node.now, lambda: 0.0)
    number = format_certificate_number(region.first.id)
    region.order(SUSPENDED, REVIEW)
    assert lookup.find(region.first.id, number).status == "SUSPENDED"
    path = tmp_path / "bevis.json"
    export(region.node, "certificates", path)
    [row] = msgspec.json.decode(path.read_bytes())
    assert (row["state"], row["reason"]) == ("Stoppat", "under_review")


def test_of_a_stolen_seal_only_what_was_registered_before_stays_good(region: Region) -> None:
    """Backdating gains nothing: what came on the day of the theft or later is not on the list."""
    region.node.pass_time(timedelta(days=3))
    theft = region.node.now.date()
    forged = region.issue(1)
    region.node.pass_time(timedelta(days=1))
    region.seal("compromised", theft)
    good = region.listed().good
    assert good == {good_mark(certificate_hash(region.first.cert))}
    assert good_mark(certificate_hash(forged.cert)) not in good
    lookup = Lookup(region.node.database, lambda: region.node.now, lambda: 0.0)
    assert lookup.find(region.first.id, "").status == "VALID"
    assert lookup.find(forged.id, "").status == "NOT_ACCREDITED"


def test_the_command_says_what_was_done_in_both_languages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """R43: and why nothing was, with nothing changed."""
    region = Region(tmp_path)
    number = format_certificate_number(region.first.id)

    def status(*arguments: str) -> int:
        return main(["--folder", str(tmp_path), "status", *arguments])

    assert status(number, "suspended", "--reason", "under_review", "--by", "Eva Lind") == 0
    said = capsys.readouterr().out
    assert "tillfälligt stoppat · suspended" in said
    assert status(number, "suspended", "--reason", "under_review") == 1
    assert "Inget är ändrat" in capsys.readouterr().err
    assert status("0000 0000 0000 0000 0", "revoked", "--reason", "found_wrong") == 1
    assert "noden har inget bevis" in capsys.readouterr().err
    assert status(number[:-1] + "#", "revoked", "--reason", "found_wrong") == 1
    assert "numret är inte rätt" in capsys.readouterr().err
    region.says(SUSPENDED)
    assert status(number, "valid", "--reason", "lifted") == 0
    assert "bara bedömaren häver" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        status(number, "replaced", "--reason", "found_wrong")
    capsys.readouterr()
    with region.node.database.reading() as session:
        assert next(row.actor for row in session.query(StatusOrder)) == "Eva Lind"
        assert session.get_one(RegisteredCertificate, region.first.id).state == "suspended"


def test_a_status_of_an_unknown_certificate_or_by_another_seal_is_held(region: Region) -> None:
    """R42: only the seal that issued it speaks of it; twice the same record is one."""
    other = region.node.laptop()
    word = CertificateStatus(region.first.id, REVOKED, WRONG)
    foreign = other.link(RecordType.CERTIFICATE_STATUS, "", word)
    nowhere = CertificateStatus(bytes(10), REVOKED, WRONG)
    unknown = region.log.link(RecordType.CERTIFICATE_STATUS, "", nowhere)
    for record in (foreign, unknown):
        [answer] = region.node.take(record)
        assert (answer.result, answer.reason) == ("stored_held", "unknown_certificate")
    assert region.state == "valid"
    own: SentRecord = region.log.link(RecordType.CERTIFICATE_STATUS, "", word)
    assert [a.result for a in (*region.node.take(own), *region.node.take(own))] == [
        "stored",
        "duplicate",
    ]
    assert region.state == "revoked"
