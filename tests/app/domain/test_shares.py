"""Shares and days of a group are said with how sure they are, in whole numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.shares import Spread, share, spread

counts = st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(counts)
def test_the_interval_holds_the_share_and_stays_within_all(told: tuple[int, int]) -> None:
    found = share(*told)
    assert 0 <= found.low <= found.high <= 1000
    assert found.low - 1 <= 1000 * told[0] / told[1] <= found.high + 1


@pytest.mark.parametrize(
    ("part", "whole", "low", "high", "percent"),
    [(121, 126, 910, 983, 96), (83, 126, 572, 736, 66), (5, 5, 566, 1000, 100), (0, 9, 0, 299, 0)],
)
def test_the_interval_is_wilsons(part: int, whole: int, low: int, high: int, percent: int) -> None:
    """Figures worked out apart, with the formula of 1927; X4 asks for a note of confidence."""
    found = share(part, whole)
    assert (found.low, found.high, found.percent) == (low, high, percent)


def test_days_are_told_by_their_middle_and_the_eight_of_ten_around_it() -> None:
    assert spread(range(1, 11)) == Spread(10, 6, 2, 10)
    assert spread([4]) == Spread(1, 4, 4, 4)
    assert spread([]) is None


@given(st.lists(st.integers(0, 400), min_size=1))
def test_the_middle_lies_within_the_spread_in_whatever_order(days: list[int]) -> None:
    found = spread(days)
    assert found == spread(days[::-1])
    assert found is not None
    assert min(days) <= found.low <= found.median <= found.high <= max(days)
