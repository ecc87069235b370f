"""The reviewer step: judged alone first, agreed or sent back, bound to the very same result."""

from datetime import timedelta

import msgspec
import pytest

from app.domain.case import CaseState, Step, WrongState
from app.domain.course import Verdict
from app.domain.desks import PRACTICE_PIN
from app.domain.four_eyes import SamePeople
from app.domain.overrides import ReasonTooShort
from app.seal.course_payloads import CaseReviewed
from app.seal.payloads import decode_payload
from app.seal.records import RecordType
from app.storage.cases import open_cases
from app.storage.tables import AssessorRow, DecisionRow, RecordRow, ReviewRow
from app.usecases.reviews import JudgementMissing, NotReviewer, Reviews
from app.usecases.second_person import SecondPerson
from app.usecases.signing import AccreditationExpired, ReviewerNeeded
from app.usecases.took_part import TookPart
from app.workspace import Workspace
from tests.colleagues import ELIN, OLOF, PER, confirmed
from tests.desk_work import CaseWalk
from tests.factories import FixedClock

NOTE = "Två kriterier i egenkontrollen saknar motivering."


def assessed(walk: CaseWalk) -> None:
    """A welder's case, assessed: SVE-1 wants a reviewer."""
    person = walk.desk.people.search("Linnea").lines[0].id
    CaseWalk(walk.desk, walk.desk.cases.open(person, "SVE-1")).to(Step.DECISION)


pytestmark = pytest.mark.begins_at(Step.ARRIVAL, assessed)


@pytest.fixture
def welder(desk: Workspace) -> CaseWalk:
    """That case."""
    with desk.desk.database.reading() as session:
        touched_last, _person = open_cases(session)[0]
        return CaseWalk(desk, touched_last.id)


@pytest.fixture
def elin(desk: Workspace) -> SecondPerson:
    """The reviewer, who took no part."""
    return confirmed(desk, ELIN)


def all_suffice(reviews: Reviews, walk: CaseWalk) -> dict[str, bool]:
    """What somebody says who finds every area good enough."""
    return {area.id: True for area in reviews.sheet(walk.case_id).areas if area.can_be_judged}


def agree(walk: CaseWalk, reviewer: SecondPerson) -> None:
    """The reviewer judges alone, looks, and agrees."""
    reviews = walk.desk.reviews
    reviews.agree(walk.case_id, all_suffice(reviews, walk), reviewer)


def test_nobody_decides_alone_where_the_scheme_wants_a_reviewer(welder: CaseWalk) -> None:
    """R7 I9: the proposal says so, and the signature is refused."""
    desk = welder.desk
    assert isinstance(desk.decisions.proposal(welder.case_id).hindrance, ReviewerNeeded)
    with pytest.raises(ReviewerNeeded):
        desk.decisions.sign(welder.case_id, PRACTICE_PIN)
    assert desk.cases.view(welder.case_id).state is CaseState.ASSESSED


def test_the_evidence_comes_without_the_result(welder: CaseWalk) -> None:
    """R7: shares, ratings, notes and measures are there; no level, no outcome."""
    sheet = welder.desk.reviews.sheet(welder.case_id)
    rated = [criterion for area in sheet.areas for criterion in area.criteria]
    assert any(area.theory_permille == 1000 for area in sheet.areas)
    assert all(one.seen.note for one in rated)
    said = {name for area in sheet.areas for name in area.__slots__}
    assert not said & {"level", "outcome", "words", "reasons"}


def test_the_comparison_waits_until_every_area_is_judged(welder: CaseWalk) -> None:
    """R7: judged alone."""
    reviews = welder.desk.reviews
    alone = all_suffice(reviews, welder)
    first = next(iter(alone))
    with pytest.raises(JudgementMissing) as raised:
        reviews.compare(welder.case_id, {first: True})
    assert len(raised.value.names) == len(alone) - 1
    lines = reviews.compare(welder.case_id, alone | {first: False})
    assert [line.id for line in lines if not line.agrees] == [first]


def test_an_agreed_result_is_signed_with_both_names(welder: CaseWalk, elin: SecondPerson) -> None:
    """R7 I9: the review is a record of the reviewer's own seal, the decision names them."""
    agree(welder, elin)
    desk = welder.desk
    assert desk.cases.view(welder.case_id).state is CaseState.REVIEWED
    assert desk.decisions.proposal(welder.case_id).review.agreed_by == ELIN
    desk.decisions.sign(welder.case_id, PRACTICE_PIN)
    with desk.desk.database.reading() as session:
        decision = session.query(DecisionRow).one()
        record = session.query(RecordRow).filter_by(type=RecordType.CASE_REVIEWED).one()
        review = session.query(ReviewRow).one()
    assert decision.reviewer_id == elin.signed_in.id
    assert record.kid == elin.signer.kid
    assert record.kid != desk.desk.signer.kid
    said = decode_payload(record.type, record.payload or b"")
    assert isinstance(said, CaseReviewed)
    assert said.result == review.result.decode()
    assert all(msgspec.json.decode(review.judged, type=dict[str, bool]).values())


