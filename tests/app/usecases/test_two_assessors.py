"""Two assessors on one laptop: each rates alone and blind, then they agree (R29)."""

from dataclasses import replace
from uuid import UUID

import pytest
from sqlalchemy import select

from app.domain.agreement import Rated
from app.domain.case import SittingState, Step, WrongState
from app.domain.decision import ResultMissing
from app.domain.desks import PRACTICE_PIN
from app.domain.missing import Missing
from app.seal.payloads import SittingClosed, decode_payload
from app.seal.records import RecordType
from app.storage.tables import RecordRow, SittingRow
from app.usecases.agreeing import (
    DifferencesOpen,
    OnlyTheTwo,
    OtherMustConfirm,
    SettlementIncomplete,
    StillBlind,
)
from app.usecases.authority import NotAccredited
from app.usecases.practical import Seen
from app.usecases.rating import NotYourSitting
from app.usecases.second_person import SamePerson, UnknownColleague
from app.workspace import Workspace
from tests.desk_work import MARIA, CaseWalk, Enter, booked_case
from tests.two_hands import colleague, rate_alone

pytestmark = pytest.mark.begins_at(Step.PRACTICAL)

ELIN, PER = "Elin Sjöberg", "Per Nyström"


@pytest.fixture
def case(enter: Enter) -> UUID:
    """A case at the practical, with Elin as the second assessor."""
    desk = enter(MARIA)
    walk = CaseWalk(desk, booked_case(desk)).to(Step.PRACTICAL)
    desk.two_assessors.choose(walk.case_id, colleague(desk, ELIN))
    return walk.case_id


def test_the_second_is_somebody_accredited_for_the_role(enter: Enter) -> None:
    """R1, R29."""
    desk = enter(MARIA)
    walk = CaseWalk(desk, booked_case(desk)).to(Step.PRACTICAL)
    choices = desk.two_assessors.choices(walk.case_id)
    assert [one.name for one in choices.colleagues] == [ELIN]
    assert choices.chosen is None
    with pytest.raises(SamePerson):
        desk.two_assessors.choose(walk.case_id, desk.assessor.id)
    with pytest.raises(UnknownColleague):
        desk.two_assessors.choose(walk.case_id, desk.desk.new_id())
    with pytest.raises(NotAccredited):
        desk.two_assessors.choose(walk.case_id, colleague(desk, PER))
    desk.two_assessors.choose(walk.case_id, colleague(desk, ELIN))
    assert desk.two_assessors.choices(walk.case_id).chosen_name == ELIN
    desk.two_assessors.choose(walk.case_id, None)
    assert desk.cases.view(walk.case_id).second is None
    per = enter(PER)
    with pytest.raises(NotAccredited):
        per.two_assessors.choose(walk.case_id, colleague(per, ELIN))
    with pytest.raises(NotAccredited):
        per.asking.choose_elsewhere(walk.case_id, "Elin")


def test_each_rates_alone_and_nobody_sees_the_other_until_both_have_handed_in(
    enter: Enter, case: UUID
) -> None:
    """R29: not on the sheet, not in the decision, not for a third."""
    maria = enter(MARIA)
    first = maria.practical.start(case)
    rate_alone(maria, case)
    view = maria.cases.view(case)
    assert view.next_step is Step.PRACTICAL
    assert view.second is not None
    assert (view.second.own, view.second.other) == (SittingState.HANDED_IN, None)
    with pytest.raises(StillBlind):
        maria.agreeing.of(case)
    elin = enter(ELIN)
    assert elin.cases.view(case).sitting_of(Step.PRACTICAL) is None
    with pytest.raises(NotYourSitting):
        elin.practical.sheet(first)
    with pytest.raises(ResultMissing):
        elin.decisions.proposal(case)
    own = elin.practical.start(case)
    assert own != first
    assert all(s.seen == Seen() for a in elin.practical.sheet(own).areas for s in a.criteria)
    with elin.desk.database.reading() as session:
        assert session.get_one(SittingRow, own).beside == first
    maria = enter(MARIA)
    with pytest.raises(NotYourSitting):
        maria.practical.sheet(own)
    per = enter(PER)
    for sitting in (first, own):
        with pytest.raises(NotYourSitting):
            per.practical.sheet(sitting)


def test_two_who_agree_go_on_at_once(enter: Enter, case: UUID) -> None:
    """R29."""
    rate_alone(enter(MARIA), case)
    rate_alone(enter(ELIN), case)
    view = enter(MARIA).cases.view(case)
    assert view.next_step is Step.DECISION
    assert view.second is not None
    assert view.second.is_whole


def test_the_second_may_hand_in_before_the_first(enter: Enter, case: UUID) -> None:
    """R29: the order does not matter."""
    maria = enter(MARIA)
    own = maria.practical.start(case)
    maria.practical.pause(own)
    elin = enter(ELIN)
    rate_alone(elin, case)
    assert elin.cases.view(case).next_step is Step.PRACTICAL
    maria = enter(MARIA)
    maria.practical.resume(own)
    rate_alone(maria, case)
    assert maria.cases.view(case).next_step is Step.DECISION


def test_the_second_may_begin_first_and_then_leads(enter: Enter, case: UUID) -> None:
    """R29: two sheets, whoever comes first."""
    elin = enter(ELIN)
    rate_alone(elin, case)
    view = elin.cases.view(case).second
    assert view is not None
    assert (view.first_name, view.second_name) == (ELIN, MARIA)
    assert elin.cases.view(case).next_step is Step.PRACTICAL
    maria = enter(MARIA)
    assert maria.cases.view(case).sitting_of(Step.PRACTICAL) is None
    rate_alone(maria, case)
    assert maria.cases.view(case).next_step is Step.DECISION


