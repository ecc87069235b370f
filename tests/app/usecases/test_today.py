"""The day's first screen: what was begun, who comes, what needs attention."""

from datetime import timedelta

import pytest

from app.domain.authority import Nearness
from app.domain.case import Step
from app.usecases.today import AttentionKind
from app.workspace import Workspace
from tests.desk_work import CaseWalk, Opener, booked_case
from tests.factories import FixedClock


def test_what_was_begun_last_is_offered_first(walk: CaseWalk) -> None:
    """The resume card knows step, area and time left."""
    assert walk.desk.today.view().resume is None
    walk.to(Step.PRACTICAL)
    walk.desk.practical.start(walk.case_id)
    resume = walk.desk.today.view().resume
    assert resume is not None
    assert (resume.case_id, resume.step) == (walk.case_id, Step.PRACTICAL)
    assert (resume.done, resume.total, resume.minutes_left) == (0, 44, 120)


def test_somebody_without_a_booking_stands_in_the_day_too(desk: Workspace) -> None:
    """A walk-in counts on the day the case was opened."""
    before = desk.today.view()
    person = desk.people.search("Axelsson").lines[0].id
    case_id = desk.cases.open(person, "CNC-1")
    after = desk.today.view()
    assert case_id in [line.case_id for line in after.booked]
    assert sum(day.total for day in after.week) == sum(day.total for day in before.week) + 1


def test_an_accreditation_is_warned_about_in_time(desk: Workspace, clock: FixedClock) -> None:
    """R3: within 90 days, then as run out."""
    kinds = [line.kind for line in desk.today.view().attention]
    assert kinds == [AttentionKind.ACCREDITATION_EXPIRING]
    clock.advance(timedelta(days=60))
    kinds = [line.kind for line in desk.today.view().attention]
    assert kinds == [AttentionKind.ACCREDITATION_EXPIRED]


@pytest.mark.begins_at(Step.DECISION)
def test_a_cut_and_an_unsigned_decision_ask_for_attention(
    open_desk: Opener, clock: FixedClock
) -> None:
    """Both name the case, so that one click goes there."""
    desk = open_desk()
    walk = CaseWalk(desk, booked_case(desk)).to(Step.DECISION)
    other = CaseWalk(desk, desk.today.view().booked[1].case_id).to(Step.PRACTICAL)
    sitting = desk.practical.start(other.case_id)
    desk.close()
    clock.advance(60)
    again = open_desk()
    again.practical.sheet(sitting)
    found = {line.kind: line.case_id for line in again.today.view().attention}
    assert found[AttentionKind.UNSIGNED] == walk.case_id
    assert found[AttentionKind.INCIDENT] == other.case_id


@pytest.mark.begins_at(Step.THEORY)
def test_a_paused_case_stays_in_view_until_it_lapses(walk: CaseWalk, clock: FixedClock) -> None:
    """R34: with its reason and its last day; the nearer, the stronger."""
    walk.to(Step.THEORY)
    walk.desk.course.pause(walk.case_id, "Sjuk, kommer i juni")
    told = {line.kind: line for line in walk.desk.today.view().attention}
    paused = told[AttentionKind.PAUSED]
    assert (paused.case_id, paused.note) == (walk.case_id, "Sjuk, kommer i juni")
    assert paused.day is not None
    clock.advance(paused.day - clock.now().date() - timedelta(days=7))
    near = {line.kind: line.near for line in walk.desk.today.view().attention}
    assert near[AttentionKind.PAUSED] is Nearness.WEEK


def test_a_clock_that_is_behind_comes_first(walk: CaseWalk, clock: FixedClock) -> None:
    """I11: nothing else matters before it is right."""
    clock.advance(-timedelta(hours=1))
    first = walk.desk.today.view().attention[0]
    assert first.kind is AttentionKind.CLOCK_BEHIND
    assert first.since is not None
