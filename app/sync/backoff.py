"""When to try again: full jitter, from 5 seconds up to 15 minutes, never giving up."""

import random

_BASE_SECONDS = 5.0
_CAP_SECONDS = 900.0


def next_delay(failures: int, chance: random.Random) -> float:
    """Seconds to wait after `failures` runs in a row that came to nothing."""
    ceiling = min(_CAP_SECONDS, _BASE_SECONDS * 2 ** min(failures, 20))
    return chance.uniform(_BASE_SECONDS / 2, ceiling)
