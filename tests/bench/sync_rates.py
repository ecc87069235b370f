"""Records per second into one node process over loopback, and many laptops at one moment."""

import http.client
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

from app.seal.receipts import ReceiptResult, open_receipt
from tests.bench.light_laptops import LightLaptop, Wire, connect, enrol_all, sign_all
from tests.bench.measured import Measured
from tests.node_process import NodeProcess
from tests.postgres import find_binaries, running_server

RECORDS, LINES, ROUNDS = 10_000, 8, 3
AT_ONCE = 50


def rates() -> Sequence[Measured]:
    """10 000 records of 4 KB: signed, verified, fsynced, a signed receipt for each."""
    laptops = sign_all(LINES, RECORDS // LINES)
    return [_sqlite(laptops), *_postgresql(laptops)]


def at_once() -> Measured:
    """Fifty laptops send in the same moment; an answer other than 200 is an error."""
    laptops = sign_all(AT_ONCE, 4)
    with ExitStack() as stack:
        node = stack.enter_context(_fresh(laptops, None))
        wires = [_logged_in(node.port, laptop) for laptop in laptops]
        pool = stack.enter_context(ThreadPoolExecutor(AT_ONCE))
        answers = list(pool.map(_status, wires, laptops))
    errors = sum(status != http.client.OK for status in answers)
    return Measured("50 laptops at once: calls that failed", "", [errors], 0, "median")


def _status(wire: Wire, laptop: LightLaptop) -> int:
    return wire.ask("/v1/records", laptop.bodies[0], "application/vnd.msgpack")[0]


def _sqlite(laptops: Sequence[LightLaptop]) -> Measured:
    return _told("SQLite", 4000, [_rate(laptops, None) for _ in range(ROUNDS)])


def _postgresql(laptops: Sequence[LightLaptop]) -> Iterator[Measured]:
    binaries = find_binaries()
    if binaries is None:
        print("  no PostgreSQL on this machine: its rate is not measured")
        return
    found = []
    for _ in range(ROUNDS):
        with running_server(binaries, durable=True) as url:
            found.append(_rate(laptops, url))
    yield _told("PostgreSQL", 3000, found)


def _told(engine: str, goal: float, found: Sequence[float]) -> Measured:
    return Measured(f"4 KB records into {engine}, /s", "/s", found, goal, "median", is_rate=True)


def _rate(laptops: Sequence[LightLaptop], url: str | None) -> float:
    """Until the last is answered; afterwards every record is there and has its receipt."""
    with ExitStack() as stack:
        node = stack.enter_context(_fresh(laptops, url))
        wires = [_logged_in(node.port, laptop) for laptop in laptops]
        pool = stack.enter_context(ThreadPoolExecutor(len(laptops)))
        begun = time.perf_counter()
        contents = list(pool.map(_send, wires, laptops))
        taken = time.perf_counter() - begun
        public = wires[0].hello(laptops[0])
        assert public.stored == len(laptops[0].records)
        assert not public.lacks
        _check(node, contents)
    return sum(len(laptop.records) for laptop in laptops) / taken


def _send(wire: Wire, laptop: LightLaptop) -> list[bytes]:
    told = []
    for body in laptop.bodies:
        status, content = wire.ask("/v1/records", body, "application/vnd.msgpack")
        assert status == http.client.OK, content
        told.append(content)
    return told


def _check(node: NodeProcess, contents: Sequence[list[bytes]]) -> None:
    from app.node.keys import load_or_create
    from app.sync.packed import unpack
    from app.sync.wire import RecordsAnswer

    public = load_or_create(node.folder, "", "").node.public
    for content in (content for laptop in contents for content in laptop):
        for answer in unpack(content, RecordsAnswer).results:
            assert answer.result is ReceiptResult.STORED
            assert open_receipt(answer.receipt or b"", public).record_hash == answer.hash


def _logged_in(port: int, laptop: LightLaptop) -> Wire:
    wire = connect(port)
    wire.log_in(laptop)
    return wire


@contextmanager
def _fresh(laptops: Sequence[LightLaptop], url: str | None) -> Iterator[NodeProcess]:
    """A new region's node where these laptops are enrolled."""
    with tempfile.TemporaryDirectory(prefix="intyga-bench-") as place:
        folder = Path(place) / "region" / "node"
        folder.mkdir(parents=True)
        enrol_all(folder, url or f"sqlite:///{folder / 'node.db'}", laptops)
        with NodeProcess(folder, url) as node:
            yield node
