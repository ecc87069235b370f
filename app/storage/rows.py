"""The root of all mapped rows: STRICT tables, named constraints, Python types for columns."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Integer, MetaData, Text
from sqlalchemy.orm import DeclarativeBase

from app.storage.column_types import Day, Flag, Moment, Octets, UuidText

STRICT = {"sqlite_strict": True}


class Row(DeclarativeBase):
    """The root of all mapped rows."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_name)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {
        UUID: UuidText,
        datetime: Moment,
        date: Day,
        bool: Flag,
        bytes: Octets,
        str: Text,
        int: Integer,
    }
