"""What a table is: typed columns and rows that may stream."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

Cell = str | int | Decimal | bool | date | datetime | None
Row = tuple[Cell, ...]


class ColumnKind(StrEnum):
    """What stands in a column; decides its number format in a spreadsheet."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"
    DATE = "date"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Column:
    """`title` is the head people read; `key` the name in JSON; `width` in characters (XLSX).

    `places`: decimals kept of a DECIMAL, at most.
    """

    key: str
    title: str
    kind: ColumnKind = ColumnKind.TEXT
    width: int = 16
    places: int = 3


@dataclass(frozen=True, slots=True)
class Table:
    """Columns, each with a key and a title of its own, and rows with a cell for each.

    `rows` is walked once and may be a generator; a cell that is None stays empty.
    """

    name: str
    columns: tuple[Column, ...]
    rows: Iterable[Row]

    def __post_init__(self) -> None:
        for names in ({c.key for c in self.columns}, {c.title for c in self.columns}):
            if len(names) != len(self.columns):
                raise ValueError(f"columns of {self.name} share a key or a title")
