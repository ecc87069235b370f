"""The figures of a selection: how they stand and how they went, never of fewer than five."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo
from itertools import pairwise

from app.domain.matrix_summary import SMALLEST_GROUP
from app.domain.shares import Spread, median, spread
from app.node.picture_choice import UNDER_WAY, Standing
from app.node.picture_facts import CaseFact

MONTHS = 11
_POINTS = 8
_QUARTER = timedelta(days=91)
_LATELY = timedelta(days=30)
_FAR = 3650


@dataclass(frozen=True, slots=True)
class Trend:
    """A figure, how it changed (None: nothing to compare with) and how it went."""

    value: int
    change: int | None
    points: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Goal:
    """So many people by a day; `left` to it, `reached` when at the pace of the last quarter."""

    people: int
    by: date | None
    left: int
    reached: date | None


@dataclass(frozen=True, slots=True)
class MonthStates:
    """How many were in each state under way when a month ended; `day` today for the present."""

    day: date
    counts: tuple[tuple[Standing, int], ...]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(count for _, count in self.counts)


@dataclass(frozen=True, slots=True)
class StepTime:
    """Days between two steps, of the cases that took the second in the last quarter."""

    step: str
    spread: Spread


def months(cases: Sequence[CaseFact], today: date, zone: tzinfo | None) -> tuple[MonthStates, ...]:
    """The last eleven month ends and today; months before the first case are left out."""
    first = min((case.opened for case in cases if case.opened), default=today)
    ends = [day for day in month_ends(today, MONTHS) if day >= first]
    # Most cases were over before: they need not be asked where they were.
    late = [case for case in cases if ends and not _is_over(case, ends[0])]
    then = (MonthStates(day, _count([case.on(day, zone) for case in late])) for day in ends)
    return (*then, MonthStates(today, _count([case.standing for case in cases])))


def goals(
    cases: Iterable[CaseFact], targets: Iterable[tuple[int, date | None]], today: date
) -> tuple[Goal, ...]:
    """The targets, the nearest first."""
    first: dict[str, date] = {}
    for case in cases:
        if case.opened is not None:
            before = first.get(case.counted_as, case.opened)
            first[case.counted_as] = min(before, case.opened)
    new = sum(day > today - _QUARTER for day in first.values())
    return tuple(
        _goal(people, by, len(first), new if new >= SMALLEST_GROUP else 0, today)
        for people, by in sorted(targets, key=lambda one: one[0])
    )


def grown(days: Sequence[date], today: date) -> Trend:
    """How many there are, how many came in the last thirty days, and how many there were."""
    points = [*month_ends(today, _POINTS - 1), today]
    went = tuple(sum(day <= point for day in days) for point in points)
    return Trend(len(days), sum(day > today - _LATELY for day in days), went)


def lead_time(cases: Iterable[CaseFact], today: date) -> Trend | None:
    """Median days from opened to certificate in the last quarter, beside the one before it."""
    taken = [
        (c.certified, (c.certified - c.opened).days) for c in cases if c.certified and c.opened
    ]
    now = _median(taken, today - _QUARTER, today)
    if now is None:
        return None
    before = _median(taken, today - 2 * _QUARTER, today - _QUARTER)
    ends = [*month_ends(today, _POINTS - 1), today]
    went = (_median(taken, start, end) for start, end in pairwise(ends))
    points = tuple(one for one in went if one is not None)
    return Trend(now, None if before is None else now - before, points)


def under_way(found: Sequence[MonthStates]) -> Trend:
    """How many are under way, and how many more than when the last month ended."""
    totals = tuple(month.total for month in found)
    change = totals[-1] - totals[-2] if len(totals) > 1 else None
    return Trend(totals[-1], change, totals[-_POINTS:])


def step_times(cases: Iterable[CaseFact], today: date) -> tuple[StepTime, ...]:
    """Each step with its spread, of those that at least five cases took lately."""
    days: dict[str, list[int]] = {step: [] for step in STEPS}
    for case in cases:
        came = case.booked or case.first
        pairs = (
            (case.opened, came),
            (came, case.assessed),
            (case.assessed, case.decided),
            (case.decided, case.certified),
        )
        for step, (start, end) in zip(STEPS, pairs, strict=True):
            if start and end and today - _QUARTER < end <= today:
                days[step].append(max((end - start).days, 0))
    spreads = ((step, spread(found)) for step, found in days.items())
    return tuple(
        StepTime(s, found) for s, found in spreads if found and found.count >= SMALLEST_GROUP
    )


STEPS = ("step_booked", "step_assessed", "step_decided", "step_certified")


def month_ends(today: date, count: int) -> list[date]:
    """The last days of the `count` months before this one, oldest first."""
    found, day = [], today
    for _ in range(count):
        day = day.replace(day=1) - timedelta(days=1)
        found.append(day)
    return found[::-1]


def _goal(people: int, by: date | None, now: int, new: int, today: date) -> Goal:
    left = max(people - now, 0)
    days = -(-left * _QUARTER.days // new) if new else _FAR
    return Goal(people, by, left, today + timedelta(days=days) if left and days < _FAR else None)


def _median(taken: Iterable[tuple[date, int]], after: date, until: date) -> int | None:
    found = sorted(days for day, days in taken if after < day <= until)
    return median(found) if len(found) >= SMALLEST_GROUP else None


def _is_over(case: CaseFact, day: date) -> bool:
    last = case.certified or case.ended
    return last is not None and last <= day


def _count(found: list[Standing | None] | list[Standing]) -> tuple[tuple[Standing, int], ...]:
    return tuple((state, found.count(state)) for state in UNDER_WAY)
