"""Chunks over several connections at once; what has been answered is kept whatever comes after."""

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import Generic, TypeVar

from app.domain.errors import UserError
from app.sync.plan import LINES, PlannedChunk

SentT = TypeVar("SentT")
AnswerT = TypeVar("AnswerT")
_SLOWER = 1.2
"""So many times what the quicker ones take, and a chunk goes again where a line is free."""
PATIENCE = 0.4
"""But never before so many seconds."""
MOST_TIMES = 3
"""A chunk is sent: the second may be lost as well, and each time it is waited for longer."""


class Cancelled(UserError):
    """The run was stopped by the person; everything acknowledged so far is kept."""


@dataclass(frozen=True, slots=True)
class Lines(Generic[SentT, AnswerT]):
    """What is done with a chunk: `read` and `keep` on the caller's thread, `send` on others.

    `patience`: seconds at least before one that is much slower than the others is sent again;
    a packet lost at the wrong moment costs whole seconds, and the same record twice is once.
    """

    read: Callable[[PlannedChunk], SentT]
    send: Callable[[SentT], AnswerT]
    keep: Callable[[PlannedChunk, AnswerT], None]
    cancelled: Callable[[], bool]
    patience: float = field(default_factory=lambda: PATIENCE)

    def send_all(self, chunks: Sequence[PlannedChunk]) -> None:
        """All of them. Raises Cancelled, or what the first that failed came to.

        Then no more are begun, and those under way are waited for and kept.
        """
        if len(chunks) == 1:
            self._alone(chunks[0])
        elif chunks:
            _Sending(self, chunks).run()

    def _alone(self, chunk: PlannedChunk) -> None:
        if self.cancelled():
            raise Cancelled
        self.keep(chunk, self.send(self.read(chunk)))


@dataclass(slots=True)
class _UnderWay(Generic[SentT]):
    """A chunk that was sent: when first and last, how often, and how many calls have not ended."""

    sent: SentT
    begun: float
    last: float
    calls: int = 1
    times: int = 1


class _Sending(Generic[SentT, AnswerT]):
    def __init__(self, lines: Lines[SentT, AnswerT], chunks: Sequence[PlannedChunk]) -> None:
        self._lines, self._chunks = lines, chunks
        self._left = list(range(len(chunks)))
        self._answered: set[int] = set()
        self._under_way: dict[int, _UnderWay[SentT]] = {}
        self._ended: SimpleQueue[tuple[int, Future[AnswerT]]] = SimpleQueue()
        self._busy, self._taken = 0, list[float]()
        self._failure: UserError | None = None

    def run(self) -> None:
        while self._left or self._under_way:
            self._begin()
            if not self._under_way:
                break
            self._end(*self._next())
        if self._failure is not None:
            raise self._failure

    def _begin(self) -> None:
        """As many as there are lines for, in their order."""
        if self._failure is None and self._left and self._lines.cancelled():
            self._failure = Cancelled()
        for number in list(self._left):
            if self._failure is not None or self._busy >= LINES:
                return
            chunk = self._chunks[number]
            if chunk.after <= self._answered:
                self._left.remove(number)
                sent, now = self._lines.read(chunk), time.monotonic()
                one = _UnderWay(sent, begun=now, last=now)
                self._under_way[number] = one
                self._send(number, one.sent)

    def _send(self, number: int, sent: SentT) -> None:
        def work() -> None:
            future = Future[AnswerT]()
            try:
                future.set_result(self._lines.send(sent))
            except BaseException as error:
                future.set_exception(error)
            self._ended.put((number, future))

        self._busy += 1
        # one whose chunk came over another line is not waited for, not even at the end
        threading.Thread(target=work, daemon=True).start()

    def _next(self) -> tuple[int, Future[AnswerT]]:
        """The next call that ends; meanwhile what is much slower than the others goes again."""
        while True:
            slowest = self._slowest()
            try:
                return self._ended.get(timeout=slowest and max(0.0, self._due(slowest[1])))
            except Empty:
                assert slowest is not None
                number, one = slowest
                one.calls, one.times, one.last = one.calls + 1, one.times + 1, time.monotonic()
                self._send(number, one.sent)

    def _slowest(self) -> tuple[int, _UnderWay[SentT]] | None:
        """The chunk to be sent again next, if there is a line for it and an answer to go by."""
        if self._failure is not None or self._busy >= LINES or not self._taken:
            return None
        few = [found for found in self._under_way.items() if found[1].times < MOST_TIMES]
        return min(few, key=lambda found: self._due(found[1]), default=None)

    def _due(self, one: _UnderWay[SentT]) -> float:
        """In how many seconds; by the quickest quarter, as a bad line holds up many of them."""
        usual = sorted(self._taken)[len(self._taken) // 4] * _SLOWER
        return one.last + max(self._lines.patience, usual) * one.times - time.monotonic()

    def _end(self, number: int, future: Future[AnswerT]) -> None:
        self._busy -= 1
        one = self._under_way.get(number)
        if one is None:  # it was answered over another line
            return
        one.calls -= 1
        try:
            answer = future.result()
        except UserError as failure:
            if not one.calls:
                del self._under_way[number]
                self._failure = self._failure or failure
            return
        del self._under_way[number]
        self._taken.append(time.monotonic() - one.begun)
        self._answered.add(number)
        self._begin()  # the line is not to wait for what is kept
        self._keep(number, answer)

    def _keep(self, number: int, answer: AnswerT) -> None:
        try:
            self._lines.keep(self._chunks[number], answer)
        except UserError as failure:
            self._failure = self._failure or failure
