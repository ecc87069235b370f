"""Records per second into a node over HTTP: signed, sent in chunks, answered when durable."""

import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from app.seal.receipts import ReceiptResult
from app.sync.client import NodeClient
from app.sync.wire import MAX_RECORDS, SentRecord
from tests.bench.measured import Measured
from tests.node_process import NodeProcess
from tests.signed_log import SignedLog

LAPTOPS, ROUNDS = 4, 12
Chunk = tuple[SentRecord, ...]


def measured() -> Sequence[Measured]:
    """Several laptops send at once; the node is a process of its own on SQLite."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        node = stack.enter_context(NodeProcess(Path(folder) / "region" / "node"))
        clients = [stack.enter_context(NodeClient(node.address)) for _ in range(LAPTOPS)]
        work = [_signed(node, client) for client in clients]
        pool = stack.enter_context(ThreadPoolExecutor(LAPTOPS))
        rates = [
            _rate(pool, clients, [chunks[round_] for chunks in work]) for round_ in range(ROUNDS)
        ]
    return (
        Measured("records into the node over HTTP, /s", "/s", rates, 2000, "median", is_rate=True),
    )


def _signed(node: NodeProcess, client: NodeClient) -> list[Chunk]:
    """A laptop enrolled and logged in, everything it will send signed already."""
    log = SignedLog()
    client.enrol(node.invite(), log.key)
    client.open_session(log.key, datetime.now(UTC))
    return [_chunk(log) for _ in range(ROUNDS)]


def _chunk(log: SignedLog) -> Chunk:
    """People and cases by turns."""
    made: list[SentRecord] = []
    while len(made) < MAX_RECORDS:
        person, registered = log.person()
        made += [registered, log.case(person)[1]]
    return tuple(made)


def _rate(pool: ThreadPoolExecutor, clients: list[NodeClient], chunks: list[Chunk]) -> float:
    """All laptops' chunks of one round, until the last is answered."""
    begun = time.perf_counter()
    results = list(pool.map(lambda client, chunk: client.send_records(chunk), clients, chunks))
    taken = time.perf_counter() - begun
    answers = [answer.result for result in results for answer in result.results]
    assert set(answers) == {ReceiptResult.STORED}
    return len(answers) / taken
