"""What an observation lacks, table by table."""

from dataclasses import replace
from decimal import Decimal

import pytest

from app.domain.missing import Missing, measured_value, missing, within_tolerance
from app.domain.protocol import (
    Criterion,
    Critical,
    Evidence,
    LearningOutcome,
    MeasuredValue,
    Method,
)
from app.domain.seen import Seen
from app.domain.text import Text

WORD = Text("ord", "word")
PLAIN = Criterion(
    "c", "a", WORD, WORD, LearningOutcome.SKILL, Method.PRACTICAL, Critical.NO, Evidence.NONE
)
NOTED = replace(PLAIN, evidence=Evidence.NOTE)
LIMITS = MeasuredValue("mm", Decimal(25), Decimal("24.979"), Decimal(25), WORD)
MEASURED = replace(PLAIN, evidence=Evidence.VALUE, measured=LIMITS)


@pytest.mark.parametrize(
    ("criterion", "rating", "note", "typed", "later", "gauge", "lacks"),
    [
        (PLAIN, None, "", "", False, True, (Missing.RATING,)),
        (PLAIN, 3, "", "", False, True, ()),
        (PLAIN, 2, "", "", False, True, (Missing.NOTE,)),
        (PLAIN, 2, "ok", "", False, True, (Missing.NOTE,)),
        (PLAIN, 2, "   ", "", False, True, (Missing.NOTE,)),
        (PLAIN, 2, "Behövde hjälp.", "", False, True, ()),
        (PLAIN, 0, "", "", False, True, (Missing.NOTE,)),
        (PLAIN, 3, "", "", True, True, (Missing.LATER,)),
        (NOTED, 4, "", "", False, True, (Missing.NOTE,)),
        (MEASURED, 3, "", "", False, True, (Missing.VALUE,)),
        (MEASURED, 3, "", "tjugofem", False, True, (Missing.VALUE,)),
        (MEASURED, 3, "", "24,979", False, True, ()),
        (MEASURED, 3, "", "24,978", False, True, (Missing.OUT_OF_TOLERANCE,)),
        (MEASURED, 2, "Utanför.", "25,3", False, True, ()),
        (MEASURED, 3, "", "25", False, False, (Missing.GAUGE,)),
    ],
)
def test_what_is_missing(
    criterion: Criterion,
    rating: int | None,
    note: str,
    typed: str,
    later: bool,
    gauge: bool,
    lacks: tuple[Missing, ...],
) -> None:
    """R12 R25 R27 for one criterion with required level 3."""
    said = Seen(rating, note, typed, later)
    assert missing(criterion, 3, said, gauge_valid=gauge) == lacks


def test_limits_are_included_and_words_are_no_value() -> None:
    """R27: 24.979 is inside, 24.9789 is not."""
    assert within_tolerance(MEASURED, "24.979") is True
    assert within_tolerance(MEASURED, "24.9789") is False
    assert within_tolerance(MEASURED, "") is None
    assert within_tolerance(PLAIN, "24.979") is None
    assert measured_value(MEASURED, "24,98") == Decimal("24.98")
    assert measured_value(PLAIN, "24,98") is None
