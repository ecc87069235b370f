"""Sync as a region and a laptop on a bad line meet it, beside Anki's own in the same run."""

import statistics
from collections.abc import Sequence

from tests.bench.anki_peer import NoPeer, anki_seconds
from tests.bench.link import NoLink
from tests.bench.measured import Measured
from tests.bench.sync_line import BAD, FEW, over_lines
from tests.bench.sync_rates import at_once, rates

_ROUNDS, _OF_ANKI = 3, 0.25


def measured() -> Sequence[Measured]:
    """Rates into one node process, then a desk's runs; a peer that is not to be had is left out."""
    found = [*rates(), at_once(), *over_lines()]
    ours = next((one for one in found if one.name.startswith(f"{FEW} records")), None)
    return found if ours is None else [*found, *_beside_anki(ours)]


def _beside_anki(ours: Measured) -> Sequence[Measured]:
    try:
        taken = anki_seconds(BAD, FEW, _ROUNDS)
    except (NoPeer, NoLink):
        print("  Anki does not install here: nothing to compare with")
        return ()
    ratio = ours.median / statistics.median(taken)
    return (
        Measured("Anki, as many notes over the same line", "s", taken, float("inf")),
        Measured("… ours in parts of Anki's", "", [ratio], _OF_ANKI, "median"),
    )
