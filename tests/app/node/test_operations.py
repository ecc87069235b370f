"""What whoever runs the node sees and may rely on: figures, readiness, limits, a gentle stop."""

import asyncio
import http.client
import os
import signal
import socket
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from app.domain.clock import SystemClock
from app.node.limits import Limits
from app.node.operations import Operations
from app.node.pages import Pages
from app.node.routes import Routes, build_app
from app.node.watching import Requests
from app.seal.receipts import ReceiptResult
from app.sync.client import NodeClient
from app.sync.wire import RecordsAnswer, SessionRequest, decode, encode, pack_records, session_proof
from tests.app.node.small_node import SmallNode
from tests.node_process import NodeProcess
from tests.signed_log import SignedLog

NAME = "Karin Lindqvist"


@pytest.fixture
def stopping(tmp_path: Path) -> Iterator[NodeProcess]:
    """A node of the test's own, to be stopped."""
    with NodeProcess(tmp_path / "region" / "node") as running:
        yield running


def test_the_figures_tell_what_was_taken_and_never_of_whom(
    node: NodeProcess, client: NodeClient, enrolled: SignedLog
) -> None:
    """Records by result, seals, requests with their times; no name, number or key."""
    client.send_records([enrolled.person(NAME)[1], enrolled.person(NAME)[1]])
    told = httpx.get(f"{node.address}/metrics", timeout=60).text
    lines = dict(line.rsplit(" ", 1) for line in told.splitlines() if not line.startswith("#"))
    assert int(lines['intyga_records{result="stored"}']) >= 2
    assert int(lines['intyga_seals{state="active"}']) >= 1
    assert int(lines['intyga_requests_total{call="/v1/records",method="POST",status="200"}']) >= 1
    assert lines['intyga_request_seconds_bucket{call="/v1/records",le="+Inf"}'] >= "1"
    assert lines["intyga_backups"] == "0"
    for secret in (NAME, enrolled.key.kid.hex(), node.access):
        assert secret not in told


def test_an_address_asked_for_stands_in_no_figure_and_no_log(node: NodeProcess) -> None:
    """What no route leads to is counted as other, whatever stands in it."""
    httpx.get(f"{node.address}/people/{NAME}?number=199006022397", timeout=60)
    httpx.request("KARIN", f"{node.address}/v1/node", timeout=60)
    told = httpx.get(f"{node.address}/metrics", timeout=60).text
    logged = (node.folder.parent / "node.log").read_text()
    assert 'call="other"' in told
    for words in ("Karin", "KARIN", "199006022397"):
        assert words not in told
        assert words not in logged
    assert "request call=other" in logged


def test_figures_are_for_the_region_s_own_network(node: NodeProcess) -> None:
    """Behind a proxy the address it names counts."""
    outside = {"X-Forwarded-For": "193.10.64.1"}
    assert httpx.get(f"{node.address}/metrics", headers=outside, timeout=60).status_code == 404
    inside = {"X-Forwarded-For": "10.1.2.3"}
    assert httpx.get(f"{node.address}/metrics", headers=inside, timeout=60).status_code == 200


def test_a_node_says_when_it_is_ready_and_when_not(node: NodeProcess, tmp_path: Path) -> None:
    """A balancer sends nobody to a node whose database is away."""
    answer = httpx.get(f"{node.address}/readyz", timeout=60)
    assert (answer.status_code, answer.text) == (200, "ready")
    small = SmallNode(tmp_path / "small")
    asked = Operations(small.database, tmp_path / "small", lambda: small.now, Requests())
    assert asked.ready() == "ready"
    small.database.close()
    for file in (tmp_path / "small").glob("node.db*"):
        file.unlink()
    (tmp_path / "small" / "node.db").mkdir()
    assert asked.ready() == "no database"


def test_a_seal_that_asks_without_end_is_let_wait_and_no_other() -> None:
    """Calls and bytes, each on its own; time lets both come again."""
    clock = [0.0]
    limits = Limits(lambda: clock[0])
    one, other = b"1" * 8, b"2" * 8
    assert all(limits.seal(one) == 0 for _ in range(2_000))
    assert limits.seal(one) > 0
    assert limits.seal(other) == 0
    clock[0] += 1
    assert limits.seal(one) == 0
    assert limits.seal(other, 2**30) == 0
    assert limits.seal(other, 2**23) > 0
    clock[0] += 1.1
    assert limits.seal(other, 2**23) == 0
    assert all(limits.address("a") == 0 for _ in range(600))
    assert limits.address("a") > 0
    assert limits.address("b") == 0


def test_a_laptop_that_must_wait_is_told_by_code_and_when(tmp_path: Path) -> None:
    """429 too_many with Retry-After, by address and by seal; the others go on."""
    node, limits = SmallNode(tmp_path), Limits(lambda: 0.0)
    routes = Routes(node.keys, node.enrolment, node.ingest, node.publication, limits)
    app = build_app(routes, Pages(node.database, node.keys, lambda: node.now), ())
    log = node.laptop()
    token = node.enrolment.open_session(_request(log, node.now)).token
    body, carried = encode(_request(log, node.now)), {"Authorization": f"Bearer {token}"}

    def ask(method: str, path: str, content: bytes = b"") -> httpx.Response:
        async def asked() -> httpx.Response:
            transport = httpx.ASGITransport(app)
            async with httpx.AsyncClient(transport=transport, base_url="http://node") as asking:
                return await asking.request(method, path, content=content, headers=carried)

        return asyncio.run(asked())

    assert ask("POST", "/v1/session", body).status_code == 200
    assert all(limits.address("127.0.0.1") == 0 for _ in range(599))
    told = ask("POST", "/v1/session", body)
    assert (told.status_code, told.json()["code"]) == (429, "too_many")
    assert told.headers["retry-after"] == "10"
    assert ask("GET", "/v1/feed").status_code == 200
    assert all(limits.seal(log.key.kid) == 0 for _ in range(1_999))
    assert ask("GET", "/v1/feed").json()["code"] == "too_many"


def _request(log: SignedLog, now: datetime) -> SessionRequest:
    nonce = os.urandom(16)
    proof = log.key.sign(session_proof(log.key.kid, nonce, now))
    return SessionRequest(log.key.kid, nonce, now, proof)


def test_a_request_under_way_is_answered_before_the_node_ends(stopping: NodeProcess) -> None:
    """SIGTERM in the middle of a chunk: its receipts come, and the port is closed to others."""
    log = SignedLog()
    with NodeClient(stopping.address) as client:
        client.enrol(stopping.invite(), log.key)
        token = client.open_session(log.key, SystemClock().now()).token
    body = pack_records([log.person(NAME)[1]])
    place = urlsplit(stopping.address).netloc
    with closing(http.client.HTTPConnection(place, timeout=120)) as connection:
        connection.putrequest("POST", "/v1/records")
        for name, value in (
            ("Authorization", f"Bearer {token}"),
            ("Content-Length", str(len(body))),
        ):
            connection.putheader(name, value)
        connection.endheaders(body[:10])
        while (
            "intyga_requests_under_way 2"
            not in httpx.get(f"{stopping.address}/metrics", timeout=60).text
        ):
            pass
        os.kill(stopping.pid, signal.SIGTERM)
        while _listens(stopping.port):
            pass
        connection.send(body[10:])
        answer = decode(connection.getresponse().read(), RecordsAnswer)
    assert [one.result for one in answer.results] == [ReceiptResult.STORED]


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
