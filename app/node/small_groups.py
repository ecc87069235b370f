"""Which groups of a table may be said: none of fewer than five, nor what tells one by a sum."""

from collections.abc import Hashable, Mapping
from typing import TypeVar

from app.domain.matrix_summary import SMALLEST_GROUP

KeyT = TypeVar("KeyT", bound=Hashable)


def sayable(counts: Mapping[KeyT, int]) -> frozenset[KeyT]:
    """The groups whose figure may be said; none is nobody's, so it may.

    Where all that is left out together is fewer than five, whoever knows the sum of all could tell
    it: then the smallest of the others is left out too.
    """
    small = {key for key, count in counts.items() if 0 < count < SMALLEST_GROUP}
    if 0 < sum(counts[key] for key in small) < SMALLEST_GROUP:
        others = [key for key in counts if key not in small and counts[key]]
        small |= set(sorted(others, key=lambda key: counts[key])[:1])
    return frozenset(counts.keys() - small)


def said(counts: Mapping[KeyT, int]) -> dict[KeyT, int | None]:
    """The figures, None for one that may not be said."""
    kept = sayable(counts)
    return {key: count if key in kept else None for key, count in counts.items()}
