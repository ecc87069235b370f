"""How an item does in real tests: difficulty, discrimination, exposure; integers in permille."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import isqrt

FEWEST_TO_COMPARE = 10
"""Under this many answers nothing is said of how the item tells strong from weak."""


class Confidence(StrEnum):
    """How much the figures can carry, by how many were asked."""

    NONE = "none"
    LOW = "low"
    FAIR = "fair"
    GOOD = "good"


FEWEST: Mapping[Confidence, int] = {
    Confidence.GOOD: 100,
    Confidence.FAIR: 30,
    Confidence.LOW: 1,
    Confidence.NONE: 0,
}
"""From how many answers a confidence holds, best first."""


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """What is known of one item.

    `asked`: in how many tests; `exposure`: of all tests. `difficulty`: the mean score, an easy
    item is near 1 000; None when never asked. `discrimination`: −1 000..1 000, the correlation of
    the item's score with that of the rest of the test (the corrected point-biserial where the
    item is all or nothing); None when too few were asked or all did alike.
    """

    asked: int
    exposure: int
    difficulty: int | None
    discrimination: int | None
    confidence: Confidence


def item_figures(
    item_ids: Iterable[str], tests: Sequence[Mapping[str, int]]
) -> dict[str, ItemFigures]:
    """The figures of every item named, also of one never asked.

    tests: one mapping a test handed in, item id to permille scored; a blank counts as 0.
    """
    pairs: dict[str, list[tuple[int, int]]] = {item: [] for item in item_ids}
    for test in tests:
        total, others = sum(test.values()), max(1, len(test) - 1)
        for item, score in test.items():
            if item in pairs:
                pairs[item].append((score, (total - score) * 1000 // others))
    return {item: _figures(found, len(tests)) for item, found in pairs.items()}


def confidence(asked: int) -> Confidence:
    """How much the figures of an item asked that many times can carry."""
    return next(level for level, fewest in FEWEST.items() if asked >= fewest)


def _figures(pairs: Sequence[tuple[int, int]], tests: int) -> ItemFigures:
    asked = len(pairs)
    return ItemFigures(
        asked=asked,
        exposure=asked * 1000 // tests if tests else 0,
        difficulty=sum(score for score, _ in pairs) // asked if asked else None,
        discrimination=_correlation(pairs) if asked >= FEWEST_TO_COMPARE else None,
        confidence=confidence(asked),
    )


def _correlation(pairs: Sequence[tuple[int, int]]) -> int | None:
    """Pearson's in permille, towards zero; whole numbers only, so that every machine agrees."""
    count = len(pairs)
    sum_x, sum_y = sum(x for x, _ in pairs), sum(y for _, y in pairs)
    spread_x = count * sum(x * x for x, _ in pairs) - sum_x * sum_x
    spread_y = count * sum(y * y for _, y in pairs) - sum_y * sum_y
    if not spread_x or not spread_y:
        return None
    together = count * sum(x * y for x, y in pairs) - sum_x * sum_y
    size = isqrt(1_000_000 * together * together // (spread_x * spread_y))
    return size if together > 0 else -size
