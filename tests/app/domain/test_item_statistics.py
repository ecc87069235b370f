"""How items do: difficulty, discrimination, exposure."""

import random
from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from app.domain.item_statistics import (
    FEWEST_TO_COMPARE,
    Confidence,
    confidence,
    item_figures,
)

IDS = ("a", "b", "c", "d")
scores = st.dictionaries(st.sampled_from(IDS), st.integers(0, 1000), min_size=1)
tests_taken = st.lists(scores, max_size=40)


@given(tests_taken)
def test_every_figure_stays_within_its_bounds(tests: list[dict[str, int]]) -> None:
    for one in item_figures(IDS, tests).values():
        assert 0 <= one.exposure <= 1000
        assert one.difficulty is None or 0 <= one.difficulty <= 1000
        assert one.discrimination is None or -1000 <= one.discrimination <= 1000
        assert (one.difficulty is None) == (one.asked == 0)
        assert one.asked >= FEWEST_TO_COMPARE or one.discrimination is None


@given(tests_taken, st.randoms())
def test_the_order_of_the_tests_changes_nothing(
    tests: list[dict[str, int]], chance: random.Random
) -> None:
    mixed = list(tests)
    chance.shuffle(mixed)
    assert item_figures(IDS, mixed) == item_figures(IDS, tests)


@given(tests_taken)
def test_exposure_counts_the_tests_an_item_was_in(tests: list[dict[str, int]]) -> None:
    found = item_figures(IDS, tests)
    assert sum(one.asked for one in found.values()) == sum(map(len, tests))
    assert all(one.exposure == one.asked * 1000 // len(tests) for one in found.values() if tests)


@given(st.lists(st.integers(0, 1000), min_size=FEWEST_TO_COMPARE, max_size=40))
def test_an_item_that_follows_the_rest_tells_strong_from_weak(rest: list[int]) -> None:
    """The same scores correlate fully, the opposite ones fully the other way."""
    same = [{"a": score, "b": score} for score in rest]
    turned = [{"a": 1000 - score, "b": score} for score in rest]
    if len(set(rest)) == 1:
        assert item_figures(IDS, same)["a"].discrimination is None
    else:
        assert item_figures(IDS, same)["a"].discrimination == 1000
        assert item_figures(IDS, turned)["a"].discrimination == -1000


def test_the_point_biserial_of_a_small_table_is_known() -> None:
    """Ten tests, the item right for the five best and the sixth: worked out by hand."""
    rest = (900, 800, 700, 600, 500, 400, 300, 200, 100, 0)
    right = (1000, 1000, 1000, 1000, 1000, 0, 0, 0, 0, 0)
    tests: list[Mapping[str, int]] = [{"a": a, "b": b} for a, b in zip(right, rest, strict=True)]
    found = item_figures(IDS, tests)["a"]
    assert found.difficulty == 500
    assert found.discrimination == 870  # 0.8703…: r = 2 500 000 / √(25 · 10⁶ · 330 000)


def test_few_answers_say_little() -> None:
    found = item_figures(IDS, [{"a": 1000}])
    assert found["a"].confidence is Confidence.LOW
    assert found["a"].discrimination is None
    assert found["b"].confidence is Confidence.NONE
    assert [confidence(n) for n in (0, 1, 29, 30, 99, 100)] == [
        Confidence.NONE,
        Confidence.LOW,
        Confidence.LOW,
        Confidence.FAIR,
        Confidence.FAIR,
        Confidence.GOOD,
    ]
