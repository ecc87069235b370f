"""Packed chunks as calls bring them: those that come at once are stored and answered together."""

from collections.abc import Sequence
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


class _Sent(NamedTuple):
    """A body and the seal that sends it."""

    body: bytes
    kid: bytes


class _Asked(NamedTuple):
    """What a chunk asks beside, by whom, and whether the node had more when it last answered."""

    hello: HelloRequest
    kid: bytes
    went_back: bool


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

    async def take(self, body: bytes, kid: bytes) -> bytes:
        """The packed answer, once the records are durable. Raises BadMessage."""
        sent = _Sent(body, kid)
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
        asked = [self._asked(chunk, one.kid) for one, chunk in zip(sent, chunks, strict=True)]
        proved = self._ingest.prove([chunk.records for chunk in chunks])
        return [_Opened(*one) for one in zip(proved, asked, strict=True)]

    def _asked(self, chunk: SentChunk, kid: bytes) -> _Asked | None:
        if chunk.hello is None:
            return None
        return _Asked(chunk.hello, kid, self._publication.went_back(chunk.hello, kid))

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
