"""GET /v1/feed: at once where there is news, else as soon as there is any, by one look for all."""

import asyncio
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool

from app.node.publication import Publication
from app.sync.wire import BadMessage, FeedAnswer

LONGEST_WAIT, MOST_ENTRIES = 25, 500
_NUMBER: Final = re.compile(r"[0-9]{1,15}")
_NAMES: Final = {"cursor", "limit", "wait"}
_LOOK_SECONDS: Final = 0.25


@dataclass(frozen=True, slots=True)
class Asked:
    """What a desk asks of the feed; `wait` in seconds."""

    cursor: int
    limit: int
    wait: int

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Asked":
        """What a query string says. Raises BadMessage."""
        if not query.keys() <= _NAMES:
            raise BadMessage
        cursor = _number(query, "cursor", 0, 10**15 - 1)
        limit = _number(query, "limit", MOST_ENTRIES, MOST_ENTRIES)
        if not limit:
            raise BadMessage
        return cls(cursor, limit, _number(query, "wait", 0, LONGEST_WAIT))


@dataclass(slots=True)
class _Waiter:
    """A desk that waits. `head`: what it has seen of the feed, its own or not."""

    head: int
    woken: asyncio.Event


class WaitingFeed:
    """Holds no thread and no connection for those who wait; each process looks for its own.

    What is looked at is the database, so it does not matter which process wrote. A seal waits
    once: a second question answers the first.
    """

    def __init__(self, publication: Publication) -> None:
        self._publication = publication
        self._waiters: dict[bytes, _Waiter] = {}
        self._looking: asyncio.Task[None] | None = None
        self.is_ending: Callable[[], bool] = lambda: False

    @property
    def seals(self) -> set[bytes]:
        """Who waits just now."""
        return set(self._waiters)

    async def answer(self, kid: bytes, asked: Asked) -> FeedAnswer:
        """What there is after the cursor; after `wait` seconds also nothing."""
        told = await self._read(kid, asked)
        if told.entries or told.head < asked.cursor or not asked.wait or self.is_ending():
            return told
        if await self._woken(kid, told.head, asked.wait):
            return await self._read(kid, asked)
        return told

    async def _woken(self, kid: bytes, head: int, seconds: int) -> bool:
        waiter = _Waiter(head, asyncio.Event())
        earlier = self._waiters.get(kid)
        if earlier is not None:
            earlier.woken.set()
        self._waiters[kid] = waiter
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look())
        try:
            await asyncio.wait_for(waiter.woken.wait(), seconds)
        except TimeoutError:
            return False
        finally:
            if self._waiters.get(kid) is waiter:
                del self._waiters[kid]
        return True

    async def _look(self) -> None:
        """As long as anybody waits; a database that is away lets everybody go and ask."""
        while self._waiters:
            await asyncio.sleep(_LOOK_SECONDS)
            lowest = min((waiter.head for waiter in self._waiters.values()), default=0)
            try:
                told = await run_in_threadpool(self._publication.told_since, lowest)
            except SQLAlchemyError:
                told = ()
                self._wake(lambda _kid, _waiter: True)
            self._wake_for(told)
            if self.is_ending():
                self._wake(lambda _kid, _waiter: True)

    def _wake_for(self, told: tuple[tuple[int, bytes | None], ...]) -> None:
        if told:
            self._wake(
                lambda kid, waiter: any(
                    cursor > waiter.head and to in (None, kid) for cursor, to in told
                )
            )
            for waiter in self._waiters.values():
                waiter.head = max(waiter.head, told[-1][0])

    def _wake(self, concerns: Callable[[bytes, _Waiter], bool]) -> None:
        for kid, waiter in self._waiters.items():
            if concerns(kid, waiter):
                waiter.woken.set()

    async def _read(self, kid: bytes, asked: Asked) -> FeedAnswer:
        return await run_in_threadpool(self._publication.feed, kid, asked.cursor, asked.limit)


def _number(query: Mapping[str, str], name: str, otherwise: int, most: int) -> int:
    found = query.get(name)
    if found is None:
        return otherwise
    if not _NUMBER.fullmatch(found) or int(found) > most:
        raise BadMessage
    return int(found)
