"""POST /v1/bundles from strangers: too large, too often, nothing at all; nobody logs in."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette

from app.node.bundle_calls import BundleCalls
from app.node.enrolment import Refused
from app.node.limits import TRIES
from app.node.routes import _refused
from tests.app.sync.bundle_files import counter


def asked(folder: Path, body: bytes, times: int = 1, copies: int = 1) -> list[httpx.Response]:
    """The node's answers to a body sent so often; `copies` of it make one call."""

    async def ask() -> list[httpx.Response]:
        with counter(folder) as bundles:
            routes = BundleCalls(bundles, lambda: 0.0).all()
            app = Starlette(routes=routes, exception_handlers={Refused: _refused})
            transport = httpx.ASGITransport(app)
            async with httpx.AsyncClient(transport=transport, base_url="http://node") as client:
                return [
                    await client.post("/v1/bundles", content=_parts(body, copies))
                    for _ in range(times)
                ]

    return asyncio.run(ask())


async def _parts(body: bytes, copies: int) -> AsyncIterator[bytes]:
    for _ in range(copies):
        yield body


@pytest.mark.parametrize("body", [b"", b"\0" * 100, b"intyga-bundle 1\n", b"intyga-answer 1\n" * 9])
def test_what_is_no_file_from_a_desk_is_refused_with_a_code(tmp_path: Path, body: bytes) -> None:
    (answer,) = asked(tmp_path / "node", body)
    assert answer.status_code == 400
    assert answer.json()["code"] in {"not_a_bundle", "bundle_cut"}


def test_what_no_seal_of_the_region_has_begun_is_not_read_to_its_end(tmp_path: Path) -> None:
    """A few megabytes of anything; then whoever sends has to be somebody."""
    part = b"intyga-bundle 2\n" + bytes(2**20)
    (answer,) = asked(tmp_path / "node", part, copies=64)
    assert (answer.status_code, answer.json()["code"]) == (403, "other_node")


def test_one_address_asks_only_so_often(tmp_path: Path) -> None:
    answers = asked(tmp_path / "node", b"x", times=TRIES + 2)
    assert [answer.status_code for answer in answers] == [400] * TRIES + [429] * 2
