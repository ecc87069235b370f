"""Tables for coordinators, written whole or not at all, with a manifest beside them (I14)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

Cell = str | int | Decimal | bool | date | datetime | None


class ColumnKind(StrEnum):
    """What stands in a column; decides cell type, number format and width."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"
    DATE = "date"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Column:
    """`title` is the head people read; `key` the name in JSON; `width` in characters (XLSX)."""

    key: str
    title: str
    kind: ColumnKind = ColumnKind.TEXT
    width: int = 16


@dataclass(frozen=True, slots=True)
class Table:
    """`rows` is walked once and may be a generator; a cell that is None is empty."""

    name: str
    columns: tuple[Column, ...]
    rows: Iterable[tuple[Cell, ...]]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an export states about itself: rows, SHA-256 (hex) of the file, when (aware)."""

    rows: int
    sha256: str
    written_at: datetime


def write_xlsx(table: Table, path: Path, at: datetime) -> Manifest:
    """One sheet: bold frozen head, filter, typed cells. Writes `path` and `<path>.manifest.json`."""
    raise NotImplementedError(table, path, at)


def write_csv(table: Table, path: Path, at: datetime, bom: bool = True) -> Manifest:
    """Semicolons and UTF-8 with BOM, as Excel in Swedish opens it; formula-safe.

    Writes `path` and `<path>.manifest.json`.
    """
    raise NotImplementedError(table, path, at, bom)


def write_json(table: Table, path: Path, at: datetime) -> Manifest:
    """An array of objects by column key. Writes `path` and `<path>.manifest.json`."""
    raise NotImplementedError(table, path, at)
