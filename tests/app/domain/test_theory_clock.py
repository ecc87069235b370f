"""The countdown of a sitting."""

from hypothesis import given
from hypothesis import strategies as st

from app.domain.theory_clock import (
    LONGEST_BEAT_SECONDS,
    TheoryClock,
    allowed_seconds,
    counted_seconds,
)


def test_extra_time_multiplies_the_base() -> None:
    """R21."""
    assert allowed_seconds(60) == 3600
    assert allowed_seconds(60, 1500) == 5400


def test_the_clock_counts_what_was_given() -> None:
    """R18, R20."""
    assert TheoryClock(allowed=3600, active=600 + counted_seconds(20)).remaining == 2980


def test_a_sleep_takes_no_more_than_one_beat() -> None:
    """R18."""
    assert counted_seconds(8 * 3600) == LONGEST_BEAT_SECONDS


def test_a_clock_that_ran_backwards_gives_nothing_back() -> None:
    """R18."""
    assert counted_seconds(-500) == 0


@given(st.integers(0, 20_000), st.lists(st.integers(-10_000, 10_000)))
def test_the_time_left_never_grows_and_never_goes_under_nothing(
    allowed: int, beats: list[int]
) -> None:
    """R18."""
    clock = TheoryClock(allowed)
    for elapsed in beats:
        later = TheoryClock(allowed, clock.active + counted_seconds(elapsed))
        assert 0 <= later.remaining <= clock.remaining
        clock = later
    assert clock.is_out == (clock.remaining == 0)
