"""Column types for STRICT tables: TEXT, INTEGER and BLOB with Python values on top."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Dialect, Integer, LargeBinary, Text
from sqlalchemy.types import TypeDecorator


class UuidText(TypeDecorator[UUID]):
    """A UUID as 36 characters: sorts by time when version 7."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: UUID | None, dialect: Dialect) -> str | None:
        """To the database."""
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> UUID | None:
        """From the database."""
        return None if value is None else UUID(value)


class Moment(TypeDecorator[datetime]):
    """An aware time as fixed-width UTC text, so that text order is time order."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """To the database; a naive time is a bug."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("naive time")
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """From the database, in the local offset."""
        return None if value is None else datetime.fromisoformat(value).astimezone()


class Day(TypeDecorator[date]):
    """A date as ISO text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        """To the database."""
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        """From the database."""
        return None if value is None else date.fromisoformat(value)


class Flag(TypeDecorator[bool]):
    """True or false as 1 or 0."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int | None:
        """To the database."""
        return None if value is None else int(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> bool | None:
        """From the database."""
        return None if value is None else bool(value)


class Structure(TypeDecorator[Any]):
    """A typed value (struct, dataclass, tuple of them) as JSON text of the type given."""

    impl = Text
    cache_ok = True

    def __init__(self, type_: Any) -> None:  # noqa: ANN401 — any msgspec type expression
        super().__init__()
        self.type_ = type_

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ANN401
        """To the database."""
        return None if value is None else msgspec.json.encode(value, order="sorted").decode()

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ANN401
        """From the database; a value of another shape raises msgspec.ValidationError."""
        return None if value is None else msgspec.json.decode(value.encode(), type=self.type_)


Octets = LargeBinary
