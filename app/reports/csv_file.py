"""A table as CSV: RFC 4180, every text quoted, nothing a spreadsheet would compute."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Literal

from app.reports.cells import inert_text, shown_text
from app.reports.table import Cell, Table

Separator = Literal[";", ",", "\t"]


def fill_csv(table: Table, path: Path, bom: bool, separator: Separator = ";") -> int:
    """Writes the file row by row; gives the number of rows, without the head.

    Numbers have a decimal comma unless the comma parts the cells.
    """
    count, point = 0, "." if separator == "," else ","
    encoding = "utf-8-sig" if bom else "utf-8"
    with path.open("w", encoding=encoding, newline="") as file:
        file.write(separator.join(_quoted(column.title) for column in table.columns) + "\r\n")
        for row in table.rows:
            cells = zip(table.columns, row, strict=True)
            file.write(separator.join(_written(cell, point) for _, cell in cells) + "\r\n")
            count += 1
    return count


def _written(cell: Cell, point: str) -> str:
    match cell:
        case None:
            return ""
        case str():
            return _quoted(cell) if cell else ""
        case bool() | int():
            return str(int(cell))
        case Decimal():
            return f"{cell:f}".replace(".", point)
        case datetime() | date():
            return cell.isoformat()


def _quoted(text: str) -> str:
    return f'"{inert_text(shown_text(text)).replace(chr(34), chr(34) * 2)}"'
