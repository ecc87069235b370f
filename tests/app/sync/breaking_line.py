"""What carries a desk's calls to a node in this process, and breaks them where a test says."""

import asyncio
import random
import threading
import weakref
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import anyio.to_thread
import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect


class Trouble(StrEnum):
    """What may become of one call."""

    LOST_REQUEST = "lost_request"
    LOST_ANSWER = "lost_answer"
    TWICE = "twice"
    LATE = "late"
    STALE = "stale"
    CUT_UP = "cut_up"
    CUT_DOWN = "cut_down"
    RESTART = "restart"
    RESTORE = "restore"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class Planned:
    """Trouble with a run's call of this number at a path; `byte`: where a cut is, per thousand."""

    trouble: Trouble
    path: str
    call: int
    byte: int


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole answer of the node."""

    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    content: bytes


class BreakingLine(httpx.BaseTransport):
    """Calls the node's application; `plan` breaks it, `acts` happen to the node meanwhile."""

    def __init__(
        self, app: Callable[[], Starlette], acts: Mapping[Trouble, Callable[[], None]]
    ) -> None:
        self._app, self._acts = app, acts
        self._plan: dict[tuple[str, int], Planned] = {}
        self._calls = Counter[str]()
        self._late: deque[httpx.Request] = deque(maxlen=8)
        self._replies: dict[str, Reply] = {}
        self._turn = threading.Lock()
        self._loop = asyncio.new_event_loop()
        weakref.finalize(self, self._loop.close)

    def plan(self, troubles: Sequence[Planned]) -> None:
        """Trouble for the next run; its calls are counted from 0 at each path."""
        self._plan = {(one.path, one.call): one for one in troubles}
        self._calls.clear()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """One call as it goes through the line; of several at once each in turn."""
        with self._turn:
            return self._answer(request)

    def _answer(self, request: httpx.Request) -> httpx.Response:
        request.read()
        path = request.url.path
        planned = self._plan.get((path, self._calls[path]))
        self._calls[path] += 1
        if planned is None:
            return _whole(self._deliver(request))
        if act := self._acts.get(planned.trouble):
            act()
            return _whole(self._deliver(request))
        return self._broken(request, planned)

    def arrive(self, seed: int) -> None:
        """Every request that was held up reaches the node now, in any order."""
        late = list(self._late)
        random.Random(seed).shuffle(late)
        self._late.clear()
        for request in late:
            self._deliver(request)

    def _broken(self, request: httpx.Request, planned: Planned) -> httpx.Response:
        match planned.trouble:
            case Trouble.LOST_REQUEST:
                raise httpx.ConnectError("no way to the node", request=request)
            case Trouble.LATE:
                self._late.append(request)
                raise httpx.ReadTimeout("no answer yet", request=request)
            case Trouble.CUT_UP:
                self._deliver(request, len(request.content) * planned.byte // 1000)
                raise httpx.WriteError("cut on the way up", request=request)
            case Trouble.TWICE:
                self._deliver(request)
                return _whole(self._deliver(request))
            case Trouble.STALE if held := self._replies.get(request.url.path):
                return _whole(held)
        reply = self._deliver(request)
        if planned.trouble is Trouble.CUT_DOWN:
            return _cut(reply, len(reply.content) * planned.byte // 1000)
        raise httpx.ReadError("the answer was lost", request=request)

    def _deliver(self, request: httpx.Request, cut: int | None = None) -> Reply:
        """Let the node answer; with `cut` only so many bytes of the body reach it."""
        reply = self._loop.run_until_complete(_ask(self._app(), request, cut))
        self._replies[request.url.path] = reply
        return reply


def without_threads(patch: pytest.MonkeyPatch) -> None:
    """The node works where it is asked: handing every call to a thread costs more than the call."""

    async def at_once(work: Callable[[], object]) -> object:
        return work()

    patch.setattr(anyio.to_thread, "run_sync", at_once)


async def _ask(app: Starlette, request: httpx.Request, cut: int | None) -> Reply:
    body = request.content
    arriving = [{"type": "http.request", "body": body, "more_body": False}]
    if cut is not None:
        arriving = [{"type": "http.request", "body": body[:cut], "more_body": True}]
    told: list[dict[str, object]] = []

    async def receive() -> dict[str, object]:
        return arriving.pop(0) if arriving else {"type": "http.disconnect"}

    async def send(message: dict[str, object]) -> None:
        told.append(message)

    try:
        await app(_scope(request), receive, send)  # type: ignore[arg-type]
    except ClientDisconnect:
        return Reply(500, (), b"")
    start = told[0]
    content = b"".join(part.get("body", b"") for part in told[1:])  # type: ignore[misc]
    return Reply(start["status"], tuple(start["headers"]), content)  # type: ignore[arg-type]


def _scope(request: httpx.Request) -> dict[str, object]:
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": request.method,
        "scheme": "http",
        "path": request.url.path,
        "raw_path": request.url.raw_path,
        "query_string": request.url.query,
        "root_path": "",
        "headers": [(key.lower(), value) for key, value in request.headers.raw],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
    }


def _whole(reply: Reply) -> httpx.Response:
    return httpx.Response(reply.status, headers=list(reply.headers), content=reply.content)


class _Cut(httpx.SyncByteStream):
    def __init__(self, content: bytes) -> None:
        self._content = content

    def __iter__(self) -> Iterator[bytes]:
        yield self._content
        raise httpx.ReadError("cut on the way down")


def _cut(reply: Reply, length: int) -> httpx.Response:
    return httpx.Response(
        reply.status, headers=list(reply.headers), stream=_Cut(reply.content[:length])
    )
