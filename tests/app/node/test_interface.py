"""The node's interface, asked over real HTTP."""

import dataclasses
import http.client
import os
from contextlib import closing
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import msgspec
import pytest

from app.seal.keys import SigningKey
from app.seal.receipts import ReceiptResult, open_receipt
from app.seal.records import record_hash
from app.seal.trust import Trust
from app.sync.client import NodeClient, NodeRefused
from app.sync.enrolment import RootMismatch, enrol, probe
from app.sync.wire import Head, HelloRequest, SentRecord
from tests.node_process import NodeProcess
from tests.signed_log import SignedLog


def raw_call(
    node: NodeProcess, method: str, path: str, body: bytes = b"", **headers: str
) -> tuple[int, str, bytes]:
    """What the node answers to bytes no client of ours would send."""
    connection = http.client.HTTPConnection(urlsplit(node.address).netloc, timeout=120)
    with closing(connection):
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.getheader("content-type", ""), answer.read()


def test_a_one_time_code_enrols_one_seal_and_no_other(node: NodeProcess) -> None:
    """The same seal may ask again (lost answer); another one with the same code is refused."""
    code, first, second = node.invite(), SigningKey.generate(), SigningKey.generate()
    compared = probe(node.address).fingerprint
    answer = enrol(node.address, code, first, compared)
    assert answer.accreditation is not None
    assert enrol(node.address, code, first, compared).accreditation == answer.accreditation
    with pytest.raises(NodeRefused) as refused:
        enrol(node.address, code, second, compared)
    assert refused.value.code == "code_used"


def test_a_root_other_than_the_one_compared_by_eye_sends_nothing(node: NodeProcess) -> None:
    """The code stays unused when the fingerprint differs."""
    code, key = node.invite(), SigningKey.generate()
    with pytest.raises(RootMismatch):
        enrol(node.address, code, key, "0000 0000 0000 0000 0000 0000")
    assert enrol(node.address, code, key, probe(node.address).fingerprint).assessor


@pytest.mark.parametrize("code", ["", "AAAA-AAAA-AAAA", "x" * 5000])
def test_a_wrong_code_is_refused_by_name(node: NodeProcess, code: str) -> None:
    """bad_code, whatever was typed."""
    with pytest.raises(NodeRefused) as refused:
        enrol(node.address, code, SigningKey.generate(), probe(node.address).fingerprint)
    assert refused.value.code == "bad_code"


def test_lists_published_hold_under_the_node_s_root(client: NodeClient) -> None:
    """Trust list and status bundle are proved from the pinned root alone (R43)."""
    identity = client.identity()
    trust = Trust.load(identity.roots, client.trust_list(), client.status_bundle())
    assert trust.status is not None
    assert trust.trust_list is not None
    assert trust.trust_list.nodes[0].public == identity.node_public


def test_a_record_is_stored_once_and_receipted_alike(
    client: NodeClient, enrolled: SignedLog
) -> None:
    """R56: the same record twice changes nothing and gives the same signed receipt."""
    _, record = enrolled.person()
    first = client.send_records([record]).results[0]
    again = client.send_records([record, record]).results
    assert first.result is ReceiptResult.STORED
    assert [answer.result for answer in again] == [ReceiptResult.DUPLICATE] * 2
    assert {answer.receipt for answer in again} == {first.receipt}
    receipt = open_receipt(first.receipt or b"", client.identity().node_public)
    assert receipt.record_hash == record_hash(record.raw)


def test_a_poison_record_is_refused_and_the_others_go_on(
    client: NodeClient, enrolled: SignedLog
) -> None:
    """Flipped bit, foreign seal and wrong payload are rejected one by one."""
    _, good = enrolled.person()
    _, foreign = SignedLog().person()
    _, other = enrolled.person()
    flipped = SentRecord(good.raw[:-1] + bytes([good.raw[-1] ^ 1]), good.salt, good.payload)
    mismatched = SentRecord(other.raw, good.salt, good.payload)
    results = client.send_records([flipped, foreign, mismatched, good]).results
    assert [answer.result for answer in results] == [
        *[ReceiptResult.REJECTED] * 3,
        ReceiptResult.STORED,
    ]
    assert [answer.reason for answer in results[:3]] == [
        "E_SIGNATURE",
        "unknown_seal",
        "E_SIGNATURE",
    ]


def test_a_record_of_a_kind_not_known_is_kept_and_held(
    client: NodeClient, enrolled: SignedLog
) -> None:
    """Unknown types and payloads without content are stored, not projected."""

    class Later(msgspec.Struct):
        anything: int = 1

    unknown = enrolled.link("badge.polished", "", Later())
    _, known = enrolled.person()
    erased = SentRecord(known.raw)
    results = client.send_records([unknown, erased]).results
    assert [answer.result for answer in results] == [ReceiptResult.STORED_HELD] * 2
    assert [answer.reason for answer in results] == ["unknown_type", "no_payload"]


