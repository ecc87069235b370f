"""Sync as a region and a laptop on a bad line meet it, beside Anki's and PouchDB's in one run."""

import statistics
from collections.abc import Callable, Sequence

from tests.bench.anki_peer import anki_seconds
from tests.bench.link import Line, NoLink
from tests.bench.measured import Measured
from tests.bench.peers import NoPeer
from tests.bench.pouchdb_peer import pouchdb_seconds
from tests.bench.sync_line import BAD, FEW, over_lines
from tests.bench.sync_rates import at_once, rates

_ROUNDS, _OF_ANKI, _COMPARED_ONLY = 5, 0.25, float("inf")
Peer = Callable[[Line, int, int], Sequence[float]]
_PEERS: dict[str, tuple[Peer, float]] = {
    "Anki": (anki_seconds, _OF_ANKI),
    "PouchDB": (pouchdb_seconds, _COMPARED_ONLY),
}


def measured() -> Sequence[Measured]:
    """Rates into one node process, then a desk's runs; a peer that is not to be had is left out."""
    found = [*rates(), at_once(), *over_lines()]
    ours = next((one for one in found if one.name.startswith(f"{FEW} records")), None)
    beside = [] if ours is None else [_beside(name, ours) for name in _PEERS]
    return [*found, *(one for both in beside for one in both)]


def _beside(name: str, ours: Measured) -> Sequence[Measured]:
    seconds, goal = _PEERS[name]
    try:
        taken = seconds(BAD, FEW, _ROUNDS)
    except (NoPeer, NoLink):
        print(f"  {name} does not install here: nothing to compare with")
        return ()
    ratio = ours.median / statistics.median(taken)
    return (
        Measured(f"{name}, as many over the same line", "s", taken, float("inf")),
        Measured(f"… ours in parts of {name}'s", "", [ratio], goal, "median"),
    )
