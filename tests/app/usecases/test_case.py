"""A case from arrival to the certificate in the hand, and everything that may not be."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.case import CaseState, Step, WrongState
from app.domain.certificate import AreaOutcome, CertificateKind
from app.domain.decision import ResultMissing
from app.domain.desks import PRACTICE_PIN
from app.domain.missing import Missing
from app.domain.protocol import Critical
from app.seal.vault import WrongSecret
from app.storage.cases import NotDecided
from app.storage.errors import ClockBehind
from app.usecases.arrival import ArrivalIncomplete, ArrivalPoint
from app.usecases.feedback import PlanIncomplete
from app.usecases.opening import OpenCaseExists
from app.usecases.practical import CriteriaMissing, NotAStopCriterion, Seen
from app.usecases.self_assessment import StatementsMissing
from app.usecases.signing import (
    AccreditationExpired,
    NotAccredited,
)
from app.usecases.verification import Answer
from app.workspace import Workspace
from tests.desk_work import MARIA, CaseWalk, practice_desk, seen
from tests.factories import FixedClock


@pytest.mark.begins_at(Step.CERTIFICATE)
def test_a_whole_case_ends_in_a_full_certificate(walk: CaseWalk) -> None:
    """R32 R36 R38: everything shown, talk recorded, certificate issued, case closed."""
    walk.to(Step.CERTIFICATE)
    desk = walk.desk
    certificate = desk.certificates.issue(walk.case_id)
    facts = desk.certificates.facts(certificate)
    assert facts.kind is CertificateKind.FULL
    assert [area.outcome for area in facts.areas] == [AreaOutcome.SHOWN] * 8
    assert desk.verification.check_text(facts.qr_text).answer is Answer.PRACTICE
    desk.cases.close(walk.case_id)
    assert desk.cases.view(walk.case_id).state is CaseState.CLOSED


@pytest.mark.begins_at(Step.CERTIFICATE)
def test_printing_again_changes_nothing(walk: CaseWalk) -> None:
    """I4 R42: the same bytes, the same facts, however often."""
    walk.to(Step.CERTIFICATE)
    certificates = walk.desk.certificates
    first = certificates.issue(walk.case_id)
    page = certificates.pdf(first)
    assert certificates.issue(walk.case_id) == first
    assert certificates.pdf(first) == page
    assert len(certificates.list()) == 1


@pytest.mark.begins_at(Step.PRACTICAL)
def test_a_gap_gives_a_partial_certificate_with_its_next_step(walk: CaseWalk) -> None:
    """R32: what is shown and what remains, with the plan's measure; banked for a time (R34)."""
    walk.weak_areas = ("matteknik",)
    walk.to(Step.CERTIFICATE)
    facts = walk.desk.certificates.facts(walk.desk.certificates.issue(walk.case_id))
    assert facts.kind is CertificateKind.PARTIAL
    gap = next(area for area in facts.areas if area.outcome is AreaOutcome.NOT_YET)
    assert gap.name.sv == "Mätteknik"
    assert gap.gap is not None
    assert gap.gap.sv == "I praktiken nåddes nivå 2 av 3 som krävs."
    assert gap.next_step is not None
    assert facts.banked_to is not None


@pytest.mark.begins_at(Step.SELF_ASSESSMENT)
def test_a_weak_case_still_ends_in_a_written_statement(walk: CaseWalk) -> None:
    """R37: nothing shown gives a statement, not nothing."""
    walk.level = 1
    walk.to(Step.CERTIFICATE)
    facts = walk.desk.certificates.facts(walk.desk.certificates.issue(walk.case_id))
    assert facts.kind is CertificateKind.STATEMENT


def test_a_person_has_one_open_case_for_a_profile(walk: CaseWalk) -> None:
    """I5: the second names the first, so that the screen can go there."""
    person = walk.desk.cases.view(walk.case_id).person_id
    with pytest.raises(OpenCaseExists) as refused:
        walk.desk.cases.open(person, "CNC-1")
    assert refused.value.case_id == walk.case_id
    walk.desk.course.cancel(walk.case_id, "Kom inte")
    assert walk.desk.cases.open(person, "CNC-1") != walk.case_id


@pytest.mark.parametrize(
    ("change", "point"),
    [
        ({"identity_seen": None}, ArrivalPoint.IDENTITY),
        ({"briefed": (True,) * 5 + (False,)}, ArrivalPoint.BRIEFING),
        ({"privacy_accepted": False}, ArrivalPoint.PRIVACY),
        ({"machine": "  "}, ArrivalPoint.MACHINE),
        ({"gauge_calibrated_to": None}, ArrivalPoint.GAUGE),
    ],
)
def test_arrival_names_what_is_missing(
    walk: CaseWalk, change: dict[str, object], point: ArrivalPoint
) -> None:
    """R8 R9 R10 R12: identity, six points, notice, machine and gauge."""
    with pytest.raises(ArrivalIncomplete) as refused:
        walk.desk.arrivals.note(walk.case_id, replace(walk.arrival(), **change))  # type: ignore[arg-type]
    assert refused.value.missing == (point,)
    assert walk.desk.cases.view(walk.case_id).next_step is Step.ARRIVAL


