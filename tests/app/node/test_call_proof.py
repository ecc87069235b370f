"""A call that proves its seal by itself: good for that call with that body, and nothing else."""

import asyncio
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from datetime import UTC, datetime

import httpx
import msgspec
import pytest
from starlette.applications import Starlette

from app.node.limits import Limits
from app.node.pages import Pages
from app.node.routes import Routes, build_app
from app.sync.call_proof import SESSION, CallProof, prove_call
from app.sync.client import NodeClient, NotTheNode
from app.sync.packed import PACKED, SentChunk, pack, unpack
from app.sync.wire import HelloRequest, RecordsAnswer, SessionAnswer, decode, encode
from tests.app.node.small_node import SmallNode
from tests.signed_log import SignedLog

NOW = datetime(1970, 1, 1, tzinfo=UTC)
"""A laptop's clock is never a reason to refuse it."""
RECORDS = ("POST", "/v1/records")
Ask = Callable[..., httpx.Response]


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> SmallNode:
    return SmallNode(tmp_path_factory.mktemp("node"))


@pytest.fixture(scope="module")
def ask(node: SmallNode) -> Ask:
    """POST to the call of this path; Authorization and content are given."""
    app = _app(node)

    def asked(authorization: str | bytes, content: bytes, path: str = RECORDS[1]) -> httpx.Response:
        async def at_once() -> httpx.Response:
            transport = httpx.ASGITransport(app)
            told = authorization if isinstance(authorization, bytes) else authorization.encode()
            headers = {b"Authorization": told, b"Content-Type": PACKED.encode()}
            async with httpx.AsyncClient(transport=transport, base_url="http://node") as line:
                return await line.post(path, content=content, headers=headers)

        return asyncio.run(at_once())

    return asked


def _app(node: SmallNode) -> Starlette:
    limits = Limits(lambda: 0.0)
    routes = Routes(node.keys, node.enrolment, node.ingest, node.publication, limits)
    return build_app(routes, Pages(node.database, node.keys, lambda: node.now), ())


def chunk(log: SignedLog) -> bytes:
    """A person, as a desk packs it."""
    return pack(SentChunk((log.person()[1],)))


def test_records_need_no_session_where_their_call_is_proved(node: SmallNode, ask: Ask) -> None:
    """R56: stored with a receipt; a session comes with the answer where one is asked for."""
    log = node.laptop()
    body = chunk(log)
    answer = ask(prove_call(log.key, NOW, RECORDS, body, opens=False), body)
    assert unpack(answer.content, RecordsAnswer).results[0].receipt
    assert SESSION not in answer.headers
    again = ask(prove_call(log.key, NOW, RECORDS, body, opens=True), body)
    token = decode(again.headers[SESSION].encode(), SessionAnswer).token
    assert node.enrolment.kid_of_token(token) == log.key.kid


def test_a_proof_is_good_for_its_own_call_and_body_alone(node: SmallNode, ask: Ask) -> None:
    """Whoever copies it can ask the same once more, which changes nothing."""
    log, other = node.laptop(), node.laptop()
    body = chunk(log)
    proof = prove_call(log.key, NOW, RECORDS, body, opens=True)
    assert _code(ask(proof, chunk(log))) == (403, "bad_proof")
    hello = ("POST", "/v1/hello")
    assert _code(ask(prove_call(log.key, NOW, hello, body, opens=True), body)) == (403, "bad_proof")
    assert _code(ask(_in_the_name_of(log, other, body), body)) == (403, "bad_proof")
    assert SESSION not in ask(proof, chunk(log)).headers


def test_who_is_not_enrolled_and_what_is_no_proof_is_refused(node: SmallNode, ask: Ask) -> None:
    """Before any of the body is looked at."""
    log, known = SignedLog(), node.laptop()
    body = chunk(log)
    proof = prove_call(log.key, NOW, RECORDS, body, opens=True)
    assert _code(ask(proof, body)) == (403, "unknown_seal")
    assert _code(ask(b"Seal \xff!", body)) == (400, "bad_message")
    assert _code(ask("Seal e30=", body)) == (400, "bad_message")
    told = prove_call(known.key, NOW, ("POST", "/v1/paper-key"), b"{}", opens=True)
    assert _code(ask(told, b"{}", "/v1/paper-key")) == (401, "no_session")


def test_a_desk_opens_a_session_at_a_node_that_knows_no_proofs(node: SmallNode) -> None:
    """An earlier node refuses the proof as no session: then the desk logs in as before."""
    log, calls = node.laptop(), list[tuple[str, str]]()

    def earlier(request: httpx.Request) -> httpx.Response:
        scheme = request.headers.get("Authorization", "").partition(" ")[0]
        calls.append((request.url.path, scheme))
        if request.url.path == "/v1/session":
            return httpx.Response(200, content=encode(SessionAnswer("t", node.now, NOW)))
        if scheme != "Bearer":
            return httpx.Response(401, json={"code": "no_session"})
        return httpx.Response(500)

    with NodeClient("http://node", httpx.MockTransport(earlier)) as client:
        client.log_in(log.key, lambda: NOW)
        with pytest.raises(NotTheNode):  # its answer is no matter here
            client.hello(HelloRequest((), 0))
    assert calls == [("/v1/hello", "Seal"), ("/v1/session", ""), ("/v1/hello", "Bearer")]


def _in_the_name_of(log: SignedLog, other: SignedLog, body: bytes) -> str:
    """A proof that names one seal and is signed by another."""
    scheme, told = prove_call(other.key, NOW, RECORDS, body, opens=False).split(" ")
    proof = decode(urlsafe_b64decode(told), CallProof)
    bent = msgspec.structs.replace(proof, kid=log.key.kid)
    return f"{scheme} {urlsafe_b64encode(encode(bent)).decode()}"


def _code(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]
