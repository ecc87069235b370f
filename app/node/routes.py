"""The node's interface over HTTP: JSON messages, problem+json errors, work in the thread pool."""

import time
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Final, TypeVar

from sqlalchemy.exc import InterfaceError, InternalError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app import log
from app.domain.errors import UserError
from app.node.bodies import read_body
from app.node.callers import caller_of, let, seal_of
from app.node.chunks import Chunks
from app.node.enrolment import Enrolment, Refused
from app.node.failing import code_of
from app.node.ingest import Ingest
from app.node.keys import NodeKeys
from app.node.ledger import LedgerDamaged
from app.node.limits import Limits
from app.node.pages import Pages
from app.node.publication import Publication
from app.node.waiting_feed import Asked, WaitingFeed
from app.sync.call_proof import CHALLENGE, tell_challenge
from app.sync.packed import PACKED
from app.sync.wire import (
    MAX_CHUNK,
    EnrolRequest,
    HelloRequest,
    Message,
    PaperKeyRequest,
    Problem,
    SessionRequest,
    ShownAccreditation,
    decode,
    encode,
    unpack_records,
)

_PROBLEM: Final = "application/problem+json"
_SMALL = 64 * 1024
_AGAIN = "10"
MessageT = TypeVar("MessageT", bound=Message)
Answer = Callable[[Request], Awaitable[Response]]


class Routes:
    """Each method answers one call of the interface."""

    def __init__(
        self,
        keys: NodeKeys,
        enrolment: Enrolment,
        ingest: Ingest,
        publication: Publication,
        limits: Limits | None = None,
    ) -> None:
        self._keys, self._enrolment = keys, enrolment
        self._ingest, self._publication = ingest, publication
        self._chunks = Chunks(ingest, publication)
        self.limits = limits or Limits(time.monotonic)
        self.waiting = WaitingFeed(publication)

    def all(self) -> list[Route]:
        """The routes of the interface."""
        return [
            Route("/v1/node", self._node),
            Route("/v1/enrol", self._enrol, methods=["POST"]),
            Route("/v1/session", self._session, methods=["POST"]),
            Route("/v1/paper-key", self._paper_key, methods=["POST"]),
            Route("/v1/accreditation", self._accreditation, methods=["POST"]),
            Route("/v1/hello", self._hello, methods=["POST"]),
            Route("/v1/returned", self._returned, methods=["POST"]),
            Route("/v1/records", self._records, methods=["POST"]),
            Route("/v1/feed", self._feed),
            Route("/trust", self._trust),
            Route("/status/bundle", self._status),
            Route("/healthz", self._healthz),
        ]

    async def _node(self, request: Request) -> Response:
        return _answer(self._enrolment.identity)

    async def _enrol(self, request: Request) -> Response:
        body = await read_body(request, _SMALL)
        let(self.limits.address(request.client.host if request.client else ""))
        wanted = decode(body, EnrolRequest)
        return _answer(await run_in_threadpool(self._enrolment.enrol, wanted))

    async def _session(self, request: Request) -> Response:
        body = await read_body(request, _SMALL)
        let(self.limits.address(request.client.host if request.client else ""))
        wanted = decode(body, SessionRequest)
        return _answer(await run_in_threadpool(self._enrolment.open_session, wanted))

    async def _paper_key(self, request: Request) -> Response:
        kid = await seal_of(request, self._enrolment)
        wanted = decode(await read_body(request, _SMALL), PaperKeyRequest)
        return _answer(await run_in_threadpool(self._enrolment.take_paper_key, kid, wanted))

    async def _accreditation(self, request: Request) -> Response:
        await seal_of(request, self._enrolment)
        shown = decode(await read_body(request, _SMALL), ShownAccreditation)
        return _answer(await run_in_threadpool(self._enrolment.take_accreditation, shown))

    async def _hello(self, request: Request) -> Response:
        caller = await caller_of(request, self._enrolment)
        wanted = decode(await caller.body(request, MAX_CHUNK), HelloRequest)
        told = await run_in_threadpool(self._publication.hello, wanted, caller.kid)
        return _answer(told, caller.headers)

    async def _returned(self, request: Request) -> Response:
        kid = await seal_of(request, self._enrolment)
        wanted = decode(await read_body(request, MAX_CHUNK), HelloRequest)
        return _answer(await run_in_threadpool(self._publication.returned, wanted, kid))

    async def _records(self, request: Request) -> Response:
        caller = await caller_of(request, self._enrolment)
        body = await caller.body(request, MAX_CHUNK)
        let(self.limits.seal(caller.kid, len(body)))
        if request.headers.get("content-type", "") != PACKED:
            taken = await run_in_threadpool(lambda: self._ingest.take(unpack_records(body)))
            return _answer(taken, caller.headers)
        packed = await self._chunks.take(body, caller.kid)
        return Response(packed, media_type=PACKED, headers=caller.headers)

    async def _feed(self, request: Request) -> Response:
        kid = await seal_of(request, self._enrolment)
        asked = Asked.of(request.query_params)
        return _answer(await self.waiting.answer(kid, asked))

    async def _trust(self, request: Request) -> Response:
        return Response(self._keys.trust_list, media_type="application/cose")

    async def _status(self, request: Request) -> Response:
        mark, raw = await run_in_threadpool(self._publication.status_bundle)
        headers = {"ETag": f'"{mark}"', "Cache-Control": "max-age=300"}
        if request.headers.get("if-none-match") == headers["ETag"]:
            return Response(status_code=304, headers=headers)
        return Response(raw, media_type="application/cbor", headers=headers)

    async def _healthz(self, request: Request) -> Response:
        return Response("ok", media_type="text/plain")


