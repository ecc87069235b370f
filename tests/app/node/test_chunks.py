"""Chunks of many calls at one time: what one holds up or breaks is not the others' matter."""

import asyncio
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from app.node import chunks
from app.node.chunks import Chunks
from app.node.ingest import Ingest, Read
from app.node.publication import Publication
from app.seal.receipts import ReceiptResult
from app.sync.packed import SentChunk, pack, unpack
from app.sync.wire import BadMessage, HelloRequest, RecordsAnswer, SentRecord
from tests.app.node.small_node import SmallNode
from tests.signed_log import SignedLog

MANY = 48


@pytest.fixture(params=["sqlite", "postgresql"])
def node(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SmallNode]:
    is_server = request.param == "postgresql"
    url = request.getfixturevalue("postgres_url") if is_server else ""
    small = SmallNode(tmp_path / "node", url)
    yield small
    small.database.close()


def people(log: SignedLog, count: int) -> list[SentRecord]:
    return [log.person()[1] for _ in range(count)]


def body(*records: SentRecord, hello: HelloRequest | None = None) -> bytes:
    return pack(SentChunk(records, hello))


async def answers(taking: Chunks, bodies: Sequence[bytes], kid: bytes) -> list[RecordsAnswer]:
    packed = await asyncio.gather(*(taking.take(one, kid) for one in bodies))
    return [unpack(one, RecordsAnswer) for one in packed]


def test_each_call_has_the_answers_to_its_own_records(node: SmallNode) -> None:
    """R56: stored when told so, however many come at once; with a hello where one was asked."""
    log = node.laptop()
    records = people(log, MANY)
    hello = HelloRequest((), 0)
    bodies = [body(one, hello=hello if at % 3 else None) for at, one in enumerate(records)]
    taking = Chunks(node.ingest, node.publication)
    told = asyncio.run(answers(taking, bodies, log.key.kid))
    assert [one.results[0].hash for one in told] == log.hashes
    assert {one.results[0].result for one in told} == {ReceiptResult.STORED}
    assert [one.hello is not None for one in told] == [bool(at % 3) for at in range(MANY)]


def test_a_body_that_is_no_message_is_its_senders_matter(node: SmallNode) -> None:
    log = node.laptop()
    taking = Chunks(node.ingest, node.publication)

    async def ask() -> list[bytes | BaseException]:
        bodies = [body(people(log, 1)[0]), b"not one", body(people(log, 1)[0])]
        calls = (taking.take(one, log.key.kid) for one in bodies)
        return await asyncio.gather(*calls, return_exceptions=True)

    first, bad, last = asyncio.run(ask())
    assert isinstance(bad, BadMessage)
    for told in (first, last):
        assert isinstance(told, bytes)
        assert unpack(told, RecordsAnswer).results[0].result is ReceiptResult.STORED


def test_whether_the_node_went_back_is_asked_once(
    node: SmallNode, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asking changes what the node knows; a batch that fails is done once more, one by one."""
    log, asked, failures = (
        node.laptop(),
        list[bytes](),
        [OperationalError("COMMIT", None, OSError())],
    )
    whole, went_back = Ingest.store, Publication.went_back

    def store(self: Ingest, read: Sequence[Read]) -> Sequence[RecordsAnswer]:
        if failures and len(read) > 1:
            raise failures.pop()
        return whole(self, read)

    def asks(self: Publication, request: HelloRequest, kid: bytes) -> bool:
        asked.append(kid)
        went_back(self, request, kid)
        return len(asked) == 1

    monkeypatch.setattr(Ingest, "store", store)
    monkeypatch.setattr(Publication, "went_back", asks)
    bodies = [body(one, hello=HelloRequest((), 0)) for one in people(log, 5)]
    taking = Chunks(node.ingest, node.publication)
    told = asyncio.run(answers(taking, bodies, log.key.kid))
    assert not failures
    assert len(asked) == len(bodies)
    assert [one.hello.went_back for one in told if one.hello] == [True, *[False] * 4]


def test_no_more_is_unpacked_than_there_is_room_for(
    node: SmallNode, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While another process has the turn, what comes waits as it came."""
    log, opened, is_held, let_go = (
        node.laptop(),
        list[bytes](),
        threading.Event(),
        threading.Event(),
    )

    def unpacked(raw: bytes, type_: type[SentChunk]) -> SentChunk:
        opened.append(raw)
        return unpack(raw, type_)

    def hold() -> None:
        with node.database.transaction() as session:
            node.database.take_turn(session)
            is_held.set()
            let_go.wait(120)

    async def ask() -> list[RecordsAnswer]:
        told = asyncio.create_task(answers(taking, bodies, log.key.kid))
        while not opened:
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.5)
        most = len(opened)
        let_go.set()
        assert most <= chunks._ROOM < MANY
        return await told

    monkeypatch.setattr(chunks, "unpack", unpacked)
    bodies = [body(one) for one in people(log, MANY)]
    taking = Chunks(node.ingest, node.publication)
    with ThreadPoolExecutor(1) as pool:
        held = pool.submit(hold)
        assert is_held.wait(120)
        told = asyncio.run(ask())
        held.result()
    assert len(told) == len(opened) == MANY


def test_those_who_wait_hold_no_connection(node: SmallNode) -> None:
    """Records by other ways than chunks wait for their turn too, and whoever reads does not."""
    log, is_held, let_go = node.laptop(), threading.Event(), threading.Event()
    begun = threading.Barrier(MANY + 1)

    def hold() -> None:
        with node.database.transaction() as session:
            node.database.take_turn(session)
            is_held.set()
            let_go.wait(120)

    def take(record: SentRecord) -> ReceiptResult:
        begun.wait(120)
        return node.take(record)[0].result

    with ThreadPoolExecutor(MANY + 1) as pool:
        held = pool.submit(hold)
        assert is_held.wait(120)
        taken = [pool.submit(take, one) for one in people(log, MANY)]
        begun.wait(120)
        time.sleep(1)  # by then they wait for their turn
        try:
            for _ in range(20):
                assert node.publication.feed(log.key.kid, 0) is not None
        finally:
            let_go.set()
        held.result()
        assert {one.result() for one in taken} == {ReceiptResult.STORED}
