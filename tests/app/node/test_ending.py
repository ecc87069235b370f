"""A node that ends: a chunk that lingers on a bad line is not waited for, and comes again."""

import asyncio
import http.client
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import msgspec
import pytest
import uvicorn
from starlette.types import Message

from app.node.__main__ import now
from app.node.application import WholeNode
from app.node.arriving import Arriving
from app.node.database import NodeDatabase
from app.node.ending import EndingServer
from app.node.enrolment import Refused
from app.node.keys import load_or_create
from app.sync.client import NodeClient, NodeUnreachable
from app.sync.wire import Problem


@pytest.fixture
def server(tmp_path: Path) -> Iterator[EndingServer]:
    """A node in this process; once it ends it waits for nothing that has not come whole."""
    keys = load_or_create(tmp_path, "Nod Jönköping", "intyga.example")
    database = NodeDatabase(f"sqlite:///{tmp_path / 'node.db'}")
    whole = WholeNode(database, keys, tmp_path, now)
    config = uvicorn.Config(whole.app, port=0, log_level="critical", access_log=False)
    server = EndingServer(config, whole, steps=0)
    serving = threading.Thread(target=server.run)
    serving.start()
    while not server.started:
        serving.join(0.005)
    yield server
    server.should_exit = True
    serving.join()
    database.close()


def test_a_chunk_that_does_not_come_whole_is_refused_and_the_node_ends(
    server: EndingServer,
) -> None:
    """The desk takes it for a node that is away: nothing was acknowledged, all is sent again."""
    host, port = server.servers[0].sockets[0].getsockname()
    with closing(http.client.HTTPConnection(host, port, timeout=120)) as lingering:
        lingering.putrequest("POST", "/v1/enrol")
        lingering.putheader("Content-Length", "100")
        lingering.endheaders(b"0123456789")
        metrics = f"http://{host}:{port}/metrics"
        while "intyga_requests_under_way 2" not in httpx.get(metrics, timeout=60).text:
            pass
        server.should_exit = True
        answer = lingering.getresponse()
        problem = msgspec.json.decode(answer.read(), type=Problem)
    assert (answer.status, problem.code) == (503, "ending")
    with NodeClient(f"http://{host}:{port}") as client:
        assert isinstance(client._refusal(answer.status, b""), NodeUnreachable)


def test_what_has_come_whole_is_answered_and_another_stop_is_not_mistaken() -> None:
    """Only a body under way is let go of; a task cancelled for another reason stays cancelled."""

    async def meanwhile() -> None:
        arriving, never = Arriving(), asyncio.Event()
        parts: list[Message] = [{"type": "http.request", "body": b"whole"}]

        async def receive() -> Message:
            if not parts:
                await never.wait()
            return parts.pop()

        watched = arriving.watched(receive)
        assert await watched() == {"type": "http.request", "body": b"whole"}
        listening = asyncio.ensure_future(watched())
        unfinished = [asyncio.ensure_future(arriving.watched(receive)()) for _ in range(2)]
        await asyncio.sleep(0)
        unfinished[0].cancel()
        with pytest.raises(asyncio.CancelledError):
            await unfinished[0]
        arriving.let_go()
        with pytest.raises(Refused):
            await unfinished[1]
        with pytest.raises(Refused):
            await arriving.watched(receive)()
        assert not listening.done()
        listening.cancel()

    asyncio.run(meanwhile())
