"""What two laptops say against each other: kept, under review, told, settled once (R57, R58)."""

from argparse import ArgumentParser, Namespace
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from msgspec.structs import replace
from sqlalchemy import select

from app.domain.certificate_status import StatusReason
from app.domain.conflicts import Keep, PersonField
from app.node import conflict_acts
from app.node.conflict_tables import ConflictWord, FoundConflict
from app.node.conflicts import forget, reviewed
from app.node.enrolment import Invited
from app.node.status_acts import OrderRefused
from app.node.status_orders import counting
from app.node.tables import KnownPerson, RegisteredCertificate
from app.seal.conflict_payloads import (
    ConflictSettled,
    FieldKept,
    Resolution,
    Review,
    open_resolution,
    open_review,
)
from app.seal.payloads import (
    CertificateStatus,
    ListedStatus,
    PersonCorrected,
    PersonRegistered,
)
from app.seal.receipts import ReceiptResult
from app.seal.records import RecordType
from app.sync.wire import SentRecord
from tests.app.node.small_node import INVITED, SmallNode, certificate
from tests.signed_log import SignedLog

BORN = date(1987, 5, 21)
ELIN = Invited("Elin Sjöberg", 10520, INVITED.centre, ("CNC-1",))
PER = Invited("Per Nyström", 10511, INVITED.centre, ("CNC-1",))
FAR = Invited("Nils Holm", 10600, "Testcenter Ystad", ("CNC-1",))
WHY = "Elins prov gjordes på fel maskin."


@dataclass
class Laptop:
    """One seal's log at a node, with what it does with one person."""

    node: SmallNode
    log: SignedLog
    index: int = 0

    def registers(self, name: str = "Karin Lindqvist", person: UUID | None = None) -> str:
        """The person under an id of this laptop's own."""
        told = PersonRegistered(str(person or uuid4()), name, BORN)
        self.sends(self.log.link(RecordType.PERSON_REGISTERED, told.person, told))
        return told.person

    def opens(self, person: str) -> str:
        """A case for the person."""
        case, record = self.log.case(UUID(person))
        self.sends(record)
        return str(case)

    def issues(self, person: str, case: str, replaces: bytes | None = None) -> bytes:
        """A certificate of the case; its id."""
        made = certificate(self.log.key, UUID(case), self.index)
        facts = replace(made.facts, replaces=replaces)
        self.index += 1
        self.sends(self.record(replace(made, person=person, facts=facts)))
        return facts.certificate_id

    def record(self, payload: object) -> SentRecord:
        """A certificate's link."""
        return self.log.link(RecordType.CERTIFICATE_ISSUED, "", payload)  # type: ignore[arg-type]

    def sends(self, record: SentRecord) -> tuple[ReceiptResult, str]:
        """What the node did with it, and why."""
        (answer,) = self.node.take(record)
        return answer.result, answer.reason

    def settles(self, conflict: bytes, keep: Keep, *fields: FieldKept) -> tuple[ReceiptResult, str]:
        """The answer of this laptop's assessor."""
        said = ConflictSettled(conflict, keep, WHY, fields)
        return self.sends(self.log.link(RecordType.CONFLICT_SETTLED, "", said))

    def hears(self) -> tuple[list[Review], list[Resolution]]:
        """What the node has told this seal, each word proved."""
        public = self.node.keys.node.public
        entries = self.node.publication.feed(self.log.key.kid, 0).entries
        return (
            [open_review(e.content, public) for e in entries if e.type == "review"],
            [open_resolution(e.content, public) for e in entries if e.type == "resolution"],
        )

    def cloned(self) -> "Laptop":
        """A copy of the disk as it stands: the same seal, the same log, going on by itself."""
        log = SignedLog(self.log.key)
        log.epoch, log.hashes, log.now = self.log.epoch, list(self.log.hashes), self.log.now
        log._seq = count(len(log.hashes))
        return Laptop(self.node, log, self.index)

    def waits(self, hours: int) -> None:
        """Time passes at this laptop."""
        self.log.now += timedelta(hours=hours)


