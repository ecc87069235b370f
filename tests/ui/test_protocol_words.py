"""Words for pools and items: never more than the figures carry."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from app.domain.item_statistics import Confidence, ItemFigures
from app.domain.text import Text
from app.usecases.library import AreaHealth
from ui.language import set_language
from ui.models.protocol_words import figures_state, figures_words, health_state


@pytest.fixture(autouse=True)
def swedish(qapp: QApplication) -> Iterator[None]:
    """In Swedish, whatever came before."""
    set_language("sv")
    yield
    set_language("sv")


def figures(
    asked: int, difficulty: int | None, tells: int | None, known: Confidence
) -> ItemFigures:
    """Of an item asked in a fifth of the tests."""
    return ItemFigures(asked, 200, difficulty, tells, known)


def test_an_item_nobody_has_met_claims_nothing() -> None:
    unknown = figures(0, None, None, Confidence.NONE)
    assert figures_words(unknown) == "Frågan har inte ställts på den här datorn ännu."
    assert figures_state(unknown) is None


def test_few_answers_give_a_share_and_no_judgement() -> None:
    few = figures(4, 250, None, Confidence.LOW)
    assert "Ställd 4 gånger" in figures_words(few)
    assert "För få svar" in figures_words(few)
    assert figures_state(few) is None


@pytest.mark.parametrize(
    ("difficulty", "tells", "words"),
    [(600, 40, "Se över"), (200, 400, "Svår"), (980, 400, "Lätt")],
)
def test_items_to_look_at_are_marked(difficulty: int, tells: int, words: str) -> None:
    state = figures_state(figures(60, difficulty, tells, Confidence.FAIR))
    assert state is not None
    assert state.words == words
    assert figures_state(figures(60, 600, 400, Confidence.FAIR)) is None


def test_figures_are_written_as_the_language_writes_them() -> None:
    good = figures(60, 620, 410, Confidence.FAIR)
    assert "(0,41)" in figures_words(good)
    set_language("en")
    assert "(0.41)" in figures_words(good)
    assert "Asked 60 times" in figures_words(good)


@pytest.mark.parametrize(
    ("drawn", "tests", "tone", "words"),
    [
        (5, 6, "ok", "räcker till 6 prov"),
        (5, 2, "warn", "räcker till 2 prov"),
        (5, 1, "bad", "räcker till 1 prov"),
        (0, 0, "neutral", "Ingen teori"),
    ],
)
def test_a_pool_says_how_far_it_reaches(drawn: int, tests: int, tone: str, words: str) -> None:
    """R24, before anybody meets the end of it."""
    state = health_state(AreaHealth("a", Text("A", "A"), drawn, 20, 10, tests))
    assert (state.tone, state.words) == (tone, words)
