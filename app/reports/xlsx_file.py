"""A table as one sheet of a workbook."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from app.domain.errors import UserError
from app.reports.cells import cell_text, is_sheet_day
from app.reports.table import Cell, ColumnKind, Table

_NAME_MOST = 31
MOST_ROWS = 1_048_575
_MOST_EXACT = 10**15
_REFUSED_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
NUMBER_FORMATS = {
    ColumnKind.TEXT: "@",
    ColumnKind.INTEGER: "0",
    ColumnKind.DECIMAL: "0.###",
    ColumnKind.BOOLEAN: '"TRUE";"TRUE";"FALSE"',  # without it LibreOffice makes them numbers
    ColumnKind.DATE: "yyyy-mm-dd",
    ColumnKind.TIME: "yyyy-mm-dd hh:mm:ss",
}


class TooManyRows(UserError):
    """A sheet holds at most `most` rows; nothing was written."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most


@dataclass(frozen=True, slots=True)
class FilledSheet:
    """`rows` without the head; `cut`: cells that were too long for a sheet."""

    rows: int
    cut: int


def fill_xlsx(table: Table, path: Path, most: int = MOST_ROWS) -> FilledSheet:
    """Writes the workbook row by row in constant memory.

    Days before March 1900 and whole numbers of more than 15 digits stand as text: spreadsheets
    would make others of them. `most`: rows a sheet holds. Raises TooManyRows.
    """
    from rustpy_xlsxwriter import Format, write_worksheet

    rows = Records(table, most)
    formats = [Format().set_num_format(NUMBER_FORMATS[c.kind]) for c in table.columns]
    with path.open("wb") as file:
        write_worksheet(
            rows,
            file,
            sheet_name=sheet_name(table.name),
            freeze_row=1,
            autofilter=True,
            bold_headers=True,
            column_formats=formats,
            column_widths=[float(column.width) for column in table.columns],
        )
    return FilledSheet(rows.count, rows.cut)


class Records:
    """The rows as the writer takes them, by title; counted on the way.

    The writer finds the head in the first row, so that an empty table gets one of empty cells.
    """

    def __init__(self, table: Table, most: int = MOST_ROWS) -> None:
        self.count = self.cut = 0
        self._most = most
        self._titles = tuple(cell_text(column.title)[0] for column in table.columns)
        self._rows = table.rows

    def __iter__(self) -> Iterator[dict[str, Cell]]:
        titles, held = self._titles, self._held
        for row in self._rows:
            self.count += 1
            if self.count > self._most:
                raise TooManyRows(self._most)
            yield dict(zip(titles, map(held, row), strict=True))
        if not self.count:
            yield dict.fromkeys(titles)

    def _held(self, cell: Cell) -> Cell:
        match cell:
            case str():
                text, is_cut = cell_text(cell)
                self.cut += is_cut
                return text
            case None | bool():
                return cell
            case int():
                return cell if abs(cell) < _MOST_EXACT else str(cell)
            case Decimal():
                return cell if abs(cell) < _MOST_EXACT else f"{cell:f}"
            case date():
                return cell if is_sheet_day(cell) else cell.isoformat()


def sheet_name(name: str) -> str:
    """The name as a sheet may have it: without what is refused, at most 31 letters."""
    return cell_text(name)[0].translate(_REFUSED_IN_NAMES)[:_NAME_MOST].strip() or "1"
