"""When a theory test may be paused."""

from hypothesis import given
from hypothesis import strategies as st

from app.domain.pausing import left_in_area
from tests.app.domain.sample import item

QUESTIONS = tuple(
    item(f"{area}-{n}", area).question for area in ("turn", "maths") for n in range(3)
)
IDS = [question.id for question in QUESTIONS]
answers = st.sets(st.sampled_from(IDS))


@given(answers, st.sampled_from(IDS))
def test_a_pause_fits_where_an_area_is_done_or_not_begun(answered: set[str], current: str) -> None:
    """R20: whatever stands in the other areas."""
    area = current.partition("-")[0]
    done = sum(one.startswith(area) for one in answered)
    assert left_in_area(QUESTIONS, answered, current) == (3 - done if done else 0)


def test_coming_to_the_next_area_is_leaving_the_one_before() -> None:
    """R20, R19: what was left blank there may stay so."""
    assert left_in_area(QUESTIONS, {"turn-0"}, "maths-0") == 0
    assert left_in_area(QUESTIONS, {"turn-0"}, "turn-1") == 2