def test_two_records_at_one_place_are_both_kept_as_a_fork(
    client: NodeClient, enrolled: SignedLog
) -> None:
    """Identity is the hash, never (kid, seq)."""
    twin = SignedLog(enrolled.key)
    twin.epoch = enrolled.epoch
    first = client.send_records([enrolled.person()[1]]).results[0]
    second = client.send_records([twin.person("Anna Lindblad")[1]]).results[0]
    assert first.result is ReceiptResult.STORED
    assert second.result is ReceiptResult.STORED_FORKED


def test_hello_names_the_first_link_the_node_lacks(client: NodeClient, enrolled: SignedLog) -> None:
    """The laptop sends what the node says it lacks."""
    links = [enrolled.person()[1] for _ in range(5)]
    client.send_records([links[0], links[1], links[3]])
    head = Head(enrolled.key.kid, enrolled.epoch, 5, enrolled.hashes[-1])
    lacks = client.hello(HelloRequest((head,), 0)).lacks
    assert [(lack.from_seq, lack.to_seq) for lack in lacks] == [(2, 2), (4, 4)]
    client.send_records(links)
    assert client.hello(HelloRequest((head,), 0)).lacks == ()


def test_nothing_is_taken_without_a_session(node: NodeProcess, client: NodeClient) -> None:
    """Unknown seals, forged proofs and missing tokens are answered with a stable code."""
    with pytest.raises(NodeRefused) as refused:
        client.hello(HelloRequest((), 0))
    assert refused.value.code == "no_session"
    with pytest.raises(NodeRefused) as refused:
        client.open_session(SigningKey.generate(), datetime.now(UTC))
    assert refused.value.code == "unknown_seal"
    status, media, _ = raw_call(node, "GET", "/v1/feed", authorization="Bearer nonsense")
    assert (status, media) == (401, "application/problem+json")


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("POST", "/v1/enrol", b"", 400),
        ("POST", "/v1/enrol", b"{}", 400),
        ("POST", "/v1/enrol", b"\xff\xfe", 400),
        ("POST", "/v1/session", b'{"kid": 1}', 400),
        ("POST", "/v1/session", b"[" * 60000, 400),
        ("POST", "/v1/enrol", b" " * 70000, 413),
        ("GET", "/v1/enrol", b"", 405),
        ("GET", "/nowhere", b"", 404),
        ("GET", "/../../etc/passwd", b"", 404),
    ],
)
def test_nonsense_is_answered_with_a_problem(
    node: NodeProcess, method: str, path: str, body: bytes, status: int
) -> None:
    """RFC 9457 with a stable code, never a stack trace."""
    found, media, content = raw_call(node, method, path, body)
    assert (found, media) == (status, "application/problem+json")
    assert b"Traceback" not in content


def test_a_bomb_of_compressed_records_is_refused(
    node: NodeProcess, client: NodeClient, enrolled: SignedLog
) -> None:
    """Inflating stops at the limit."""
    import zstandard

    bomb = zstandard.ZstdCompressor().compress(b"\n" * (64 * 2**20))
    with pytest.raises(NodeRefused) as refused:
        client._call("POST", "/v1/records", bomb)
    assert refused.value.code == "bad_message"
    with pytest.raises(NodeRefused) as refused:
        client._call("POST", "/v1/records", os.urandom(5 * 2**20))
    assert refused.value.code == "too_large"


def test_records_outlive_a_killed_node(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What was receipted is there after kill -9."""
    with NodeProcess(tmp_path_factory.mktemp("killed") / "folder") as node:
        log = SignedLog()
        with NodeClient(node.address) as client:
            client.enrol(node.invite(), log.key)
            client.open_session(log.key, datetime.now(UTC) - timedelta(days=9000))
            sent = [log.person()[1] for _ in range(50)]
            before = client.send_records(sent).results
        node.kill()
        node.start()
        with NodeClient(node.address) as client:
            client.open_session(log.key, datetime.now(UTC))
            after = client.send_records(sent).results
    assert [a.result for a in after] == [ReceiptResult.DUPLICATE] * 50
    assert [a.receipt for a in after] == [a.receipt for a in before]


def test_the_node_runs_on_postgresql(
    tmp_path_factory: pytest.TempPathFactory, postgres_url: str
) -> None:
    """The same interface on the region's engine."""
    folder = tmp_path_factory.mktemp("postgres") / "folder"
    with NodeProcess(folder, postgres_url) as node, NodeClient(node.address) as client:
        log = SignedLog()
        client.enrol(node.invite(), log.key)
        client.open_session(log.key, datetime.now(UTC))
        person, record = log.person()
        results = client.send_records([record, log.case(person)[1], record]).results
        assert [a.result for a in results] == [
            ReceiptResult.STORED,
            ReceiptResult.STORED,
            ReceiptResult.DUPLICATE,
        ]
        trust = Trust.load(client.identity().roots, client.trust_list(), client.status_bundle())
        assert trust.status is not None


def test_wire_messages_are_frozen_and_closed() -> None:
    """Unknown fields are refused on both sides."""
    assert not dataclasses.is_dataclass(Head)
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(b'{"heads":[],"cursor":0,"x":1}', type=HelloRequest)
