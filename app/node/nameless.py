"""Rows that figures count after their person is erased: kept apart, as no record tells them now."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Select, select
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeEngine

from app.node.funding_tables import KnownHours, KnownParticipation
from app.node.participations import of_person
from app.node.result_tables import AreaResult, OrderedPerson
from app.node.tables import KnownCase, KnownEntry, Moment, NodeRow, RegisteredCertificate

_SHOWN: tuple[type[NodeRow], ...] = (
    KnownCase,
    KnownEntry,
    RegisteredCertificate,
    AreaResult,
    OrderedPerson,
    KnownParticipation,
    KnownHours,
)
_TABLES: Mapping[str, type[NodeRow]] = {row.__tablename__: row for row in _SHOWN}


def pack(session: Session, subject: str, cases: Collection[str]) -> bytes:
    """The person's cases, their results, certificates and register entries as JSON, no name."""
    session.flush()
    wanted: tuple[Select[Any], ...] = (
        select(KnownCase).where(KnownCase.person == subject),
        select(KnownEntry).where(KnownEntry.case.in_(cases)),
        select(RegisteredCertificate).where(RegisteredCertificate.person == subject),
        select(AreaResult).where(AreaResult.case.in_(cases)),
        select(OrderedPerson).where(OrderedPerson.person == subject),
        *of_person(subject),
    )
    found = [row for one in wanted for row in session.scalars(one)]
    return msgspec.json.encode([(row.__tablename__, _values(row)) for row in found])


def unpack(session: Session, packed: bytes) -> None:
    """Put the rows in again where they are missing."""
    for name, values in msgspec.json.decode(packed):
        row = _read(_TABLES[name], values)
        session.merge(row)
    session.flush()


def _values(row: NodeRow) -> dict[str, object]:
    return {column.name: getattr(row, column.name) for column in row.__table__.columns}


def _read(table: type[NodeRow], values: Mapping[str, object]) -> NodeRow:
    """A row as it was; what stands in JSON as text becomes bytes, a day or a moment again."""
    columns = {column.name: column.type for column in table.__table__.columns}
    read = {
        name: None if value is None else msgspec.convert(value, _type(columns[name]))
        for name, value in values.items()
        if name in columns
    }
    return table(**read)


def _type(column: TypeEngine[Any]) -> type:
    """What a value of the column is, as told in JSON."""
    if isinstance(column, Moment):
        return datetime
    return column.python_type