class Meeting:
    """Maria's and Elin's laptops have assessed one person, neither knowing of the other."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.node = folder, SmallNode(folder)
        self.maria, self.elin = self.laptop(INVITED), self.laptop(ELIN)
        self.per = self.laptop(PER)

    def laptop(self, invited: Invited) -> Laptop:
        """One more."""
        return Laptop(self.node, self.node.laptop(invited))

    def both_assess(self) -> tuple[bytes, bytes]:
        """Their two certificates, Maria's the earlier."""
        mine, hers = self.maria.registers(), self.elin.registers()
        case, other = self.maria.opens(mine), self.elin.opens(hers)
        self.maria.waits(3)
        first = self.maria.issues(mine, case)
        self.elin.waits(5)
        return first, self.elin.issues(hers, other)

    def counts(self, *ids: bytes) -> list[ListedStatus]:
        """What counts of each."""
        with self.node.database.reading() as session:
            rows = [session.get_one(RegisteredCertificate, one) for one in ids]
            found = counting(session, rows)
        return [found[one] for one in ids]

    def act(self, *words: str) -> str:
        """`python3 -m app.node conflicts …`."""
        parser = ArgumentParser()
        conflict_acts.add_parser(parser.add_subparsers(dest="act"))
        chosen: Namespace = parser.parse_args(["conflicts", *words])
        return conflict_acts.run(self.node.database, self.node.keys, lambda: self.node.now, chosen)


@pytest.fixture
def meeting(tmp_path: Path) -> Meeting:
    """A small region of three assessors at one test centre."""
    return Meeting(tmp_path)


def test_two_laptops_that_assessed_one_person_are_both_kept_and_under_review(
    meeting: Meeting,
) -> None:
    """R57: neither wins by coming last; both read as suspended, nothing else does."""
    other = meeting.maria.registers("Nils Holm")
    clear = meeting.maria.issues(other, meeting.maria.opens(other))
    first, second = meeting.both_assess()
    assert meeting.counts(first, second) == [ListedStatus.SUSPENDED] * 2
    assert meeting.counts(clear) == [ListedStatus.VALID]
    for laptop in (meeting.maria, meeting.elin, meeting.per):
        ((review,), ends) = laptop.hears()
        assert (review.first.certificate, review.second.certificate) == (first, second)
        assert (review.first.assessor, review.second.assessor) == (INVITED.assessor, ELIN.assessor)
        assert (len(review.first.areas), review.profile, ends) == (8, "CNC-1/1", [])
    assert meeting.laptop(FAR).hears() == ([], [])


def test_the_same_records_in_any_order_and_a_rebuild_show_the_same_conflict(
    meeting: Meeting,
) -> None:
    """R56, R57: found from the records alone; told once."""
    first, second = meeting.both_assess()
    before = meeting.maria.hears()
    meeting.node.rebuild()
    meeting.maria.opens(meeting.maria.registers("Nils Holm"))
    assert meeting.maria.hears() == before
    assert meeting.counts(first, second) == [ListedStatus.SUSPENDED] * 2


def test_a_later_assessment_and_one_that_replaces_are_no_conflict(meeting: Meeting) -> None:
    """Whoever began after the certificate was there knew of it, or could."""
    mine = meeting.maria.registers()
    case = meeting.maria.opens(mine)
    first = meeting.maria.issues(mine, case)
    meeting.maria.issues(mine, case, replaces=first)
    meeting.elin.waits(24)
    hers = meeting.elin.registers()
    meeting.elin.issues(hers, meeting.elin.opens(hers))
    assert meeting.elin.hears() == ([], [])


def test_a_copy_of_a_laptop_that_issues_for_the_same_case_is_a_conflict_too(
    meeting: Meeting,
) -> None:
    """One seal, two logs: the disk was copied while the case ran."""
    mine = meeting.maria.registers()
    case = meeting.maria.opens(mine)
    copy = meeting.maria.cloned()
    copy.index = 5000
    meeting.maria.waits(1)
    copy.waits(2)
    pair = meeting.maria.issues(mine, case), copy.issues(mine, case)
    assert meeting.counts(*pair) == [ListedStatus.SUSPENDED] * 2


def test_a_third_assessor_settles_and_everybody_hears(meeting: Meeting) -> None:
    """R58: signed, with its reason; the one that does not count is revoked, the other valid."""
    first, second = meeting.both_assess()
    ((review,), _) = meeting.per.hears()
    assert meeting.per.settles(review.conflict, Keep.FIRST) == (ReceiptResult.STORED, "")
    assert meeting.counts(first, second) == [ListedStatus.VALID, ListedStatus.REVOKED]
    for laptop in (meeting.maria, meeting.elin, meeting.per):
        (end,) = laptop.hears()[1]
        assert (end.conflict, end.keep) == (review.conflict, Keep.FIRST)
        assert (end.by, end.reason) == (PER.assessor, WHY)
    later = meeting.per.settles(review.conflict, Keep.SECOND)
    assert later == (ReceiptResult.STORED_HELD, "settled_before")
    meeting.node.rebuild()
    assert meeting.counts(first, second) == [ListedStatus.VALID, ListedStatus.REVOKED]


