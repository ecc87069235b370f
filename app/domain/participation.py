"""Who takes part in a funding project, from when to when, and the hours of each month (I13)."""

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Self
from uuid import UUID

from app.domain.employment import Employment
from app.domain.errors import UserError

MINUTES_A_DAY = 24 * 60
STEP = 15
"""Hours are counted in quarters."""
DUE_WITHIN = timedelta(weeks=4)
"""How long after its end a month is to be reported."""

_MONTH = re.compile(r"(2[01]\d{2})-(0[1-9]|1[0-2])", re.ASCII)


class Activity(StrEnum):
    """What the hours were spent on."""

    VALIDATION = "validation"
    TRAINING = "training"
    SUPPLY = "supply"
    OTHER = "other"


class Attested(StrEnum):
    """How the participant has confirmed a month's hours."""

    HERE = "here"
    """In a view of their own at the assessor's computer."""
    PAPER = "paper"
    """With their name on paper."""


class MonthStanding(StrEnum):
    """What the region has told of a month that was sent to the funder (R63)."""

    SENT = "sent"
    """Sent and locked: what was sent is what stands."""
    AGAIN = "again"
    """Something has changed since, in it or before it: it is open and is to be sent again."""


@dataclass(frozen=True, slots=True)
class SentToFunder:
    """When a month was last sent, and how it stands since."""

    standing: MonthStanding
    sent: datetime


class OutsideProject(UserError):
    """The days do not lie within those of the project, `first` to `last`."""

    def __init__(self, first: date, last: date) -> None:
        super().__init__()
        self.first, self.last = first, last


class EndsBeforeStart(UserError):
    """The last day lies before the first."""


class StatusNotAllowed(UserError):
    """The project takes nobody of this standing at work."""

    def __init__(self, status: Employment) -> None:
        super().__init__()
        self.status = status


class OutsidePeriod(UserError):
    """Nobody takes part on any day of the month: no hours can be written for it."""


class TooManyHours(UserError):
    """More than 24 hours a day: at most `most` minutes fit the days of the month (I13)."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of the calendar."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Self:
        """The month a day lies in."""
        return cls(day.year, day.month)

    @classmethod
    def read(cls, text: str) -> Self:
        """The month behind `2026-08`, from 2000 to 2199. Raises ValueError."""
        found = _MONTH.fullmatch(text)
        if found is None:
            raise ValueError(text)
        return cls(int(found[1]), int(found[2]))

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return date(self.year, self.number, monthrange(self.year, self.number)[1])

    @property
    def due(self) -> date:
        """The day by which it is to be reported."""
        return self.last + DUE_WITHIN

    def next(self) -> "Month":
        """The one that follows."""
        return Month.of(self.last + timedelta(days=1))

    def __str__(self) -> str:
        """As `2026-08`."""
        return f"{self.year:04}-{self.number:02}"


@dataclass(frozen=True, slots=True)
class Target:
    """How many people a project wants to have reached by a day."""

    day: date
    people: int


@dataclass(frozen=True, slots=True)
class Project:
    """A funding project. `number`: its registry number; `logo`: a PNG the region set, or b""."""

    id: UUID
    name: str
    number: str
    owner: str
    first: date
    last: date
    targets: tuple[Target, ...]
    statuses: tuple[Employment, ...]
    logo: bytes = b""


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `first` to `last`, both included; `last` None while it goes on."""

    first: date
    last: date | None = None

    def within(self, month: Month, last: date) -> int:
        """How many of its days lie in the month and not after `last`."""
        end = min(day for day in (self.last, month.last, last) if day is not None)
        return max(0, (end - max(self.first, month.first)).days + 1)

    def meets(self, other: "Period") -> bool:
        """Whether the two have a day in common."""
        is_before = self.last is not None and self.last < other.first
        return not is_before and (other.last is None or self.first <= other.last)


@dataclass(frozen=True, slots=True)
class Spent:
    """Minutes of one activity in a month."""

    activity: Activity
    minutes: int


def check_period(project: Project, period: Period) -> None:
    """Nothing if somebody can take part in these days. Raises EndsBeforeStart, OutsideProject."""
    if period.last is not None and period.last < period.first:
        raise EndsBeforeStart
    is_after = period.last is not None and period.last > project.last
    if is_after or not project.first <= period.first <= project.last:
        raise OutsideProject(project.first, project.last)


def check_status(project: Project, status: Employment) -> None:
    """Nothing if the project takes people of this standing. Raises StatusNotAllowed."""
    if status not in project.statuses:
        raise StatusNotAllowed(status)


def most_minutes(project: Project, period: Period, month: Month) -> int:
    """24 hours for each day of the month that lies in the period and the project (I13)."""
    return MINUTES_A_DAY * period.within(month, project.last)


def check_hours(project: Project, period: Period, month: Month, spent: Iterable[Spent]) -> None:
    """Nothing if the hours can be written for the month. Raises OutsidePeriod, TooManyHours."""
    most, asked = most_minutes(project, period, month), total(spent)
    if not most:
        raise OutsidePeriod
    if asked > most:
        raise TooManyHours(most)


def total(spent: Iterable[Spent]) -> int:
    """All of the minutes."""
    return sum(one.minutes for one in spent)


def in_quarters(seconds: int) -> int:
    """Seconds as minutes, rounded to the nearest quarter of an hour; something is never nothing."""
    quarters = (2 * seconds + STEP * 60) // (2 * STEP * 60)
    return STEP * max(quarters, 1 if seconds else 0)


def months_of(project: Project, until: date) -> tuple[Month, ...]:
    """The project's months that have begun by `until`, in order."""
    month, last, found = Month.of(project.first), min(until, project.last), list[Month]()
    while month.first <= last:
        found.append(month)
        month = month.next()
    return tuple(found)
