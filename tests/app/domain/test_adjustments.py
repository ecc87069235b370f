"""What adjustments mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.adjustments import (
    Adjustment,
    AdjustmentIncomplete,
    AdjustmentKind,
    assisting_line,
    check_complete,
    granted_minutes,
)

kinds = st.sets(st.sampled_from(AdjustmentKind))


@given(st.integers(1, 600), st.integers(1000, 5000), kinds)
def test_only_extra_time_lengthens_the_test_and_nothing_shortens_it(
    minutes: int, factor: int, granted: set[AdjustmentKind]
) -> None:
    """R21."""
    given_minutes = granted_minutes(minutes, factor, granted)
    if AdjustmentKind.EXTRA_TIME in granted:
        assert given_minutes * 1000 >= minutes * factor > (given_minutes - 1) * 1000
    else:
        assert given_minutes == minutes


def test_a_part_of_a_minute_is_given_whole() -> None:
    """R21: in the candidate's favour."""
    assert granted_minutes(45, 1500, [AdjustmentKind.EXTRA_TIME]) == 68


@pytest.mark.parametrize("kind", AdjustmentKind)
def test_helpers_have_names_and_interpreters_a_language(kind: AdjustmentKind) -> None:
    """R11."""
    check_complete(Adjustment(kind, "Bo Ek", "dari"))
    if kind.names_somebody:
        with pytest.raises(AdjustmentIncomplete) as refused:
            check_complete(Adjustment(kind))
        assert refused.value.name
        assert refused.value.language is (kind is AdjustmentKind.INTERPRETER)
    else:
        check_complete(Adjustment(kind))


def test_a_helper_stands_in_the_record_by_what_they_do() -> None:
    """R20."""
    reader = Adjustment(AdjustmentKind.READER, "Bo Ek")
    assert assisting_line(reader) == "reader: Bo Ek"
