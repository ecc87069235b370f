"""Shares and days as figures of a group: how sure a share is, the middle of many, in integers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import floor, sqrt

_Z = 1.959964
"""The 97.5th percentile of the normal distribution: two-sided 95 %."""


@dataclass(frozen=True, slots=True)
class Share:
    """`part` of `whole` people, and between which permilles the share lies at 95 %."""

    part: int
    whole: int
    low: int
    high: int

    @property
    def percent(self) -> int:
        """The share in whole percent."""
        return floor(100 * self.part / self.whole + 0.5)


def share(part: int, whole: int) -> Share:
    """The share with Wilson's interval (Wilson 1927), which never leaves 0–1 000 permille.

    `whole` is at least 1.
    """
    rate, square = part / whole, _Z * _Z
    middle = rate + square / (2 * whole)
    reach = _Z * sqrt(rate * (1 - rate) / whole + square / (4 * whole * whole))
    under = 1 + square / whole
    low, high = (middle - reach) / under, (middle + reach) / under
    return Share(part, whole, max(0, round(1000 * low)), min(1000, round(1000 * high)))


@dataclass(frozen=True, slots=True)
class Spread:
    """Days of many: the median, and between which the middle eight of ten lie."""

    count: int
    median: int
    low: int
    high: int


def spread(days: Iterable[int]) -> Spread | None:
    """The spread of days; None of none."""
    found = sorted(days)
    if not found:
        return None
    return Spread(len(found), median(found), _quantile(found, 100), _quantile(found, 900))


def median(found: Sequence[int]) -> int:
    """The middle of sorted days, the later of two; at least one."""
    return found[len(found) // 2]


def _quantile(found: Sequence[int], permille: int) -> int:
    return found[min(len(found) - 1, permille * len(found) // 1000)]
