"""The node's memory: as much after a month as after an hour."""

import ctypes
import sys
from contextlib import suppress

_ARENA_MAX = -8  # as malloc.h names it
_ARENAS = 2


def share_arenas() -> None:
    """Let all threads take from the same two arenas; with one each, none gives anything back.

    Called before there are any. Where the C library knows no arenas nothing is done.
    """
    if sys.platform == "linux":
        with suppress(AttributeError):
            ctypes.CDLL(None).mallopt(_ARENA_MAX, _ARENAS)
