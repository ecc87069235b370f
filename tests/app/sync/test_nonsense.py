"""A node that answers nonsense is told apart from one that answers; nothing is acknowledged."""

from collections.abc import Callable
from datetime import UTC, datetime

import msgspec
import pytest

from app.domain.errors import UserError
from app.seal.codes import Code
from app.seal.keys import SigningKey
from app.seal.receipts import ReceiptResult, sign_receipt
from app.sync.client import NodeRefused, NodeUnreachable, NotTheNode
from app.sync.enrolment import enrol, fingerprint, probe
from app.sync.packed import pack, unpack
from app.sync.wire import RecordAnswer, RecordsAnswer
from app.usecases.gender_telling import tell_genders
from app.usecases.syncing import WaitReason
from app.workspace import Workspace
from tests.app.sync.region import assert_agree, sync, write_links
from tests.lying_proxy import Answer, Lie, LyingProxy
from tests.node_thread import NodeThread

pytestmark = pytest.mark.near_node


PORTAL = b"<html><body>Welcome to the hotel. Please log in.</body></html>"


def changed(change: Callable[[tuple[RecordAnswer, ...]], tuple[RecordAnswer, ...]]) -> Lie:
    """The node's own answer with other results in it."""

    def lie(answer: Answer) -> Answer:
        told = unpack(answer.body, RecordsAnswer)
        return Answer(200, pack(msgspec.structs.replace(told, results=change(told.results))))

    return lie


def forged(results: tuple[RecordAnswer, ...]) -> tuple[RecordAnswer, ...]:
    """Receipts by a key that is not the node's."""
    key, now = SigningKey.generate(), datetime.now(UTC)
    return tuple(
        RecordAnswer(r.hash, r.result, sign_receipt(key, r.hash, now, ReceiptResult.STORED))
        for r in results
    )


def crossed(results: tuple[RecordAnswer, ...]) -> tuple[RecordAnswer, ...]:
    """Every record with the receipt of its neighbour."""
    turned = [*results[1:], results[0]]
    return tuple(
        RecordAnswer(r.hash, r.result, other.receipt)
        for r, other in zip(results, turned, strict=True)
    )


def without_receipts(results: tuple[RecordAnswer, ...]) -> tuple[RecordAnswer, ...]:
    """Stored, says somebody, without a signature."""
    return tuple(RecordAnswer(r.hash, ReceiptResult.STORED) for r in results)


