"""A table as CSV, the way Excel in Swedish opens it."""

import csv
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from app.reports.table import Cell, Table

# What spreadsheets take for the start of a formula (OWASP, CSV injection).
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def fill_csv(table: Table, path: Path, bom: bool) -> int:
    """Writes the file row by row; gives the number of rows, without the head."""
    count = 0
    encoding = "utf-8-sig" if bom else "utf-8"
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        writer.writerow([_inert(column.title) for column in table.columns])
        for row in table.rows:
            cells = zip(table.columns, row, strict=True)
            writer.writerow([_written(cell) for _, cell in cells])
            count += 1
    return count


def _written(cell: Cell) -> str | int:
    match cell:
        case None:
            return ""
        case str():
            return _inert(cell)
        case bool() | int():
            return int(cell)
        case Decimal():
            return f"{cell:f}".replace(".", ",")
        case datetime() | date():
            return cell.isoformat()


def _inert(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
