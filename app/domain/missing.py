"""What an observation still lacks before its criterion counts as done (R12, R25, R27, R28, R30)."""

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum

from app.domain.protocol import Criterion, Critical, Evidence, Method
from app.domain.scoring import judge_measured, parse_number
from app.domain.seen import Seen

_NOTE_LENGTH = 3


class Missing(StrEnum):
    """One thing that is missing."""

    RATING = "rating"
    NOTE = "note"
    VALUE = "value"
    OUT_OF_TOLERANCE = "out_of_tolerance"
    GAUGE = "gauge"
    PHOTO = "photo"
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


def may_await_lab(criterion: Criterion) -> bool:
    """Whether a laboratory may judge it later: a piece can be sent there, an act cannot."""
    leaves_a_piece = criterion.evidence in (Evidence.PHOTO, Evidence.VALUE)
    is_made = criterion.method is Method.PRACTICAL and criterion.critical is not Critical.STOP
    return is_made and leaves_a_piece


def missing(
    criterion: Criterion,
    required_level: int,
    seen: Seen,
    *,
    gauge_valid: bool = True,
    photos: int = 0,
    is_left: bool = False,
) -> tuple[Missing, ...]:
    """Everything the criterion lacks; empty when it is done. `photos`: how many it has.

    What waits for a laboratory lacks nothing until the answer is there (R30). `is_left`: its whole
    area is one the candidate chose not to take, which needs no note a criterion.
    """
    if is_left and seen.rating == 0:
        return (Missing.LATER,) if seen.later else ()
    lacks = tuple(_lacks(criterion, required_level, seen, gauge_valid, photos))
    return (*lacks, Missing.LATER) if seen.later else lacks


def _lacks(
    criterion: Criterion, required_level: int, seen: Seen, gauge_valid: bool, photos: int
) -> Iterator[Missing]:
    if seen.awaits_lab:
        return
    rating = seen.rating
    if rating is None:
        yield Missing.RATING
    if rating and criterion.measured is not None:
        yield from _measure_lacks(criterion, required_level, rating, seen.measured, gauge_valid)
    if rating and criterion.evidence is Evidence.PHOTO and not photos:
        yield Missing.PHOTO
    if _needs_note(criterion, required_level, rating) and len(seen.note.strip()) < _NOTE_LENGTH:
        yield Missing.NOTE


def _needs_note(criterion: Criterion, required_level: int, rating: int | None) -> bool:
    if rating is None:
        return False
    return rating < required_level or criterion.evidence is Evidence.NOTE


def _measure_lacks(
    criterion: Criterion, required_level: int, rating: int, typed: str, gauge_valid: bool
) -> Iterator[Missing]:
    within = within_tolerance(criterion, typed)
    if not gauge_valid:
        yield Missing.GAUGE
    elif within is None:
        yield Missing.VALUE
    elif not within and rating >= required_level:
        yield Missing.OUT_OF_TOLERANCE
