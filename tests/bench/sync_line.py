"""A desk's runs over bad lines: how long, how many bytes, how many times there and back."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from app.sync.client import NodeUnreachable
from tests.app.sync.region import hashes_at, reach, sync
from tests.bench.far_desk import Bench, FarDesk
from tests.bench.link import Line, NoLink
from tests.bench.measured import Measured
from tests.cutting_proxy import CuttingProxy

BAD, FAIR, CLEAN = Line(300, 5, 10), Line(60, 1, 20), Line(300)
"""Milliseconds there and back, percent lost of either direction, Mbit/s."""

FEW, MANY, ROUNDS = 200, 5000, 3
_CONNECT = 1


def over_lines() -> Sequence[Measured]:
    """Everything; what needs a line of our own is left out where there is none."""
    with tempfile.TemporaryDirectory(prefix="intyga-bench-") as folder:
        bench = Bench(Path(folder))
        found = [*_round_trips(bench), _cut(bench)]
        try:
            found += [few(bench), *_many(bench), *_bytes(bench), *_clean(bench)]
        except NoLink:
            print("  no tunnel here (it takes root on Linux): nothing is measured over a line")
        return found


def few(bench: Bench) -> Measured:
    """200 records over the bad line, the desk just opened: connecting and logging in count."""
    taken = [_run(bench, BAD, FEW) for _ in range(ROUNDS)]
    name = f"{FEW} records of 4 KB, 300 ms, 5 %, 10 Mbit/s"
    return Measured(name, "s", taken, float("inf"), "median")


def _run(bench: Bench, line: Line, records: int) -> float:
    with bench.far(line) as desk:
        desk.write(records)
        return desk.run()


def _many(bench: Bench) -> Iterator[Measured]:
    with bench.far(FAIR) as desk:
        desk.write(MANY)
        at_line_rate = desk.packed() * 8 / (FAIR.rate * 1e6)
        taken = desk.run()
    yield Measured(f"{MANY} records, 60 ms, 1 %, 20 Mbit/s", "s", [taken], float("inf"))
    yield Measured("… times what the line alone takes", "", [taken / at_line_rate], 2, "median")


def _bytes(bench: Bench) -> Iterator[Measured]:
    """Content of TCP, headers of HTTP and the calls before and after among it."""
    with bench.far(Line(20)) as desk:
        desk.write(FEW)
        desk.run()
        packed, link = desk.packed(), desk.link
    assert link is not None
    up, down = link.carried["up"] / packed, link.carried["down"] / packed
    yield Measured("bytes sent, times the records in zstd", "", [up], 1.1, "median")
    yield Measured("… with the answers and their receipts", "", [up + down], float("inf"))


def _round_trips(bench: Bench) -> Iterator[Measured]:
    """Calls that the node has answered, one after the other; a new connection is one more."""
    with bench.near() as desk:
        desk.write(20)
        desk.run()
        warm, idle = _calls(desk, 1), _calls(desk, 0)
        desk.laptop.syncing.close()
        cold = _calls(desk, 1) + _CONNECT
    yield Measured("one more record, warm: round trips", "", [warm], 1, "median")
    yield Measured("one more record, cold, TLS apart", "", [cold], 3, "median")
    yield Measured("nothing to do: round trips", "", [idle], 1, "median")


def _calls(desk: FarDesk, records: int) -> int:
    if records:
        desk.write(records)
    before = desk.calls()
    desk.run()
    return desk.calls() - before


def _clean(bench: Bench) -> Iterator[Measured]:
    """The same by the clock, in round trips of 300 ms."""
    with bench.far(CLEAN) as desk:
        desk.write(20)
        desk.run()
        taken = []
        for _ in range(ROUNDS):
            desk.write(1)
            taken.append(desk.run() * 1000 / CLEAN.round_trip)
    yield Measured("one more, warm, by the clock, of 300 ms", "", taken, float("inf"))


def _cut(bench: Bench) -> Measured:
    """One of the connections is cut midway; what the next run sends that the node has already."""
    with bench.near() as desk, CuttingProxy(desk.node.port) as proxy:
        desk.run()
        desk.write(2_000)
        reach(desk.laptop, proxy.address)
        proxy.cut_down = 120_000
        with suppress(NodeUnreachable):
            sync(desk.laptop)
        there = len(hashes_at(desk.node))
        known = desk.laptop.syncing.status().acknowledged
        desk.run()
        assert proxy.cuts == 1
    return Measured("records sent again after a cut (chunk: 60)", "", [there - known], 60, "median")
