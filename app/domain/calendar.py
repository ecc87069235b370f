"""Dates a rule leads to."""

import calendar
from datetime import date, timedelta


def add_months(day: date, months: int) -> date:
    """The same day `months` later; the month's last day where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def last_valid_day(issued: date, months: int) -> date:
    """The last day of a validity of `months` that begins on `issued`."""
    return add_months(issued, months) - timedelta(days=1)
