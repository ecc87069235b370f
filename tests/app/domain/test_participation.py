"""Days, months and hours of participation (I13)."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.employment import Employment
from app.domain.participation import (
    MINUTES_A_DAY,
    Activity,
    Month,
    OutsidePeriod,
    Period,
    Project,
    Spent,
    StatusNotAllowed,
    TooManyHours,
    check_hours,
    check_status,
    in_quarters,
    months_of,
    most_minutes,
)

PROJECT = Project(
    UUID(int=1), "P", "1", "O", date(2026, 1, 15), date(2026, 9, 10), (), (Employment.EMPLOYED,)
)
days = st.dates(date(2026, 1, 15), date(2026, 9, 10))


@given(first=days, length=st.integers(0, 300), asked=days)
def test_a_months_room_is_24_hours_for_each_day_in_month_period_and_project(
    first: date, length: int, asked: date
) -> None:
    """I13: counted a day at a time."""
    last, month = first + timedelta(days=length), Month.of(asked)
    every = [month.first + timedelta(days=n) for n in range((month.last - month.first).days + 1)]
    counted = sum(first <= day <= last and day <= PROJECT.last for day in every)
    period = Period(first, last)
    assert most_minutes(PROJECT, period, month) == counted * MINUTES_A_DAY
    most = counted * MINUTES_A_DAY
    if not most:
        with pytest.raises(OutsidePeriod):
            check_hours(PROJECT, period, month, ())
        return
    check_hours(PROJECT, period, month, [Spent(Activity.OTHER, most)])
    with pytest.raises(TooManyHours):
        check_hours(
            PROJECT, period, month, [Spent(Activity.OTHER, most), Spent(Activity.SUPPLY, 1)]
        )


@given(a=days, b=days, c=days, d=days)
def test_two_periods_meet_where_they_have_a_day_in_common(
    a: date, b: date, c: date, d: date
) -> None:
    one, other = Period(*sorted((a, b))), Period(*sorted((c, d)))
    assert one.last is not None
    assert other.last is not None
    expected = max(one.first, other.first) <= min(one.last, other.last)
    assert one.meets(other) is other.meets(one) is expected
    assert Period(one.first).meets(other) is (other.last >= one.first)


@pytest.mark.parametrize(
    ("seconds", "minutes"), [(0, 0), (1, 15), (449, 15), (1349, 15), (1350, 30), (27900, 465)]
)
def test_time_is_counted_in_quarters_and_something_is_never_nothing(
    seconds: int, minutes: int
) -> None:
    assert in_quarters(seconds) == minutes


def test_months_go_by_the_calendar() -> None:
    assert str(Month.read("2026-12").next()) == "2027-01"
    assert Month(2028, 2).last == date(2028, 2, 29)
    assert Month(2026, 4).due == date(2026, 5, 28)
    assert months_of(PROJECT, date(2026, 3, 1)) == (Month(2026, 1), Month(2026, 2), Month(2026, 3))
    assert months_of(PROJECT, date(2026, 1, 14)) == (Month(2026, 1),)
    assert months_of(PROJECT, date(2025, 12, 31)) == ()
    assert months_of(PROJECT, date(2030, 1, 1))[-1] == Month(2026, 9)
    for wrong in ("2026-13", "2026-1", "26-01", "2026-00", "0000-01", "9999-12", "２０２６-01"):
        with pytest.raises(ValueError, match=wrong):
            Month.read(wrong)


def test_a_project_takes_those_it_says() -> None:
    check_status(PROJECT, Employment.EMPLOYED)
    with pytest.raises(StatusNotAllowed):
        check_status(PROJECT, Employment.OTHER)
