"""A node's database brought to this version: made, left alone, upgraded or refused."""

# Two ways to the newest tables, each for what it is good at. The node's own facts go step by step
# through Alembic's scripts. What only shows what the records say is made anew from the records,
# proved once more, by the code that fills it every day: no script has to be in step with that.

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, inspect, select, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from app import log
from app.domain.errors import UserError
from app.node import account_tables, contacts, export_tables, funding_tables
from app.node.rebuild import SHOWN, rebuild
from app.node.tables import NodeFact, NodeRow, RegisteredCertificate
from app.seal.payloads import ListedStatus
from app.storage.scripts import run_scripts

VERSION = "5"
TABLE_MODULES = (account_tables, contacts, export_tables, funding_tables)
"""What holds tables beside `app.node.tables` that only its own part of the node asks for."""

_EARLIER = frozenset(str(version) for version in range(1, int(VERSION)))
MIGRATIONS = Path(__file__).parent / "migrations"
_STEPS = "intyga_steps"
"""Alembic's table, there while it works: the fact `version` is the one word on where it is."""


class OtherVersion(UserError):
    """The database is of a version this program does not know; nothing has changed."""

    def __init__(self, found: str) -> None:
        super().__init__()
        self.found = found


class UpgradeFailed(UserError):
    """The database could not be brought from version `found` to this one; it is as it was."""

    def __init__(self, found: str) -> None:
        super().__init__()
        self.found = found


def make_ready(session: Session) -> None:
    """Give the database this version's tables, in the caller's transaction and turn.

    Raises OtherVersion and UpgradeFailed, after which the transaction must not be committed.
    """
    connection = session.connection()
    if not inspect(connection).has_table(NodeFact.__tablename__):
        NodeRow.metadata.create_all(connection)
        session.add(NodeFact(name="version", value=VERSION))
        return
    fact = session.get(NodeFact, "version")
    found = "" if fact is None else fact.value
    if found == VERSION:
        return
    if found not in _EARLIER:
        raise OtherVersion(found)
    try:
        _keep_copy(connection, found)
        _upgrade(session, found)
    except (OSError, sqlite3.Error, SQLAlchemyError) as error:
        raise UpgradeFailed(found) from error


def _upgrade(session: Session, found: str) -> None:
    """Records and own facts stay as they are; what is shown is made again from the records."""
    connection, listed = session.connection(), _listed(session)
    run_scripts(connection, MIGRATIONS, _STEPS, f"{found:>04}")
    for row in SHOWN:
        table = NodeRow.metadata.tables[row.__tablename__]
        table.drop(connection, checkfirst=True)
        table.create(connection)
    done = rebuild(session)
    if not listed <= _listed(session):
        raise UpgradeFailed(found)
    session.execute(update(NodeFact).where(NodeFact.name == "version").values(value=VERSION))
    log.note("database.upgraded", records=done.records, held=done.held, damaged=done.damaged)


def _listed(session: Session) -> set[bytes]:
    """Certificates not in force: a damaged record must never bring one back."""
    row = RegisteredCertificate
    return set(session.scalars(select(row.id).where(row.state != ListedStatus.VALID)))


def _keep_copy(connection: Connection, found: str) -> None:
    """Beside a SQLite file, before anything is changed; PostgreSQL has its own backups."""
    if connection.dialect.name != "sqlite":
        return
    file = connection.exec_driver_sql("PRAGMA database_list").all()[0][2]
    if not file:
        return
    path = Path(file)
    kept = path.with_name(f"{path.name}.before-{found}")
    fresh = kept.with_name(kept.name + ".new")
    fresh.unlink(missing_ok=True)
    try:
        fresh.touch(0o600)
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(fresh)) as target:
            source.backup(target)
        shutil.copymode(path, fresh)
        fresh.replace(kept)
    finally:
        fresh.unlink(missing_ok=True)
