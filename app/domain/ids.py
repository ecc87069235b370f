"""Ids made without asking anybody: UUID version 7 (RFC 9562 §5.7, counter of §6.2 method 1)."""

import secrets
import threading
from uuid import UUID

from app.domain.clock import Clock

_COUNTER_BITS = 12
_RANDOM_BITS = 62


class IdMaker:
    """Makes ids that sort in the order they were made, also within a millisecond."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = 0
        self._lock = threading.Lock()

    def __call__(self) -> UUID:
        """A new id, greater than every id this maker gave, even when the clock is set back."""
        now = int(self._clock.now().timestamp() * 1000)
        with self._lock:
            fresh = now << _COUNTER_BITS | secrets.randbits(_COUNTER_BITS - 1)
            self._last = max(fresh, self._last + 1)
            stamp = self._last
        milliseconds, counter = stamp >> _COUNTER_BITS, stamp & (1 << _COUNTER_BITS) - 1
        return UUID(
            int=milliseconds << 80
            | 7 << 76
            | counter << 64
            | 2 << 62
            | secrets.randbits(_RANDOM_BITS)
        )
