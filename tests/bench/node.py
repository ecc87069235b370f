"""Records per second into a node over HTTP: signed, sent in chunks, answered when durable."""

import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from app.seal.receipts import ReceiptResult
from app.sync.client import NodeClient
from app.sync.wire import MAX_RECORDS, SentRecord
from tests.node_process import NodeProcess
from tests.signed_log import SignedLog

RECORDS = 10_000
LAPTOPS = 2


def measure() -> list[float]:
    """Records per second, chunk by chunk; the node is a process of its own on SQLite."""
    with (
        tempfile.TemporaryDirectory() as folder,
        NodeProcess(Path(folder) / "node") as node,
        NodeClient(node.address) as client,
    ):
        log = SignedLog()
        client.enrol(node.invite(), log.key)
        client.open_session(log.key, datetime.now(UTC))
        records = _records(log, RECORDS)
        return [_rate(client, chunk) for chunk in iter(lambda: _chunk(records), ())]


def _records(log: SignedLog, count: int) -> Iterator[SentRecord]:
    """People and cases by turns, all signed before the first is sent."""
    made: list[SentRecord] = []
    while len(made) < count:
        person, registered = log.person()
        made += [registered, log.case(person)[1]]
    return iter(made)


def _chunk(records: Iterator[SentRecord]) -> tuple[SentRecord, ...]:
    return tuple(islice(records, MAX_RECORDS))


def _rate(client: NodeClient, chunk: tuple[SentRecord, ...]) -> float:
    begun = time.perf_counter()
    answers = client.send_records(chunk).results
    taken = time.perf_counter() - begun
    assert {answer.result for answer in answers} == {ReceiptResult.STORED}
    return len(chunk) / taken
