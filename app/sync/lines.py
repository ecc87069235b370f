"""Chunks over several connections at once; what has been answered is kept whatever comes after."""

from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

from app.domain.errors import UserError
from app.sync.plan import LINES, PlannedChunk

SentT = TypeVar("SentT")
AnswerT = TypeVar("AnswerT")


class Cancelled(UserError):
    """The run was stopped by the person; everything acknowledged so far is kept."""


@dataclass(frozen=True, slots=True)
class Lines(Generic[SentT, AnswerT]):
    """What is done with a chunk: `read` and `keep` on the caller's thread, `send` on others."""

    read: Callable[[PlannedChunk], SentT]
    send: Callable[[SentT], AnswerT]
    keep: Callable[[PlannedChunk, AnswerT], None]
    cancelled: Callable[[], bool]

    def send_all(self, chunks: Sequence[PlannedChunk]) -> None:
        """All of them. Raises Cancelled, or what the first that failed came to.

        Then no more are begun, and those under way are waited for and kept.
        """
        if len(chunks) == 1:
            self._alone(chunks[0])
        elif chunks:
            with ThreadPoolExecutor(min(LINES, len(chunks))) as pool:
                _Sending(self, chunks, pool).run()

    def _alone(self, chunk: PlannedChunk) -> None:
        if self.cancelled():
            raise Cancelled
        self.keep(chunk, self.send(self.read(chunk)))


class _Sending(Generic[SentT, AnswerT]):
    def __init__(
        self,
        lines: Lines[SentT, AnswerT],
        chunks: Sequence[PlannedChunk],
        pool: ThreadPoolExecutor,
    ) -> None:
        self._lines, self._chunks, self._pool = lines, chunks, pool
        self._left = list(range(len(chunks)))
        self._answered: set[int] = set()
        self._under_way: dict[Future[AnswerT], int] = {}
        self._failure: UserError | None = None

    def run(self) -> None:
        while self._left or self._under_way:
            if self._failure is None and self._left and self._lines.cancelled():
                self._failure = Cancelled()
            if self._failure is None:
                self._begin()
            if not self._under_way:
                break
            for future in wait(self._under_way, return_when=FIRST_COMPLETED).done:
                self._end(future)
        if self._failure is not None:
            raise self._failure

    def _begin(self) -> None:
        """As many as there are lines for, in their order."""
        for number in list(self._left):
            if len(self._under_way) == LINES:
                return
            chunk = self._chunks[number]
            if chunk.after <= self._answered:
                self._left.remove(number)
                send = partial(self._lines.send, self._lines.read(chunk))
                self._under_way[self._pool.submit(send)] = number

    def _end(self, future: Future[AnswerT]) -> None:
        number = self._under_way.pop(future)
        try:
            self._lines.keep(self._chunks[number], future.result())
        except UserError as failure:
            self._failure = self._failure or failure
        else:
            self._answered.add(number)
