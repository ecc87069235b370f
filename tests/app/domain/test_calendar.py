"""Dates that follow from a rule."""

from datetime import date

import pytest

from app.domain.calendar import add_months, last_valid_day


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 11, 12), 24, date(2028, 11, 12)),
        (date(2027, 12, 31), 2, date(2028, 2, 29)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
    ],
)
def test_months_later_is_the_same_day_or_the_month_s_last(
    day: date, months: int, later: date
) -> None:
    """R34: banked parts and validity count in calendar months."""
    assert add_months(day, months) == later


def test_a_validity_ends_the_day_before() -> None:
    """R38: issued 12 November, five years, last valid day 11 November."""
    assert last_valid_day(date(2026, 11, 12), 60) == date(2031, 11, 11)