def test_neither_of_the_two_who_assessed_settles_it_nor_a_stranger(meeting: Meeting) -> None:
    """R47, R58: kept, held with its reason, without effect."""
    pair = meeting.both_assess()
    ((review,), _) = meeting.per.hears()
    for laptop in (meeting.maria, meeting.elin, meeting.laptop(FAR)):
        said = laptop.settles(review.conflict, Keep.BOTH)
        assert said == (ReceiptResult.STORED_HELD, "not_entitled")
    impossible = meeting.per.settles(review.conflict, Keep.OVER)
    assert impossible == (ReceiptResult.STORED_HELD, "not_possible")
    assert meeting.counts(*pair) == [ListedStatus.SUSPENDED] * 2


def test_an_answer_that_comes_before_its_conflict_counts_once_that_is_found(
    meeting: Meeting, tmp_path: Path
) -> None:
    """A node set back gets the records again in another order than they were first sent."""
    _first, second = meeting.both_assess()
    ((review,), _) = meeting.per.hears()
    answer = ConflictSettled(review.conflict, Keep.BOTH, WHY)
    record = meeting.per.log.link(RecordType.CONFLICT_SETTLED, "", answer)
    with meeting.node.database.transaction() as session:
        for row in (ConflictWord, FoundConflict):
            session.delete(session.get_one(row, review.conflict))
    assert meeting.per.sends(record) == (ReceiptResult.STORED_HELD, "unknown_conflict")
    with meeting.node.database.reading() as session:
        person = session.get_one(RegisteredCertificate, second).person
    again = PersonCorrected(person, "Karin Lindqvist", BORN)
    meeting.elin.sends(meeting.elin.log.link(RecordType.PERSON_CORRECTED, person, again))
    assert [end.keep for end in meeting.elin.hears()[1]] == [Keep.BOTH]
    with meeting.node.database.reading() as session:
        assert reviewed(session) == frozenset()


def test_one_that_its_own_assessor_revokes_leaves_nothing_to_choose(meeting: Meeting) -> None:
    """The other is in force again, and the desks hear that it is over."""
    first, second = meeting.both_assess()
    said = CertificateStatus(second, ListedStatus.REVOKED, StatusReason.FOUND_WRONG)
    meeting.elin.sends(meeting.elin.log.link(RecordType.CERTIFICATE_STATUS, "", said))
    assert meeting.counts(first, second) == [ListedStatus.VALID, ListedStatus.REVOKED]
    assert [end.keep for end in meeting.per.hears()[1]] == [Keep.OVER]


def test_another_name_takes_no_certificate_out_of_its_review(meeting: Meeting) -> None:
    """R57: whoever renames the person at one laptop does not settle by it, after a rebuild too."""
    pair = meeting.both_assess()
    hers = meeting.per.hears()[0][0].second.person
    _corrects(meeting.elin, hers, "Karin Ek", BORN)
    assert meeting.counts(*pair) == [ListedStatus.SUSPENDED] * 2
    meeting.node.rebuild()
    assert meeting.counts(*pair) == [ListedStatus.SUSPENDED] * 2


def test_corrections_of_different_facts_are_put_together_field_by_field(meeting: Meeting) -> None:
    """R57: what only one laptop changed counts; what both changed apart is asked about."""
    person = meeting.maria.registers()
    copy = Laptop(meeting.node, SignedLog(meeting.maria.log.key))
    _corrects(meeting.maria, person, "Karin Ek", BORN)
    _corrects(copy, person, "Karin Lindqvist", date(1987, 5, 12))
    assert _known(meeting.node, person) == ("Karin Ek", date(1987, 5, 12))
    assert meeting.per.hears() == ([], [])
    _corrects(copy, person, "Karin Ekman", date(1987, 5, 12))
    assert _known(meeting.node, person) == ("Karin Lindqvist", date(1987, 5, 12))
    ((review,), _) = meeting.per.hears()
    assert review.fields == (PersonField.NAME,)
    assert (review.first.name, review.second.name) == ("Karin Ek", "Karin Ekman")
    kept = FieldKept(PersonField.NAME, Keep.SECOND)
    assert meeting.maria.settles(review.conflict, Keep.BOTH) == (
        ReceiptResult.STORED_HELD,
        "not_possible",
    )
    assert meeting.maria.settles(review.conflict, Keep.BOTH, kept)[0] is ReceiptResult.STORED
    assert _known(meeting.node, person) == ("Karin Ekman", date(1987, 5, 12))
    _corrects(meeting.maria, person, "Karin Ekman", date(1987, 5, 12))
    _corrects(copy, person, "Karin Berg", date(1987, 5, 12))
    assert _known(meeting.node, person)[0] == "Karin Berg"
    assert len(meeting.per.hears()[0]) == 1
    meeting.node.rebuild()
    assert _known(meeting.node, person) == ("Karin Berg", date(1987, 5, 12))


