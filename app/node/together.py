"""Work that many callers wait for, done in one go by whichever of them comes to its turn."""

import threading
from collections import deque
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

ItemT = TypeVar("ItemT")
DoneT = TypeVar("DoneT")


class _Waiting(Generic[ItemT, DoneT]):
    __slots__ = ("done", "failure", "item")

    def __init__(self, item: ItemT) -> None:
        self.item = item
        self.done: DoneT | None = None
        self.failure: BaseException | None = None

    @property
    def is_over(self) -> bool:
        return self.done is not None or self.failure is not None


class Together(Generic[ItemT, DoneT]):
    """What is durable costs the same for one as for several that wait at once."""

    def __init__(self, work: Callable[[Sequence[ItemT]], Sequence[DoneT]], most: int) -> None:
        """`work`: gives something for each item, in order, or does nothing and raises."""
        self._work, self._most = work, most
        self.waiting: deque[_Waiting[ItemT, DoneT]] = deque()
        self._turn = threading.Lock()

    def do(self, item: ItemT) -> DoneT:
        """What came of the item; raises what the work on it alone raises."""
        mine: _Waiting[ItemT, DoneT] = _Waiting(item)
        self.waiting.append(mine)
        with self._turn:
            while not mine.is_over:
                count = min(self._most, len(self.waiting))
                self._finish([self.waiting.popleft() for _ in range(count)])
        if mine.failure is not None:
            raise mine.failure
        assert mine.done is not None
        return mine.done

    def _finish(self, batch: Sequence[_Waiting[ItemT, DoneT]]) -> None:
        """One that fails is not to take the others with it: then each is tried alone."""
        try:
            for one, done in zip(batch, self._work([one.item for one in batch]), strict=True):
                one.done = done
        except Exception as failure:
            if len(batch) == 1:
                batch[0].failure = failure
                return
            for one in batch:
                self._finish([one])
