"""Chunks that come at once are stored in one go, and none pays for another."""

import asyncio
import threading
from collections.abc import Sequence
from contextlib import suppress

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

    async def ask() -> list[int]:
        together = Together(double, MOST)
        first = asyncio.create_task(together.do(1))
        while not begun.is_set():
            await asyncio.sleep(0.001)
        rest = [asyncio.create_task(together.do(item)) for item in range(2, 9)]
        await asyncio.sleep(0)
        go_on.set()
        return await asyncio.gather(first, *rest)

    assert asyncio.run(ask()) == [item * 2 for item in range(1, 9)]
    assert sizes == [1, 4, 3]


def test_one_that_fails_takes_nobody_with_it() -> None:
    """Each is tried alone then."""

    def invert(items: Sequence[int]) -> list[float]:
        return [1 / item for item in items]

    async def ask() -> list[float | BaseException]:
        together = Together(invert, MOST)
        return await asyncio.gather(*map(together.do, (0, 1, 2, 4)), return_exceptions=True)

    failed, *found = asyncio.run(ask())
    assert isinstance(failed, ZeroDivisionError)
    assert found == [1, 0.5, 0.25]


def test_work_that_answers_too_few_fails_and_keeps_nobody_waiting() -> None:
    async def ask() -> list[int | BaseException]:
        together = Together(lambda items: list(items)[1:], MOST)
        return await asyncio.gather(*map(together.do, (1, 2, 3)), return_exceptions=True)

    assert [type(one) for one in asyncio.run(ask())] == [ValueError] * 3


@pytest.mark.parametrize("gives_up", range(3))
def test_who_gives_up_waiting_leaves_the_others_their_turn(gives_up: int) -> None:
    """A call whose client went away: what it gave is done all the same, and those after it."""
    seen: list[int] = []

    def note(items: Sequence[int]) -> list[int]:
        seen.extend(items)
        return list(items)

    async def ask() -> list[int]:
        together = Together(note, 1)
        calls = [asyncio.create_task(together.do(item)) for item in range(3)]
        await asyncio.sleep(0)
        calls[gives_up].cancel()
        with suppress(asyncio.CancelledError):
            await calls[gives_up]
        rest = await asyncio.gather(*(one for one in calls if one is not calls[gives_up]))
        return [*rest, await together.do(9)]

    assert asyncio.run(ask()) == [*(item for item in range(3) if item != gives_up), 9]
    assert seen == [0, 1, 2, 9]
