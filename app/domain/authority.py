"""Who may do what at a desk, and how near the end of a permission is (R1–R3, R6)."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum


class Role(StrEnum):
    """What somebody is at the test centre; only an assessor rates and decides (R6)."""

    ASSESSOR = "assessor"
    INVIGILATOR = "invigilator"
    REVIEWER = "reviewer"
    COORDINATOR = "coordinator"


class Nearness(IntEnum):
    """How near the last day is: each step is warned of by itself (R3). The value is in days."""

    EXPIRED = -1
    WEEK = 7
    MONTH = 30
    QUARTER = 90


@dataclass(frozen=True, slots=True)
class Window:
    """The days, both included, on which something holds."""

    first_day: date
    last_day: date

    def covers(self, day: date) -> bool:
        """Whether it holds on `day`."""
        return self.first_day <= day <= self.last_day


def nearness(last_day: date, today: date) -> Nearness | None:
    """What to warn of when something holds to `last_day`, None while that is far away."""
    left = (last_day - today).days
    if left < 0:
        return Nearness.EXPIRED
    return next((step for step in sorted(Nearness) if 0 <= left <= step), None)