def test_what_they_settle_is_what_counts_and_both_seals_sign_it(enter: Enter, case: UUID) -> None:
    """R29, R25: a note is compulsory; the decision rests on what was settled."""
    rate_alone(enter(MARIA), case)
    elin = enter(ELIN)
    two = rate_alone(elin, case, 2)
    agreement = elin.agreeing.of(case)
    assert [line.criterion.id for line in agreement.lines] == list(two)
    assert {line.first.rating for line in agreement.lines} == {3}
    assert {line.second.rating for line in agreement.lines} == {1}
    assert agreement.alike is not None
    assert 900 <= agreement.alike < 1000
    one, other = two
    with pytest.raises(SettlementIncomplete) as incomplete:
        elin.agreeing.settle(case, one, Rated(1))
    assert Missing.NOTE in incomplete.value.missing
    kept = Rated(1, "Vi gick igenom det tillsammans.")
    elin.agreeing.settle(case, one, kept)
    with pytest.raises(DifferencesOpen):
        elin.agreeing.close(case)
    elin.agreeing.settle(case, other, replace(kept, rating=3))
    elin.agreeing.settle(case, one, replace(kept, rating=1))
    with pytest.raises(OtherMustConfirm):
        elin.agreeing.close(case)
    assert agreement.confirms is not None
    maria = elin.second_persons.confirm(agreement.confirms, PRACTICE_PIN)
    elin.agreeing.close(case, maria)
    assert elin.cases.view(case).next_step is Step.DECISION
    with pytest.raises(WrongState):
        elin.agreeing.settle(case, one, kept)
    signed = [(kid, said) for kid, said in closed(elin) if said.settled]
    assert {kid for kid, _ in signed} == {maria.signer.kid, elin.desk.signer.kid}
    assert {given.criterion: given.level for given in signed[0][1].settled} == {one: 1, other: 3}
    areas = enter(MARIA).decisions.proposal(case).areas
    shown = {s.criterion.id: s.seen.rating for area in areas for s in area.criteria}
    assert (shown[one], shown[other]) == (1, 3)


def test_a_practical_taken_up_again_after_a_review_is_one_for_both(
    enter: Enter, case: UUID
) -> None:
    """R29, R7: both have rated before; nobody is blind any more."""
    rate_alone(enter(MARIA), case)
    elin = enter(ELIN)
    (weak,) = rate_alone(elin, case, 1)
    confirms = elin.agreeing.of(case).confirms
    assert confirms is not None
    elin.agreeing.settle(case, weak, Rated(2, "Vi gick igenom det."))
    elin.agreeing.close(case, elin.second_persons.confirm(confirms, PRACTICE_PIN))
    again = elin.practical.reopen(case)
    shown = {s.criterion.id: s for a in elin.practical.sheet(again).areas for s in a.criteria}
    assert shown[weak].seen.rating == 2
    assert elin.cases.view(case).sitting_of(Step.PRACTICAL) == again
    elin.practical.hand_in(again)
    assert elin.cases.view(case).next_step is Step.DECISION


def test_only_the_two_settle(enter: Enter, case: UUID) -> None:
    rate_alone(enter(MARIA), case)
    two = rate_alone(enter(ELIN), case, 1)
    per = enter(PER)
    with pytest.raises(OnlyTheTwo):
        per.agreeing.settle(case, two[0], Rated(3, "Jag var inte där."))


def test_a_safety_stop_by_one_ends_it_for_both(enter: Enter, case: UUID) -> None:
    """R26, R29: the practical is over for both; what only one rated is not a difference."""
    maria = enter(MARIA)
    maria.practical.start(case)
    elin = enter(ELIN)
    sitting = elin.practical.start(case)
    stop = next(
        c for c in CaseWalk(elin, case).protocol.criteria if c.critical == "stop" and c.is_rated
    )
    elin.practical.safety_stop(sitting, stop.id, "Hand i riskzonen.", "Kurs i maskinsäkerhet")
    assert elin.cases.view(case).next_step is Step.DECISION
    assert elin.decisions.proposal(case).result.outcome == "statement"


def test_a_second_who_falls_ill_is_let_go(enter: Enter, case: UUID) -> None:
    """R29: until the second has begun the first can go on alone."""
    maria = enter(MARIA)
    rate_alone(maria, case)
    maria.two_assessors.choose(case, None)
    assert maria.cases.view(case).next_step is Step.DECISION


def closed(desk: Workspace) -> list[tuple[bytes, SittingClosed]]:
    """Every sitting that was closed, with the seal that signed it."""
    with desk.desk.database.reading() as session:
        found = session.scalars(
            select(RecordRow).where(RecordRow.type == RecordType.SITTING_CLOSED)
        )
        said = [(row.kid, decode_payload(row.type, row.payload)) for row in found]
    return [(kid, each) for kid, each in said if isinstance(each, SittingClosed)]


def test_a_colleague_who_corrects_the_arrival_is_not_both_assessors(
    enter: Enter, case: UUID
) -> None:
    """R29, R12: the second takes the lead, and who named them rates beside."""
    CaseWalk(enter(ELIN), case).arrive()
    second = enter(MARIA).cases.view(case).second
    assert second is not None
    assert (second.first_name, second.second_name) == (ELIN, MARIA)
