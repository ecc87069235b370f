"""kill -9 at any point: every acknowledged answer kept, the same place, the clock stopped."""

import os
from collections.abc import Mapping
from datetime import datetime, timedelta

from app.domain.case import SittingState
from app.usecases.sittings import Incident
from tests.desk_work import practice_desk
from tests.factories import NOON, FixedClock
from tests.faults.conftest import AtWork
from tests.faults.worker import (
    STEP_SECONDS,
    Acknowledged,
    Shift,
    answer_theory,
    killed_at_work,
    rate_practical,
)

KILLS = int(os.environ.get("INTYGA_KILLS", "25"))
OUTAGE = timedelta(minutes=10)


def test_a_theory_test_survives_every_kill(at_work: AtWork) -> None:
    """R18: nothing acknowledged is lost, nothing counted while nobody ran it."""
    answers: dict[str, tuple[str, ...]] = {}
    now, left = NOON, None
    for seed in range(KILLS):
        told = killed_at_work(answer_theory, Shift(at_work.home, at_work.theory, now, seed))
        now = told[-1].now + OUTAGE
        desk = practice_desk(at_work.home, FixedClock(now))
        paper = desk.theory.paper(at_work.theory)
        desk.close()

        assert paper.state is SittingState.STARTED
        _assert_kept(answers, told, {k: v for k, v in paper.answers.items() if v}, paper.current)
        _assert_stopped(paper.incident, told[-1].now, now)
        if left is not None:
            used = left - paper.seconds_left
            assert used in (len(told) * STEP_SECONDS, (len(told) + 1) * STEP_SECONDS)
        left, answers = paper.seconds_left, dict(paper.answers)


def test_a_practical_survives_every_kill(at_work: AtWork) -> None:
    """The ratings and notes of the last moment before the cut are there."""
    notes: dict[str, tuple[str, ...]] = {}
    now, seconds = NOON, 0
    for seed in range(max(1, KILLS // 3)):
        told = killed_at_work(rate_practical, Shift(at_work.home, at_work.practical, now, seed))
        now = told[-1].now + OUTAGE
        desk = practice_desk(at_work.home, FixedClock(now))
        sheet = desk.practical.sheet(at_work.practical)
        desk.close()

        lines = [line for area in sheet.areas for line in area.criteria]
        found = {line.criterion.id: (line.seen.note,) for line in lines if line.seen.note}
        _assert_kept(notes, told, found, sheet.current)
        _assert_stopped(sheet.incident, told[-1].now, now)
        assert sheet.seconds >= seconds + len(told) * STEP_SECONDS
        notes, seconds = found, sheet.seconds


def _assert_kept(
    before: Mapping[str, tuple[str, ...]],
    told: list[Acknowledged],
    found: Mapping[str, tuple[str, ...]],
    current: str,
) -> None:
    """Everything acknowledged, and at most one answer more: written, but not told any more."""
    expected = {**before, **{one.place: one.given for one in told}}
    differing = {
        place for place in expected | dict(found) if expected.get(place) != found.get(place)
    }
    assert differing <= {current}
    assert current == told[-1].place or current in differing or found[current] == expected[current]
    assert expected.keys() <= found.keys()


def _assert_stopped(incident: Incident | None, last: datetime, now: datetime) -> None:
    """The clock stood still from the last heartbeat, and the desk says so."""
    assert incident is not None
    assert incident.stopped - last in (timedelta(0), timedelta(seconds=STEP_SECONDS))
    assert incident.lost_seconds > 0
    assert incident.found <= now
