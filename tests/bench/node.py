"""Records per second into a node over HTTP: signed, sent in chunks, answered when durable."""

import os
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
        rounds = [
            _rates(node, pool, clients, [chunks[n] for chunks in work]) for n in range(ROUNDS)
        ]
    told = (
        "records into the node over HTTP, /s",
        "… per second of the node's own CPU, /s",
    )
    return tuple(
        Measured(name, "/s", rates, 2000, "median", is_rate=True)
        for name, rates in zip(told, zip(*rounds, strict=True), strict=True)
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


def _rates(
    node: NodeProcess, pool: ThreadPoolExecutor, clients: list[NodeClient], chunks: list[Chunk]
) -> tuple[float, float]:
    """All laptops' chunks of one round, until the last is answered: by the clock, by CPU."""
    begun, spent = time.perf_counter(), _cpu_seconds(node.pid)
    results = list(pool.map(lambda client, chunk: client.send_records(chunk), clients, chunks))
    taken, spent = time.perf_counter() - begun, _cpu_seconds(node.pid) - spent
    answers = [answer.result for result in results for answer in result.results]
    assert set(answers) == {ReceiptResult.STORED}
    return len(answers) / taken, len(answers) / max(spent, 0.01)


def _cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
