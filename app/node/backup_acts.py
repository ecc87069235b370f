"""`backup FOLDER` and `restore FILE`: what whoever runs the node is told of them."""

import argparse
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from app.node.backup import take_backup
from app.node.backup_blobs import BLOBS
from app.node.keys import NodeKeys
from app.node.restoring import restore

BACKUP, RESTORE = "backup", "restore"
KEYS_MISSING = (
    "There are no keys in {}. Put the node's own keys.json there first: a backup holds no keys, "
    "and with new ones no laptop would believe the node. Nothing has changed."
)
_MADE = "{}: {} records in {} chains of the node, read through again. {} backups kept, {} let go."
_FILES = "{} files of records are new beside it in {}: keep that folder with the backups."
_SPOILT = "{} files are damaged at the node and were left out."
_KEYS_APART = (
    "The keys are not in it. Keep {} apart from the backups, and as safe: without it no backup "
    "can be used."
)
_RESTORED = "Restored: {} records in {} chains, as of {}."
_BESIDE = "What was here is kept as {}. Remove it once all is well."
_NEXT = "Start the node. Each laptop sees that it went back and sends what is lacking by itself."


def add_parsers(acts: Any) -> None:  # noqa: ANN401 - argparse keeps its type private
    """Adds the two acts."""
    backup = acts.add_parser(BACKUP, help="write a backup while the node serves")
    backup.add_argument("place", metavar="FOLDER", type=Path)
    backup.add_argument("--keep", type=_at_least_one, default=14, help="newest that stay (14)")
    back = acts.add_parser(RESTORE, help="go back to a backup; the node must be stopped")
    back.add_argument("file", metavar="FILE", type=Path)


def run(url: str, keys: NodeKeys, now: Callable[[], datetime], chosen: argparse.Namespace) -> str:
    """Do one of the two and say what was done. Raises ActRefused."""
    if chosen.act == BACKUP:
        return _backup(url, keys, now, chosen)
    done = restore(url, chosen.folder, chosen.file, keys, now)
    held = done.manifest
    said = [_RESTORED.format(held.records, held.chains, f"{held.made:%Y-%m-%d %H:%M} UTC")]
    if done.beside:
        said.append(_BESIDE.format(done.beside))
    return "\n".join([*said, _NEXT])


def _backup(
    url: str, keys: NodeKeys, now: Callable[[], datetime], chosen: argparse.Namespace
) -> str:
    taken = take_backup(url, chosen.folder, chosen.place, keys, chosen.keep, now)
    made = taken.listed
    said = _MADE.format(made.file, made.records, taken.chains, taken.kept, taken.removed)
    lines = [said, _KEYS_APART.format(chosen.folder / "keys.json")]
    if taken.files.new:
        lines.insert(1, _FILES.format(taken.files.new, chosen.place / BLOBS))
    if taken.files.damaged:
        lines.append(_SPOILT.format(taken.files.damaged))
    return "\n".join(lines)


def _at_least_one(told: str) -> int:
    number = int(told)
    if number < 1:
        raise ValueError(told)
    return number
