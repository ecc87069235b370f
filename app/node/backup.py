"""Taking a backup of a serving node: a copy of one moment, proved, listed, old ones let go."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import URL, create_engine, make_url, text
from sqlalchemy.exc import SQLAlchemyError

from app import log
from app.node import postgres_programs
from app.node.backup_blobs import BLOBS, Copied, copy_missing
from app.node.backup_file import ENDING, Engine, Manifest, digest_of, pack
from app.node.backup_list import BackupList, ListedBackup
from app.node.chain_heads import LINKS, Heads, write_heads
from app.node.keys import NodeKeys
from app.node.ledger_mending import copy_out
from app.node.region_acts import ActRefused
from app.node.serving import InUse, exclusive
from app.node.upgrade import VERSION

_FAILED = "No backup was made: {}. The node and its earlier backups are as they were."
_RUNNING = "Another backup of this node is being made just now."
_DAMAGED = "the database is damaged; restore the newest backup"
_BATCH = 5_000


@dataclass(frozen=True, slots=True)
class Taken:
    """The backup that was made, the files that came with it, how many old ones were let go."""

    listed: ListedBackup
    chains: int
    files: Copied
    kept: int
    removed: int


def take_backup(
    url: str, node: Path, place: Path, keys: NodeKeys, keep: int, now: Callable[[], datetime]
) -> Taken:
    """Write a backup of the database at `url` into the folder `place`; `keep` newest stay.

    Only what was read through again is listed, and only what is listed counts as durable.
    Raises ActRefused, after which nothing of it is left.
    """
    try:
        with exclusive(node / "backup.lock"):
            place.mkdir(parents=True, exist_ok=True)
            return _take(make_url(url), node, place.resolve(), keys, keep, now().astimezone(UTC))
    except InUse as error:
        raise ActRefused(_RUNNING) from error
    except (OSError, sqlite3.Error, SQLAlchemyError) as error:
        cause = str(getattr(error, "orig", error)).partition("\n")[0]
        raise ActRefused(_FAILED.format(cause)) from error


def _take(url: URL, node: Path, place: Path, keys: NodeKeys, keep: int, made: datetime) -> Taken:
    name = f"intyga-node-{made:%Y%m%dT%H%M%S%f}"
    is_sqlite = url.drivername.startswith("sqlite")
    copy = _copy_sqlite if is_sqlite else _copy_postgresql
    with _parts(place, name) as (packed, database, heads):
        found = copy(url, database, heads)
        files = copy_missing(node / BLOBS, place / BLOBS)
        copy_out(node, place)
        with database.open("rb") as content:
            size, sha256 = digest_of(content)
        told = (found.records, found.chains, found.digest, size, sha256)
        engine: Engine = "sqlite" if is_sqlite else "postgresql"
        manifest = Manifest(VERSION, engine, made, keys.node.public.hex(), *told)
        pack(packed, database, manifest, keys)
        final = place / f"{name}{ENDING}"
        _to_disk(packed)
        packed.replace(final)
        _to_disk(place)
        own = node / f"{name}.heads"
        own.write_bytes(heads.read_bytes())
        listed = ListedBackup(str(final), made, final.stat().st_size, found.records)
        backups = BackupList(node)
        removed = backups.add(listed, own, keep)
    noted = {"records": found.records, "files": files.new, "damaged": files.damaged}
    log.note("backup.made", size=listed.size, **noted)
    return Taken(listed, found.chains, files, len(backups.all()), len(removed))


@contextmanager
def _parts(place: Path, name: str) -> Iterator[tuple[Path, Path, Path]]:
    """Three unfinished files for the owner only; those of a backup that was killed go too."""
    for left in place.glob("intyga-node-*.part*"):
        left.unlink(missing_ok=True)
    parts = tuple(place / f"{name}.{kind}.part" for kind in ("packed", "database", "heads"))
    try:
        for part in parts:
            part.touch(0o600)
        yield parts[0], parts[1], parts[2]
    finally:
        for left in place.glob(f"{name}.*.part*"):
            with suppress(OSError):
                left.unlink()


def _copy_sqlite(url: URL, database: Path, heads: Path) -> Heads:
    with (
        closing(sqlite3.connect(url.database or "")) as source,
        closing(sqlite3.connect(database)) as target,
    ):
        source.backup(target)
        if not _is_sound(target):
            raise sqlite3.DatabaseError(_DAMAGED)
        return write_heads(target.execute(LINKS), heads)


def _is_sound(database: sqlite3.Connection) -> bool:
    """Whether a copy is whole; it is left as one file, without a log beside it."""
    try:
        database.execute("PRAGMA journal_mode = DELETE")
        said: object = database.execute("PRAGMA quick_check").fetchone()
    except UnicodeDecodeError:  # it names what is spoiled by bytes that are no text any more
        return False
    return said == ("ok",)


def _copy_postgresql(url: URL, database: Path, heads: Path) -> Heads:
    """The dump and what is said of it show the same snapshot, whatever is written meanwhile."""
    engine = create_engine(url, isolation_level="REPEATABLE READ", hide_parameters=True)
    try:
        with engine.connect() as connection:
            snapshot = connection.scalar(text("SELECT pg_export_snapshot()"))
            postgres_programs.dump(url, database, str(snapshot))
            postgres_programs.can_read(url, database)
            streamed = connection.execution_options(yield_per=_BATCH).execute(text(LINKS))
            return write_heads((tuple(row) for row in streamed), heads)
    finally:
        engine.dispose()


def _to_disk(place: Path) -> None:
    if os.name == "nt" and place.is_dir():
        return  # Windows opens no folder
    opened = os.open(place, os.O_RDONLY if place.is_dir() else os.O_RDWR)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
