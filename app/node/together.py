"""Work that many calls wait for, done in one go for all that have come meanwhile."""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from typing import Generic, NamedTuple, TypeVar

from starlette.concurrency import run_in_threadpool

ItemT = TypeVar("ItemT")
DoneT = TypeVar("DoneT")


class _Waiting(NamedTuple, Generic[ItemT, DoneT]):
    item: ItemT
    end: asyncio.Future[DoneT]


class Together(Generic[ItemT, DoneT]):
    """What is durable costs the same for one as for several that wait at once.

    One thread works and no other is woken: threads that take the interpreter from each other move
    its data from core to core, and all are slower. For the calls of one event loop.
    """

    def __init__(self, work: Callable[[Sequence[ItemT]], Sequence[DoneT]], most: int) -> None:
        """`work`, in a thread: something for each item, in order, or it does nothing and raises."""
        self._work, self._most = work, most
        self._waiting: deque[_Waiting[ItemT, DoneT]] = deque()
        self._working: asyncio.Task[None] | None = None

    async def do(self, item: ItemT) -> DoneT:
        """What came of the item; raises what the work on it alone raises.

        Whoever gives up waiting has the item done all the same.
        """
        mine = _Waiting[ItemT, DoneT](item, asyncio.get_running_loop().create_future())
        self._waiting.append(mine)
        if self._working is None:
            self._working = asyncio.create_task(self._work_off())
        return await mine.end

    async def _work_off(self) -> None:
        try:
            while self._waiting:
                count = min(self._most, len(self._waiting))
                await self._finish([self._waiting.popleft() for _ in range(count)])
        finally:
            self._working = None

    async def _finish(self, batch: Sequence[_Waiting[ItemT, DoneT]]) -> None:
        """One that fails is not to take the others with it: then each is tried alone."""
        try:
            found = await run_in_threadpool(self._work, [one.item for one in batch])
            ends = list(zip(batch, found, strict=True))
        except Exception as failure:  # each caller is told its own
            if len(batch) > 1:
                for one in batch:
                    await self._finish([one])
            elif not batch[0].end.done():
                batch[0].end.set_exception(failure)
            return
        for one, done in ends:
            if not one.end.done():
                one.end.set_result(done)
