"""The encrypted SQLite file: connections, and one unit of work per `with`."""

import errno
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any, Self

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.domain.errors import UserError
from app.storage.engines import sqlite_engine
from app.storage.errors import (
    DamagedDatabase,
    DeskBusy,
    DeskClosed,
    DiskFailed,
    DiskFull,
    OpenForReading,
)

_WAIT_MS = 10_000
_BUSY, _LOCKED, _READONLY, _IOERR = 5, 6, 8, 10
_CORRUPT, _FULL, _CANTOPEN, _NOTADB = 11, 13, 14, 26
_ROOM = 1 << 20
_CACHE_KIB = 16 * 1024
_UNIT = "intyga_unit"


class Database:
    """One desk's file. Threads may share it; a unit of work belongs to one thread."""

    def __init__(self, path: Path, engine: Engine, key: bytes, *, reading: bool = False) -> None:
        self.path, self.is_for_reading = path, reading
        self._engine, self._key = engine, key
        self._is_closed = False
        self._writing = engine.execution_options(**{_UNIT: "write"})
        self._reading = engine.execution_options(**{_UNIT: "read"})
        self._joined = threading.local()

    @classmethod
    def open(cls, path: Path, key: bytes, *, reading: bool = False) -> Self:
        """Open the file at `path` (made if absent) with the raw 32-byte `key`.

        `reading`: nothing can be written; what asks to write is told so by OpenForReading.
        Tables are made by `app.storage.upgrade.open_desk`. Raises DamagedDatabase when the file
        is not readable with this key.
        """
        database = cls(path, _engine(path, key, reading=reading), key, reading=reading)
        try:
            with database.reading() as session:
                session.execute(text("SELECT count(*) FROM sqlite_master"))
        except UserError:
            database.close()
            raise
        return database

    @property
    def key(self) -> bytes:
        """The raw key it is open with."""
        return self._key

    @property
    def mark(self) -> bytes:
        """Which desk's key closes the file: the same for every copy, telling nothing of the key."""
        return mark_of(self._key)

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """A unit that may write: BEGIN IMMEDIATE, committed and on the disk when it ends.

        An exception inside rolls everything back. Raises DiskFull, DiskFailed, DamagedDatabase
        or DeskBusy; then nothing of the unit may be taken as saved.
        """
        self._may_write()
        if (joined := self._joined_session()) is not None:
            with joined.begin_nested():
                yield joined
            return
        with self._told(), Session(self._writing, expire_on_commit=False) as session:
            session.connection()
            yield session
            session.commit()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Let this thread's units until the end be one: on the disk together, or none of them.

        For many units in a row that nobody would take up half done. What has been read is kept
        until then, so a row is read once. Raises as `transaction`.
        """
        held: list[object] = []
        with self.transaction() as session:
            for arrival in ("loaded_as_persistent", "pending_to_persistent"):
                event.listen(session, arrival, lambda _session, row: held.append(row))
            self._joined.session = session
            try:
                yield
            finally:
                del self._joined.session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A unit that sees one state of the file and cannot write."""
        if (joined := self._joined_session()) is not None:
            yield joined
            return
        with self._told(), Session(self._reading, expire_on_commit=False) as session:
            session.connection()
            yield session

    def is_sound(self) -> bool:
        """Whether every page carries the seal it was written with; reads the whole file."""
        with self.reading() as session:
            return session.execute(text("PRAGMA cipher_integrity_check")).first() is None

    def rebuild(self, work: Callable[[Connection], None]) -> None:
        """Let `work` change the tables in one transaction; the references are checked at the end.

        Raises DamagedDatabase when a reference leads nowhere afterwards; then nothing changed.
        """
        self._may_write()
        with self._told(), self._writing.connect() as connection:
            raw = connection.connection.cursor()
            raw.execute("PRAGMA foreign_keys = OFF")
            try:
                with connection.begin():
                    work(connection)
                    if raw.execute("PRAGMA foreign_key_check").fetchone():
                        raise DamagedDatabase(self.path)
            finally:
                raw.execute("PRAGMA foreign_keys = ON")
                raw.close()

    def copy_to(self, path: Path) -> None:
        """Write one state of the file, encrypted with the same key, to a new file at `path`.

        Nobody who writes meanwhile waits. Raises DiskFull, DiskFailed, DamagedDatabase.
        """
        with self._told(), self._engine.connect() as connection:
            copy = sqlcipher.connect(str(path))
            try:
                cursor = copy.cursor()
                cursor.execute("PRAGMA cipher_log_level = NONE")
                cursor.execute(f"PRAGMA key = \"x'{self._key.hex()}'\"")
                cursor.close()
                own: Any = connection.connection.driver_connection
                own.backup(copy)
            finally:
                copy.close()

    def open_copy(self, path: Path) -> "Database":
        """A file written by `copy_to`, open with the same key. Raises DamagedDatabase."""
        return Database.open(path, self._key)

    def settle(self) -> None:
        """Move everything from the write-ahead log into the file itself."""
        self._may_write()
        with self._told(), self._engine.connect() as connection:
            cursor = connection.connection.cursor()
            cursor.execute("PRAGMA query_only = 0")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.close()

    def close(self) -> None:
        """Close every connection; the last one folds the write-ahead log into the file.

        From then on every unit raises DeskClosed. Closing twice is as good as once.
        """
        self._is_closed = True
        self._engine.dispose()

    def _joined_session(self) -> Session | None:
        session: Session | None = getattr(self._joined, "session", None)
        return session

    def _may_write(self) -> None:
        if self.is_for_reading:
            raise OpenForReading

    @contextmanager
    def _told(self) -> Iterator[None]:
        if self._is_closed:
            raise DeskClosed
        try:
            yield
        except (DBAPIError, sqlcipher.Error) as error:
            known = _as_user_error(error, self.path)
            if known is None:
                raise
            raise known from error


def mark_of(key: bytes) -> bytes:
    """What copies of the desk with this key are known by."""
    return sha256(b"intyga desk" + key).digest()[:16]


def _engine(path: Path, key: bytes, *, reading: bool = False) -> Engine:
    engine = sqlite_engine(path, sqlcipher, reading=reading)
    event.listen(engine, "connect", lambda raw, _record: _prepare(raw, key))
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(raw: Any, key: bytes) -> None:  # noqa: ANN401 — a driver's connection has no type
    cursor = raw.cursor()
    cursor.execute("PRAGMA cipher_log_level = NONE")
    cursor.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    for pragma in (
        f"busy_timeout = {_WAIT_MS}",
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "trusted_schema = OFF",
        "temp_store = MEMORY",
        f"cache_size = -{_CACHE_KIB}",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    unit = connection.get_execution_options().get(_UNIT)
    if unit is None:
        return
    cursor = connection.connection.cursor()
    cursor.execute(f"PRAGMA query_only = {int(unit == 'read')}")
    cursor.execute("BEGIN" if unit == "read" else "BEGIN IMMEDIATE")
    cursor.close()


def _as_user_error(error: Exception, path: Path) -> UserError | None:
    cause = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
    if code in (_CORRUPT, _NOTADB):
        return DamagedDatabase(path)
    if code in (_BUSY, _LOCKED):
        return DeskBusy()
    if code == _FULL or (code in (_IOERR, _CANTOPEN) and _no_room(path)):
        return DiskFull(path)
    is_shut = code == _READONLY and not os.access(path, os.W_OK)
    return DiskFailed(path) if is_shut or code in (_IOERR, _CANTOPEN) else None


def _no_room(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < _ROOM
    except OSError as error:
        return error.errno == errno.ENOSPC
