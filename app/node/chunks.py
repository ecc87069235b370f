"""Packed chunks as calls bring them: those that come at once are stored and answered together."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import msgspec
from starlette.concurrency import run_in_threadpool

from app.node.ingest import Ingest, Read
from app.node.publication import Publication
from app.node.together import Together
from app.sync.packed import SentChunk, pack, unpack
from app.sync.wire import HelloRequest, RecordsAnswer

_MOST = 16
"""Chunks stored in one transaction: those of two laptops at full speed."""

_ROOM = 2 * _MOST
"""Chunks that are unpacked at one time: each may take 16 MB, and the engine may be held up."""


class _Asked(NamedTuple):
    """What a chunk asks beside, by whom, and whether the node had more when it last answered."""

    hello: HelloRequest
    kid: bytes
    went_back: bool


@dataclass(slots=True)
class _Sent:
    """A body and the seal that sends it; what it asks, once that is known.

    Whether the node went back is noted as it is asked: work done once more must not ask again.
    """

    body: bytes
    kid: bytes
    asked: _Asked | None = None


class _Opened(NamedTuple):
    """A chunk as far as its records can be believed."""

    read: Read
    asked: _Asked | None


class _Answered(NamedTuple):
    """A chunk's answer once all is on the disk; `packed` where nothing was asked beside."""

    answer: RecordsAnswer
    asked: _Asked | None
    packed: bytes


class Chunks:
    """Takes them in, a batch at a time.

    An engine in this process takes steps so short that a second thread would only come in
    between: one does all. One that is a server works by itself: the next are proved meanwhile.
    """

    def __init__(self, ingest: Ingest, publication: Publication) -> None:
        self._ingest, self._publication = ingest, publication
        self._opening = Together(self._open, _MOST)
        self._storing = Together(self._store, _MOST)
        self._taking = Together(self._take, _MOST)
        self._room = asyncio.Semaphore(_ROOM)

    async def take(self, body: bytes, kid: bytes) -> bytes:
        """The packed answer, once the records are durable. Raises BadMessage."""
        sent = _Sent(body, kid)
        async with self._room:
            if self._ingest.is_in_process:
                answered = await self._taking.do(sent)
            else:
                answered = await self._storing.do(await self._opening.do(sent))
        return answered.packed or await run_in_threadpool(self._say, answered)

    def _take(self, sent: Sequence[_Sent]) -> Sequence[_Answered]:
        return self._store(self._open(sent))

    def _open(self, sent: Sequence[_Sent]) -> Sequence[_Opened]:
        """Whether the node went back is looked at before anything is stored."""
        chunks = [unpack(one.body, SentChunk) for one in sent]
        for one, chunk in zip(sent, chunks, strict=True):
            if chunk.hello is not None and one.asked is None:
                went_back = self._publication.went_back(chunk.hello, one.kid)
                one.asked = _Asked(chunk.hello, one.kid, went_back)
        proved = self._ingest.prove([chunk.records for chunk in chunks])
        return [_Opened(read, one.asked) for read, one in zip(proved, sent, strict=True)]

    def _store(self, opened: Sequence[_Opened]) -> Sequence[_Answered]:
        answers = self._ingest.store([one.read for one in opened])
        return [
            _Answered(answer, one.asked, b"" if one.asked else pack(answer))
            for one, answer in zip(opened, answers, strict=True)
        ]

    def _say(self, answered: _Answered) -> bytes:
        """The answer with where the node stands, beside what is stored meanwhile."""
        assert answered.asked is not None
        hello = self._publication.hello(*answered.asked)
        return pack(msgspec.structs.replace(answered.answer, hello=hello))
