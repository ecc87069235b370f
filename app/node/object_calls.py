"""GET /v1/objects/{sha256}: a file by its hash, from where a cut left off (RFC 9110 §14)."""

import re
from collections.abc import AsyncIterator
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from app.node import objects
from app.node.callers import seal_of
from app.node.database import NodeDatabase
from app.node.enrolment import Enrolment, Refused
from app.node.protocols import is_offered

_HASH: Final = re.compile(r"[0-9a-f]{64}")
_RANGE: Final = re.compile(r"bytes=([0-9]{1,15})-([0-9]{0,15})")
_FOR_EVER: Final = "private, max-age=31536000, immutable"
PATH: Final = "/v1/objects/{sha256}"


class ObjectCalls:
    """Only a seal with a session fetches: a package holds the questions (R22)."""

    def __init__(self, enrolment: Enrolment, database: NodeDatabase) -> None:
        self._enrolment, self._database = enrolment, database

    def all(self) -> list[Route]:
        """The route."""
        return [Route(PATH, self._get, methods=["GET"])]

    async def _get(self, request: Request) -> Response:
        await seal_of(request, self._enrolment)
        name = request.path_params["sha256"]
        if not _HASH.fullmatch(name):
            raise Refused("unknown_object", 404)
        sha256 = bytes.fromhex(name)
        size = await run_in_threadpool(self._size, sha256)
        headers = {"ETag": f'"{name}"', "Cache-Control": _FOR_EVER, "Accept-Ranges": "bytes"}
        if request.headers.get("if-none-match") == headers["ETag"]:
            return Response(status_code=304, headers=headers)
        begin, end, status = _asked(request.headers.get("range", ""), size)
        headers["Content-Length"] = str(end - begin)
        if status == 206:
            headers["Content-Range"] = f"bytes {begin}-{end - 1}/{size}"
        media = "application/octet-stream"
        content = self._content(sha256, begin, end)
        return StreamingResponse(content, status, headers, media_type=media)

    def _size(self, sha256: bytes) -> int:
        with self._database.reading() as session:
            size = objects.size_of(session, sha256) if is_offered(session, sha256) else None
        if size is None:
            raise Refused("unknown_object", 404)
        return size

    async def _content(self, sha256: bytes, begin: int, end: int) -> AsyncIterator[bytes]:
        while begin < end:
            part = (await run_in_threadpool(self._piece, sha256, begin))[: end - begin]
            if not part:
                return
            begin += len(part)
            yield part

    def _piece(self, sha256: bytes, at: int) -> bytes:
        with self._database.reading() as session:
            return objects.piece(session, sha256, at)


def _asked(wanted: str, size: int) -> tuple[int, int, int]:
    """From where to before where, and the status; what is not one plain range is all of it.

    Raises Refused: beyond_end.
    """
    found = _RANGE.fullmatch(wanted)
    if found is None:
        return 0, size, 200
    begin, last = int(found[1]), int(found[2] or size)
    if found[2] and begin > last:
        return 0, size, 200
    if begin >= size:
        raise Refused("beyond_end", 416)
    return begin, min(last + 1, size), 206
