"""A thousand laptops and a hundred thousand records: in the end all agree, and memory is flat."""

import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from app.seal.payloads import Incident
from app.seal.records import RecordType
from app.sync.packed import SentChunk, pack
from app.sync.wire import MAX_RECORDS, SentRecord
from tests.bench.light_laptops import LightLaptop, Wire, connect, enrol_all
from tests.bench.measured import Measured
from tests.node_process import NodeProcess

LAPTOPS, RECORDS, ROUNDS, LINES = 1000, 100, 4, 16
_FLAT = 1.2


def measured() -> Sequence[Measured]:
    """Every laptop sends in several runs, some chunks twice; heads and counts are compared."""
    with tempfile.TemporaryDirectory(prefix="intyga-soak-") as place:
        folder = Path(place) / "region" / "node"
        folder.mkdir(parents=True)
        with ThreadPoolExecutor(2) as pool:
            laptops = list(pool.map(SoakLaptop, range(LAPTOPS)))
        enrol_all(folder, f"sqlite:///{folder / 'node.db'}", laptops)
        with NodeProcess(folder) as node, ThreadPoolExecutor(LINES) as pool:
            return tuple(_soak(node, pool, laptops))


class SoakLaptop(LightLaptop):
    """Many small records of its own; sent a part at a time."""

    def __init__(self, number: int) -> None:
        super().__init__(number, 0)
        told = [Incident(kind="interrupted", at=self.log.now) for _ in range(RECORDS)]
        self.records = tuple(self.log.link(RecordType.INCIDENT, "", one) for one in told)
        self.source = f"127.0.0.{number // 50 + 2}"
        """A test centre's address: a node lets one of them log in so often and no more."""

    def sync(self, node: NodeProcess, number: int) -> int:
        """One run; a part of it is sent again, as after a lost answer. Records answered for.

        At its end the node says where it stands, as in every run of a desk.
        """
        wire, part = connect(node.port, self.source), RECORDS // ROUNDS
        try:
            wire.log_in(self)
            begin = max(0, number * part - 2)
            sent = self._send(wire, self.records[begin : (number + 1) * part])
            wire.hello(self)
            return sent
        finally:
            wire.line.close()

    def lacks(self, node: NodeProcess) -> int:
        """How many of its records the node lacks by its own word; its count is the laptop's."""
        wire = connect(node.port, self.source)
        try:
            wire.log_in(self)
            word = wire.hello(self)
            assert word.stored == RECORDS, word.stored
            return sum(lack.to_seq - lack.from_seq + 1 for lack in word.lacks)
        finally:
            wire.line.close()

    def _send(self, wire: Wire, records: Sequence[SentRecord]) -> int:
        assert len(records) <= MAX_RECORDS
        return len(wire.send(pack(SentChunk(tuple(records)))).results)


def _soak(
    node: NodeProcess, pool: ThreadPoolExecutor, laptops: Sequence[SoakLaptop]
) -> Iterator[Measured]:
    """Memory after every round; the first has warmed what there is to warm."""
    memory, begun = [], time.perf_counter()
    for number in range(ROUNDS):
        list(pool.map(lambda one, n=number: one.sync(node, n), laptops))
        memory.append(_megabytes(node.pid))
    taken = time.perf_counter() - begun
    lacking = sum(pool.map(lambda one: one.lacks(node), laptops))
    memory.append(_megabytes(node.pid))
    name = f"{LAPTOPS} laptops, {LAPTOPS * RECORDS} records: lacking at the end"
    yield Measured(name, "", [lacking], 0, "median")
    yield Measured("… records /s", "/s", [LAPTOPS * RECORDS / taken], 0, "median", is_rate=True)
    yield Measured("… the node's memory by rounds, MB", "MB", memory, float("inf"))
    grown = memory[-1] / memory[0]
    yield Measured("… at the end, times after the first round", "", [grown], _FLAT, "median")


def _megabytes(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text("ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024
