"""Chunks that come at once are stored in one go, and none pays for another."""

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.node.together import Together

MOST = 4


def test_those_who_wait_meanwhile_are_done_together_and_each_gets_its_own() -> None:
    """While the first is at work the others line up; no go is larger than allowed."""
    begun, go_on = threading.Event(), threading.Event()
    sizes: list[int] = []

    def double(items: Sequence[int]) -> list[int]:
        sizes.append(len(items))
        begun.set()
        go_on.wait(120)
        return [item * 2 for item in items]

    together = Together(double, MOST)
    with ThreadPoolExecutor(8) as pool:
        first = pool.submit(together.do, 1)
        begun.wait(120)
        rest = [pool.submit(together.do, item) for item in range(2, 9)]
        while len(together.waiting) < len(rest):
            threading.Event().wait(0.001)
        go_on.set()
        assert [one.result() for one in (first, *rest)] == [item * 2 for item in range(1, 9)]
    assert sizes == [1, 4, 3]


def test_one_that_fails_takes_nobody_with_it() -> None:
    """Each is tried alone then."""

    def invert(items: Sequence[int]) -> list[float]:
        return [1 / item for item in items]

    together = Together(invert, MOST)
    with ThreadPoolExecutor(8) as pool:
        asked = {item: pool.submit(together.do, item) for item in (0, 1, 2, 4)}
        with pytest.raises(ZeroDivisionError):
            asked[0].result()
        assert [asked[item].result() for item in (1, 2, 4)] == [1, 0.5, 0.25]
