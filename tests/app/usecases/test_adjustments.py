"""Adjustments: proposed, approved, fixed once it begins, and what they change."""

from uuid import UUID

import pytest

from app.domain.adjustments import (
    Adjustment,
    AdjustmentIncomplete,
    AdjustmentKind,
    AdjustmentsFixed,
    AdjustmentsUndecided,
    ReaderKnowsSubject,
    ReaderNotDeclared,
)
from app.domain.case import Part, Step
from app.seal.payloads import SittingClosed, decode_payload
from app.seal.records import RecordType
from app.storage.adjustments import NoSuchAdjustment
from app.storage.tables import AssessorRow, RecordRow, SealRow
from app.usecases.signing import AccreditationExpired
from app.workspace import Workspace
from tests.desk_work import CaseWalk
from tests.factories import FixedClock

Kind = AdjustmentKind
INTERPRETER = Adjustment(Kind.INTERPRETER, "Amira Saleh", "arabiska")
READER = Adjustment(Kind.READER, "Bo Ek")


def grant(desk: Workspace, case_id: UUID, adjustment: Adjustment) -> None:
    """Propose and approve."""
    desk.adjustments.propose(case_id, adjustment, declared=True)
    desk.adjustments.approve(case_id, adjustment.kind)


@pytest.mark.begins_at(Step.THEORY)
def test_extra_time_makes_the_test_longer_and_nothing_else(walk: CaseWalk) -> None:
    """R21: base × factor of the protocol, from the first second."""
    walk.to(Step.THEORY)
    desk = walk.desk
    assert desk.theory.outline(walk.case_id).minutes == 60
    grant(desk, walk.case_id, Adjustment(Kind.EXTRA_TIME))
    view = desk.adjustments.view(walk.case_id)
    assert (view.minutes, view.longer_minutes) == (60, 90)
    assert desk.theory.outline(walk.case_id).minutes == 90
    paper = desk.theory.paper(desk.theory.start(walk.case_id))
    assert (paper.minutes, paper.seconds_left) == (90, 90 * 60)
    assert len(paper.questions) == 40


@pytest.mark.begins_at(Step.THEORY)
def test_nothing_starts_while_an_adjustment_is_only_proposed(walk: CaseWalk) -> None:
    """R11: approved before the start, or taken back."""
    walk.to(Step.THEORY)
    desk = walk.desk
    desk.adjustments.propose(walk.case_id, Adjustment(Kind.DICTIONARY, language="somaliska"))
    with pytest.raises(AdjustmentsUndecided) as refused:
        desk.theory.start(walk.case_id)
    assert refused.value.count == 1
    assert desk.cases.view(walk.case_id).sitting_of(Step.THEORY) is None
    desk.adjustments.take_back(walk.case_id, Kind.DICTIONARY)
    desk.adjustments.take_back(walk.case_id, Kind.DICTIONARY)
    desk.theory.start(walk.case_id)


@pytest.mark.begins_at(Step.THEORY)
def test_once_begun_adjustments_stand_as_they_were(walk: CaseWalk) -> None:
    """R11: neither more nor less, whatever is tried."""
    walk.to(Step.THEORY)
    desk = walk.desk
    grant(desk, walk.case_id, Adjustment(Kind.READ_ALOUD))
    desk.theory.start(walk.case_id)
    for act in (
        lambda: desk.adjustments.propose(walk.case_id, Adjustment(Kind.EXTRA_TIME)),
        lambda: desk.adjustments.approve(walk.case_id, Kind.READ_ALOUD),
        lambda: desk.adjustments.take_back(walk.case_id, Kind.READ_ALOUD),
    ):
        with pytest.raises(AdjustmentsFixed):
            act()
    view = desk.adjustments.view(walk.case_id)
    assert view.is_fixed
    assert [line.adjustment.kind for line in view.lines] == [Kind.READ_ALOUD]


@pytest.mark.begins_at(Step.THEORY)
def test_only_what_is_granted_is_offered_in_the_test(walk: CaseWalk) -> None:
    """R11: the button that reads aloud is there for those who were granted it."""
    walk.to(Step.THEORY)
    desk = walk.desk
    grant(desk, walk.case_id, Adjustment(Kind.READ_ALOUD))
    assert desk.theory.paper(desk.theory.start(walk.case_id)).may_listen
    other = desk.today.view().booked[1].case_id
    CaseWalk(desk, other).to(Step.THEORY)
    assert not desk.theory.paper(desk.theory.start(other)).may_listen


def test_a_helper_is_named_and_an_interpreter_has_a_language(walk: CaseWalk) -> None:
    """R11: who sits beside the candidate is written down."""
    propose = walk.desk.adjustments.propose
    for lacking in (Adjustment(Kind.INTERPRETER, "Amira", " "), Adjustment(Kind.READER, " ")):
        with pytest.raises(AdjustmentIncomplete):
            propose(walk.case_id, lacking, declared=True)
    assert walk.desk.adjustments.view(walk.case_id).lines == ()


