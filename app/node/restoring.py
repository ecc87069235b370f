"""Going back to a backup: proved first, taken whole or not at all, what was here kept beside."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, make_url, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from app import log
from app.node import postgres_programs
from app.node.backup_blobs import BLOBS, copy_missing
from app.node.backup_file import Manifest, unpack
from app.node.chain_heads import LINKS, Heads, write_heads
from app.node.keys import NodeKeys
from app.node.ledger import LedgerDamaged
from app.node.ledger_mending import merge_copy
from app.node.numbers import raise_numbers
from app.node.region_acts import ActRefused
from app.node.serving import InUse, exclusive
from app.storage.engines import sqlite_url

SERVING_LOCK = "serving.lock"
_SERVING = "Refused: the node is running. Stop it first. Nothing has changed."
_OTHER_ENGINE = "Refused: the backup is of {}, the database asked for is not. Nothing has changed."
_UNTRUE = "Refused: {} does not hold what it says. Nothing has changed."
_FAILED = "Not restored: {}. The node's database is as it was."
_LEDGER = (
    "Refused: the ledger {} is damaged on line {}. Mend it first: `python3 -m app.node ledger "
    "--mend`. Nothing has changed."
)
_READ = "SELECT coalesce(max({}), 0) FROM {}"


@dataclass(frozen=True, slots=True)
class Restored:
    """What was taken, and where that which was here before is kept, "" when there was nothing."""

    manifest: Manifest
    beside: str


def restore(
    url: str, node: Path, file: Path, keys: NodeKeys, now: Callable[[], datetime]
) -> Restored:
    """Put the database in `file` in place of the one at `url`. Raises ActRefused.

    Numbers of the feed and of the status list that were given out are not given again (R60).
    """
    moment = now().astimezone(UTC)
    try:
        with exclusive(node / SERVING_LOCK), _part(node / "restoring.part") as part:
            manifest = unpack(file, keys, part)
            target = make_url(url)
            if target.drivername.startswith("sqlite") != (manifest.engine == "sqlite"):
                raise ActRefused(_OTHER_ENGINE.format(manifest.engine))
            copy_missing(file.resolve().parent / BLOBS, node / BLOBS)
            merge_copy(node, file.resolve().parent, keys.node)
            put = _put_sqlite if manifest.engine == "sqlite" else _put_postgresql
            beside = put(target, part, manifest, moment)
    except InUse as error:
        raise ActRefused(_SERVING) from error
    except LedgerDamaged as error:
        raise ActRefused(_LEDGER.format(error.place, error.line)) from error
    except (OSError, sqlite3.Error, SQLAlchemyError) as error:
        cause = str(getattr(error, "orig", error)).partition("\n")[0]
        raise ActRefused(_FAILED.format(cause)) from error
    log.note("backup.restored", records=manifest.records, chains=manifest.chains)
    return Restored(manifest, beside)


@contextmanager
def _part(place: Path) -> Iterator[Path]:
    place.unlink(missing_ok=True)
    try:
        place.touch(0o600)
        yield place
    finally:
        for left in place.parent.glob(f"{place.name}*"):
            with suppress(OSError):
                left.unlink()


def _put_sqlite(url: URL, part: Path, manifest: Manifest, now: datetime) -> str:
    place = Path(url.database or "")
    numbers = _numbers_of_sqlite(place)
    engine = create_engine(sqlite_url(part), hide_parameters=True)
    try:
        with engine.connect() as connection:
            _check(connection, part, manifest)
        _raise(engine, numbers, now)
    finally:
        engine.dispose()
    with part.open("r+b") as written:
        os.fsync(written.fileno())
    beside = _keep_beside(place, now)
    part.replace(place)
    return beside


def _numbers_of_sqlite(place: Path) -> tuple[int, int]:
    """Feed and list as they stood; a damaged or missing database says nothing of them."""
    if not place.exists():
        return 0, 0
    unread = suppress(sqlite3.Error, UnicodeDecodeError)  # it may name damage by bytes, not text
    with unread, closing(sqlite3.connect(place)) as held:
        held.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        asked = (("cursor", "feed"), ("sequence", "published_status"))
        cursor, sequence = (held.execute(_READ.format(*one)).fetchone()[0] for one in asked)
        return cursor, sequence
    return 0, 0


def _keep_beside(place: Path, now: datetime) -> str:
    """A second name for what is here, so that its place is never empty."""
    if not place.exists():
        return ""
    beside = place.with_name(f"{place.name}.before-restore-{now:%Y%m%dT%H%M%S%f}")
    os.link(place, beside)
    log_here = place.with_name(f"{place.name}-wal")
    if log_here.exists():  # only where the database could not be read: its log belongs to it
        log_here.replace(beside.with_name(f"{beside.name}-wal"))
    place.with_name(f"{place.name}-shm").unlink(missing_ok=True)
    return str(beside)


def _put_postgresql(url: URL, part: Path, manifest: Manifest, now: datetime) -> str:
    """Filled beside and renamed in one transaction: one name or the other, never none."""
    fresh, beside = f"{url.database}_restoring", f"{url.database}_before_{now:%Y%m%dt%H%M%S}"
    other = "template1" if url.database == "postgres" else "postgres"
    server = create_engine(url.set(database=other), isolation_level="AUTOCOMMIT")
    filled = create_engine(url.set(database=fresh), hide_parameters=True)
    try:
        with server.connect() as connection:
            if _users(connection, url):
                raise ActRefused(_SERVING)
            connection.execute(text(f'DROP DATABASE IF EXISTS "{fresh}"'))
            connection.execute(text(f'CREATE DATABASE "{fresh}" TEMPLATE template0'))
        postgres_programs.load(url.set(database=fresh), part)
        with filled.connect() as connection:
            _check(connection, part, manifest)
        _raise(filled, _numbers_of_postgresql(url), now)
        filled.dispose()
        return _swap(server, url, fresh, beside)
    finally:
        filled.dispose()
        server.dispose()


def _swap(server: Engine, url: URL, fresh: str, beside: str) -> str:
    at_once = server.execution_options(isolation_level="SERIALIZABLE")
    with at_once.begin() as connection:
        was_here = _exists(connection, url)
        if was_here:
            connection.execute(text(f'ALTER DATABASE "{url.database}" RENAME TO "{beside}"'))
        connection.execute(text(f'ALTER DATABASE "{fresh}" RENAME TO "{url.database}"'))
    return beside if was_here else ""


def _numbers_of_postgresql(url: URL) -> tuple[int, int]:
    engine = create_engine(url, hide_parameters=True)
    try:
        with engine.connect() as held:
            asked = (("cursor", "feed"), ("sequence", "published_status"))
            cursor, sequence = (held.scalar(text(_READ.format(*one))) for one in asked)
            return int(cursor or 0), int(sequence or 0)
    except SQLAlchemyError:  # not there, or too damaged to say
        return 0, 0
    finally:
        engine.dispose()


def _users(connection: Connection, url: URL) -> int:
    counted = text("SELECT count(*) FROM pg_stat_activity WHERE datname = :name")
    return int(connection.scalar(counted, {"name": url.database}) or 0)


def _exists(connection: Connection, url: URL) -> bool:
    wanted = text("SELECT 1 FROM pg_database WHERE datname = :name")
    return connection.scalar(wanted, {"name": url.database}) is not None


def _check(connection: Connection, part: Path, manifest: Manifest) -> None:
    """That every chain ends where the backup says."""
    links = connection.execution_options(yield_per=5_000).execute(text(LINKS))
    found = write_heads((tuple(row) for row in links), part.with_name(f"{part.name}.heads"))
    if found != Heads(manifest.records, manifest.chains, manifest.heads):
        raise ActRefused(_UNTRUE.format(part.name))


def _raise(engine: Engine, numbers: tuple[int, int], now: datetime) -> None:
    with Session(engine) as session, session.begin():
        raise_numbers(session, *numbers, now)
