"""A clock that is wrong: 1970, ten years ahead, back again, while a case runs."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.domain.case import CaseState, SittingState, Step
from app.domain.desks import PRACTICE_PIN
from app.domain.errors import UserError
from app.storage.errors import ClockBehind
from app.usecases.people import NewPerson
from app.usecases.signing import AccreditationExpired
from app.usecases.verification import Answer
from app.workspace import Workspace
from tests.colleagues import ELIN, confirmed
from tests.desk_work import CaseWalk, Opener, booked_case, practice_desk
from tests.factories import NOON, FixedClock

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@pytest.mark.begins_at(Step.THEORY)
def test_a_dead_battery_stops_signing_and_loses_no_answer(
    walk: CaseWalk, clock: FixedClock
) -> None:
    """I11: 1970 in the middle of a test; answers and countdown go on, hand-in waits."""
    walk.to(Step.THEORY)
    theory = walk.desk.theory
    sitting = theory.start(walk.case_id)
    question = theory.paper(sitting).questions[0].id
    left = theory.heartbeat(sitting)
    clock.set_wall(EPOCH)
    theory.answer(sitting, question, walk.right_answer(question))
    assert theory.heartbeat(sitting) == left
    for _ in range(2):
        with pytest.raises(ClockBehind):
            theory.hand_in(sitting)
    assert theory.paper(sitting).state is SittingState.STARTED
    clock.set_wall(NOON + timedelta(hours=1))
    theory.hand_in(sitting)
    assert theory.paper(sitting).answers[question] == walk.right_answer(question)


@pytest.mark.begins_at(Step.SELF_ASSESSMENT)
def test_with_a_clock_behind_nothing_begins_and_nothing_is_signed(
    walk: CaseWalk, clock: FixedClock
) -> None:
    """I11: told as what it is, a wrong clock, not as a missing accreditation."""
    walk.to(Step.SELF_ASSESSMENT)
    free = (line for line in walk.desk.people.search("").lines if line.standing is None)
    person = next(free).id
    clock.set_wall(EPOCH)
    for act in (
        lambda: walk.desk.self_assessment.start(walk.case_id),
        lambda: walk.desk.people.register(NewPerson("Anna Lind")),
        lambda: walk.desk.cases.open(person, "CNC-1"),
    ):
        with pytest.raises(ClockBehind):
            act()
    walk.desk.today.view()
    walk.desk.people.search("Anna")


@pytest.mark.begins_at(Step.CERTIFICATE)
def test_everything_can_be_looked_at_whatever_the_clock_says(
    walk: CaseWalk, clock: FixedClock
) -> None:
    """Reading never depends on the time of day."""
    walk.to(Step.CERTIFICATE)
    certificate = walk.desk.certificates.issue(walk.case_id)
    text = walk.desk.certificates.facts(certificate).qr_text
    for now in (EPOCH, NOON + timedelta(days=3653), datetime(2099, 12, 30, tzinfo=UTC)):
        clock.set_wall(now)
        desk = walk.desk
        desk.today.view()
        desk.cases.view(walk.case_id)
        desk.certificates.pdf(certificate)
        desk.people.card(desk.cases.view(walk.case_id).person_id)
        assert desk.verification.check_text(text).answer is not Answer.VALID
        desk.syncing.status()


@pytest.mark.begins_at(Step.DECISION)
def test_ten_years_ahead_nobody_is_accredited(walk: CaseWalk, clock: FixedClock) -> None:
    """R1 I8: neither start nor signature; back in the right year the case goes on."""
    walk.to(Step.DECISION)
    clock.set_wall(NOON + timedelta(days=3653))
    with pytest.raises(AccreditationExpired):
        walk.desk.decisions.sign(walk.case_id, PRACTICE_PIN)
    clock.set_wall(NOON + timedelta(minutes=5))
    walk.to(Step.CERTIFICATE)
    assert walk.desk.certificates.issue(walk.case_id)


@pytest.mark.begins_at(Step.THEORY)
def test_a_clock_set_back_while_sitting_gives_no_time(walk: CaseWalk, clock: FixedClock) -> None:
    """R18 R20: the countdown follows the monotonic clock; back a year, forward a year."""
    walk.to(Step.THEORY)
    theory = walk.desk.theory
    sitting = theory.start(walk.case_id)
    left = theory.heartbeat(sitting)
    for wall in (NOON - timedelta(days=365), NOON + timedelta(days=365), NOON):
        clock.set_wall(wall)
        assert theory.heartbeat(sitting) == left
    clock.advance(10)
    assert theory.heartbeat(sitting) == left - 10


@pytest.mark.begins_at(Step.THEORY)
def test_a_cut_with_the_clock_back_gives_no_negative_loss(
    open_desk: Opener, clock: FixedClock
) -> None:
    """R18: lost time is never less than nothing; confirming twice counts nothing away."""
    desk = open_desk()
    walk = CaseWalk(desk, booked_case(desk)).to(Step.THEORY)
    sitting = desk.theory.start(walk.case_id)
    desk.close()
    clock.set_wall(EPOCH)
    theory = open_desk().theory
    incident = theory.paper(sitting).incident
    assert incident is not None
    assert incident.lost_seconds == 0
    theory.confirm_incident(sitting)
    left = theory.heartbeat(sitting)
    clock.advance(7)
    theory.confirm_incident(sitting)
    assert theory.heartbeat(sitting) == left - 7


def test_a_clock_a_minute_back_after_a_restart_leaves_the_newest_word_the_newest(
    open_desk: Opener, clock: FixedClock
) -> None:
    """I9: what was written last counts, whatever time it says it was written at."""
    desk = open_desk()
    person = desk.people.search("Linnea").lines[0].id
    case = CaseWalk(desk, desk.cases.open(person, "SVE-1")).to(Step.DECISION).case_id
    areas = desk.reviews.sheet(case).areas
    alone = {area.id: True for area in areas if area.can_be_judged}
    note = "Två kriterier saknar motivering."
    desk.reviews.send_back(case, alone, note, confirmed(desk, ELIN))
    desk.close()
    clock.set_wall(clock.now() - timedelta(minutes=1))
    desk = open_desk()
    desk.practical.hand_in(desk.practical.reopen(case))
    desk.reviews.agree(case, alone, confirmed(desk, ELIN))
    desk.decisions.sign(case, PRACTICE_PIN)
    assert desk.cases.view(case).state is CaseState.DECIDED


@pytest.mark.parametrize("year", [1970, 2036, 2099])
def test_a_practice_desk_is_made_in_any_year(tmp_path: Path, year: int) -> None:
    """A laptop fresh out of the box may not know the year; told or made, never a crash."""
    clock = FixedClock(datetime(year, 1, 2, 9, 0, tzinfo=UTC))
    try:
        desk = practice_desk(tmp_path / "desks", clock)
    except UserError:
        return
    walk = CaseWalk(desk, booked_case(desk)).to(Step.THEORY)
    assert desk.theory.start(walk.case_id)
    desk.close()


def test_practice_goes_on_after_years_on_the_shelf(open_desk: Opener, clock: FixedClock) -> None:
    """Lists and accreditations of the practice desk are renewed; its people are still there."""
    open_desk().close()
    clock.advance(timedelta(days=3653))
    desk: Workspace = open_desk()
    person = desk.people.register(NewPerson("Anna Lind"))
    walk = CaseWalk(desk, desk.cases.open(person, "CNC-1")).to(Step.CERTIFICATE)
    text = desk.certificates.facts(desk.certificates.issue(walk.case_id)).qr_text
    assert desk.verification.check_text(text).answer is Answer.PRACTICE