def test_a_case_sent_back_waits_for_another_review(welder: CaseWalk, elin: SecondPerson) -> None:
    """R7: the note reaches the assessor; the same person may look again."""
    reviews = welder.desk.reviews
    reviews.send_back(welder.case_id, {}, NOTE, elin)
    proposal = welder.desk.decisions.proposal(welder.case_id)
    assert (proposal.review.sent_back_by, proposal.review.note) == (ELIN, NOTE)
    assert proposal.review.is_lacking
    with pytest.raises(ReviewerNeeded):
        welder.desk.decisions.sign(welder.case_id, PRACTICE_PIN)
    agree(welder, elin)
    assert [line.verdict for line in reviews.of_case(welder.case_id)] == [
        Verdict.SENT_BACK,
        Verdict.AGREED,
    ]
    assert reviews.of_case(welder.case_id)[-1].counts


def test_sending_back_says_why(welder: CaseWalk, elin: SecondPerson) -> None:
    """R7: a compulsory note."""
    with pytest.raises(ReasonTooShort):
        welder.desk.reviews.send_back(welder.case_id, {}, "   nej   ", elin)
    assert not welder.desk.reviews.of_case(welder.case_id)


def test_a_result_that_changes_is_reviewed_again(welder: CaseWalk, elin: SecondPerson) -> None:
    """I9: the review is bound to the very same result."""
    agree(welder, elin)
    desk = welder.desk
    area = next(row for row in desk.decisions.proposal(welder.case_id).areas if 2 in row.choices)
    desk.overrides.make(welder.case_id, area.id, 2, NOTE, elin)
    assert desk.cases.view(welder.case_id).state is CaseState.ASSESSED
    with pytest.raises(ReviewerNeeded):
        desk.decisions.sign(welder.case_id, PRACTICE_PIN)
    with pytest.raises(TookPart):
        agree(welder, elin)
    desk.overrides.take_back(welder.case_id, area.id)
    desk.decisions.sign(welder.case_id, PRACTICE_PIN)


def test_whoever_assessed_reviews_nothing(welder: CaseWalk) -> None:
    """R7: the signer themselves, dressed up as a second person."""
    desk = welder.desk.desk
    with pytest.raises(SamePeople):
        agree(welder, SecondPerson(desk.assessor, desk.signer))


def test_the_candidate_is_no_reviewer(welder: CaseWalk, elin: SecondPerson) -> None:
    """R7 I9: an assessor who is validated here does not review their own case."""
    desk = welder.desk
    with desk.desk.database.transaction() as session:
        row = session.get_one(AssessorRow, elin.signed_in.id)
        row.person_id = desk.cases.view(welder.case_id).person_id
    with pytest.raises(SamePeople):
        agree(welder, elin)


@pytest.mark.parametrize(("name", "error"), [(PER, NotReviewer), (OLOF, NotReviewer)])
def test_only_a_reviewer_reviews(welder: CaseWalk, name: str, error: type[Exception]) -> None:
    """R7."""
    with pytest.raises(error):
        agree(welder, confirmed(welder.desk, name))


def test_a_reviewer_whose_accreditation_ran_out_reviews_nothing(
    welder: CaseWalk, elin: SecondPerson, clock: FixedClock
) -> None:
    """R1."""
    clock.advance(timedelta(days=101))
    with pytest.raises(AccreditationExpired):
        agree(welder, elin)


def test_a_review_is_given_once_and_never_of_a_signed_decision(
    welder: CaseWalk, elin: SecondPerson
) -> None:
    """I1."""
    agree(welder, elin)
    for act in (
        lambda: welder.desk.reviews.agree(welder.case_id, {}, elin),
        lambda: welder.desk.reviews.send_back(welder.case_id, {}, NOTE, elin),
    ):
        with pytest.raises(WrongState):
            act()
    welder.desk.decisions.sign(welder.case_id, PRACTICE_PIN)
    with pytest.raises(WrongState):
        welder.desk.reviews.send_back(welder.case_id, {}, NOTE, elin)
