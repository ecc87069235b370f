"""Tables for coordinators as XLSX, CSV and JSON, whole or not at all, with a manifest (I14)."""

from datetime import datetime
from pathlib import Path

from app.reports.csv_file import fill_csv
from app.reports.json_file import fill_json
from app.reports.table import Cell, Column, ColumnKind, Row, Table
from app.reports.whole_file import Manifest, NotWritten, manifest_path, write_whole
from app.reports.xlsx_file import fill_xlsx

__all__ = [
    "Cell",
    "Column",
    "ColumnKind",
    "Manifest",
    "NotWritten",
    "Row",
    "Table",
    "manifest_path",
    "write_csv",
    "write_json",
    "write_xlsx",
]


def write_xlsx(table: Table, path: Path, at: datetime) -> Manifest:
    """One sheet with a bold frozen head and a filter; dates are dates, text is never a formula.

    A spreadsheet knows no offsets: a time stands as the clock showed it in its own offset.
    Writes `path` and its manifest. Raises NotWritten.
    """
    return write_whole(path, at, lambda part: fill_xlsx(table, part))


def write_csv(table: Table, path: Path, at: datetime, bom: bool = True) -> Manifest:
    """As Excel in Swedish opens it: semicolons, decimal comma, CR LF, UTF-8 with BOM.

    Dates and times are ISO 8601, booleans 1 and 0. Text that a spreadsheet would take for a
    formula gets an apostrophe in front. Writes `path` and its manifest. Raises NotWritten.
    """
    return write_whole(path, at, lambda part: fill_csv(table, part, bom))


def write_json(table: Table, path: Path, at: datetime) -> Manifest:
    """An array of objects by column key, one a line; dates and times are ISO 8601.

    Writes `path` and its manifest. Raises NotWritten.
    """
    return write_whole(path, at, lambda part: fill_json(table, part))
