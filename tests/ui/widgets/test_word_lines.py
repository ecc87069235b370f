"""Names in narrow columns: whole where there is room, parted where words may be, never lost."""

import pytest
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication

from ui.theme import sized_font
from ui.widgets.word_lines import lines_in


@pytest.mark.parametrize(
    ("words", "beginning", "found"),
    [
        ("Säkerhet vid maskin", "Säkerhet vid", ["Säkerhet vid", "maskin"]),
        ("Verktyg och uppspänning", "Verktyg och.", ["Verktyg och", "uppspän-", "ning"]),
        ("Quality and documentation", "documenta-", ["Quality and", "documenta-", "tion"]),
        ("Mätteknik", "Mätteknik", ["Mätteknik"]),
        ("", "x", [""]),
        ("WWWWWWWWWWWW", "WW-", ["WW-", "WW-", "W…"]),
    ],
)
def test_words_are_parted_before_a_consonant_that_a_vowel_follows(
    qapp: QApplication, words: str, beginning: str, found: list[str]
) -> None:
    """As wide as `beginning`, three lines at most."""
    letters = QFontMetricsF(sized_font(11, 600))
    lines = lines_in(words, letters, letters.horizontalAdvance(beginning) + 0.5, 3)
    if found[-1].endswith("…"):
        assert lines[-1].endswith("…")
        lines, found = lines[:-1], found[:-1]
    assert lines == found
