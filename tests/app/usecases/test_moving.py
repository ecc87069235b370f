"""A case is moved to another person before it is signed, and never after."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from app.domain.case import Step
from app.domain.certificate import AreaOutcome, CertificateKind
from app.seal.course_payloads import CaseMoved
from app.seal.payloads import decode_payload
from app.seal.records import RecordType
from app.storage.protocols import newest_published
from app.storage.sittings import met_items
from app.storage.tables import RecordRow
from app.usecases.course import ReasonMissing
from app.usecases.moving import AlreadySigned, SamePersonAgain
from app.usecases.opening import OpenCaseExists
from app.usecases.retest_rules import WaitingTime
from app.usecases.retests import MovedTooEarly
from app.workspace import Workspace
from tests.desk_work import CaseWalk
from tests.factories import FixedClock

WHY = "Fel rad i listan."


def test_the_move_is_a_signed_record_with_both_and_why(walk: CaseWalk) -> None:
    old = walk.desk.cases.view(walk.case_id).person_id
    new = walk.desk.people.search("Gunilla").lines[0].id
    walk.desk.moving.move(walk.case_id, new, WHY)
    with walk.desk.desk.database.reading() as session:
        row = session.scalar(select(RecordRow).where(RecordRow.type == RecordType.CASE_MOVED))
        assert row is not None
        moved = decode_payload(row.type, row.payload or b"")
    assert isinstance(moved, CaseMoved)
    assert (moved.old_person, moved.person, moved.reason) == (str(old), str(new), WHY)
    assert row.subject == str(new)
    assert "case_moved_away" in [line.kind for line in walk.desk.people.card(old).history]
    assert walk.desk.people.card(new).open_case is not None


def test_a_move_needs_a_reason_and_another_person(walk: CaseWalk) -> None:
    person = walk.desk.cases.view(walk.case_id).person_id
    other = walk.desk.people.search("Gunilla").lines[0].id
    with pytest.raises(ReasonMissing):
        walk.desk.moving.move(walk.case_id, other, " ")
    with pytest.raises(SamePersonAgain):
        walk.desk.moving.move(walk.case_id, person, WHY)


def test_nobody_gets_two_open_cases_of_a_profile_by_a_move(walk: CaseWalk) -> None:
    """I5."""
    other = walk.desk.people.search("Gunilla").lines[0].id
    walk.desk.cases.open(other, walk.desk.cases.view(walk.case_id).protocol_code)
    with pytest.raises(OpenCaseExists):
        walk.desk.moving.move(walk.case_id, other, WHY)


@pytest.mark.begins_at(Step.CERTIFICATE)
def test_credits_stay_with_who_they_belong_to(walk: CaseWalk) -> None:
    """R33: what was left out because of them is not assessed in the moved case."""
    walk.desk.certificates.issue(walk.to(Step.CERTIFICATE).case_id)
    walk.desk.cases.close(walk.case_id)
    view = walk.desk.cases.view(walk.case_id)
    again = CaseWalk(walk.desk, walk.desk.cases.open(view.person_id, view.protocol_code))
    first = again.protocol.areas[0].id
    offer = again.desk.credits.candidates(again.case_id).offers[0]
    again.desk.credits.grant(again.case_id, [first], offer)
    other = walk.desk.people.search("Gunilla").lines[0].id
    again.to(Step.DECISION).desk.moving.move(again.case_id, other, WHY)
    result = again.desk.decisions.proposal(again.case_id).result
    assert result.areas[0].outcome is AreaOutcome.NOT_ASSESSED
    assert again.desk.cases.view(again.case_id).credited == ()


def test_what_is_signed_is_withdrawn_and_redone_never_moved(walk: CaseWalk) -> None:
    """I1."""
    other = walk.desk.people.search("Gunilla").lines[0].id
    with pytest.raises(AlreadySigned):
        walk.to(Step.FEEDBACK).desk.moving.move(walk.case_id, other, WHY)


@pytest.mark.begins_at(Step.PRACTICAL)
def test_a_move_undone_takes_no_question_from_what_somebody_has_met(walk: CaseWalk) -> None:
    """I6: questions of their own earlier test stay met when a moved case leaves them again."""
    desk, own = walk.desk, walk.to(Step.PRACTICAL).case_id
    person, code = desk.cases.view(own).person_id, desk.cases.view(own).protocol_code
    before = _met(desk, person, code)
    desk.course.abort(own, "Reste hem")
    other, third = (desk.people.search(name).lines[0].id for name in ("Gunilla", "Fredrik"))
    wrong = CaseWalk(desk, desk.cases.open(other, code)).to(Step.PRACTICAL).case_id
    assert _met(desk, other, code) & before
    desk.moving.move(wrong, person, WHY)
    desk.moving.move(wrong, third, WHY)
    assert _met(desk, person, code) == before


@pytest.mark.begins_at(Step.PRACTICAL)
def test_a_move_is_no_way_around_the_waiting_time_of_a_retest(
    walk: CaseWalk, clock: FixedClock
) -> None:
    """R35: what began before the retest may be taken is never theirs; later it is the retest."""
    desk, person = walk.desk, walk.desk.cases.view(walk.case_id).person_id
    _leave_an_area(walk)
    code = desk.cases.view(walk.case_id).protocol_code
    early = CaseWalk(desk, _opened(desk, "Gunilla", code)).to(Step.PRACTICAL).case_id
    waiting = desk.retests.of_person(person)[0].possible_from
    clock.advance(timedelta(days=(waiting - clock.now().date()).days))
    with pytest.raises(MovedTooEarly) as refused:
        desk.moving.move(early, person, WHY)
    assert refused.value.until == waiting
    assert desk.cases.view(early).person_id != person
    late = CaseWalk(desk, _opened(desk, "Fredrik", code)).to(Step.PRACTICAL)
    desk.moving.move(late.case_id, person, WHY)
    assert desk.cases.view(late.case_id).attempt == 2
    late.to(Step.DECISION)
    assert desk.decisions.proposal(late.case_id).result.outcome is CertificateKind.FULL
    assert desk.retests.of_person(person) == ()


@pytest.mark.begins_at(Step.PRACTICAL)
def test_a_case_not_begun_is_moved_only_for_a_day_when_the_retest_may_be_taken(
    walk: CaseWalk, clock: FixedClock
) -> None:
    """R35: and it begins no earlier than that day."""
    desk, person = walk.desk, walk.desk.cases.view(walk.case_id).person_id
    _leave_an_area(walk)
    code = desk.cases.view(walk.case_id).protocol_code
    with pytest.raises(MovedTooEarly):
        desk.moving.move(_opened(desk, "Gunilla", code), person, WHY)
    other = desk.people.search("Fredrik").lines[0].id
    booked = desk.cases.open(other, code, clock.now() + timedelta(days=20))
    desk.moving.move(booked, person, WHY)
    moved = CaseWalk(desk, booked)
    with pytest.raises(WaitingTime):
        desk.arrivals.note(booked, moved.arrival())
    clock.advance(timedelta(days=20))
    assert moved.to(Step.DECISION).desk.cases.view(booked).attempt == 2


def _leave_an_area(walk: CaseWalk) -> None:
    """The case ends with one area to take again."""
    walk.weak_areas = (walk.protocol.areas[2].id,)
    walk.desk.certificates.issue(walk.to(Step.CERTIFICATE).case_id)
    walk.desk.cases.close(walk.case_id)


def _opened(desk: Workspace, name: str, code: str) -> UUID:
    return desk.cases.open(desk.people.search(name).lines[0].id, code)


def _met(desk: Workspace, person: UUID, code: str) -> frozenset[str]:
    with desk.desk.database.reading() as session:
        scheme = desk.desk.protocol(newest_published(session, code)).scheme
        return met_items(session, person, scheme)