@pytest.mark.begins_at(Step.SELF_ASSESSMENT)
def test_a_blank_statement_holds_the_self_assessment(walk: CaseWalk) -> None:
    """Nothing is handed in half."""
    walk.to(Step.SELF_ASSESSMENT)
    sitting = walk.desk.self_assessment.start(walk.case_id)
    with pytest.raises(StatementsMissing):
        walk.desk.self_assessment.hand_in(sitting)


@pytest.mark.begins_at(Step.PRACTICAL)
def test_a_rating_under_the_level_needs_a_note(walk: CaseWalk) -> None:
    """R25: below the required level the note is compulsory; hand-in lists the numbers."""
    walk.to(Step.PRACTICAL)
    practical = walk.desk.practical
    sitting = practical.start(walk.case_id)
    first = practical.sheet(sitting).areas[0].criteria[0]
    assert Missing.NOTE in practical.observe(sitting, first.criterion.id, Seen(2)).missing
    with_note = Seen(2, "Behövde påminnas om skyddet.")
    assert practical.observe(sitting, first.criterion.id, with_note).missing == ()
    with pytest.raises(CriteriaMissing) as refused:
        practical.hand_in(sitting)
    assert first.number not in refused.value.numbers
    assert len(refused.value.numbers) == 43


@pytest.mark.begins_at(Step.PRACTICAL)
def test_a_value_outside_its_limits_cannot_be_ticked_as_met(walk: CaseWalk) -> None:
    """R27: judged by tolerance, never by hand."""
    walk.to(Step.PRACTICAL)
    practical = walk.desk.practical
    sitting = practical.start(walk.case_id)
    measured = next(
        sheet
        for area in practical.sheet(sitting).areas
        for sheet in area.criteria
        if sheet.criterion.measured
    )
    limit = measured.criterion.measured
    assert limit is not None
    outside = Seen(3, "Mätt två gånger.", str(limit.upper + 1).replace(".", ","))
    judged = practical.observe(sitting, measured.criterion.id, outside)
    assert judged.within is False
    assert Missing.OUT_OF_TOLERANCE in judged.missing
    lower = practical.observe(sitting, measured.criterion.id, replace(outside, rating=2))
    assert Missing.OUT_OF_TOLERANCE not in lower.missing


def test_an_expired_gauge_blocks_measured_criteria(walk: CaseWalk) -> None:
    """R12: a gauge out of calibration measures nothing."""
    expired = walk.desk.desk.clock.now().date() - timedelta(days=1)
    walk.desk.arrivals.note(walk.case_id, replace(walk.arrival(), gauge_calibrated_to=expired))
    walk.assess_oneself()
    walk.sit_theory()
    practical = walk.desk.practical
    sitting = practical.start(walk.case_id)
    sheet = practical.sheet(sitting)
    assert not sheet.gauge_valid
    measured = next(c for a in sheet.areas for c in a.criteria if c.criterion.measured)
    kept = practical.observe(sitting, measured.criterion.id, seen(measured, 3))
    assert kept.missing == (Missing.GAUGE,)


@pytest.mark.begins_at(Step.PRACTICAL)
def test_a_safety_stop_ends_at_once_and_the_rest_is_not_assessed(walk: CaseWalk) -> None:
    """R26 I10: the area is safety-failed, unrated areas are not assessed, none is failed."""
    walk.to(Step.PRACTICAL)
    practical = walk.desk.practical
    sitting = practical.start(walk.case_id)
    sheets = [c for a in practical.sheet(sitting).areas for c in a.criteria]
    stop = next(c.criterion for c in sheets if c.criterion.critical is Critical.STOP)
    plain = next(c.criterion for c in sheets if c.criterion.critical is Critical.NO)
    with pytest.raises(NotAStopCriterion):
        practical.safety_stop(sitting, plain.id, "Fel kriterium", "Kurs i maskinsäkerhet")
    with pytest.raises(NotAStopCriterion):
        practical.safety_stop(sitting, stop.id, "  ", "Kurs i maskinsäkerhet")
    practical.safety_stop(
        sitting, stop.id, "Öppnade luckan medan spindeln gick.", "Kurs i maskinsäkerhet"
    )
    proposal = walk.desk.decisions.proposal(walk.case_id)
    outcomes = {area.id: area.outcome for area in proposal.areas}
    assert outcomes.pop(stop.area) is AreaOutcome.SAFETY
    assert set(outcomes.values()) == {AreaOutcome.NOT_ASSESSED}
    walk.to(Step.CERTIFICATE)
    facts = walk.desk.certificates.facts(walk.desk.certificates.issue(walk.case_id))
    assert facts.kind is CertificateKind.STATEMENT


