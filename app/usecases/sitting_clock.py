"""Active seconds of the sittings that run in this process."""

from uuid import UUID

from app.domain.clock import Clock
from app.domain.theory_clock import counted_seconds


class SittingClock:
    """Counts on from what the file knew when the sitting was started or taken up again.

    A sitting that this process has not started stands still: after a crash nothing counts
    until an assessor has confirmed the incident. A laptop asleep does not count either.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._running: dict[UUID, tuple[float, int]] = {}

    def start(self, sitting_id: UUID, active_seconds: int) -> None:
        """Let the sitting run on from `active_seconds`."""
        self._running[sitting_id] = (self._clock.monotonic(), active_seconds)

    def stop(self, sitting_id: UUID) -> None:
        """Let the sitting stand still."""
        self._running.pop(sitting_id, None)

    def runs(self, sitting_id: UUID) -> bool:
        """Whether this process counts the sitting."""
        return sitting_id in self._running

    def active_seconds(self, sitting_id: UUID) -> int:
        """Whole seconds the sitting has run, up to now; KeyError when it does not run."""
        beat, before = self._running[sitting_id]
        elapsed = max(0, int(self._clock.monotonic() - beat))
        active = before + counted_seconds(elapsed)
        self._running[sitting_id] = (beat + elapsed, active)
        return active
