"""What an observation still lacks before its criterion counts as done (R12, R25, R27)."""

from decimal import Decimal
from enum import StrEnum

from app.domain.protocol import Criterion, Evidence
from app.domain.scoring import judge_measured, parse_number

_NOTE_LENGTH = 3


class Missing(StrEnum):
    """One thing that is missing."""

    RATING = "rating"
    NOTE = "note"
    VALUE = "value"
    OUT_OF_TOLERANCE = "out_of_tolerance"
    GAUGE = "gauge"
    LATER = "later"


def within_tolerance(criterion: Criterion, typed: str) -> bool | None:
    """Whether the typed value is within its limits; None without a measure or a number."""
    value = parse_number(typed)
    if criterion.measured is None or value is None:
        return None
    return judge_measured(criterion.measured, value)


def measured_value(criterion: Criterion, typed: str) -> Decimal | None:
    """The typed value as a number where the criterion has a measure."""
    return parse_number(typed) if criterion.measured is not None else None


def missing(
    criterion: Criterion,
    required_level: int,
    rating: int | None,
    note: str,
    typed: str,
    later: bool,
    gauge_valid: bool,
) -> tuple[Missing, ...]:
    """Everything the criterion lacks; empty when it is done.

    rating: 0 not assessed, 1–4 level, None not said; typed: the measured value as typed.
    """
    lacks: list[Missing] = []
    if rating is None:
        lacks.append(Missing.RATING)
    if rating and criterion.measured is not None:
        lacks += _measure_lacks(criterion, required_level, rating, typed, gauge_valid)
    if _needs_note(criterion, required_level, rating) and len(note.strip()) < _NOTE_LENGTH:
        lacks.append(Missing.NOTE)
    if later:
        lacks.append(Missing.LATER)
    return tuple(lacks)


def _needs_note(criterion: Criterion, required_level: int, rating: int | None) -> bool:
    if rating is None:
        return False
    return rating < required_level or criterion.evidence is Evidence.NOTE


def _measure_lacks(
    criterion: Criterion, required_level: int, rating: int, typed: str, gauge_valid: bool
) -> list[Missing]:
    if not gauge_valid:
        return [Missing.GAUGE]
    within = within_tolerance(criterion, typed)
    if within is None:
        return [Missing.VALUE]
    return [Missing.OUT_OF_TOLERANCE] if not within and rating >= required_level else []
