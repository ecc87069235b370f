"""Writes one file of the bench in a process of its own: FILE ROWS; the writer is FILE's stem."""

import json
import resource
import sys
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

HEADS = ("Bevis", "Namn", "Född", "Roll", "Företag", "Områden", "Andel", "Skrivet", "Fullt", "Id")


def rows(count: int) -> Iterator[tuple[Any, ...]]:
    """What a coordinator's table is like: texts, days, numbers, a time, a truth."""
    day, moment = date(1980, 1, 1), datetime(2026, 5, 4, 10, 30)
    for n in range(count):
        yield (
            *(f"7K3M {n:08d}", f"Karin Lindqvist {n % 977}", day + timedelta(days=n % 9000)),
            *("CNC-operatör", f"Hällsjö Mekaniska {n % 60} AB", n % 9, Decimal(n % 1001) / 1000),
            *(moment + timedelta(minutes=n), n % 2 == 0, f"{n:032x}"),
        )


def ours(path: Path, count: int) -> None:
    """As the product writes it."""
    from app.reports.csv_file import fill_csv
    from app.reports.json_file import fill_json
    from app.reports.parquet_file import fill_parquet
    from app.reports.table import Column, ColumnKind, Table
    from app.reports.xlsx_file import fill_xlsx

    kinds = {
        "Född": ColumnKind.DATE,
        "Områden": ColumnKind.INTEGER,
        "Andel": ColumnKind.DECIMAL,
        "Skrivet": ColumnKind.TIME,
        "Fullt": ColumnKind.BOOLEAN,
    }
    columns = tuple(Column(head, head, kinds.get(head, ColumnKind.TEXT)) for head in HEADS)
    table = Table("Bevis", columns, rows(count))
    match path.suffix:
        case ".xlsx":
            fill_xlsx(table, path)
        case ".csv":
            fill_csv(table, path, bom=True)
        case ".json":
            fill_json(table, path)
        case _:
            fill_parquet(table, path)


def pyexcelerate(path: Path, count: int) -> None:
    """Fast, all in memory; freezes the head, filters nothing, gives columns no format."""
    from pyexcelerate import Panes, Workbook

    book = Workbook()
    sheet = book.new_sheet("Bevis", data=[HEADS, *rows(count)])
    sheet.panes = Panes(0, 1)
    book.save(str(path))


def xlsxwriter(path: Path, count: int) -> None:
    """In its constant-memory mode."""
    import xlsxwriter as writer

    book = writer.Workbook(str(path), {"constant_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet("Bevis")
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, HEADS, book.add_format({"bold": True}))
    for at, row in enumerate(rows(count), 1):
        for column, cell in enumerate(row):
            if isinstance(cell, datetime):
                sheet.write_datetime(at, column, cell, moment)
            elif isinstance(cell, date):
                sheet.write_datetime(at, column, cell, day)
            else:
                sheet.write(at, column, cell)
    sheet.autofilter(0, 0, count, len(HEADS) - 1)
    book.close()


def openpyxl(path: Path, count: int) -> None:
    """In its write-only mode."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Bevis")
    sheet.freeze_panes = "A2"
    sheet.append(HEADS)
    for row in rows(count):
        sheet.append(row)
    sheet.auto_filter.ref = f"A1:J{count + 1}"
    book.save(path)


def main(path: Path, count: int) -> None:
    """Write it and tell seconds, peak MiB and bytes."""
    writers = {"ours": ours, "pyexcelerate": pyexcelerate, "openpyxl": openpyxl}
    write = writers.get(path.stem, xlsxwriter)
    if write is ours:
        import app.reports.tables  # noqa: F401 - loading is no part of writing
    begun = time.perf_counter()
    write(path, count)
    seconds = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "mib": peak, "size": path.stat().st_size}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
