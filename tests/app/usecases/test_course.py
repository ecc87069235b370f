"""A case beside the straight way: paused, resumed, ended early, aborted, lapsed."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.domain.case import CaseState, Step, WrongState
from app.domain.certificate import AreaOutcome, CertificateKind
from app.domain.course import CaseEnd
from app.seal.course_payloads import CaseEnded
from app.seal.payloads import SittingClosed, SittingEnd, decode_payload
from app.seal.records import RecordType
from app.storage.tables import RecordRow
from app.usecases.course import NothingFinished, ReasonMissing
from app.workspace import Workspace
from tests.desk_work import CaseWalk, Opener
from tests.factories import FixedClock


def payloads(desk: Workspace, kind: str) -> list[object]:
    """What the records of a kind say, oldest first."""
    with desk.desk.database.reading() as session:
        found = session.scalars(
            select(RecordRow).where(RecordRow.type == kind).order_by(RecordRow.seq)
        ).all()
        return [decode_payload(row.type, row.payload or b"") for row in found]


@pytest.mark.begins_at(Step.THEORY)
def test_a_pause_stops_the_running_part_and_keeps_its_time(
    walk: CaseWalk, clock: FixedClock
) -> None:
    """Does not finish, ill: the time that was left is left when one comes back."""
    sitting = walk.to(Step.THEORY).desk.theory.start(walk.case_id)
    clock.advance(600)
    left = walk.desk.theory.heartbeat(sitting)
    walk.desk.course.pause(walk.case_id, "Feber")
    assert walk.desk.cases.view(walk.case_id).state is CaseState.PAUSED
    assert walk.desk.cases.view(walk.case_id).pause_reason == "Feber"
    clock.advance(timedelta(days=3))
    walk.desk.course.resume(walk.case_id)
    walk.desk.theory.resume(sitting)
    assert walk.desk.theory.heartbeat(sitting) == left
    ends = [
        one.end for one in payloads(walk.desk, RecordType.CASE_ENDED) if isinstance(one, CaseEnded)
    ]
    assert ends == [CaseEnd.PAUSED, CaseEnd.RESUMED]


@pytest.mark.begins_at(Step.THEORY)
def test_a_pause_and_an_abort_need_a_reason(walk: CaseWalk) -> None:
    walk.to(Step.THEORY)
    for act in (walk.desk.course.pause, walk.desk.course.abort):
        with pytest.raises(ReasonMissing):
            act(walk.case_id, "  \n ")
    assert walk.desk.cases.view(walk.case_id).state is CaseState.RUNNING


@pytest.mark.begins_at(Step.THEORY)
def test_nothing_begins_while_the_case_is_paused(walk: CaseWalk) -> None:
    walk.to(Step.THEORY).desk.course.pause(walk.case_id, "Feber")
    with pytest.raises(WrongState):
        walk.desk.theory.start(walk.case_id)
    with pytest.raises(WrongState):
        walk.desk.course.pause(walk.case_id, "En gång till")


@pytest.mark.begins_at(Step.PRACTICAL)
def test_no_part_runs_on_while_the_case_is_paused(walk: CaseWalk) -> None:
    """What a paused case had under way waits with it, and goes on with it."""
    sitting = walk.desk.practical.start(walk.to(Step.PRACTICAL).case_id)
    walk.desk.course.pause(walk.case_id, "Sjuk")
    with pytest.raises(WrongState):
        walk.desk.practical.resume(sitting)
    walk.desk.course.resume(walk.case_id)
    walk.desk.practical.resume(sitting)
    walk.rate_areas(sitting, None)
    walk.desk.practical.hand_in(sitting)
    assert walk.desk.cases.view(walk.case_id).state is CaseState.ASSESSED


@pytest.mark.begins_at(Step.PRACTICAL)
def test_a_finished_part_counts_in_a_case_that_is_ended_early(walk: CaseWalk) -> None:
    """R37: a written statement, with areas never tried as not assessed."""
    walk.to(Step.PRACTICAL)
    walk.desk.course.end_with_statement(walk.case_id, "Flyttar utomlands")
    assert walk.desk.cases.view(walk.case_id).next_step is Step.DECISION
    walk.to(Step.CERTIFICATE)
    certificate = walk.desk.certificates.issue(walk.case_id)
    facts = walk.desk.certificates.facts(certificate)
    assert facts.kind is CertificateKind.STATEMENT
    assert {line.outcome for line in facts.areas} == {AreaOutcome.NOT_ASSESSED}


def test_areas_rated_whole_count_when_the_practical_is_cut_off(walk: CaseWalk) -> None:
    """R37: what was shown whole is on the paper; the area half seen is not assessed."""
    whole = walk.protocol.areas[0].id
    walk.to(Step.PRACTICAL)
    walk.rate_areas(walk.desk.practical.start(walk.case_id), {whole})
    walk.desk.course.end_with_statement(walk.case_id, "Olycka i familjen")
    result = walk.desk.decisions.proposal(walk.case_id).result
    outcomes = {area.area: area.outcome for area in result.areas}
    assert outcomes.pop(whole) is AreaOutcome.SHOWN
    assert set(outcomes.values()) == {AreaOutcome.NOT_ASSESSED}
    assert result.outcome is CertificateKind.PARTIAL
    ended = payloads(walk.desk, RecordType.SITTING_CLOSED)[-1]
    assert isinstance(ended, SittingClosed)
    assert ended.end is SittingEnd.ABORTED


@pytest.mark.begins_at(Step.THEORY)
def test_a_case_without_a_finished_part_has_nothing_to_decide(walk: CaseWalk) -> None:
    walk.to(Step.THEORY)
    walk.desk.theory.start(walk.case_id)
    with pytest.raises(NothingFinished):
        walk.desk.course.end_with_statement(walk.case_id, "Hinner inte")
    assert walk.desk.cases.view(walk.case_id).state is CaseState.RUNNING


@pytest.mark.begins_at(Step.PRACTICAL)
def test_an_aborted_case_frees_the_person_for_another(walk: CaseWalk) -> None:
    """I5: one open case a profile, and this one is over."""
    walk.to(Step.PRACTICAL).desk.course.abort(walk.case_id, "Vill inte")
    view = walk.desk.cases.view(walk.case_id)
    assert view.state is CaseState.ABORTED
    assert walk.desk.cases.open(view.person_id, view.protocol_code) != walk.case_id


def test_who_was_booked_and_did_not_come_is_a_no_show(walk: CaseWalk) -> None:
    walk.desk.course.no_show(walk.case_id)
    assert walk.desk.cases.view(walk.case_id).state is CaseState.NO_SHOW
    ended = payloads(walk.desk, RecordType.CASE_ENDED)[-1]
    assert isinstance(ended, CaseEnded)
    assert ended.end is CaseEnd.NO_SHOW


def test_who_has_arrived_is_no_no_show(walk: CaseWalk) -> None:
    walk.arrive()
    with pytest.raises(WrongState):
        walk.desk.course.no_show(walk.case_id)


@pytest.mark.begins_at(Step.PRACTICAL)
def test_a_case_lapses_the_day_after_its_last_and_not_before(
    walk: CaseWalk, clock: FixedClock
) -> None:
    """Lapses after the protocol's limit, counted from the arrival, with its record."""
    walk.to(Step.PRACTICAL).desk.course.pause(walk.case_id, "Sjukskriven")
    deadline = walk.desk.cases.view(walk.case_id).deadline
    assert deadline == clock.now().date() + timedelta(days=walk.protocol.rules.case_days)
    clock.advance(timedelta(days=walk.protocol.rules.case_days))
    assert walk.case_id not in {one.case_id for one in walk.desk.course.lapse_due()}
    clock.advance(timedelta(days=1))
    assert walk.case_id in {one.case_id for one in walk.desk.course.lapse_due()}
    assert walk.desk.course.lapse_due() == ()
    assert walk.desk.cases.view(walk.case_id).state is CaseState.LAPSED


