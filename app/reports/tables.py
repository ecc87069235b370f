"""Tables for others as XLSX, CSV, JSON and Parquet, whole or not at all, with a manifest (I14)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Literal

from app.domain.errors import UserError
from app.reports.csv_file import Separator, fill_csv
from app.reports.json_file import fill_json, fill_schema, schema_path
from app.reports.manifest_file import ManifestFile, fill_manifest
from app.reports.parquet_file import fill_parquet
from app.reports.table import Cell, Column, ColumnKind, Row, Table
from app.reports.whole_file import NotWritten, manifest_path, whole_files
from app.reports.xlsx_file import TooManyRows, fill_xlsx
from app.seal.export_word import Manifest

__all__ = [
    "Cell",
    "Column",
    "ColumnKind",
    "ExportCancelled",
    "Format",
    "Manifest",
    "NotWritten",
    "Row",
    "Separator",
    "Signature",
    "Stated",
    "Table",
    "TooManyRows",
    "Way",
    "manifest_path",
    "watched",
    "write_table",
]

Format = Literal["xlsx", "csv", "json", "parquet"]
_EVERY = 500


@dataclass(frozen=True, slots=True)
class Way:
    """How the file is to be; `bom` and `separator` are a CSV's."""

    format: Format = "xlsx"
    bom: bool = True
    separator: Separator = ";"


@dataclass(frozen=True, slots=True)
class Stated:
    """What the manifest says beside rows and hash: see Manifest."""

    at: datetime
    kind: str = ""
    by: str = ""
    place: str = ""
    filters: Mapping[str, str] = field(default_factory=dict)
    practice: bool = False


@dataclass(frozen=True, slots=True)
class Signature:
    """The COSE_Sign1 over a manifest, and the statement of who is behind the key."""

    signed: bytes
    authority: bytes


class ExportCancelled(UserError):
    """Whoever asked for the file took it back; nothing was written."""


class _WatchedRows:
    """Rows that tell how many have passed, and end in ExportCancelled once `cancelled` says so."""

    def __init__(
        self, table: Table, progress: Callable[[int], object], cancelled: Callable[[], bool]
    ) -> None:
        self._rows, self._progress, self._cancelled = table.rows, progress, cancelled

    def __iter__(self) -> Iterator[Row]:
        for count, row in enumerate(self._rows):
            if count % _EVERY == 0:
                self._progress(count)
                if self._cancelled():
                    raise ExportCancelled
            yield row


def write_table(
    table: Table,
    path: Path,
    way: Way,
    stated: Stated,
    sign: Callable[[Manifest], Signature | None] | None = None,
) -> Manifest:
    """Writes `path`, its manifest and for JSON its schema; all of them or none.

    XLSX: one sheet with a bold frozen head and a filter; dates are dates, a time stands as the
    clock showed it in its own offset. CSV: by default as Excel in Swedish opens it. JSON: an
    object a row, dates and times ISO 8601. Parquet: typed, times in UTC. Text is never a formula.
    Whatever the rows raise leaves what was there. Raises NotWritten, TooManyRows.
    """
    with whole_files(path) as parts:
        (rows, cut), sha256 = parts.make(path, lambda part: _fill(table, part, way))
        manifest = Manifest(
            rows,
            sha256,
            stated.at,
            kind=stated.kind,
            file=path.name,
            by=stated.by,
            place=stated.place,
            filters=dict(stated.filters),
            columns=tuple(column.key for column in table.columns),
            cut=cut,
            practice=stated.practice,
        )
        signature = None if sign is None else sign(manifest)
        content = ManifestFile(manifest)
        if signature is not None:
            content = ManifestFile(manifest, signature.signed, signature.authority)
        parts.make(manifest_path(path), lambda part: fill_manifest(content, part))
        if way.format == "json":
            parts.make(schema_path(path), lambda part: fill_schema(table, part))
    return manifest


def watched(
    table: Table, progress: Callable[[int], object], cancelled: Callable[[], bool]
) -> Table:
    """The table with rows that tell how far they are and can be cancelled."""
    return replace(table, rows=_WatchedRows(table, progress, cancelled))


def _fill(table: Table, path: Path, way: Way) -> tuple[int, int]:
    """Fills the file; how many rows, how many cells were cut."""
    match way.format:
        case "xlsx":
            sheet = fill_xlsx(table, path)
            return sheet.rows, sheet.cut
        case "csv":
            return fill_csv(table, path, way.bom, way.separator), 0
        case "json":
            return fill_json(table, path), 0
        case "parquet":
            return fill_parquet(table, path), 0
