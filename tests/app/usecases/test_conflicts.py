"""Conflicts at the desk: proved, kept, settled once by somebody who took no part (R57, R58)."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from app.domain.case import Step
from app.domain.certificate_status import CertificateState, StatusReason
from app.domain.conflicts import FieldsMissing, Keep, KeepNotPossible, PersonField
from app.domain.desks import PRACTICE_PIN
from app.domain.overrides import ReasonTooShort
from app.seal.conflict_payloads import (
    ConflictSettled,
    FieldKept,
    Resolution,
    sign_resolution,
    sign_review,
)
from app.seal.keys import SigningKey
from app.seal.payloads import decode_payload
from app.seal.receipts import ReceiptResult
from app.seal.records import RecordType
from app.seal.vault import WrongSecret
from app.storage import conflicts as rows
from app.storage import log, outbox
from app.storage.conflicts import UnknownConflict
from app.storage.outbox import Receipted
from app.storage.tables import FeedEntryRow
from app.sync.conflicts import take_resolution, take_review
from app.usecases.attention import AttentionKind
from app.usecases.authority import NotAccredited
from app.usecases.conflict_following import follow_settled
from app.usecases.conflicts import AlreadySettled, ConflictAnswer
from app.usecases.people import NewPerson
from app.usecases.took_part import TookPart
from app.workspace import Workspace
from tests.desk_work import CaseWalk
from tests.factories import NOON
from tests.told_conflicts import WHY, Teller, one_fork, two_certificates, two_names

FIRST = ConflictAnswer(Keep.FIRST, WHY)


@pytest.fixture
def teller(desk: Workspace) -> Teller:
    """Tells Maria's desk."""
    return Teller(desk)


def test_only_the_nodes_own_word_is_kept(desk: Workspace, teller: Teller) -> None:
    """R57: another key, or bytes that are no word at all, do nothing."""
    review = two_certificates()
    other = SigningKey.generate()
    end = Resolution(review.conflict, NOON, "Nils Holm", Keep.FIRST, WHY)
    with desk.desk.database.transaction() as session:
        for raw in (sign_review(other, review), b"", b"\x80", sign_resolution(teller.key, end)):
            take_review(session, raw)
        take_resolution(session, sign_resolution(teller.key, end))
    assert desk.conflicts.all() == ()
    teller.tell(review)
    with desk.desk.database.transaction() as session:
        take_resolution(session, sign_resolution(other, end))
    (line,) = desk.conflicts.all()
    assert (line.name, line.assessors, line.settled) == (
        "Karin Lindqvist",
        ("Per Nyström", "Nils Holm"),
        None,
    )


def test_both_versions_stand_side_by_side_and_ask_for_attention(
    desk: Workspace, teller: Teller
) -> None:
    """R57: area by area, with what differs; nothing else waits for it."""
    view = desk.conflicts.view(teller.tell(two_certificates()))
    assert [pair.name.sv for pair in view.areas if pair.differs] == ["Mätteknik"]
    assert (view.hindrance, view.first.is_here) == (None, False)
    (wants,) = [one for one in desk.today.view().attention if one.kind is AttentionKind.CONFLICT]
    assert wants.count == 1
    assert desk.syncing.status().conflicts == 1
    assert desk.cases.open(desk.people.register(NewPerson("Anna Ek")), "CNC-1")


def test_an_answer_is_signed_once_and_ends_with_the_nodes_word(
    desk: Workspace, teller: Teller
) -> None:
    """R58: who, what and why go up in one record; the node's resolution is the end."""
    conflict = teller.tell(two_certificates())
    desk.conflicts.settle(conflict, FIRST, PRACTICE_PIN)
    with desk.desk.database.reading() as session:
        signed = log.waiting(session)
    (record,) = [row for row in signed if row.type == RecordType.CONFLICT_SETTLED]
    said = decode_payload(record.type, record.payload or b"")
    assert said == ConflictSettled(conflict, Keep.FIRST, WHY)
    assert desk.conflicts.all()[0].waits
    assert AttentionKind.CONFLICT not in [one.kind for one in desk.today.view().attention]
    with pytest.raises(AlreadySettled):
        desk.conflicts.settle(conflict, FIRST, PRACTICE_PIN)
    teller.end(conflict, Keep.SECOND, by="Elin Sjöberg")
    (line,) = desk.conflicts.all()
    assert line.settled is not None
    assert (line.settled.keep, line.settled.by, line.settled.reason) == (
        Keep.SECOND,
        "Elin Sjöberg",
        WHY,
    )