@pytest.mark.begins_at(Step.PRACTICAL)
def test_what_is_due_lapses_when_the_desk_is_unlocked(
    walk: CaseWalk, open_desk: Opener, clock: FixedClock
) -> None:
    case_id = walk.to(Step.PRACTICAL).case_id
    walk.desk.close()
    clock.advance(timedelta(days=400))
    assert open_desk().cases.view(case_id).state is CaseState.LAPSED


@pytest.mark.begins_at(Step.PRACTICAL)
def test_nothing_lapses_by_a_clock_that_runs_wrong(walk: CaseWalk, clock: FixedClock) -> None:
    """I11: a clock behind the newest signed fact decides nothing."""
    walk.to(Step.PRACTICAL)
    clock.set_wall(clock.now() + timedelta(days=400))
    walk.desk.course.pause(walk.case_id, "Sjuk")
    clock.set_wall(clock.now() - timedelta(days=10))
    assert walk.desk.course.lapse_due() == ()
    assert walk.desk.cases.view(walk.case_id).state is CaseState.PAUSED


@pytest.mark.begins_at(Step.FEEDBACK)
def test_a_decided_case_is_neither_paused_nor_aborted(walk: CaseWalk) -> None:
    """I1: what is signed is signed."""
    walk.to(Step.FEEDBACK)
    for act in (walk.desk.course.pause, walk.desk.course.abort, walk.desk.course.cancel):
        with pytest.raises(WrongState):
            act(walk.case_id, "Ångrar mig")
