"""How far each chain is whole in one state of the database, kept in a small file of its own."""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

LINKS = "SELECT kid, epoch, seq, hash, prev FROM records ORDER BY kid, epoch, seq"
"""What `write_heads` reads, the same for both engines."""

Link = tuple[bytes, bytes, int, bytes, bytes | None]


@dataclass(frozen=True, slots=True)
class Heads:
    """What the file holds: records read, chains that begin, and a hash over where they end."""

    records: int
    chains: int
    digest: str


def write_heads(links: Iterable[Link], place: Path) -> Heads:
    """Write how far each chain is whole from its first link.

    A chain that forks counts up to its fork: too little may be called durable, never too much.
    """
    place.unlink(missing_ok=True)
    records = chains = 0
    digest = hashlib.sha256()
    with closing(sqlite3.connect(place)) as file, file:
        file.execute("CREATE TABLE heads (kid, epoch, count, hash, PRIMARY KEY (kid, epoch))")
        for (kid, epoch), chain in groupby(links, key=lambda link: (link[0], link[1])):
            held = list(chain)
            records += len(held)
            count, last = _whole(iter(held))
            digest.update(kid + epoch + count.to_bytes(8, "big") + last)
            if count:
                chains += 1
                file.execute("INSERT INTO heads VALUES (?, ?, ?, ?)", (kid, epoch, count, last))
    return Heads(records, chains, digest.hexdigest())


def _whole(chain: Iterator[Link]) -> tuple[int, bytes]:
    """How many links hang together from the first, and the hash of the last of them."""
    ends: list[bytes] = []
    for seq, links in groupby(chain, key=lambda link: link[2]):
        alike = list(links)
        follows = seq == len(ends) and (alike[0][4] == ends[-1] if ends else seq == 0)
        if len(alike) > 1 or not follows:
            break
        ends.append(alike[0][3])
    return len(ends), ends[-1] if ends else b""
