"""Makers of what many tests need: a clock to turn, official test numbers."""

import csv
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import cache
from pathlib import Path

_PERSONS = Path(__file__).parents[1] / "data" / "demo" / "test_persons.csv"
NOON = datetime(2026, 5, 4, 12, 0, tzinfo=timezone(timedelta(hours=2)))


class FixedClock:
    """A clock that stands still until a test turns it; fits `app.domain.clock.Clock`."""

    def __init__(self, start: datetime = NOON) -> None:
        self._now = start
        self._monotonic = 1_000.0

    def now(self) -> datetime:
        """The time shown, aware."""
        return self._now

    def monotonic(self) -> float:
        """Seconds that only `advance` moves on."""
        return self._monotonic

    def advance(self, step: timedelta | float) -> None:
        """Let time pass (a timedelta or seconds): wall and monotonic together."""
        passed = step if isinstance(step, timedelta) else timedelta(seconds=step)
        self._now += passed
        self._monotonic += passed.total_seconds()

    def set_wall(self, now: datetime) -> None:
        """Set the wall time as a user might, back too; monotonic time does not move."""
        self._now = now


@dataclass(frozen=True, slots=True)
class OfficialNumber:
    """A number published for tests: 12 digits, date of birth, `man` or `woman`."""

    personnummer: str
    birth_date: date
    sex: str


@cache
def official_numbers() -> tuple[OfficialNumber, ...]:
    """All 3 116 official test numbers, oldest first; the only ones a test may use."""
    with _PERSONS.open(encoding="utf-8", newline="") as file:
        return tuple(
            OfficialNumber(row["personnummer"], date.fromisoformat(row["birth_date"]), row["sex"])
            for row in csv.DictReader(file)
        )
