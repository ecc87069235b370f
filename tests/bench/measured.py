"""One measurement: its values, its goal, and how both are told."""

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measured:
    """Values in `unit`; the goal holds for `of` and is the most, or the least for a rate.

    An infinite goal is none: the line stands there to be compared with.
    """

    name: str
    unit: str
    values: Sequence[float]
    goal: float
    of: str = "p95"
    is_rate: bool = False

    @property
    def median(self) -> float:
        """The middle value."""
        return statistics.median(self.values)

    @property
    def p95(self) -> float:
        """What 95 of 100 stay within: from above, for a rate from below."""
        ordered = sorted(self.values, reverse=self.is_rate)
        return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]

    @property
    def is_met(self) -> bool:
        """Whether the goal is reached."""
        value = self.p95 if self.of == "p95" else self.median
        return value >= self.goal if self.is_rate else value <= self.goal


def table(results: Sequence[Measured]) -> str:
    """All of them, one a line."""
    head = f"{'':<44}{'median':>10}{'p95':>10}  {'goal':<22}{'n':>6}"
    return "\n".join([head, *(_line(one) for one in results)])


def _line(one: Measured) -> str:
    if math.isinf(one.goal):
        return f"{one.name:<44}{_figure(one.median):>10}{_figure(one.p95):>10}{len(one.values):>30}"
    sign = "≥" if one.is_rate else "≤"
    goal = f"{sign} {_figure(one.goal)} {one.unit} ({one.of})"
    verdict = "ok" if one.is_met else "MISSED"
    figures = f"{_figure(one.median):>10}{_figure(one.p95):>10}"
    return f"{one.name:<44}{figures}  {goal:<22}{len(one.values):>6}  {verdict}"


def _figure(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.2f}"