def test_what_a_copy_of_a_laptop_corrects_is_not_overwritten_either(meeting: Meeting) -> None:
    """R57: one log, two branches; each branch has its own newest correction."""
    person = meeting.maria.registers()
    copy = meeting.maria.cloned()
    _corrects(meeting.maria, person, "Karin Ek", BORN)
    _corrects(copy, person, "Karin Ekman", BORN)
    _corrects(meeting.maria, person, "Karin Eck", BORN)
    assert _known(meeting.node, person)[0] == "Karin Lindqvist"
    found, ends = meeting.per.hears()
    assert [{one.first.name, one.second.name} for one in found if one.fields] == [
        {"Karin Ek", "Karin Ekman"},
        {"Karin Eck", "Karin Ekman"},
    ]
    assert [end.keep for end in ends] == [Keep.OVER]
    meeting.node.rebuild()
    assert _known(meeting.node, person)[0] == "Karin Lindqvist"


def test_a_forked_log_is_one_conflict_however_long_it_forks(meeting: Meeting) -> None:
    """Both branches are kept; that is all there is to say of it."""
    copy = Laptop(meeting.node, SignedLog(meeting.maria.log.key))
    copy.log.epoch = meeting.maria.log.epoch
    for laptop in (meeting.maria, copy, meeting.maria, copy):
        laptop.registers(f"Person {uuid4().hex[:6]}")
    ((review,), _) = meeting.per.hears()
    assert review.first.record != review.second.record
    assert meeting.per.settles(review.conflict, Keep.FIRST)[1] == "not_possible"
    assert meeting.per.settles(review.conflict, Keep.BOTH)[0] is ReceiptResult.STORED


def test_the_region_lists_shows_and_settles_by_command(meeting: Meeting) -> None:
    """R58: who, when and why are kept; wrong words change nothing."""
    assert "Inga konflikter" in meeting.act("list")
    first, second = meeting.both_assess()
    line = meeting.act("list")
    short = line.split()[0]
    assert "öppen" in line
    assert ELIN.assessor in meeting.act("show", short)
    reason = ("--reason", WHY)
    for wrong in (
        (short, "--keep", "first", "--reason", "kort"),
        ("ffffff", "--keep", "first", *reason),
        (short, "--keep", "first", "--field", "shoe=first", *reason),
    ):
        with pytest.raises(OrderRefused):
            meeting.act("settle", *wrong)
    done = meeting.act("settle", short, "--keep", "neither", "--reason", WHY, "--by", "Eva Lind")
    assert "ingen av dem" in done
    assert meeting.counts(first, second) == [ListedStatus.REVOKED] * 2
    assert [(end.by, end.keep) for end in meeting.per.hears()[1]] == [("Eva Lind", Keep.NEITHER)]
    with pytest.raises(OrderRefused, match="redan avgjord"):
        meeting.act("settle", short, "--keep", "both", "--reason", WHY)
    assert WHY in meeting.act("show", short)
    assert "Inga" in meeting.act("list")
    assert short in meeting.act("list", "--all")


def test_a_forgotten_person_is_in_no_word_any_more(meeting: Meeting) -> None:
    """R53: names and levels of both versions go; how it ended stays, so it is not found anew."""
    meeting.both_assess()
    person = meeting.per.hears()[0][0].first.person
    with meeting.node.database.transaction() as session:
        forget(session, person)
        words = session.scalars(select(ConflictWord)).all()
        assert [(word.review, bool(word.keep)) for word in words] == [(b"", True)]
    entries = meeting.node.publication.feed(meeting.per.log.key.kid, 0).entries
    assert [entry.content for entry in entries if entry.type == "review"] == [b""]


def _corrects(laptop: Laptop, person: str, name: str, born: date) -> None:
    said = PersonCorrected(person, name, born)
    laptop.waits(1)
    laptop.sends(laptop.log.link(RecordType.PERSON_CORRECTED, person, said))


def _known(node: SmallNode, person: str) -> tuple[str, date | None]:
    with node.database.reading() as session:
        row = session.get_one(KnownPerson, person)
        return row.name, row.birth_date
