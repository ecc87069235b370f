"""What an answer is worth."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.protocol import ItemKey, ItemKind, MultipleScoring
from app.domain.scoring import Answer, judge_measured, parse_number, score_item, theory_permille
from tests.app.domain.sample import HOLE, item

SINGLE = item("q1")
MULTIPLE = item("q2", kind=ItemKind.MULTIPLE, key=ItemKey(("a", "b", "c")))
NUMERIC = item("q3", kind=ItemKind.NUMERIC, key=ItemKey((), Decimal("24.99"), Decimal("0.01")))
ORDER = item("q4", kind=ItemKind.ORDER, key=ItemKey(("a", "b", "c", "d")))
MATCH = item("q5", kind=ItemKind.MATCH, key=ItemKey(("a=x", "b=y", "c=z")))


@pytest.mark.parametrize("asked", [SINGLE, MULTIPLE, NUMERIC, ORDER, MATCH])
def test_a_blank_answer_is_worth_nothing(asked) -> None:  # noqa: ANN001
    """R19."""
    assert score_item(asked, ()) == 0


@pytest.mark.parametrize(("answer", "score"), [(("b",), 1000), (("a",), 0), (("a", "b"), 0)])
def test_one_right_choice_is_all_or_nothing(answer: Answer, score: int) -> None:
    assert score_item(SINGLE, answer) == score


@pytest.mark.parametrize(
    ("answer", "score"),
    [
        (("c", "a", "b"), 1000),
        (("a", "b"), 666),
        (("a", "b", "d"), 333),
        (("a", "d"), 0),
        (("d",), 0),
        (("a", "b", "c", "d"), 666),
    ],
)
def test_several_right_choices_give_a_share_less_the_wrong_ones(answer: Answer, score: int) -> None:
    assert score_item(MULTIPLE, answer) == score


@given(st.sets(st.sampled_from("abcd")))
def test_a_scheme_may_give_several_right_choices_all_or_nothing(chosen: set[str]) -> None:
    """Rules.multiple_scoring: the share counts by default, by the other rule only all of it."""
    answer = tuple(chosen)
    full = 1000 if chosen == {"a", "b", "c"} else 0
    assert score_item(MULTIPLE, answer, MultipleScoring.ALL_OR_NOTHING) == full
    assert score_item(MULTIPLE, answer, MultipleScoring.PARTIAL) == score_item(MULTIPLE, answer)
    items = (SINGLE, MULTIPLE)
    given_answers: dict[str, Answer] = {"q1": ("b",), "q2": answer}
    whole = theory_permille(items, given_answers, MultipleScoring.ALL_OR_NOTHING)
    assert whole == (1000 + full) // 2


@pytest.mark.parametrize(
    ("typed", "score"),
    [("24,99", 1000), ("24.99", 1000), (" 25,00 ", 1000), ("24,98", 1000), ("25,001", 0), ("x", 0)],
)
def test_a_number_counts_within_its_tolerance_limits_included(typed: str, score: int) -> None:
    assert score_item(NUMERIC, (typed,)) == score


@pytest.mark.parametrize(
    ("answer", "score"),
    [
        (("a", "b", "c", "d"), 1000),
        (("b", "c", "d", "a"), 666),
        (("a", "b", "d", "c"), 333),
        (("d", "c", "b", "a"), 0),
        (("a", "b"), 0),
        (("a", "b", "a", "b"), 0),
    ],
)
def test_an_order_gives_the_share_of_steps_that_follow_each_other(
    answer: Answer, score: int
) -> None:
    assert score_item(ORDER, answer) == score


@pytest.mark.parametrize(
    ("answer", "score"),
    [
        (("c=z", "a=x", "b=y"), 1000),
        (("a=x", "b=z", "c=y"), 333),
        (("a=x", "a=y", "b=y"), 333),
    ],
)
def test_pairs_give_the_share_of_left_sides_with_their_right_one(
    answer: Answer, score: int
) -> None:
    assert score_item(MATCH, answer) == score


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("24,99", "24.99"),
        ("1 250,5", "1250.5"),
        ("−3", "-3"),
        ("+0.5", "0.5"),
        ("007", "7"),
        ("1\N{NO-BREAK SPACE}000", "1000"),
    ],
)
def test_a_number_is_read_as_people_type_it(typed: str, number: str) -> None:
    assert parse_number(typed) == Decimal(number)


@pytest.mark.parametrize(
    "typed", ["", ",5", "5,", "1,2,3", "1e9", "NaN", "Infinity", "0x10", "٣", "1_000", "9" * 40]
)
def test_what_is_not_a_plain_number_is_none(typed: str) -> None:
    assert parse_number(typed) is None


@given(st.text(max_size=20))
def test_no_text_upsets_the_reading_of_a_number(typed: str) -> None:
    number = parse_number(typed)
    assert number is None or number.is_finite()


@given(st.decimals("24", "26", places=4))
def test_a_measured_value_is_judged_by_its_limits(value: Decimal) -> None:
    """R27."""
    assert judge_measured(HOLE, value) == (Decimal("24.979") <= value <= Decimal("25.000"))


def test_points_weigh_the_items_and_the_share_is_rounded_down() -> None:
    items = (item("q1", points=2), item("q6"))
    assert theory_permille(items, {"q1": ("b",)}) == 666
    assert theory_permille(items, {"q6": ("b",)}) == 333


choices = st.lists(st.sampled_from("abcd"), unique=True).map(tuple)


@given(choices, st.sampled_from("abc"))
def test_one_more_right_choice_never_lowers_the_score(answer: Answer, more: str) -> None:
    grown = tuple({*answer, more})
    assert score_item(MULTIPLE, grown) >= score_item(MULTIPLE, answer)


@given(choices)
def test_the_order_of_choices_is_irrelevant(answer: Answer) -> None:
    assert score_item(MULTIPLE, tuple(reversed(answer))) == score_item(MULTIPLE, answer)


@given(st.sampled_from([SINGLE, MULTIPLE, NUMERIC, ORDER, MATCH]), st.lists(st.text()).map(tuple))
def test_every_score_is_between_nothing_and_all(asked, answer: Answer) -> None:  # noqa: ANN001
    assert 0 <= score_item(asked, answer) <= 1000
