"""Two assessors who rated alone: where they differ, and how much they agree (R29)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.domain.missing import within_tolerance
from app.domain.protocol import Criterion, Protocol


@dataclass(frozen=True, slots=True)
class Rated:
    """What one assessor said of a criterion. `rating`: None not said, 0 not assessed, 1–4 level.

    `measured`: the value as typed, in the criterion's unit.
    """

    rating: int | None = None
    note: str = ""
    measured: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """A criterion, by id, that the two rated differently; `first` is the case's own assessor."""

    criterion: str
    first: Rated
    second: Rated


def differences(
    protocol: Protocol, first: Mapping[str, Rated], second: Mapping[str, Rated]
) -> tuple[Difference, ...]:
    """The criteria they rated differently, in protocol order.

    Only what both have said something of is compared: a safety stop leaves the rest unsaid. Two
    values of one piece are never quite the same: they differ when only one is inside the limits.
    """
    return tuple(
        Difference(criterion.id, one, other)
        for criterion, one, other in _compared(protocol, first, second)
        if not _is_alike(criterion, one, other)
    )


def agreement_permille(
    protocol: Protocol, first: Mapping[str, Rated], second: Mapping[str, Rated]
) -> int | None:
    """How much of what both said they said alike, rounded down; None when nothing compares."""
    alike = [_is_alike(*compared) for compared in _compared(protocol, first, second)]
    return sum(alike) * 1000 // len(alike) if alike else None


def _compared(
    protocol: Protocol, first: Mapping[str, Rated], second: Mapping[str, Rated]
) -> Iterator[tuple[Criterion, Rated, Rated]]:
    for criterion in protocol.criteria:
        one, other = first.get(criterion.id), second.get(criterion.id)
        if one and other and one.rating is not None and other.rating is not None:
            yield criterion, one, other


def _is_alike(criterion: Criterion, one: Rated, other: Rated) -> bool:
    return one.rating == other.rating and (
        within_tolerance(criterion, one.measured) == within_tolerance(criterion, other.measured)
    )
