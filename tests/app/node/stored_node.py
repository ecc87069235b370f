"""Node databases as earlier versions left them (dumps of real ones), and what stands in one."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, inspect, text

from tests.postgres import fresh_database

FOLDER = Path(__file__).parents[2] / "data" / "nodes"
Rows = dict[str, list[tuple[Any, ...]]]


def stored_sqlite(folder: Path, version: str = "1") -> str:
    """The address of such a version on SQLite."""
    with closing(sqlite3.connect(folder / "node.db")) as database:
        database.executescript((FOLDER / f"v{version}.sql").read_text(encoding="utf-8"))
    return f"sqlite:///{folder / 'node.db'}"


def stored_postgresql(server: str, version: str = "1") -> str:
    """The address of such a version in a database of its own on the server."""
    url = fresh_database(server)
    engine = create_engine(url)
    with closing(engine.raw_connection()) as database:
        dump = FOLDER / f"v{version}_postgresql.sql"
        database.cursor().execute(dump.read_text(encoding="utf-8"))
        database.commit()
    engine.dispose()
    return url


def change(url: str, statement: str, **values: object) -> None:
    """Write into the database past the node."""
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text(statement), values)
    engine.dispose()


def rows(url: str) -> Rows:
    """Every row of every table."""
    engine = create_engine(url)
    with engine.connect() as connection:
        found = {
            name: sorted(map(tuple, connection.execute(text(f'SELECT * FROM "{name}"'))), key=repr)
            for name in inspect(connection).get_table_names()
        }
    engine.dispose()
    return found


def tables(url: str) -> dict[str, tuple[list[str], list[str], list[str]]]:
    """Columns, indexes and unique constraints of every table."""
    engine = create_engine(url)
    seen = inspect(engine)
    found = {
        name: (
            sorted(f"{c['name']} {c['type']} {c['nullable']}" for c in seen.get_columns(name)),
            sorted(f"{i['name']} {i['column_names']}" for i in seen.get_indexes(name)),
            sorted(f"{u['column_names']}" for u in seen.get_unique_constraints(name)),
        )
        for name in seen.get_table_names()
    }
    engine.dispose()
    return found
