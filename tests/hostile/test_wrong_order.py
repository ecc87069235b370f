"""Acts out of their order: nothing begins that may not, nothing signed is changed."""

from dataclasses import replace
from pathlib import Path

import pytest

from app import paths
from app.domain.case import CaseState, SittingState, Step, WrongState
from app.storage.cases import NotDecided, UnknownCase
from app.storage.people import UnknownPerson
from app.storage.sittings import UnknownSitting
from app.usecases.feedback import PlannedMeasure
from app.usecases.installing import install_shipped
from app.usecases.practical import Seen
from app.usecases.sittings import SittingNotRunning
from app.workspace import Workspace
from tests.app.protocols.shipped import shipped_version, with_version
from tests.desk_work import CaseWalk
from tests.factories import NOON


@pytest.mark.parametrize("part", ["self_assessment", "theory", "practical"])
def test_a_cancelled_case_is_never_brought_back_to_life(walk: CaseWalk, part: str) -> None:
    """I5: no sitting begins in a case that has ended."""
    walk.desk.course.cancel(walk.case_id, "Kom inte")
    with pytest.raises(WrongState):
        getattr(walk.desk, part).start(walk.case_id)
    view = walk.desk.cases.view(walk.case_id)
    assert view.state is CaseState.CANCELLED
    assert not any(line.sitting_id for line in view.steps)


@pytest.mark.parametrize("part", ["self_assessment", "theory", "practical"])
def test_nothing_begins_before_the_arrival(walk: CaseWalk, part: str) -> None:
    """R8 R9 R10: identity, briefing and notice come first."""
    with pytest.raises(WrongState):
        getattr(walk.desk, part).start(walk.case_id)
    assert walk.desk.cases.view(walk.case_id).next_step is Step.ARRIVAL


@pytest.mark.begins_at(Step.THEORY)
def test_the_practical_waits_for_the_theory(walk: CaseWalk) -> None:
    """The way of a case: a practical handed in first would leave the case undecidable."""
    walk.to(Step.THEORY)
    with pytest.raises(WrongState):
        walk.desk.practical.start(walk.case_id)
    walk.to(Step.CERTIFICATE)
    assert walk.desk.certificates.issue(walk.case_id)


@pytest.mark.begins_at(Step.PRACTICAL)
def test_the_arrival_stands_once_the_practical_has_begun(walk: CaseWalk) -> None:
    """R12: the gauge that measured cannot be made another afterwards."""
    walk.to(Step.PRACTICAL)
    walk.arrive()
    walk.desk.practical.start(walk.case_id)
    with pytest.raises(WrongState):
        walk.desk.arrivals.note(walk.case_id, replace(walk.arrival(), gauge="Mikrometer 15"))
    assert walk.desk.arrivals.form(walk.case_id).saved.gauge == "Mikrometer 14"


def test_nobody_arrives_to_a_cancelled_case(walk: CaseWalk) -> None:
    """A case that has ended keeps what it noted."""
    walk.desk.course.cancel(walk.case_id, "Kom inte")
    with pytest.raises(WrongState):
        walk.arrive()
    assert walk.desk.arrivals.form(walk.case_id).saved.machine == ""


@pytest.mark.begins_at(Step.THEORY)
def test_a_running_case_is_not_cancelled_and_not_closed(walk: CaseWalk) -> None:
    """R36: closing comes after the certificate, cancelling before the first sitting."""
    walk.to(Step.THEORY)
    for act in (lambda: walk.desk.course.cancel(walk.case_id, ""), _close(walk)):
        with pytest.raises(WrongState):
            act()
    walk.to(Step.CERTIFICATE)
    with pytest.raises(WrongState):
        _close(walk)()
    assert walk.desk.cases.view(walk.case_id).state is CaseState.DEBRIEFED


@pytest.mark.begins_at(Step.PRACTICAL)
def test_a_sitting_is_handed_in_only_as_what_it_is(walk: CaseWalk) -> None:
    """R25: a practical handed in as a theory test would skip every check."""
    walk.to(Step.PRACTICAL)
    sitting = walk.desk.practical.start(walk.case_id)
    for hand_in in (walk.desk.theory.hand_in, walk.desk.self_assessment.hand_in):
        with pytest.raises(UnknownSitting):
            hand_in(sitting)
    assert walk.desk.practical.sheet(sitting).state is SittingState.STARTED


