"""Several tables as the sheets of one workbook."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from app.reports.table import Table
from app.reports.xlsx_file import NUMBER_FORMATS, Records, sheet_name


def fill_workbook(tables: Sequence[Table], path: Path) -> int:
    """A sheet a table, with bold frozen heads and filters; gives the rows of all of them.

    Text is never a formula. The tables' names differ. Raises TooManyRows.
    """
    from rustpy_xlsxwriter import Format, write_worksheets

    names = [sheet_name(table.name) for table in tables]
    rows = [Records(table) for table in tables]
    held: Any = [(name, list(records)) for name, records in zip(names, rows, strict=True)]
    with path.open("wb") as file:
        write_worksheets(
            held,
            file,
            freeze_panes={"general": {"row": 1, "col": 1}},
            autofilter={"general": True},
            bold_headers=True,
            column_formats={
                name: [Format().set_num_format(NUMBER_FORMATS[c.kind]) for c in table.columns]
                for name, table in zip(names, tables, strict=True)
            },
            column_widths={
                name: [float(column.width) for column in table.columns]
                for name, table in zip(names, tables, strict=True)
            },
        )
    return sum(one.count for one in rows)