LIES: dict[str, tuple[Lie, type[UserError]]] = {
    "captive portal": (lambda _: Answer(200, PORTAL, "text/html"), NotTheNode),
    "empty 200": (lambda _: Answer(200, b""), NotTheNode),
    "other JSON": (lambda _: Answer(200, b'{"ok":true}'), NotTheNode),
    "deep JSON": (lambda _: Answer(200, b"[" * 100_000), NotTheNode),
    "not UTF-8": (lambda _: Answer(200, b"\xff\xfe\x00"), NotTheNode),
    "truncated JSON": (lambda a: Answer(200, a.body[: len(a.body) // 2]), NotTheNode),
    "fewer bytes than announced": (
        lambda a: Answer(200, a.body[:9], headers=(("Content-Length", str(len(a.body))),)),
        NodeUnreachable,
    ),
    "500 in HTML": (lambda _: Answer(500, PORTAL, "text/html"), NotTheNode),
    "502 of a balancer": (lambda _: Answer(502, PORTAL, "text/html"), NodeUnreachable),
    "redirect": (
        lambda _: Answer(302, b"", headers=(("Location", "http://portal.example/"),)),
        NotTheNode,
    ),
    "a refusal": (
        lambda _: Answer(
            507,
            b'{"type":"urn:intyga:full","title":"Full","status":507,"code":"full"}',
            "application/problem+json",
        ),
        NodeRefused,
    ),
    "receipts by another key": (changed(forged), NotTheNode),
    "receipts of other records": (changed(crossed), NotTheNode),
    "no receipts": (changed(without_receipts), NotTheNode),
    "fewer results": (changed(lambda results: results[:-1]), NotTheNode),
    "results in another order": (changed(lambda results: results[::-1]), NotTheNode),
    "endless answer": (lambda _: Answer(200, b" " * (17 * 2**20)), NotTheNode),
}


def test_lies_about_records_acknowledge_nothing(
    laptop: Workspace, node: NodeThread, liar: LyingProxy
) -> None:
    """A bare 200 without a valid receipt is a captive portal; the honest node then gets it all."""
    tell_genders(laptop.desk)  # as a run does before it counts what waits
    for name, (lie, expected) in LIES.items():
        write_links(laptop, 2)
        before = laptop.syncing.status()
        liar.lies["/v1/records"] = lie
        with pytest.raises(expected):
            sync(laptop)
        after = laptop.syncing.status()
        assert (after.acknowledged, after.waiting) == (0, before.waiting), name
        assert after.reason is not WaitReason.NOTHING_WAITS, name
    liar.lies.clear()
    sync(laptop)
    assert_agree(laptop, node)
    assert laptop.syncing.failures() == 0


@pytest.mark.parametrize("path", ["/v1/session", "/v1/hello", "/trust"])
def test_a_guest_network_s_page_sends_nothing(
    laptop: Workspace, node: NodeThread, liar: LyingProxy, path: str
) -> None:
    """Wherever the portal comes in, the desk says so and keeps everything."""
    if path == "/v1/hello":
        sync(laptop)
    liar.lies[path] = lambda _: Answer(200, PORTAL, "text/html")
    if path == "/trust":
        assert sync(laptop).lists_refused == "E_CBOR"
        assert laptop.syncing.status().lists_refused == "E_CBOR"
        return
    with pytest.raises(NotTheNode):
        sync(laptop)
    assert laptop.syncing.status().reason is WaitReason.NOT_THE_NODE


def test_a_session_that_ran_out_is_opened_again(
    laptop: Workspace, node: NodeThread, liar: LyingProxy
) -> None:
    """A long run outlives its token of fifteen minutes."""

    def once(_: Answer) -> Answer:
        liar.lies.clear()
        body = b'{"type":"urn:intyga:x","title":"x","status":401,"code":"no_session"}'
        return Answer(401, body, "application/problem+json")

    liar.lies["/v1/records"] = once
    sync(laptop)
    assert_agree(laptop, node)


def test_an_older_status_list_is_left_alone_and_told_while_records_go(
    laptop: Workspace, node: NodeThread, liar: LyingProxy
) -> None:
    """R43 E_ROLLBACK: a node restored from a backup stops nothing and takes nothing back."""
    kept: list[Answer] = []

    def remember(answer: Answer) -> Answer:
        kept.append(answer)
        return answer

    liar.lies["/status/bundle"] = remember
    sync(laptop)
    enrol(node.address, node.invite(), SigningKey.generate(), probe(node.address).fingerprint)
    sync(laptop)
    newest = laptop.desk.trust().status
    assert len({answer.body for answer in kept}) == 2
    liar.lies["/status/bundle"] = lambda _: kept[0]
    enrol(node.address, node.invite(), SigningKey.generate(), probe(node.address).fingerprint)
    write_links(laptop, 3)
    assert sync(laptop).lists_refused == "E_ROLLBACK"
    assert laptop.desk.trust().status == newest
    status = laptop.syncing.status()
    assert (status.lists_refused, status.reason) == ("E_ROLLBACK", WaitReason.NOTHING_WAITS)
    assert_agree(laptop, node)
    liar.lies.clear()
    sync(laptop)
    assert laptop.syncing.status().lists_refused == ""


def test_a_node_that_fails_at_its_lists_still_gets_the_records(
    laptop: Workspace, node: NodeThread, liar: LyingProxy
) -> None:
    """Told with a code that has words."""
    body = b'{"type":"urn:intyga:internal","title":"x","status":500,"code":"internal"}'
    liar.lies["/status/bundle"] = lambda _: Answer(500, body, "application/problem+json")
    assert Code(sync(laptop).lists_refused) is Code.W_NO_STATUS
    assert_agree(laptop, node)


def test_a_list_nobody_known_has_signed_is_left_alone(laptop: Workspace, liar: LyingProxy) -> None:
    """A bundle with one bit turned."""
    liar.lies["/status/bundle"] = lambda a: Answer(200, a.body[:-1] + bytes([a.body[-1] ^ 1]))
    assert sync(laptop).lists_refused != ""
    assert laptop.desk.trust().status is None
    assert laptop.desk.trust().trust_list is not None


def test_the_fingerprint_is_made_of_all_roots() -> None:
    """Two pinned roots, one number to compare: 96 bits in groups of four."""
    one, two = SigningKey.generate().public, SigningKey.generate().public
    assert fingerprint((one,)) != fingerprint((one, two))
    assert [len(group) for group in fingerprint((one, two)).split()] == [4] * 6
