"""A ledger read line by line past its damage, begun anew from what is proved, and copied."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from app.node.ledger import NAME, Ledger, folder_to_disk, read_line
from app.node.ledger_entries import Entry
from app.seal.keys import SigningKey

COPY = "intyga-node.ledger"
"""The name of the copy that lies with the backups."""


@dataclass(frozen=True, slots=True)
class Sound:
    """What the node wrote, and which lines it did not write so."""

    entries: tuple[Entry, ...]
    damaged: tuple[int, ...]


def read_sound(place: Path, public: bytes) -> Sound:
    """Every line that the node `public` signed; a half-written last one is neither. OSError."""
    *lines, _ = place.read_bytes().split(b"\n")
    read = [read_line(raw, public) for raw in lines]
    return Sound(
        tuple(line.entry for line in read if line is not None),
        tuple(number for number, line in enumerate(read, 1) if line is None),
    )


def begin_anew(
    folder: Path, key: SigningKey, more: Iterable[Entry], aside: Path
) -> tuple[int, int]:
    """A new ledger of all that is sound in the old one and of `more`; the old one goes `aside`.

    How many lines it has, and how many were damaged. The node is stopped.
    """
    place, fresh = folder / NAME, folder / f"{NAME}.new"
    found = read_sound(place, key.public) if place.exists() else Sound((), ())
    fresh.mkdir(exist_ok=True)
    (fresh / NAME).unlink(missing_ok=True)
    made = Ledger(fresh, key).append([*found.entries, *more])
    if place.exists():
        os.link(place, aside)
    (fresh / NAME).replace(place)
    fresh.rmdir()
    folder_to_disk(folder)
    return made.lines, len(found.damaged)


def copy_out(folder: Path, place: Path) -> None:
    """Put a copy into the folder of the backups, whole; one that knows other lines stays beside.

    Nothing is copied where the ledger is empty. Raises OSError.
    """
    source, target = folder / NAME, place / COPY
    content = source.read_bytes() if source.exists() else b""
    whole = content[: content.rfind(b"\n") + 1]
    if not whole:
        return
    part = target.with_name(f"{COPY}.part")
    try:
        _write(part, whole)
        if target.exists() and not whole.startswith(target.read_bytes()):
            target.replace(_free(target))
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def merge_copy(folder: Path, place: Path, key: SigningKey) -> int:
    """Take in what the copies in a folder of backups know and the ledger does not; how many lines.

    Nothing is ever taken out. Raises LedgerDamaged, OSError.
    """
    ledger = Ledger(folder, key)
    before = ledger.standing().lines
    for copy in sorted(place.glob(f"{COPY}*")):
        ledger.append(read_sound(copy, key.public).entries)
    return ledger.standing().lines - before


def _write(place: Path, content: bytes) -> None:
    opened = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(opened, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _free(target: Path) -> Path:
    number = 1
    while (free := target.with_name(f"{target.name}.{number}")).exists():
        number += 1
    return free
