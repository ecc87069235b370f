"""What nobody should put in a table, through every kind of file: written whole, read back, safe."""

import csv
import json
import os
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest

from app.reports.csv_file import fill_csv
from app.reports.tables import (
    Column,
    ColumnKind,
    ExportCancelled,
    NotWritten,
    Row,
    Stated,
    Table,
    TooManyRows,
    Way,
    watched,
    write_table,
)
from app.reports.xlsx_file import fill_xlsx

AT = datetime(2026, 5, 4, 10, 30, tzinfo=UTC)
FORMATS = ("xlsx", "csv", "json", "parquet")
COLUMNS = (
    Column("text", "Text"),
    Column("whole", "Heltal", ColumnKind.INTEGER),
    Column("part", "Del", ColumnKind.DECIMAL, places=2),
    Column("day", "Dag", ColumnKind.DATE),
    Column("time", "Tid", ColumnKind.TIME),
    Column("truth", "Sant", ColumnKind.BOOLEAN),
)
TEXTS = (
    *("a\x00b\x07c", "\u202eevas\u202c", "\u2066x\u2069", "halv \ud800", "👩🏽‍🏭", "x" * 40_000),
    *("rad\r\nrad", "\ufeffbom", "_x0041_", '"citat";', "=1+1", ""),
)
ROWS: tuple[Row, ...] = tuple(
    (text, 10**17, Decimal("1.005"), date(1, 1, 1), AT, None) for text in TEXTS
)
EVERY = pytest.mark.parametrize("form", FORMATS)


def _write(form: str, path: Path, rows: object = ROWS) -> None:
    table = Table("T", COLUMNS, rows)  # type: ignore[arg-type]
    write_table(table, path, Way(form), Stated(AT))  # type: ignore[arg-type]


def _read(form: str, path: Path) -> list[str]:
    """The texts as another program reads them."""
    match form:
        case "xlsx":
            sheet = openpyxl.load_workbook(path).worksheets[0]
            return [str(row[0] or "") for row in sheet.iter_rows(min_row=2, values_only=True)]
        case "csv":
            with path.open(encoding="utf-8-sig", newline="") as file:
                return [row[0] for row in list(csv.reader(file, delimiter=";"))[1:]]
        case "json":
            return [row["text"] for row in json.loads(path.read_text("utf-8"))]
    return [row["text"] for row in pq.read_table(path).to_pylist()]


@EVERY
def test_any_text_is_written_and_read_again(form: str, tmp_path: Path) -> None:
    """Control characters, turned direction, half letters, emoji, longer than a cell."""
    path = tmp_path / f"a.{form}"
    _write(form, path)
    told = _read(form, path)
    assert len(told) == len(TEXTS)
    assert told[4] == "👩🏽‍🏭"
    if form in ("xlsx", "csv"):  # what people open shows nothing that cannot be seen
        assert told[:3] == ["abc", "evas", "x"]
        assert len(told[5]) == (32_767 if form == "xlsx" else 40_000)
    else:
        assert told[0] == TEXTS[0]
        assert len(told[5]) == 40_000


def test_parquet_keeps_every_type(tmp_path: Path) -> None:
    """Texts as a dictionary, decimals with their places, times in UTC, empty as empty."""
    rows = [("a", 1, Decimal("1.005"), date(1889, 4, 1), AT, True), (None,) * 6]
    _write("parquet", tmp_path / "a.parquet", rows)
    table = pq.read_table(tmp_path / "a.parquet")
    assert [str(field.type) for field in table.schema] == [
        "dictionary<values=string, indices=int32, ordered=0>",
        *("int64", "decimal128(38, 2)", "date32[day]", "timestamp[us, tz=UTC]", "bool"),
    ]
    first, second = table.to_pylist()
    assert tuple(first.values()) == ("a", 1, Decimal("1.00"), date(1889, 4, 1), AT, True)
    assert set(second.values()) == {None}


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_csv_holds_with_every_separator(separator: str, tmp_path: Path) -> None:
    """RFC 4180: what parts the cells never breaks one; the decimal sign gives way to the comma."""
    rows: list[Row] = [(f'a{separator}"b"\nc', 1, Decimal("0.5"), None, None, True)]
    path = tmp_path / "a.csv"
    fill_csv(Table("T", COLUMNS, rows), path, bom=False, separator=separator)  # type: ignore[arg-type]
    with path.open(encoding="utf-8", newline="") as file:
        [_, row] = list(csv.reader(file, delimiter=separator))
    point = "." if separator == "," else ","
    assert row == [f'a{separator}"b"\nc', "1", f"0{point}5", "", "", "1"]


def test_more_rows_than_a_sheet_holds_are_refused(tmp_path: Path) -> None:
    """Never a workbook that ends before its table; the other kinds take them."""
    table = Table("T", COLUMNS, ROWS)
    assert fill_xlsx(table, tmp_path / "a.xlsx", most=len(ROWS)).rows == len(ROWS)
    with pytest.raises(TooManyRows):
        fill_xlsx(table, tmp_path / "b.xlsx", most=len(ROWS) - 1)


@EVERY
def test_a_place_that_is_taken_leaves_nothing_half(form: str, tmp_path: Path) -> None:
    """A folder of that name, as a file open elsewhere on Windows: the manifest does not stand."""
    path = tmp_path / f"a.{form}"
    path.mkdir()
    with pytest.raises(NotWritten):
        _write(form, path)
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


@EVERY
def test_cancelled_in_the_middle_nothing_is_left(form: str, tmp_path: Path) -> None:
    """Asked every five hundred rows."""
    told: list[int] = []

    def rows() -> Iterator[Row]:
        for _ in range(5_000):
            yield ROWS[4]

    stop: Callable[[], bool] = lambda: len(told) > 2  # noqa: E731 - a watcher
    table = watched(Table("T", COLUMNS, rows()), told.append, stop)
    with pytest.raises(ExportCancelled):
        write_table(table, tmp_path / "a", Way(form), Stated(AT))  # type: ignore[arg-type]
    assert (told, list(tmp_path.iterdir())) == ([0, 500, 1000], [])


def test_a_file_somebody_reads_is_replaced_under_them(tmp_path: Path) -> None:
    """Whoever has the old one open keeps it whole."""
    path = tmp_path / "a.csv"
    _write("csv", path, ROWS[4:5])
    with path.open("rb") as held:
        before = os.fstat(held.fileno()).st_size
        _write("csv", path)
        assert len(held.read()) == before
