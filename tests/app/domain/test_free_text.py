"""What a person types is kept as typed, but for what cannot be seen."""

import pytest

from app.domain.free_text import TextTooLong, clean_line, clean_text


@pytest.mark.parametrize("typed", ["\u200b", " \u200d\u2060 ", "\ufeff\n", "\u202e", "\x00\x07"])
def test_what_nobody_can_see_says_nothing(typed: str) -> None:
    """R30: a test piece called by a joiner alone has no name."""
    assert not clean_line(typed)
    assert not clean_text(typed, 10).strip()


def test_joiners_stay_inside_words_and_lines_stay_lines() -> None:
    assert clean_text("می\u200cخواهم\nja", 40) == "می\u200cخواهم\nja"
    assert clean_line("  Svarv \t 4\n") == "Svarv 4"


def test_too_long_a_text_is_refused_whole() -> None:
    with pytest.raises(TextTooLong):
        clean_text("x" * 11, 10)
