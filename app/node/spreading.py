"""Proving and signing on every core: most of it is done without the interpreter."""

import os
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

ItemT = TypeVar("ItemT")
DoneT = TypeVar("DoneT")

_PIECE = 8
_HELPERS = min(os.cpu_count() or 1, 4) - 1
_helpers = ThreadPoolExecutor(max(_HELPERS, 1), "spreading")


def spread(work: Callable[[ItemT], DoneT], items: Sequence[ItemT]) -> list[DoneT]:
    """`work` on each, in order; raises what one of them raises.

    Worth it for a signature and little beside: several threads that all need the interpreter only
    take it from each other. Nobody waits for a helper that has not begun.
    """
    pieces = deque(range(0, len(items), _PIECE))
    done = dict[int, list[DoneT]]()

    def help_out() -> None:
        while pieces:
            try:
                at = pieces.popleft()
            except IndexError:  # another was quicker
                return
            done[at] = [work(item) for item in items[at : at + _PIECE]]

    helping = [_helpers.submit(help_out) for _ in range(min(_HELPERS, len(pieces) - 1))]
    try:
        help_out()
    finally:
        for helper in helping:
            if not helper.cancel():
                helper.result()
    return [one for at in sorted(done) for one in done[at]]
