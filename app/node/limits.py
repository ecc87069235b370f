"""How much one address and one seal may ask of the node: a bucket each, the oldest forgotten."""

from collections import OrderedDict
from collections.abc import Callable
from typing import Final

TRIES: Final = 10
"""Things one address may ask for in a row; another one comes every SECONDS_A_TRY."""
SECONDS_A_TRY: Final = 6.0
_KEPT = 10_000

_SEAL_CALLS, _SEAL_CALL_SECONDS = 2_000, 0.02
_SEAL_BYTES, _SEAL_BYTE_SECONDS = 2**30, 1 / 2**23
_ADDRESS_CALLS, _ADDRESS_CALL_SECONDS = 600, 0.1


class Budget:
    """How often each may still ask."""

    def __init__(
        self, monotonic: Callable[[], float], most: float = TRIES, seconds: float = SECONDS_A_TRY
    ) -> None:
        """`most` in a row, one more every so many seconds."""
        self._monotonic, self._most, self._seconds = monotonic, float(most), seconds
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, who: str, cost: float = 1.0) -> float:
        """Seconds to wait before this is allowed; 0 takes it from the bucket."""
        now = self._monotonic()
        left, since = self._buckets.pop(who, (self._most, now))
        left = min(self._most, left + (now - since) / self._seconds)
        allowed = left >= cost
        self._buckets[who] = (left - cost if allowed else left, now)
        if len(self._buckets) > _KEPT:
            self._buckets.popitem(last=False)
        return 0.0 if allowed else (cost - left) * self._seconds


class Limits:
    """Far above what a laptop needs, below what one of them could do to the rest.

    A seal: 2 000 calls in a row and 50 a second, 1 GiB in a row and 8 MiB a second. An address
    that has no session yet: 600 calls in a row and 10 a second; a test centre shares one.
    """

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._calls = Budget(monotonic, _SEAL_CALLS, _SEAL_CALL_SECONDS)
        self._bytes = Budget(monotonic, _SEAL_BYTES, _SEAL_BYTE_SECONDS)
        self._addresses = Budget(monotonic, _ADDRESS_CALLS, _ADDRESS_CALL_SECONDS)

    def seal(self, kid: bytes, size: int = 0) -> float:
        """Seconds the seal has to wait before a call that carries so many bytes."""
        who = kid.hex()
        return self._calls.wait(who) or (self._bytes.wait(who, float(size)) if size else 0.0)

    def address(self, address: str) -> float:
        """Seconds the address has to wait before it may enrol or open a session."""
        return self._addresses.wait(address)
