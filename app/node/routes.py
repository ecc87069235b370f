"""The node's interface over HTTP: JSON messages, problem+json errors, work in the thread pool."""

from collections.abc import Awaitable, Callable, Iterable
from typing import Final, TypeVar

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app import log
from app.domain.errors import UserError
from app.node.enrolment import Enrolment, Refused
from app.node.ingest import Ingest
from app.node.keys import NodeKeys
from app.node.pages import Pages
from app.node.publication import Publication
from app.sync.wire import (
    MAX_CHUNK,
    BadMessage,
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
_MOST_DIGITS = 15
MessageT = TypeVar("MessageT", bound=Message)
Answer = Callable[[Request], Awaitable[Response]]


class Routes:
    """Each method answers one call of the interface."""

    def __init__(
        self, keys: NodeKeys, enrolment: Enrolment, ingest: Ingest, publication: Publication
    ) -> None:
        self._keys, self._enrolment = keys, enrolment
        self._ingest, self._publication = ingest, publication

    def all(self) -> list[Route]:
        """The routes of the interface."""
        return [
            Route("/v1/node", self._node),
            Route("/v1/enrol", self._enrol, methods=["POST"]),
            Route("/v1/session", self._session, methods=["POST"]),
            Route("/v1/paper-key", self._paper_key, methods=["POST"]),
            Route("/v1/accreditation", self._accreditation, methods=["POST"]),
            Route("/v1/hello", self._hello, methods=["POST"]),
            Route("/v1/records", self._records, methods=["POST"]),
            Route("/v1/feed", self._feed),
            Route("/trust", self._trust),
            Route("/status/bundle", self._status),
            Route("/healthz", self._healthz),
        ]

    async def _node(self, request: Request) -> Response:
        return _answer(self._enrolment.identity)

    async def _enrol(self, request: Request) -> Response:
        wanted = decode(await _body(request, _SMALL), EnrolRequest)
        return _answer(await run_in_threadpool(self._enrolment.enrol, wanted))

    async def _session(self, request: Request) -> Response:
        wanted = decode(await _body(request, _SMALL), SessionRequest)
        return _answer(await run_in_threadpool(self._enrolment.open_session, wanted))

    async def _paper_key(self, request: Request) -> Response:
        kid = await self._kid(request)
        wanted = decode(await _body(request, _SMALL), PaperKeyRequest)
        return _answer(await run_in_threadpool(self._enrolment.take_paper_key, kid, wanted))

    async def _accreditation(self, request: Request) -> Response:
        await self._kid(request)
        shown = decode(await _body(request, _SMALL), ShownAccreditation)
        return _answer(await run_in_threadpool(self._enrolment.take_accreditation, shown))

    async def _hello(self, request: Request) -> Response:
        kid = await self._kid(request)
        wanted = decode(await _body(request, MAX_CHUNK), HelloRequest)
        return _answer(await run_in_threadpool(self._publication.hello, wanted, kid))

    async def _records(self, request: Request) -> Response:
        await self._kid(request)
        body = await _body(request, MAX_CHUNK)
        return _answer(await run_in_threadpool(lambda: self._ingest.take(unpack_records(body))))

    async def _feed(self, request: Request) -> Response:
        kid = await self._kid(request)
        cursor = request.query_params.get("cursor", "0")
        if not (cursor.isascii() and cursor.isdecimal() and len(cursor) <= _MOST_DIGITS):
            raise BadMessage
        return _answer(await run_in_threadpool(self._publication.feed, kid, int(cursor)))

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

    async def _kid(self, request: Request) -> bytes:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise Refused("no_session", 401)
        return await run_in_threadpool(self._enrolment.kid_of_token, token)


def build_app(routes: Routes, pages: Pages, public: Iterable[Route]) -> Starlette:
    """The whole node as an ASGI application; `public`: what anybody may open."""
    return Starlette(
        routes=[*routes.all(), *pages.all(), *public],
        exception_handlers={
            Refused: _refused,
            UserError: _bad_message,
            404: _not_found,
            405: _not_found,
            500: _failed,
        },
    )


async def _body(request: Request, limit: int) -> bytes:
    received = bytearray()
    async for part in request.stream():
        received += part
        if len(received) > limit:
            raise Refused("too_large", 413)
    return bytes(received)


def _answer(message: Message) -> Response:
    return Response(encode(message), media_type="application/json")


def _problem(code: str, status: int, title: str) -> Response:
    problem = Problem(type=f"urn:intyga:{code}", title=title, status=status, code=code)
    return Response(encode(problem), status_code=status, media_type=_PROBLEM)


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)
    return _problem(error.code, error.status, "Refused")


async def _bad_message(request: Request, error: Exception) -> Response:
    return _problem("bad_message", 400, "Not a message of this interface")


async def _not_found(request: Request, error: Exception) -> Response:
    return _problem("not_found", getattr(error, "status_code", 404), "No such page or call")


async def _failed(request: Request, error: Exception) -> Response:
    log.note_crash(error)
    return _problem("internal", 500, "The node failed; nothing was acknowledged")
