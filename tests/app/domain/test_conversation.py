"""Where a theme of a conversation stands, what is proposed there, what changed, who is lacking."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.domain.conversation import (
    Answer,
    Guide,
    GuideQuestion,
    GuideStep,
    GuideTheme,
    ProposedStep,
    proposals,
    strengths,
    theme_change,
    theme_standing,
)
from app.domain.needed_roles import NeededRole, role_totals
from app.domain.text import Text

T = Text("x", "x")
QUESTIONS = tuple(GuideQuestion(f"q{n}", T, T, T, (T,) * 4) for n in range(4))
STEPS = tuple(ProposedStep(level, T, T) for level in (1, 2, 2, 3, 4))
THEME = GuideTheme("mal", T, T, T, QUESTIONS, STEPS)
SCALE = tuple(GuideStep(code, T, T) for code in range(1, 5))
GUIDE = Guide("SKF-1", "1.0.0", T, T, T, SCALE, (THEME,), "hash")


def said(*levels: int | None) -> dict[str, Answer]:
    return {f"q{n}": Answer(level) for n, level in enumerate(levels)}


def test_half_of_the_questions_give_a_theme_its_level() -> None:
    assert theme_standing(THEME, {}).level is None
    assert theme_standing(THEME, said(4)).level is None
    assert theme_standing(THEME, said(4, 1)).level == 2500
    standing = theme_standing(THEME, said(1, 2, 2, None) | {"q3": Answer(None, "Vet inte")})
    assert (standing.level, standing.answered, standing.skipped) == (1667, 3, 1)
    assert standing.is_done


@given(st.lists(st.integers(1, 4), min_size=2, max_size=4))
def test_a_level_lies_between_the_lowest_and_the_highest_answer(levels: list[int]) -> None:
    level = theme_standing(THEME, said(*levels)).level
    assert level is not None
    assert 1000 * min(levels) <= level <= 1000 * max(levels)


def test_what_is_proposed_follows_the_step_that_is_reached_whole() -> None:
    assert len(proposals(THEME, theme_standing(THEME, said(2, 3, 3, 3)))) == 2
    assert proposals(THEME, theme_standing(THEME, said(3, 3, 3, 3))) == (STEPS[3],)
    assert proposals(THEME, theme_standing(THEME, said(4))) == ()


def test_a_change_counts_only_questions_that_both_times_were_answered() -> None:
    change = theme_change(THEME, said(3, 1, 2, None), said(1, 2, 2, 4))
    assert (change.risen, change.fallen) == (("q0",), ("q1",))
    assert (change.before, change.now, change.difference) == (2250, 2000, -250)
    assert theme_change(THEME, said(3), said(1, 1)).difference is None


def test_strengths_are_the_two_highest_steps_highest_first() -> None:
    found = strengths(GUIDE, said(3, 4, 2, None))
    assert [question.id for question in found] == ["q1", "q0"]


def test_a_surplus_in_one_role_never_hides_a_gap_in_another() -> None:
    turner = NeededRole("Svarvare", 4, 6, 5, critical=True)
    driver = NeededRole("Truckförare", 5, 3, 2)
    totals = role_totals((turner, driver))
    assert (turner.gap, driver.gap, totals.lacking) == (2, -2, 2)
    assert (totals.critical, totals.at_risk) == (1, 1)
    assert not replace(turner, successors="Ali").is_at_risk
