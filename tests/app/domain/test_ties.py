"""Which ties keep an assessor from judging, and how long."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.calendar import add_months
from app.domain.ties import Conflict, Tie, TieKind, conflict

TODAY = date(2026, 5, 4)
DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))
LASTING = (TieKind.SELF, TieKind.RELATIVE, TieKind.LINE_MANAGER)


@pytest.mark.parametrize("kind", LASTING)
def test_being_or_being_close_to_the_person_keeps_from_judging_for_good(kind: TieKind) -> None:
    """R4: no date lifts it."""
    assert conflict((Tie(kind, date(1990, 1, 1)),), TODAY, 24) == Conflict(kind)


def test_a_link_by_organisation_is_only_recorded() -> None:
    """R4: at organisation level nothing is blocked."""
    assert conflict((Tie(TieKind.ORGANISATION),), TODAY, 24) is None


@given(DAYS, DAYS, st.integers(0, 60))
def test_training_keeps_from_judging_for_the_scheme_s_months(
    trained: date, today: date, months: int
) -> None:
    """R4: to the very day, counted in calendar months."""
    until = add_months(trained, months)
    found = conflict((Tie(TieKind.TRAINED, trained),), today, months)
    assert found == (Conflict(TieKind.TRAINED, until) if today <= until else None)


@given(st.lists(st.builds(Tie, st.sampled_from(TieKind), DAYS), max_size=6), DAYS)
def test_another_tie_never_lifts_a_conflict(ties: list[Tie], today: date) -> None:
    """R4: adding can only block more; the order in which ties were noted says nothing."""
    for known in range(len(ties)):
        if conflict(tuple(ties[:known]), today, 24) is not None:
            assert conflict(tuple(ties), today, 24) is not None
    assert conflict(tuple(reversed(ties)), today, 24) == conflict(tuple(ties), today, 24)


def test_training_without_a_day_weighs_until_it_is_dated() -> None:
    """R4: what is not known is not waved through."""
    ties = (Tie(TieKind.TRAINED, TODAY - timedelta(days=9999)), Tie(TieKind.TRAINED))
    assert conflict(ties, TODAY, 24) == Conflict(TieKind.TRAINED)