def test_who_assessed_one_of_them_does_not_settle_it(desk: Workspace, teller: Teller) -> None:
    """R47, R58: nor an assessor without the profile; a coordinator or a colleague may."""
    own = (desk.assessor.name, desk.assessor.number)
    mine = teller.tell(two_certificates(first=own))
    strange = teller.tell(two_certificates(profile="WELD-2/1"))
    for conflict, refusal in ((mine, TookPart), (strange, NotAccredited)):
        assert isinstance(desk.conflicts.view(conflict).hindrance, refusal)
        with pytest.raises(refusal):
            desk.conflicts.settle(conflict, FIRST, PRACTICE_PIN)


def test_wrong_answers_change_nothing(desk: Workspace, teller: Teller) -> None:
    """A short reason, a wrong code, a choice the kind has not, a conflict that is not here."""
    conflict, fork = teller.tell(two_certificates()), teller.tell(one_fork())
    with pytest.raises(ReasonTooShort):
        desk.conflicts.settle(conflict, ConflictAnswer(Keep.FIRST, "kort"), PRACTICE_PIN)
    with pytest.raises(WrongSecret):
        desk.conflicts.settle(conflict, FIRST, "000000")
    for keep in (Keep.FIRST, Keep.OVER):
        with pytest.raises(KeepNotPossible):
            desk.conflicts.settle(fork, ConflictAnswer(keep, WHY), PRACTICE_PIN)
    with pytest.raises(UnknownConflict):
        desk.conflicts.settle(bytes(16), FIRST, PRACTICE_PIN)
    assert not any(line.waits for line in desk.conflicts.all())


def test_a_person_is_called_what_was_chosen_and_both_names_stay(
    desk: Workspace, teller: Teller
) -> None:
    """R57: chosen field by field; the desk that had the other name takes it over once."""
    person = desk.people.register(NewPerson("Karin Ek"))
    review = two_names(person, "Karin Ek", "Karin Ekman")
    conflict = teller.tell(review)
    with pytest.raises(FieldsMissing):
        desk.conflicts.settle(conflict, ConflictAnswer(Keep.BOTH, WHY), PRACTICE_PIN)
    name = {PersonField.NAME: Keep.SECOND}
    desk.conflicts.settle(conflict, ConflictAnswer(Keep.BOTH, WHY, name), PRACTICE_PIN)
    follow_settled(desk.desk)
    assert desk.people.card(person).line.name == "Karin Ek"
    kept = (FieldKept(PersonField.NAME, Keep.SECOND),)
    end = Resolution(conflict, NOON + timedelta(hours=1), "Maria", Keep.BOTH, WHY, kept)
    with desk.desk.database.transaction() as session:
        take_resolution(session, sign_resolution(teller.key, end))
    follow_settled(desk.desk)
    assert desk.people.card(person).line.name == "Karin Ekman"
    desk.people.rename(person, "Karin Berg")
    follow_settled(desk.desk)
    assert desk.people.card(person).line.name == "Karin Berg"


