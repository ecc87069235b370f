"""Many new rows at once: prepared once, only what needs it converted, one stream to PostgreSQL."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import Connection, Dialect, LargeBinary
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import KeyedColumnElement

from app.node.tables import NodeRow

Convert: TypeAlias = Callable[[object], object]


class _Form(NamedTuple):
    """The statement as the driver takes it, the columns in its order, and what is converted.

    `types`: those of the columns, where the rows go as a stream.
    """

    statement: str
    names: tuple[str, ...]
    converted: tuple[tuple[int, Convert], ...]
    types: tuple[str, ...]


def add_all(session: Session, table: type[NodeRow], rows: Iterable[Mapping[str, object]]) -> None:
    """Insert `rows`, every column of the table in each, in the caller's transaction."""
    connection = session.connection()
    form = _form(connection.dialect, table)
    read = itemgetter(*form.names)
    columns = list[Iterable[object]](zip(*map(read, rows), strict=True))
    for place, convert in form.converted if columns else ():
        columns[place] = map(convert, columns[place])
    values = list(zip(*columns, strict=True))
    if values and form.types:
        _copy(connection, form, values)
    elif values:
        connection.exec_driver_sql(form.statement, values)


def _copy(connection: Connection, form: _Form, rows: Sequence[Sequence[object]]) -> None:
    """PostgreSQL's own way in for many rows; what it refuses is refused as any statement is."""
    cursor = connection.connection.cursor()
    try:
        with cursor.copy(form.statement) as stream:
            stream.set_types(form.types)
            for row in rows:
                stream.write_row(row)
    except connection.dialect.loaded_dbapi.Error as error:
        base = connection.dialect.loaded_dbapi.Error
        raise DBAPIError.instance(
            form.statement, None, error, base, hide_parameters=True, dialect=connection.dialect
        ) from error
    finally:
        cursor.close()


@lru_cache(maxsize=64)
def _form(dialect: Dialect, table: type[NodeRow]) -> _Form:
    columns = tuple(table.__table__.columns)
    names = ", ".join(dialect.identifier_preparer.quote(column.name) for column in columns)
    keys = tuple(table.__mapper__.get_property_by_column(column).key for column in columns)
    into = f"{table.__tablename__} ({names})"
    converted = tuple(_converted(dialect, columns))
    if dialect.name == "postgresql":
        types = tuple(column.type.compile(dialect).lower() for column in columns)
        return _Form(f"COPY {into} FROM STDIN (FORMAT BINARY)", keys, converted, types)
    places = ", ".join("?" * len(columns))
    return _Form(f"INSERT INTO {into} VALUES ({places})", keys, converted, ())


def _converted(
    dialect: Dialect, columns: Iterable[KeyedColumnElement[Any]]
) -> Iterable[tuple[int, Convert]]:
    for place, column in enumerate(columns):
        own = column.type.dialect_impl(dialect)
        convert = own.bind_processor(dialect)
        if convert is not None and not isinstance(own, LargeBinary):
            yield place, lru_cache(maxsize=256, typed=True)(convert)  # many rows have one moment
