"""Answers written on paper, read back as the test keeps them."""

from random import Random
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.paper_answers import read_answer, written_answer
from app.domain.paper_form import form_code, letter
from app.domain.protocol import ItemKind, Option, Question
from app.domain.scoring import Answer
from app.domain.text import Text


def question(kind: ItemKind, options: int = 4, targets: int = 3) -> Question:
    """A question whose options are o0, o1 … and targets t0, t1 …"""
    word = Text("x", "x")
    return Question(
        "q",
        "a",
        kind,
        word,
        None,
        tuple(Option(f"o{n}", word) for n in range(options)),
        tuple(Option(f"t{n}", word) for n in range(targets)),
        "mm",
        None,
        None,
    )


@pytest.mark.parametrize(
    ("kind", "written", "answer"),
    [
        (ItemKind.SINGLE, "b", ("o1",)),
        (ItemKind.SINGLE, " D ", ("o3",)),
        (ItemKind.MULTIPLE, "A, c", ("o0", "o2")),
        (ItemKind.ORDER, "dcba", ("o3", "o2", "o1", "o0")),
        (ItemKind.MATCH, "A2 B=1 c3", ("o0=t1", "o1=t0", "o2=t2")),
        (ItemKind.NUMERIC, " 24,98 ", ("24,98",)),
        (ItemKind.SINGLE, "   ", ()),
    ],
)
def test_what_is_written_becomes_the_answer(kind: ItemKind, written: str, answer: Answer) -> None:
    """R25: keying in gives the very answer that the screen would have kept."""
    assert read_answer(question(kind), written) == answer


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        (ItemKind.SINGLE, "AB"),
        (ItemKind.SINGLE, "E"),
        (ItemKind.SINGLE, "7"),
        (ItemKind.MULTIPLE, "AA"),
        (ItemKind.ORDER, "ABC"),
        (ItemKind.ORDER, "ABCC"),
        (ItemKind.MATCH, "A4"),
        (ItemKind.MATCH, "A1 A2"),
        (ItemKind.MATCH, "A1 hej"),
        (ItemKind.MATCH, "hej"),
        (ItemKind.NUMERIC, "cirka 25"),
        (ItemKind.NUMERIC, "1e9"),
    ],
)
def test_what_the_question_does_not_offer_is_no_answer(kind: ItemKind, written: str) -> None:
    """Nothing is guessed: the assessor is asked again."""
    assert read_answer(question(kind), written) is None


@given(
    st.sampled_from((ItemKind.SINGLE, ItemKind.MULTIPLE, ItemKind.ORDER)),
    st.integers(2, 6),
    st.randoms(use_true_random=False),
)
def test_an_answer_written_out_is_read_back_as_it_was(
    kind: ItemKind, options: int, chance: Random
) -> None:
    """Written and read are each other's inverse."""
    asked = question(kind, options)
    ids = [option.id for option in asked.options]
    chance.shuffle(ids)
    count = {ItemKind.SINGLE: 1, ItemKind.ORDER: options}.get(kind, max(1, options // 2))
    answer = tuple(ids[:count])
    assert read_answer(asked, written_answer(asked, answer)) == answer


@given(st.text(max_size=30))
def test_nothing_that_is_typed_breaks_the_reading(written: str) -> None:
    """Whatever is written is an answer, a blank or none."""
    for kind in ItemKind:
        read_answer(question(kind), written)


def test_the_code_of_a_form_is_short_and_says_nothing_of_the_person() -> None:
    """I12: eight figures of the case's id."""
    assert form_code(UUID("019df26e-2d00-7850-9679-c5a5140880af")) == "1408 80AF"
    assert letter(0) + letter(3) == "AD"
