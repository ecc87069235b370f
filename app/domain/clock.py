"""Time comes in as an argument: tests and fault injection own it."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Wall time with offset, and a monotonic count of seconds."""

    def now(self) -> datetime:
        """The time now, aware, in the local offset."""
        ...

    def monotonic(self) -> float:
        """Seconds since an arbitrary point; never runs backwards."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """The time now, aware, in the local offset."""
        return datetime.now().astimezone()

    def monotonic(self) -> float:
        """Seconds since an arbitrary point; never runs backwards."""
        import time

        return time.monotonic()