@pytest.mark.begins_at(Step.PRACTICAL)
def test_nothing_is_decided_before_there_is_a_result(walk: CaseWalk) -> None:
    """I3: no proposal and no signature while a part is not taken."""
    walk.to(Step.PRACTICAL)
    with pytest.raises(ResultMissing):
        walk.desk.decisions.proposal(walk.case_id)
    with pytest.raises((ResultMissing, WrongState)):
        walk.desk.decisions.sign(walk.case_id, PRACTICE_PIN)


@pytest.mark.begins_at(Step.DECISION)
def test_a_wrong_pin_signs_nothing(walk: CaseWalk) -> None:
    """The decision stays a proposal, and nothing is in the log of it."""
    walk.to(Step.DECISION)
    with pytest.raises(WrongSecret):
        walk.desk.decisions.sign(walk.case_id, "000000")
    assert walk.desk.decisions.proposal(walk.case_id).signed is None
    with pytest.raises(NotDecided):
        walk.desk.feedback.view(walk.case_id)


@pytest.mark.begins_at(Step.FEEDBACK)
def test_a_decision_is_signed_once(walk: CaseWalk) -> None:
    """I1: a signed fact is never changed."""
    walk.to(Step.FEEDBACK)
    with pytest.raises(WrongState):
        walk.desk.decisions.sign(walk.case_id, PRACTICE_PIN)


def test_an_assessor_without_the_profile_opens_nothing(desk: Workspace, clock: FixedClock) -> None:
    """R1: Per is accredited for another profile."""
    person = desk.people.search("Axelsson").lines[0].id
    desk.close()
    per = practice_desk(desk.desk.database.path.parent.parent, clock, "Per Nyström")
    try:
        with pytest.raises(NotAccredited):
            per.cases.open(person, "CNC-1")
    finally:
        per.close()


@pytest.mark.begins_at(Step.DECISION)
def test_an_accreditation_that_ran_out_signs_nothing(walk: CaseWalk, clock: FixedClock) -> None:
    """R1 I8: the sitting may be finished, the signature needs somebody accredited."""
    walk.to(Step.DECISION)
    clock.advance(timedelta(days=200))
    hindrance = walk.desk.decisions.proposal(walk.case_id).hindrance
    assert isinstance(hindrance, AccreditationExpired)
    with pytest.raises(AccreditationExpired):
        walk.desk.decisions.sign(walk.case_id, PRACTICE_PIN)


@pytest.mark.begins_at(Step.DECISION)
def test_a_clock_set_back_locks_signing_until_it_is_right(
    walk: CaseWalk, clock: FixedClock
) -> None:
    """I11: the clock never runs behind the newest signed fact."""
    walk.to(Step.DECISION)
    right = clock.now()
    clock.set_wall(right - timedelta(days=1))
    with pytest.raises(ClockBehind):
        walk.desk.decisions.sign(walk.case_id, PRACTICE_PIN)
    clock.set_wall(right)
    walk.desk.decisions.sign(walk.case_id, PRACTICE_PIN)


@pytest.mark.begins_at(Step.PRACTICAL)
def test_a_gap_without_measure_or_somebody_responsible_holds_the_talk(walk: CaseWalk) -> None:
    """R36: the plan is complete before the talk counts as held; the draft stays."""
    walk.weak_areas = ("styrsystem",)
    walk.to(Step.FEEDBACK)
    feedback = walk.desk.feedback
    plan = feedback.view(walk.case_id).plan
    with pytest.raises(PlanIncomplete):
        feedback.complete(walk.case_id, plan, "")
    with pytest.raises(PlanIncomplete):
        feedback.complete(walk.case_id, (), "")
    feedback.save(walk.case_id, plan, "Gärna på dagtid.")
    assert feedback.view(walk.case_id).comment == "Gärna på dagtid."
    assert feedback.view(walk.case_id).talked is None


def test_every_fact_of_a_case_is_a_signed_record(walk: CaseWalk) -> None:
    """R56: opened, three sittings, decision, plan and certificate, each once in the log."""
    before = walk.desk.syncing.status().waiting
    walk.to(Step.CERTIFICATE)
    walk.desk.certificates.issue(walk.case_id)
    assert walk.desk.syncing.status().waiting == before + 6
    assert walk.desk.assessor.name == MARIA
