"""A call that proves its seal by itself: good for that call with that body, and nothing else."""

import asyncio
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import msgspec
import pytest
from starlette.applications import Starlette

from app.node.enrolment import Refused
from app.node.freshness import WINDOW
from app.node.limits import Limits
from app.node.pages import Pages
from app.node.routes import Routes, build_app
from app.sync.call_proof import SESSION, CallProof, Challenges, prove_call, prove_session
from app.sync.client import NodeClient, NotTheNode
from app.sync.packed import PACKED, SentChunk, pack, unpack
from app.sync.wire import HelloRequest, RecordsAnswer, SessionAnswer, SessionRequest, decode, encode
from tests.app.node.small_node import SmallNode
from tests.signed_log import SignedLog

NOW = datetime(2026, 5, 4, 10, 0, tzinfo=UTC)
"""What a SmallNode's clock says from the first."""
RECORDS = ("POST", "/v1/records")
Ask = Callable[..., httpx.Response]


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> SmallNode:
    return SmallNode(tmp_path_factory.mktemp("node"))


@pytest.fixture(scope="module")
def ask(node: SmallNode) -> Ask:
    """POST to the call of this path; Authorization and content are given."""
    return _asking(node)


def _asking(node: SmallNode) -> Ask:
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
    assert node.enrolment.kid_of_token(_token(again)) == log.key.kid


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


@pytest.mark.parametrize("wrong", [datetime(1970, 1, 1, tzinfo=UTC), NOW + timedelta(days=3653)])
def test_a_desk_with_a_wrong_clock_answers_the_nodes_challenge(
    node: SmallNode, wrong: datetime
) -> None:
    """1970 and ten years on: one call more at the first contact, none refused for good."""
    log, calls = node.laptop(), list[str]()
    line = _counted(_app(node), calls)
    with NodeClient("http://node", line) as client:
        client.log_in(log.key, lambda: wrong)
        client.hello(HelloRequest((), 0))
        client.hello(HelloRequest((), 0))
        assert client.open_session(log.key, wrong).token
    assert calls == ["/v1/hello 401", "/v1/hello 200", "/v1/hello 200", "/v1/session 200"]


def test_a_recorded_call_does_nothing_later(tmp_path: Path) -> None:
    """While it is fresh it is answered as before; then neither word, record nor session."""
    node = SmallNode(tmp_path)
    ask, log = _asking(node), node.laptop()
    body, other = chunk(log), pack(SentChunk((), HelloRequest((), 0)))
    recorded = prove_call(log.key, NOW, RECORDS, body, opens=True)
    first, unsent = ask(recorded, body), prove_call(log.key, NOW, RECORDS, other, opens=True)
    node.pass_time(WINDOW)
    again = ask(recorded, body)
    receipt = unpack(first.content, RecordsAnswer).results[0].receipt
    assert unpack(again.content, RecordsAnswer).results[0].receipt == receipt
    node.pass_time(timedelta(seconds=1))
    for proof, content in ((recorded, body), (unsent, other)):
        refused = ask(proof, content)
        assert _code(refused) == (401, "stale_proof")
        assert SESSION not in refused.headers
    node.pass_time(timedelta(minutes=15))
    with pytest.raises(Refused):
        node.enrolment.kid_of_token(_token(again))


def test_a_recorded_log_in_opens_nothing_later(node: SmallNode) -> None:
    """Whether it was the desk's own time or a challenge of the node that made it fresh."""
    log = node.laptop()
    plain = prove_session(log.key, node.now)
    stale = prove_session(log.key, node.now - WINDOW - timedelta(seconds=1))
    answered = prove_session(log.key, stale.time, _challenge(node, stale))
    node.enrolment.open_session(plain)
    node.enrolment.open_session(answered)
    before = node.now
    try:
        node.pass_time(WINDOW + timedelta(seconds=1))
        for recorded in (plain, answered):
            assert _challenge(node, recorded)
    finally:
        node.now = before


def test_a_challenge_is_for_one_seal_and_cannot_be_made_up(node: SmallNode) -> None:
    """Nor does a time without a zone count, or one at the end of the calendar."""
    log, other = node.laptop(), node.laptop()
    long_ago = NOW - timedelta(days=9000)
    mine = _challenge(node, prove_session(log.key, long_ago))
    for bent in (mine[:-1] + bytes([mine[-1] ^ 1]), bytes(72), b"x"):
        assert _challenge(node, prove_session(log.key, long_ago, bent))
    assert _challenge(node, prove_session(other.key, long_ago, mine))
    for odd in (NOW.replace(tzinfo=None), datetime.min, datetime.max.replace(tzinfo=UTC)):
        assert _challenge(node, prove_session(log.key, odd))
    assert node.enrolment.open_session(prove_session(log.key, long_ago, mine)).token


@pytest.mark.parametrize(
    "told", ["", "Bearer", "Seal", "Seal !", "Seal " + "A" * 400, "Basic QQ=="]
)
def test_what_is_no_challenge_is_not_answered(told: str) -> None:
    """A page of somebody else's that wants a name and a password."""
    challenges = Challenges()
    assert not challenges.heard({"WWW-Authenticate": told})
    assert challenges.newest == b""


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


def _counted(app: Starlette, calls: list[str]) -> httpx.MockTransport:
    """A line to the application; `calls`: each call's path and how it was answered."""

    def asked(request: httpx.Request) -> httpx.Response:
        async def at_once() -> httpx.Response:
            async with httpx.AsyncClient(transport=httpx.ASGITransport(app)) as line:
                sent = (request.method, request.url)
                return await line.request(*sent, headers=request.headers, content=request.content)

        answer = asyncio.run(at_once())
        calls.append(f"{request.url.path} {answer.status_code}")
        return httpx.Response(answer.status_code, headers=answer.headers, content=answer.content)

    return httpx.MockTransport(asked)


def _challenge(node: SmallNode, request: SessionRequest) -> bytes:
    """What the node wants signed, as it does not go by the request's own time."""
    with pytest.raises(Refused) as refused:
        node.enrolment.open_session(request)
    assert refused.value.code == "stale_proof"
    return refused.value.challenge


def _token(answer: httpx.Response) -> str:
    return decode(answer.headers[SESSION].encode(), SessionAnswer).token


def _in_the_name_of(log: SignedLog, other: SignedLog, body: bytes) -> str:
    """A proof that names one seal and is signed by another."""
    scheme, told = prove_call(other.key, NOW, RECORDS, body, opens=False).split(" ")
    proof = decode(urlsafe_b64decode(told), CallProof)
    bent = msgspec.structs.replace(proof, kid=log.key.kid)
    return f"{scheme} {urlsafe_b64encode(encode(bent)).decode()}"


def _code(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]
