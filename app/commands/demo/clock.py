"""Time in a demo region: it stands still until somebody does something."""

from datetime import datetime, timedelta


class DemoClock:
    """A clock that is turned; fits `app.domain.clock.Clock`. It never runs backwards."""

    def __init__(self, start: datetime) -> None:
        self._start = self._now = start

    def now(self) -> datetime:
        """The time of the demo, aware."""
        return self._now

    def monotonic(self) -> float:
        """Seconds since the demo began."""
        return (self._now - self._start).total_seconds()

    def reach(self, moment: datetime) -> None:
        """It is `moment`, or later already."""
        self._now = max(self._now, moment)

    def spend(self, minutes: float) -> None:
        """So long has passed."""
        self._now += timedelta(minutes=minutes)
