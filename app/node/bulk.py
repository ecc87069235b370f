"""Many new rows at once: the statement is written once, and only what needs it is converted."""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any, TypeAlias

from sqlalchemy import Dialect, LargeBinary
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import KeyedColumnElement

from app.node.tables import NodeRow

Convert: TypeAlias = Callable[[object], object]


def add_all(session: Session, table: type[NodeRow], rows: Iterable[Mapping[str, object]]) -> None:
    """Insert `rows`, every column of the table in each, in the caller's transaction."""
    connection = session.connection()
    statement, names, converted = _prepared(connection.dialect, table)
    values = [[row[name] for name in names] for row in rows]
    for row in values:
        for place, convert in converted:
            row[place] = convert(row[place])
    if values:
        connection.exec_driver_sql(statement, [tuple(row) for row in values])


@lru_cache(maxsize=64)
def _prepared(
    dialect: Dialect, table: type[NodeRow]
) -> tuple[str, tuple[str, ...], tuple[tuple[int, Convert], ...]]:
    """The statement as the driver takes it, the columns in its order, and what is converted."""
    columns = tuple(table.__table__.columns)
    place = "?" if dialect.paramstyle == "qmark" else "%s"
    names = ", ".join(dialect.identifier_preparer.quote(column.name) for column in columns)
    places = ", ".join([place] * len(columns))
    statement = f"INSERT INTO {table.__tablename__} ({names}) VALUES ({places})"
    keys = tuple(table.__mapper__.get_property_by_column(column).key for column in columns)
    return statement, keys, tuple(_converted(dialect, columns))


def _converted(
    dialect: Dialect, columns: Iterable[KeyedColumnElement[Any]]
) -> Iterable[tuple[int, Convert]]:
    for place, column in enumerate(columns):
        own = column.type.dialect_impl(dialect)
        convert = own.bind_processor(dialect)
        if convert is not None and not isinstance(own, LargeBinary):
            yield place, convert
