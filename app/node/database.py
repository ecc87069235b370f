"""The node's database: SQLite by default, PostgreSQL when the region outgrows one machine."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.orm import Session

from app.node import read_once
from app.node.ledger import Ledger
from app.node.ledger_entries import Entry
from app.node.levelling import Levelled, is_level, level, write_down
from app.node.upgrade import make_ready
from app.storage.engines import sqlite_engine

_INGEST_LOCK = 7_264_881
_READS = "intyga_reads"
_PRAGMAS = (
    "busy_timeout = 30000",
    "journal_mode = WAL",
    "synchronous = FULL",
    "cache_size = -1000",  # kB of each connection, which only ever fill: the system's cache serves
)


_LZ4 = """
SELECT set_config('default_toast_compression', 'lz4', false) FROM pg_settings
WHERE name = 'default_toast_compression' AND 'lz4' = ANY (enumvals)
"""
"""Where the server has it: what it packs large contents with by itself takes half its time."""


class NodeDatabase:
    """One unit of work per `with`; committed and on the disk when it ends."""

    def __init__(self, url: str, ledger: Ledger | None = None) -> None:
        """Opened at this version and level with the ledger; an earlier one is upgraded.

        Raises OtherVersion, UpgradeFailed, LedgerDamaged; then the database is as it was.
        """
        self._engine, self.ledger = _engine(url), ledger
        self.levelled = Levelled.LEVEL
        self._is_postgresql = self._engine.dialect.name == "postgresql"
        # SQLite would let those who wait ask again and again, holding a connection each.
        alone = nullcontext() if self._is_postgresql else threading.Lock()
        self._writing: AbstractContextManager[object] = alone
        # One view of all for a whole unit, as SQLite gives it: between a feed's entries and its
        # head nothing may be committed, or a desk's cursor would step over it.
        one_view = {"isolation_level": "REPEATABLE READ"} if self._is_postgresql else {}
        self._reading = self._engine.execution_options(**{_READS: True}, **one_view)
        try:
            self._prepare()
        except BaseException:
            self.close()
            raise

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """A unit that may write; in SQLite one of a process at a time, each in its turn."""
        with (
            self._writing,
            Session(self._engine, expire_on_commit=False) as session,
            session.begin(),
        ):
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A unit that only reads: it never waits for a writer."""
        with Session(self._reading, expire_on_commit=False) as session, session.begin():
            read_once.begin(session)
            yield session

    @property
    def is_in_process(self) -> bool:
        """Whether the engine works in this process: SQLite, not a server."""
        return not self._is_postgresql

    def take_turn(self, session: Session) -> None:
        """Wait for other writers: feed and status numbers are given one at a time.

        What the ledger tells of and the database lacks is done before the caller goes on.
        """
        self._wait(session)
        self._level(session)

    def catch_up(self) -> None:
        """See to it that what is read next lacks nothing the ledger tells of."""
        if self.ledger is None:
            return
        with self.reading() as session:
            if is_level(session, self.ledger):
                return
        with self.transaction() as session:
            self.take_turn(session)

    def write_down(self, session: Session, *entries: Entry) -> None:
        """Put these into the ledger before the caller's transaction, in its turn, is committed."""
        if self.ledger is not None and entries:
            write_down(session, self.ledger, entries)

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    def _prepare(self) -> None:
        with self.transaction() as session:
            self._wait(session)
            make_ready(session)
            self.levelled = self._level(session)

    def _wait(self, session: Session) -> None:
        if self._is_postgresql:
            session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _INGEST_LOCK})

    def _level(self, session: Session) -> Levelled:
        return Levelled.LEVEL if self.ledger is None else level(session, self.ledger)


def _engine(url: str) -> Engine:
    if not url.startswith("sqlite"):
        engine = create_engine(url, pool_pre_ping=True, hide_parameters=True)
        event.listen(engine, "connect", _set_up_postgresql)
        return engine
    engine = sqlite_engine(Path(make_url(url).database or ""), sqlite3)
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up_sqlite(raw: Any, _record: object) -> None:  # noqa: ANN401 — a driver's connection
    cursor = raw.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _set_up_postgresql(raw: Any, _record: object) -> None:  # noqa: ANN401 — a driver's connection
    with raw.cursor() as cursor:
        cursor.execute(_LZ4)
    raw.commit()


def _begin(connection: Connection) -> None:
    reads = connection.get_execution_options().get(_READS)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")
