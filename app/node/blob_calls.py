"""HEAD and PATCH /v1/blobs/{sha256}: files in pieces, each put where the last one ended."""

import re
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.node.blobs import Blobs, Stand
from app.node.bodies import read_body
from app.node.callers import seal_of
from app.node.enrolment import Enrolment, Refused
from app.sync.wire import MAX_PIECE, OFFSET_MEDIA, UPLOAD_LENGTH, UPLOAD_OFFSET

_HASH: Final = re.compile(r"[0-9a-f]{64}")
_COUNT: Final = re.compile(r"[0-9]{1,15}")


class BlobCalls:
    """Only a seal with a session asks or sends, and nobody reads: files are never served."""

    def __init__(self, enrolment: Enrolment, blobs: Blobs) -> None:
        self._enrolment, self._blobs = enrolment, blobs

    def all(self) -> list[Route]:
        """The routes."""
        path = "/v1/blobs/{sha256}"
        return [
            Route(path, self._patch, methods=["PATCH"]),
            Route(path, self._head, methods=["HEAD"]),
        ]

    async def _head(self, request: Request) -> Response:
        kid = await seal_of(request, self._enrolment)
        return _said(await run_in_threadpool(self._blobs.stand, kid, _named(request)), 200)

    async def _patch(self, request: Request) -> Response:
        kid = await seal_of(request, self._enrolment)
        sha256 = _named(request)
        if request.headers.get("content-type") != OFFSET_MEDIA:
            raise Refused("wrong_media", 415)
        begins = Stand(_count(request, UPLOAD_OFFSET), _count(request, UPLOAD_LENGTH))
        size = _count(request, "Content-Length")
        if size > MAX_PIECE:
            raise Refused("too_large", 413)
        if request.app.state.limits.seal(kid, size):
            raise Refused("too_many", 429)
        chunk = await read_body(request, MAX_PIECE)
        if len(chunk) != size:
            raise Refused("wrong_length", 422)
        return _said(await run_in_threadpool(self._blobs.take, kid, sha256, begins, chunk), 204)


def _named(request: Request) -> bytes:
    name = request.path_params["sha256"]
    if not _HASH.fullmatch(name):
        raise Refused("unknown_blob", 404)
    return bytes.fromhex(name)


def _count(request: Request, header: str) -> int:
    value = request.headers.get(header, "")
    if not _COUNT.fullmatch(value):
        raise Refused("bad_message", 400)
    return int(value)


def _said(stand: Stand, status: int) -> Response:
    headers = {UPLOAD_OFFSET: str(stand.offset), "Cache-Control": "no-store"}
    if stand.length is not None:
        headers[UPLOAD_LENGTH] = str(stand.length)
    return Response(status_code=status, headers=headers)
