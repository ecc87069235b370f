"""kill -9 at any point: every acknowledged answer kept, the same place, the clock stopped."""

import os
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from multiprocessing.connection import Connection

from app.workspace import Workspace
from tests.desk_work import practice_desk
from tests.factories import NOON, FixedClock
from tests.faults.conftest import AtWork
from tests.faults.worker import (
    STEP_SECONDS,
    Acknowledged,
    Found,
    Shift,
    answer_theory,
    found_practical,
    found_theory,
    killed_at_work,
    rate_practical,
)

KILLS = int(os.environ.get("INTYGA_KILLS", "50"))
"""The full count is 200: about 40 s alone on two cores."""
OUTAGE = timedelta(minutes=10)


def test_a_theory_test_survives_every_kill(at_work: AtWork) -> None:
    """R18: nothing acknowledged is lost, the time left never grows, nothing counts meanwhile."""
    shift = Shift(at_work.home, at_work.theory, NOON, 0)
    _survive(answer_theory, lambda desk, one: found_theory(desk.theory, one)[1], shift, KILLS)


def test_a_practical_survives_every_kill(at_work: AtWork) -> None:
    """The ratings and notes of the last moment before the cut are there."""
    shift = Shift(at_work.home, at_work.practical, NOON, 0)
    look = lambda desk, one: found_practical(desk.practical, one)[1]  # noqa: E731
    _survive(rate_practical, look, shift, max(1, KILLS // 5))


def _survive(
    work: Callable[[Shift, Connection], None],
    look: Callable[[Workspace, object], Found],
    shift: Shift,
    kills: int,
) -> None:
    """Each worker finds what the one before left; the last one's is looked at here."""
    before, told, now = Found({}, "", None, 0), list[Acknowledged](), shift.now
    for seed in range(kills):
        found, more = killed_at_work(work, Shift(shift.home, shift.sitting, now, seed))
        _assert_kept(before, told, found, now)
        before, told, now = found, more, more[-1].now + OUTAGE
    desk = practice_desk(shift.home, FixedClock(now))
    _assert_kept(before, told, look(desk, shift.sitting), now)
    desk.close()


def _assert_kept(before: Found, told: list[Acknowledged], found: Found, now: datetime) -> None:
    """Everything acknowledged, and at most one answer more: written, but not told any more."""
    if not told:
        return
    expected = {**before.given, **{one.place: one.given for one in told}}
    differing = _differing(expected, found.given)
    assert differing <= {found.current}
    assert found.current == told[-1].place or found.current in found.given
    assert expected.keys() <= found.given.keys()
    used = found.seconds - before.seconds
    assert used in (len(told) * STEP_SECONDS, (len(told) + 1) * STEP_SECONDS)
    _assert_stopped(found, told[-1].now, now)


def _differing(
    expected: Mapping[str, tuple[str, ...]], found: Mapping[str, tuple[str, ...]]
) -> set[str]:
    places = expected.keys() | found.keys()
    return {place for place in places if expected.get(place) != found.get(place)}


def _assert_stopped(found: Found, last: datetime, now: datetime) -> None:
    """The clock stood still from the last heartbeat, and the desk says so."""
    incident = found.incident
    assert incident is not None
    assert incident.stopped - last in (timedelta(0), timedelta(seconds=STEP_SECONDS))
    assert incident.lost_seconds > 0
    assert incident.found <= now
