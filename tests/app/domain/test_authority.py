"""When something that runs out is warned of."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.authority import Nearness, Window, nearness

TODAY = date(2026, 5, 4)


@pytest.mark.parametrize(
    ("left", "near"),
    [
        (91, None),
        (90, Nearness.QUARTER),
        (31, Nearness.QUARTER),
        (30, Nearness.MONTH),
        (8, Nearness.MONTH),
        (7, Nearness.WEEK),
        (0, Nearness.WEEK),
        (-1, Nearness.EXPIRED),
    ],
)
def test_each_threshold_is_met_on_its_own_day(left: int, near: Nearness | None) -> None:
    """R3: 90, 30 and 7 days before; the last day itself still counts."""
    assert nearness(TODAY + timedelta(days=left), TODAY) is near


@given(st.dates(), st.dates())
def test_what_is_warned_of_as_run_out_is_just_what_no_longer_covers(last: date, day: date) -> None:
    """R1 R3: warning and rule never disagree about the last day."""
    window = Window(min(last, day), last)
    assert (nearness(last, day) is Nearness.EXPIRED) == (not window.covers(day))


@given(st.dates(max_value=date(9000, 1, 1)), st.integers(0, 400))
def test_a_later_day_is_never_warned_of_more_mildly(last: date, ahead: int) -> None:
    """R3: the nearer the end, the stronger."""
    order = [None, Nearness.QUARTER, Nearness.MONTH, Nearness.WEEK, Nearness.EXPIRED]
    day = last - timedelta(days=min(ahead, (last - date.min).days))
    after = min(day + timedelta(days=1), date.max)
    assert order.index(nearness(last, after)) >= order.index(nearness(last, day))
