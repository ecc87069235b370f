"""The desk's file brought to the newest version: made, left alone, upgraded or refused."""

import errno
import os
import shutil
from pathlib import Path

from sqlalchemy import Connection, text

from app.storage.database import Database
from app.storage.errors import DamagedDatabase, DeskBusy, DiskFull, NewerDatabase
from app.storage.scripts import run_scripts

LATEST = "0005"
MIGRATIONS = Path(__file__).parent / "migrations"
_STAMP = (
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
    "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
)


def open_desk(
    path: Path, key: bytes, *, latest: str = LATEST, folder: Path = MIGRATIONS
) -> Database:
    """The desk's file at `path`, at version `latest`, with the raw 32-byte `key`.

    An older file is upgraded as a copy that replaces it at the end; the file as it was stays
    beside it as `<name>.before-<version>`. Raises NewerDatabase, DamagedDatabase, DiskFull; then
    the file is as it was.
    """
    database = Database.open(path, key)
    try:
        found = _version(database)
        if found is None:
            _make(database)
        elif found > latest:
            raise NewerDatabase(found, latest)
        elif found < latest:
            database.settle()
    except BaseException:
        database.close()
        raise
    if found is None or found == latest:
        return database
    database.close()
    _upgrade(path, key, found, folder)
    return Database.open(path, key)


def open_for_reading(path: Path, key: bytes, *, latest: str = LATEST) -> Database:
    """The file as another Intyga has it open, so that nothing can be written to it here.

    Raises NewerDatabase, DamagedDatabase; DeskBusy for an older one, which its window upgrades.
    """
    database = Database.open(path, key, reading=True)
    try:
        found = _version(database)
        if found is None or found < latest:
            raise DeskBusy
        if found > latest:
            raise NewerDatabase(found, latest)
    except BaseException:
        database.close()
        raise
    return database


def migrate(database: Database, folder: Path = MIGRATIONS) -> None:
    """Run every migration in `folder` the file has not seen, all in one transaction."""

    def run(connection: Connection) -> None:
        run_scripts(connection, folder / "versions")

    database.rebuild(run)


def _version(database: Database) -> str | None:
    """The migration the file is at; None for a file without tables."""
    with database.reading() as session:
        names = set(session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table'")))
        if not names:
            return None
        if "alembic_version" not in names:
            raise DamagedDatabase(database.path)
        return str(session.scalar(text("SELECT version_num FROM alembic_version")))


def _make(database: Database) -> None:
    """All tables of the newest version at once: what the migrations give, without their cost."""
    from app.storage.tables import Row

    with database.transaction() as session:
        connection = session.connection()
        Row.metadata.create_all(connection, checkfirst=False)
        connection.execute(text(_STAMP))
        connection.execute(text("INSERT INTO alembic_version VALUES (:v)"), {"v": LATEST})


def _upgrade(path: Path, key: bytes, found: str, folder: Path) -> None:
    working = path.with_name(path.name + ".upgrading")
    backup = path.with_name(f"{path.name}.before-{found}")
    try:
        _remove(working)
        _copy(path, working)
        copy = Database.open(working, key)
        try:
            migrate(copy, folder)
            copy.settle()
        finally:
            copy.close()
        _copy(path, backup)
        working.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise DiskFull(path) from error
        raise
    finally:
        _remove(working)


def _copy(source: Path, target: Path) -> None:
    with source.open("rb") as whole, target.open("wb") as copy:
        shutil.copyfileobj(whole, copy, 1 << 20)
        copy.flush()
        os.fsync(copy.fileno())


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _remove(file: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        file.with_name(file.name + suffix).unlink(missing_ok=True)
