"""How far two who rated the same things agree beyond chance: Cohen's weighted kappa."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kappa:
    """`pairs` compared, of which `alike` the same and `near` one step apart.

    `permille`: kappa with quadratic weights (Cohen 1968), −1 000..1 000; 0 is chance. None when
    nothing is compared, or both said one and the same of everything: then there is no spread to
    agree about.
    """

    pairs: int
    alike: int
    near: int
    permille: int | None


def weighted_kappa(pairs: Iterable[tuple[int, int]]) -> Kappa:
    """The agreement over pairs of levels, first and second assessor's; whole numbers only."""
    counted = Counter(pairs)
    total = sum(counted.values())
    first, second = Counter[int](), Counter[int]()
    for (one, other), count in counted.items():
        first[one] += count
        second[other] += count
    seen = sum(_weight(one, other) * count for (one, other), count in counted.items())
    by_chance = sum(
        _weight(one, other) * first[one] * second[other] for one in first for other in second
    )
    alike = sum(count for (one, other), count in counted.items() if one == other)
    near = sum(count for (one, other), count in counted.items() if abs(one - other) == 1)
    if not by_chance:
        return Kappa(total, alike, near, None)
    return Kappa(total, alike, near, _rounded(1000 * (by_chance - total * seen), by_chance))


def _weight(one: int, other: int) -> int:
    return (one - other) ** 2


def _rounded(part: int, whole: int) -> int:
    """To the nearest whole, halves away from zero."""
    size = (2 * abs(part) + whole) // (2 * whole)
    return size if part >= 0 else -size