def build_app(routes: Routes, pages: Pages, public: Iterable[Route]) -> Starlette:
    """The whole node as an ASGI application; `public`: what anybody may open."""
    app = Starlette(
        routes=[*routes.all(), *pages.all(), *public],
        exception_handlers={
            Refused: _refused,
            UserError: _bad_message,
            OperationalError: _away,
            InterfaceError: _away,
            InternalError: _away,
            NoConnection: _away,
            LedgerDamaged: _away,
            OSError: _away,
            404: _not_found,
            405: _wrong_method,
            500: _failed,
        },
    )
    app.state.limits = routes.limits
    return app


def _answer(message: Message, headers: Mapping[str, str] | None = None) -> Response:
    return Response(encode(message), media_type="application/json", headers=headers)


def _problem(code: str, status: int, title: str) -> Response:
    problem = Problem(type=f"urn:intyga:{code}", title=title, status=status, code=code)
    headers = {"Retry-After": _AGAIN} if status in (429, 503) else None
    return Response(encode(problem), status_code=status, headers=headers, media_type=_PROBLEM)


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)
    answer = _problem(error.code, error.status, "Refused")
    if error.challenge:
        answer.headers[CHALLENGE] = tell_challenge(error.challenge)
    return answer


async def _bad_message(request: Request, error: Exception) -> Response:
    return _problem("bad_message", 400, "Not a message of this interface")


async def _away(request: Request, error: Exception) -> Response:
    """Database or disk is away, full or damaged: nothing is acknowledged, all comes again."""
    log.warn("database.failed", code=code_of(error))
    return _problem(
        "database_away", 503, "The node cannot store just now; nothing was acknowledged"
    )


async def _not_found(request: Request, error: Exception) -> Response:
    return _problem("not_found", 404, "No such page or call")


async def _wrong_method(request: Request, error: Exception) -> Response:
    """Which methods there are stands in Allow (RFC 9110 §15.5.6)."""
    assert isinstance(error, HTTPException)
    answer = _problem("method_not_allowed", 405, "Not this method")
    answer.headers.update(error.headers or {})
    return answer


async def _failed(request: Request, error: Exception) -> Response:
    log.note_crash(error)
    return _problem("internal", 500, "The node failed; nothing was acknowledged")
