"""The countdown of a sitting: counted in seconds that were really given, stopped by a cut."""

from dataclasses import dataclass

BEAT_SECONDS = 5
"""How often a running sitting stores its active seconds: the most a power cut can give back."""

LONGEST_BEAT_SECONDS = 30
"""A longer gap between two beats means that the laptop slept; it was not time given."""


def allowed_seconds(minutes: int, factor_permille: int = 1000) -> int:
    """The whole time of a test: base minutes × factor, e.g. 60 and 1500 → 5 400 s (R21)."""
    return minutes * 60 * factor_permille // 1000


def counted_seconds(elapsed: int) -> int:
    """What counts of `elapsed` monotonic seconds since the last beat of a running sitting.

    A clock that ran backwards counts as 0, a sleep as the longest beat at most. Nothing is
    counted while paused or off: the caller beats only while the candidate can answer (R18).
    """
    return min(max(0, elapsed), LONGEST_BEAT_SECONDS)


@dataclass(frozen=True, slots=True)
class TheoryClock:
    """`allowed` seconds in all and `active` seconds used; both whole, stored with the sitting."""

    allowed: int
    active: int = 0

    @property
    def remaining(self) -> int:
        """Seconds left, never under 0."""
        return max(0, self.allowed - self.active)

    @property
    def is_out(self) -> bool:
        """Whether the time is used up and the sitting is handed in as it stands."""
        return self.remaining == 0