@pytest.mark.parametrize("name", ["Maria Sandberg", "  maria   SANDBERG ", "Sandberg, Maria K"])
def test_whoever_judges_the_role_may_not_read_the_test_aloud(walk: CaseWalk, name: str) -> None:
    """R23: however the name is written, declared or not."""
    with pytest.raises(ReaderKnowsSubject):
        walk.desk.adjustments.propose(walk.case_id, Adjustment(Kind.READER, name), declared=True)


def test_a_reader_has_to_be_declared_without_part_in_the_subject(walk: CaseWalk) -> None:
    """R23."""
    with pytest.raises(ReaderNotDeclared):
        walk.desk.adjustments.propose(walk.case_id, READER)
    walk.desk.adjustments.propose(walk.case_id, READER, declared=True)


def test_an_assessor_who_became_one_meanwhile_cannot_be_approved_as_reader(walk: CaseWalk) -> None:
    """R23: asked again at the approval, the desk may have learnt more since."""
    desk = walk.desk
    desk.adjustments.propose(walk.case_id, READER, declared=True)
    with desk.desk.database.transaction() as session:
        seal = session.get_one(SealRow, desk.desk.signer.kid)
        session.get_one(AssessorRow, seal.assessor_id).name = "Bo Ek"
    with pytest.raises(ReaderKnowsSubject):
        desk.adjustments.approve(walk.case_id, Kind.READER)


def test_approving_takes_somebody_accredited(walk: CaseWalk, clock: FixedClock) -> None:
    """R11, R1: an expired accreditation approves nothing."""
    desk = walk.desk
    desk.adjustments.propose(walk.case_id, INTERPRETER)
    clock.advance(400 * 24 * 3600)
    with pytest.raises(AccreditationExpired):
        desk.adjustments.approve(walk.case_id, Kind.INTERPRETER)
    with pytest.raises(NoSuchAdjustment):
        desk.adjustments.approve(walk.case_id, Kind.ORAL)


def test_changing_what_was_approved_wants_approval_anew(walk: CaseWalk) -> None:
    """R11: another interpreter is another decision."""
    desk = walk.desk
    grant(desk, walk.case_id, INTERPRETER)
    desk.adjustments.propose(walk.case_id, Adjustment(Kind.INTERPRETER, "Omar Ali", "arabiska"))
    (line,) = desk.adjustments.view(walk.case_id).undecided
    assert line.adjustment.name == "Omar Ali"
    assert line.approved_by == ""


@pytest.mark.begins_at(Step.THEORY)
def test_helpers_are_in_the_signed_record_and_adjustments_are_not(walk: CaseWalk) -> None:
    """R20 interpreter and reader recorded; what a person needed stays at the desk."""
    walk.to(Step.THEORY)
    desk = walk.desk
    for adjustment in (INTERPRETER, READER, Adjustment(Kind.EXTRA_TIME)):
        grant(desk, walk.case_id, adjustment)
    sitting = desk.theory.start(walk.case_id)
    helpers = ("reader: Bo Ek", "interpreter: Amira Saleh, arabiska")
    assert desk.theory.paper(sitting).helpers == helpers
    desk.theory.hand_in(sitting)
    closed = closed_theory(desk)
    assert closed.helpers == helpers
    assert "extra_time" not in str(closed)


def test_helpers_are_recorded_in_the_practical_too(walk: CaseWalk) -> None:
    """R20, R11: the interpreter goes along to the machine."""
    desk = walk.desk
    grant(desk, walk.case_id, INTERPRETER)
    walk.to(Step.DECISION)
    records = [one for one in closed_sittings(desk) if one.part is not Part.SELF_ASSESSMENT]
    assert [one.part for one in records] == [Part.THEORY, Part.PRACTICAL]
    assert all(one.helpers == ("interpreter: Amira Saleh, arabiska",) for one in records)


def test_the_history_of_the_case_shows_what_was_decided(walk: CaseWalk) -> None:
    """R11: shown in the case, by whom."""
    desk = walk.desk
    grant(desk, walk.case_id, Adjustment(Kind.ORAL))
    desk.adjustments.take_back(walk.case_id, Kind.ORAL)
    told = [(line.kind, line.detail) for line in desk.cases.view(walk.case_id).history[-3:]]
    assert told == [
        ("adjustment_proposed", "oral"),
        ("adjustment_approved", "oral"),
        ("adjustment_taken_back", "oral"),
    ]


def closed_theory(desk: Workspace) -> SittingClosed:
    """The newest signed record of a theory sitting."""
    return next(one for one in reversed(closed_sittings(desk)) if one.part is Part.THEORY)


def closed_sittings(desk: Workspace) -> list[SittingClosed]:
    """The signed records of all sittings, in the order they were written."""
    with desk.desk.database.reading() as session:
        found = session.query(RecordRow).filter_by(type=RecordType.SITTING_CLOSED)
        records = found.order_by(RecordRow.seq).all()
    closed = [decode_payload(row.type, row.payload) for row in records]
    return [one for one in closed if isinstance(one, SittingClosed)]