@pytest.mark.begins_at(Step.PRACTICAL)
def test_a_safety_stop_happens_once_and_ends_all_rating(walk: CaseWalk) -> None:
    """R26: after it nothing is rated, stopped or handed in."""
    walk.to(Step.PRACTICAL)
    practical = walk.desk.practical
    sitting = practical.start(walk.case_id)
    stop = next(c.id for c in walk.protocol.criteria if c.critical == "stop")
    practical.safety_stop(sitting, stop, "Sträckte in handen.", "Kurs i maskinsäkerhet")
    for act in (
        lambda: practical.safety_stop(sitting, stop, "En gång till.", "Kurs i maskinsäkerhet"),
        lambda: practical.observe(sitting, stop, Seen(4, "Ångrade mig.")),
        lambda: practical.hand_in(sitting),
        lambda: practical.pause(sitting),
    ):
        with pytest.raises(SittingNotRunning):
            act()
    practical.resume(sitting)
    practical.confirm_incident(sitting)
    with pytest.raises(SittingNotRunning):
        practical.heartbeat(sitting)
    assert practical.sheet(sitting).state is SittingState.SAFETY_STOPPED


@pytest.mark.begins_at(Step.PRACTICAL)
def test_a_plan_that_was_agreed_is_not_changed_by_a_late_draft(walk: CaseWalk) -> None:
    """I1 I4: the certificate prints the plan that was signed."""
    walk.weak_areas = ("matteknik",)
    walk.to(Step.CERTIFICATE)
    feedback = walk.desk.feedback
    agreed = feedback.view(walk.case_id)
    other = PlannedMeasure("matteknik", "Något annat", "Ingen", None)
    for act in (feedback.save, feedback.complete):
        with pytest.raises(WrongState):
            act(walk.case_id, (other,), "Ändrat")
    assert feedback.view(walk.case_id) == agreed


@pytest.mark.begins_at(Step.DECISION)
def test_no_plan_before_the_decision(walk: CaseWalk) -> None:
    """R36: the talk is about a result."""
    walk.to(Step.DECISION)
    with pytest.raises(NotDecided):
        walk.desk.feedback.save(walk.case_id, (), "Bra")


@pytest.mark.begins_at(Step.PRACTICAL)
def test_a_case_ends_on_the_version_it_began_with(walk: CaseWalk, tmp_path: Path) -> None:
    """I2: a newer protocol, installed in the middle, changes neither case nor certificate."""
    import shutil

    walk.to(Step.PRACTICAL)
    newer = shutil.copytree(paths.protocol_folder(), tmp_path / "protocols")
    with_version(newer, "2.0.0")
    install_shipped(walk.desk.desk.database, newer, NOON)
    assert ("CNC-1", "2.0.0") in [(role.code, role.version) for role in walk.desk.cases.roles()]
    walk.to(Step.CERTIFICATE)
    facts = walk.desk.certificates.facts(walk.desk.certificates.issue(walk.case_id))
    assert (facts.protocol_version, facts.profile) == (shipped_version(), "CNC-1/1")
    walk.desk.cases.close(walk.case_id)
    person = walk.desk.cases.view(walk.case_id).person_id
    again = walk.desk.cases.open(person, "CNC-1")
    assert walk.desk.cases.view(again).protocol_version == "2.0.0"


def test_what_does_not_exist_is_said(desk: Workspace) -> None:
    """Ids of another desk are unknown here, not a crash."""
    strange = desk.desk.new_id()
    with pytest.raises(UnknownPerson):
        desk.cases.open(strange, "CNC-1")
    with pytest.raises(UnknownCase):
        desk.certificates.issue(strange)
    with pytest.raises(UnknownCase):
        desk.feedback.save(strange, (), "")
    with pytest.raises(UnknownSitting):
        desk.theory.paper(strange)


def _close(walk: CaseWalk):  # type: ignore[no-untyped-def]  # noqa: ANN202
    return lambda: walk.desk.cases.close(walk.case_id)
