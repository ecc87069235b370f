"""A file from a desk, over HTTP or on the node's own command line."""

import asyncio
import errno
import os
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any, Final

from starlette.concurrency import iterate_in_threadpool, run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from app.node.bundles import Bundles
from app.node.enrolment import Refused
from app.node.limits import Budget
from app.node.region_acts import ActRefused
from app.reports.whole_file import NotWritten, fill_file
from app.sync.bundle import MAX_BUNDLE

ACT: Final = "bundle"
_MEDIA: Final = "application/octet-stream"
_AT_ONCE = 2
_IN_MEMORY, _READ = 2**20, 2**18
_UNPROVED: Final = 4 * 2**20
_FULL: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_WORDS: Final = {
    "not_a_bundle": "Refused: this is no file from a desk. Nothing was taken.",
    "newer_bundle": "Refused: a newer Intyga wrote the file. Update the node. Nothing was taken.",
    "other_node": "Refused: the file is for another node. Nothing was taken.",
    "unknown_seal": "Refused: no seal of this region wrote the file. Nothing was taken.",
    "bundle_cut": "Refused: the end of the file is missing. Copy it again. Nothing was taken.",
    "bundle_damaged": "Refused: the file was changed on its way. Write it again at the desk.",
    "disk_full": "The node's disk is full. What was taken is kept: make room, run it again.",
    "too_large": "Refused: the file is larger than any desk writes. Nothing was taken.",
}


class BundleCalls:
    """POST /v1/bundles: a bundle in, its answer back; no log-in, few at once."""

    def __init__(self, bundles: Bundles, monotonic: Callable[[], float]) -> None:
        self._bundles, self._budget = bundles, Budget(monotonic)
        self._turn = asyncio.Semaphore(_AT_ONCE)

    def all(self) -> list[Route]:
        """The route."""
        return [Route("/v1/bundles", self._answer, methods=["POST"])]

    async def _answer(self, request: Request) -> Response:
        if self._budget.wait(request.client.host if request.client else ""):
            raise Refused("too_many", 429)
        with ExitStack() as held:
            out = held.enter_context(tempfile.SpooledTemporaryFile(_IN_MEMORY))
            with tempfile.SpooledTemporaryFile(_IN_MEMORY) as bundle:
                await self._spool(request, bundle)
                async with self._turn:
                    await run_in_threadpool(self._bundles.answer, bundle, out)
            held.pop_all()
        size = out.tell()
        out.seek(0)
        headers = {"Content-Length": str(size), "Cache-Control": "no-store"}
        return StreamingResponse(_sent(out), media_type=_MEDIA, headers=headers)

    async def _spool(self, request: Request, bundle: IO[bytes]) -> None:
        """To the disk; more than a little only of what a seal of this region has begun."""
        size, is_proved = 0, False
        async for part in request.stream():
            size += len(part)
            if size > MAX_BUNDLE:
                raise Refused("too_large", 413)
            await run_in_threadpool(_write, bundle, part)
            if size > _UNPROVED and not is_proved:
                await run_in_threadpool(self._bundles.prove, bundle)
                bundle.seek(0, os.SEEK_END)
                is_proved = True


def _write(bundle: IO[bytes], part: bytes) -> None:
    try:
        bundle.write(part)
    except OSError as error:
        if error.errno in _FULL:
            raise Refused("disk_full", 507) from error
        raise


async def _sent(out: IO[bytes]) -> AsyncIterator[bytes]:
    with out:
        async for part in iterate_in_threadpool(iter(lambda: out.read(_READ), b"")):
            yield part


def add_parser(acts: Any) -> None:  # noqa: ANN401 - argparse keeps its type private
    """Adds the act."""
    bundle = acts.add_parser(ACT, help="take a desk's file, write the answer it is to get back")
    bundle.add_argument("bundle", metavar="IN", type=Path)
    bundle.add_argument("answer", metavar="OUT", type=Path)


def run(bundles: Bundles, bundle: Path, answer: Path) -> str:
    """Take the file, write its answer whole; what was done. Raises ActRefused."""
    counts: list[int] = []

    def fill(part: Path) -> int:
        with part.open("wb") as out, bundle.open("rb") as taken:
            counts.append(bundles.answer(taken, out))
        return 0

    try:
        if bundle.stat().st_size > MAX_BUNDLE:
            raise Refused("too_large", 413)
        fill_file(answer, fill)
    except Refused as refused:
        raise ActRefused(_WORDS[refused.code]) from refused
    except NotWritten as failed:
        raise ActRefused(f"{failed.name}: {failed.reason}") from failed
    except OSError as error:
        raise ActRefused(f"{bundle}: {error.strerror}") from error
    return f"records {counts[-1]}"