@pytest.mark.begins_at(Step.CERTIFICATE)
def test_a_certificate_under_review_is_suspended_here_too(walk: CaseWalk, teller: Teller) -> None:
    """R57: from the node's word on, until it is settled; its history says both."""
    desk = walk.to(Step.CERTIFICATE).desk
    certificate = desk.certificates.issue(walk.case_id)
    conflict = teller.tell(two_certificates(certificate=certificate))
    standing = desk.status_acts.standing(certificate)
    assert standing.shown.state is CertificateState.SUSPENDED
    assert standing.shown.by_region
    assert standing.reason is StatusReason.CONFLICT
    assert desk.certificate_list.find().lines[0].state == "suspended"
    teller.end(conflict, Keep.FIRST)
    after = desk.status_acts.standing(certificate)
    assert after.shown.state is CertificateState.ISSUED
    assert [event.actor for event in after.history[-2:]] == ["", "Nils Holm"]


@pytest.mark.begins_at(Step.CERTIFICATE)
@pytest.mark.parametrize("is_second", [False, True])
def test_a_certificate_whose_other_one_ended_by_itself_is_in_force_again(
    walk: CaseWalk, teller: Teller, is_second: bool
) -> None:
    """R57: its history says so whichever of the two it is."""
    desk = walk.to(Step.CERTIFICATE).desk
    certificate = desk.certificates.issue(walk.case_id)
    review = two_certificates(certificate=certificate)
    if is_second:
        review = replace(review, first=review.second, second=review.first)
    teller.end(teller.tell(review), Keep.OVER)
    newest = desk.status_acts.standing(certificate).history[-1]
    assert (newest.kind, newest.state) == ("region", CertificateState.ISSUED)


def test_an_answer_the_node_holds_without_effect_may_be_given_again(
    desk: Workspace, teller: Teller
) -> None:
    """R58: it does not wait for good for an end that nobody will tell of."""
    conflict = teller.tell(two_certificates())
    desk.conflicts.settle(conflict, FIRST, PRACTICE_PIN)
    with desk.desk.database.transaction() as session:
        answer = rows.conflict(session, conflict).answer or b""
        held = Receipted(answer, ReceiptResult.STORED_HELD, b"signed by the node")
        outbox.keep_receipts(session, [held], NOON)
    follow_settled(desk.desk)
    assert (desk.conflicts.all()[0].waits, desk.syncing.status().conflicts) == (False, 1)
    desk.conflicts.settle(conflict, FIRST, PRACTICE_PIN)
    follow_settled(desk.desk)
    assert desk.conflicts.all()[0].waits


def test_a_node_that_finds_it_anew_opens_it_again(desk: Workspace, teller: Teller) -> None:
    """A node set back has forgotten how it ended: its later word counts, the older never."""
    review = two_certificates()
    conflict = teller.tell(review)
    teller.end(conflict, Keep.BOTH)
    teller.tell(review)
    assert desk.conflicts.all()[0].settled is not None
    teller.tell(replace(review, at=NOON + timedelta(hours=5)))
    assert desk.conflicts.all()[0].settled is None


def test_a_node_that_was_restored_does_not_take_back_who_decided(
    desk: Workspace, teller: Teller
) -> None:
    """Its ledger has no name: what it says again of an end that is known here changes nothing."""
    review = two_certificates()
    conflict = teller.tell(review)
    teller.end(conflict, Keep.BOTH)
    teller.tell(replace(review, at=NOON + timedelta(hours=2)))
    teller.end(conflict, Keep.BOTH, by="")
    settled = desk.conflicts.all()[0].settled
    assert settled is not None
    assert settled.by == "Nils Holm"


def test_a_forgotten_person_leaves_no_word_behind(desk: Workspace, teller: Teller) -> None:
    """R53: the rows go, and what the feed brought of them."""
    person = desk.people.register(NewPerson("Karin Ek"))
    review = two_names(person, "Karin Ek", "Karin Ekman")
    teller.tell(review)
    with desk.desk.database.transaction() as session:
        raw = rows.conflict(session, review.conflict).review
        session.add(FeedEntryRow(cursor=1, type="review", content=raw, applied=NOON))
        session.flush()
        rows.forget(session, person)
        assert session.query(FeedEntryRow).count() == 0
    assert desk.conflicts.all() == ()
