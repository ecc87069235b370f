"""A table as one sheet of a workbook."""

from collections.abc import Iterator
from pathlib import Path

from app.reports.table import Cell, ColumnKind, Table

_NAME_MOST = 31
_REFUSED_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_NUMBER_FORMATS = {
    ColumnKind.TEXT: "@",
    ColumnKind.INTEGER: "0",
    ColumnKind.DECIMAL: "0.###",
    ColumnKind.BOOLEAN: "General",
    ColumnKind.DATE: "yyyy-mm-dd",
    ColumnKind.TIME: "yyyy-mm-dd hh:mm:ss",
}


def fill_xlsx(table: Table, path: Path) -> int:
    """Writes the workbook row by row in constant memory; gives the number of rows."""
    from rustpy_xlsxwriter import Format, write_worksheet

    rows = _Records(table)
    formats = [Format().set_num_format(_NUMBER_FORMATS[c.kind]) for c in table.columns]
    with path.open("wb") as file:
        write_worksheet(
            rows,
            file,
            sheet_name=_sheet_name(table.name),
            freeze_row=1,
            autofilter=True,
            bold_headers=True,
            column_formats=formats,
            column_widths=[float(column.width) for column in table.columns],
        )
    return rows.count


class _Records:
    """The rows as the writer takes them, by title; counted on the way.

    The writer finds the head in the first row, so that an empty table gets one of empty cells.
    """

    def __init__(self, table: Table) -> None:
        self.count = 0
        self._titles = tuple(column.title for column in table.columns)
        self._rows = table.rows

    def __iter__(self) -> Iterator[dict[str, Cell]]:
        for row in self._rows:
            self.count += 1
            yield dict(zip(self._titles, row, strict=True))
        if not self.count:
            yield dict.fromkeys(self._titles)


def _sheet_name(name: str) -> str:
    return name.translate(_REFUSED_IN_NAMES)[:_NAME_MOST].strip() or "1"
