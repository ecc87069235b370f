"""`ledger`: what the node's ledger holds and whether all of it is proved; mended when it is not."""

import argparse
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.node.keys import NodeKeys
from app.node.ledger import NAME, Ledger, LedgerDamaged
from app.node.ledger_entries import KINDS
from app.node.ledger_mending import begin_anew, read_sound
from app.node.levelling import Levelled
from app.node.region_acts import ActRefused
from app.node.restoring import SERVING_LOCK
from app.node.serving import InUse, exclusive

ACT = "ledger"
DAMAGED = (
    "Liggaren {0} är skadad på rad {1}. Noden startar inte: en återkallelse eller radering kan gå "
    "förlorad. Databasen och bevisen är orörda. Lägg tillbaka en hel kopia, eller kör "
    "`python3 -m app.node ledger --mend [--copy FIL]`. · "
    "The ledger {0} is damaged on line {1}. The node does not start: a revocation or an erasure "
    "could be lost. The database and the certificates are untouched. Put a whole copy back, or run "
    "`python3 -m app.node ledger --mend [--copy FILE]`."
)
LEVELLED = {
    Levelled.BEHIND: (
        "Databasen var äldre än liggaren: liggarens återkallelser, beslut och raderingar är gjorda "
        "igen innan noden svarar någon. Datorerna skickar resten. · "
        "The database was older than the ledger: the revocations, orders and erasures of the "
        "ledger are done again before the node answers anybody. The laptops send the rest."
    ),
    Levelled.AHEAD: (
        "Liggaren saknade rader som databasen känner till (borttagen eller äldre kopia?). De är "
        "skrivna igen ur databasen. Spara liggaren tillsammans med keys.json. · "
        "The ledger lacked lines that the database knows of (removed, or an older copy?). They are "
        "written again from the database. Keep the ledger together with keys.json."
    ),
}
_SOUND = "{}: {} rader, alla äkta · {} lines, all proved ({})"
_EMPTY = "{}: tom · empty"
_MENDED = (
    "{0} rader är kvar, {1} skadade är bortlagda i {2}. Det databasen vet skrivs in när noden "
    "startar. · {0} lines are kept, {1} damaged ones are set aside in {2}. What the database knows "
    "is written in when the node starts."
)
_SERVING = "Stoppa noden först. Inget är ändrat. · Stop the node first. Nothing has changed."
_NO_COPY = "{}: filen går inte att läsa. Inget är ändrat. · cannot be read. Nothing has changed."


def add_parser(acts: Any) -> None:  # noqa: ANN401 - argparse keeps its type private
    """Adds the act."""
    ledger = acts.add_parser(ACT, help="prova och laga nodens liggare · prove, mend the ledger")
    ledger.add_argument("--mend", action="store_true", help="keep what is proved, set aside rest")
    ledger.add_argument("--copy", metavar="FILE", type=Path, help="a copy to take lines from too")


def run(
    folder: Path, keys: NodeKeys, now: Callable[[], datetime], chosen: argparse.Namespace
) -> str:
    """Prove it, or mend it and take in a copy's lines, and say how it is. Raises ActRefused."""
    if not chosen.mend and chosen.copy is None:
        return _proved(folder, keys)
    try:
        with exclusive(folder / SERVING_LOCK):
            return _mend(folder, keys, now(), chosen.copy)
    except InUse as error:
        raise ActRefused(_SERVING) from error


def _proved(folder: Path, keys: NodeKeys) -> str:
    """Every line's own signature, not the chain alone."""
    place = folder / NAME
    try:
        entries = Ledger(folder, keys.node).entries()
    except LedgerDamaged as damaged:
        raise ActRefused(DAMAGED.format(damaged.place, damaged.line)) from damaged
    if not entries:
        return _EMPTY.format(place)
    sound = read_sound(place, keys.node.public)
    if sound.damaged:
        raise ActRefused(DAMAGED.format(place, sound.damaged[0]))
    counted = Counter(KINDS[type(entry)] for entry in entries)
    told = ", ".join(f"{kind} {count}" for kind, count in sorted(counted.items()))
    return _SOUND.format(place, len(entries), len(entries), told)


def _mend(folder: Path, keys: NodeKeys, now: datetime, copy: Path | None) -> str:
    place = folder / NAME
    aside = place.with_name(f"{NAME}.damaged-{now.astimezone(UTC):%Y%m%dT%H%M%S%f}")
    try:
        more = read_sound(copy, keys.node.public).entries if copy else ()
    except OSError as error:
        raise ActRefused(_NO_COPY.format(copy)) from error
    kept, damaged = begin_anew(folder, keys.node, more, aside)
    return _MENDED.format(kept, damaged, aside)
