"""Coordinators' files, read back by other programs' readers."""

import csv
import errno
import hashlib
import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from functools import partial
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from app.reports.cells import shown_text
from app.reports.csv_file import fill_csv
from app.reports.json_file import fill_json
from app.reports.parquet_file import fill_parquet
from app.reports.tables import Column, ColumnKind, Manifest, NotWritten, Row, Table, manifest_path
from app.reports.whole_file import fill_file
from app.reports.xlsx_file import fill_xlsx
from tests.app.reports.written import write_csv, write_json, write_parquet, write_xlsx

AT = datetime(2026, 11, 12, 9, 30, 5, tzinfo=UTC)
LOCAL = datetime(2026, 11, 12, 10, 30, 5, tzinfo=timezone(timedelta(hours=1)))
COLUMNS = (
    Column("number", "Bevisnummer", width=24),
    Column("areas", "Områden", ColumnKind.INTEGER),
    Column("share", "Andel", ColumnKind.DECIMAL),
    Column("issued", "Utfärdat", ColumnKind.DATE),
    Column("decided", "Beslut", ColumnKind.TIME),
    Column("full", "Fullt", ColumnKind.BOOLEAN),
)
ROWS: tuple[Row, ...] = (
    ("7K3M Q9TX 4HVD 2RPA W", 8, Decimal("0.625"), date(2026, 11, 12), LOCAL, True),
    ('=HYPERLINK("http://x")', -3, None, None, None, False),
)
TABLE = Table("Bevis", COLUMNS, ROWS)
Writer = Callable[[Table, Path, datetime], Manifest]
WRITERS = pytest.mark.parametrize("write", [write_xlsx, write_csv, write_json, write_parquet])


def _sheet(path: Path) -> Worksheet:
    sheet = openpyxl.load_workbook(path).active
    assert isinstance(sheet, Worksheet)
    return sheet


def _csv(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


@WRITERS
def test_every_export_states_its_rows_and_its_hash(write: Writer, tmp_path: Path) -> None:
    """I14: in what is returned, and in a file beside it."""
    path = tmp_path / "bevis.fil"
    manifest = write(TABLE, path, AT)
    keys = tuple(column.key for column in COLUMNS)
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    assert manifest == Manifest(2, sha256, AT, file="bevis.fil", columns=keys)
    told = json.loads(manifest_path(path).read_text())
    assert told["signature"] is None
    assert told["manifest"] == {
        "rows": 2,
        "sha256": sha256,
        "written_at": "2026-11-12T09:30:05Z",
        "file": "bevis.fil",
        "columns": list(keys),
    }
    schema = ["bevis.schema.json"] if write is write_json else []
    made = sorted(p.name for p in tmp_path.glob("*bevis*"))
    assert made == ["bevis.fil", "bevis.fil.manifest.json", *schema]


def test_a_sheet_has_a_head_that_stays_and_a_filter(tmp_path: Path) -> None:
    """The head is bold, frozen and filters all rows; columns have their widths."""
    write_xlsx(TABLE, tmp_path / "t.xlsx", AT)
    sheet = _sheet(tmp_path / "t.xlsx")
    assert sheet.title == "Bevis"
    assert [cell.value for cell in sheet[1]] == [column.title for column in COLUMNS]
    assert all(cell.font.b for cell in sheet[1])
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:F3")
    assert sheet.column_dimensions["A"].width > sheet.column_dimensions["B"].width


def test_cells_of_a_sheet_keep_their_types(tmp_path: Path) -> None:
    """Numbers add up, dates sort as dates, empty is empty."""
    write_xlsx(TABLE, tmp_path / "t.xlsx", AT)
    first, second = _sheet(tmp_path / "t.xlsx").iter_rows(min_row=2)
    assert [(cell.value, cell.data_type) for cell in first] == [
        ("7K3M Q9TX 4HVD 2RPA W", "s"),
        (8, "n"),
        (0.625, "n"),
        (datetime(2026, 11, 12), "d"),
        (datetime(2026, 11, 12, 10, 30, 5), "d"),
        (True, "b"),
    ]
    assert first[3].number_format == "yyyy-mm-dd"
    assert [cell.value for cell in second[1:]] == [-3, None, None, None, False]


def test_text_in_a_sheet_is_never_a_formula(tmp_path: Path) -> None:
    """A cell of type string is shown, not computed."""
    write_xlsx(TABLE, tmp_path / "t.xlsx", AT)
    cell = _sheet(tmp_path / "t.xlsx")["A3"]
    assert (cell.value, cell.data_type) == ('=HYPERLINK("http://x")', "s")


@pytest.mark.parametrize("name", ["A/B: [C] * 'D'? \\", "x" * 60, "//", ""])
def test_any_name_makes_a_sheet(name: str, tmp_path: Path) -> None:
    """Sheets refuse some letters and more than 31 of them."""
    write_xlsx(Table(name, COLUMNS, ROWS), tmp_path / "t.xlsx", AT)
    assert 1 <= len(_sheet(tmp_path / "t.xlsx").title) <= 31


def test_csv_opens_in_swedish_excel(tmp_path: Path) -> None:
    """BOM, semicolons, CR LF, decimal comma; numbers stay numbers, a minus sign too."""
    write_csv(TABLE, tmp_path / "t.csv", AT)
    raw = (tmp_path / "t.csv").read_bytes()
    head = ";".join(f'"{column.title}"' for column in COLUMNS)
    assert raw.startswith(f"\ufeff{head}\r\n".encode())
    assert _csv(tmp_path / "t.csv")[1:] == [
        ["7K3M Q9TX 4HVD 2RPA W", "8", "0,625", "2026-11-12", "2026-11-12T10:30:05+01:00", "1"],
        ['\'=HYPERLINK("http://x")', "-3", "", "", "", "0"],
    ]


def test_csv_without_bom_for_programs(tmp_path: Path) -> None:
    """Some importers take the BOM for a letter."""
    write_csv(TABLE, tmp_path / "t.csv", AT, bom=False)
    assert (tmp_path / "t.csv").read_bytes().startswith(b'"Bevisnummer"')


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\n", "＝", "＠", " =", "\u200b="])
def test_what_looks_like_a_formula_is_made_text(start: str, tmp_path: Path) -> None:
    """A name must not run in a coordinator's spreadsheet."""
    table = Table("T", (Column("a", f"{start}A"),), [(f"{start}1+1",)])
    write_csv(table, tmp_path / "t.csv", AT)
    assert _csv(tmp_path / "t.csv") == [[f"'{start}A"], [f"'{start}1+1"]]


@given(st.lists(st.tuples(st.text(st.characters(exclude_categories=["Cs"])), st.integers())))
def test_any_text_comes_back_and_none_is_a_formula(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, int]]
) -> None:
    """Quotes, semicolons and line breaks stay inside their cell."""
    path = tmp_path_factory.mktemp("csv") / "t.csv"
    assert fill_csv(Table("T", (Column("a", "A"), Column("b", "B")), rows), path, True) == len(rows)
    read = _csv(path)[1:]
    assert [int(number) for _, number in read] == [number for _, number in rows]
    for (text, _), (before, _) in zip(read, rows, strict=True):
        assert text.removeprefix("'") == shown_text(before).removeprefix("'")
        assert not text.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_json_has_one_object_a_row(tmp_path: Path) -> None:
    """Keys, not titles; numbers are numbers; offsets are kept."""
    write_json(TABLE, tmp_path / "t.json", AT)
    text = (tmp_path / "t.json").read_text()
    assert len(text.splitlines()) == 4
    assert json.loads(text) == [
        {
            "number": "7K3M Q9TX 4HVD 2RPA W",
            "areas": 8,
            "share": 0.625,
            "issued": "2026-11-12",
            "decided": "2026-11-12T10:30:05+01:00",
            "full": True,
        },
        {
            "number": '=HYPERLINK("http://x")',
            "areas": -3,
            "share": None,
            "issued": None,
            "decided": None,
            "full": False,
        },
    ]


@WRITERS
def test_twenty_thousand_rows_stream(write: Writer, tmp_path: Path) -> None:
    """Rows come from a generator and are all there."""
    rows = ((f"B{n}", n, Decimal(n) / 1000, date(2026, 1, 1), AT, True) for n in range(20_000))
    path = tmp_path / "stor"
    assert write(Table("Stor", COLUMNS, rows), path, AT).rows == 20_000
    if write in (write_xlsx, write_parquet):
        assert len(path.read_bytes()) > 100_000
    else:
        assert path.read_text().count("B19999") == 1


@WRITERS
def test_an_empty_table_still_has_its_head(write: Writer, tmp_path: Path) -> None:
    """Nothing to tell is told as nothing, not as a broken file."""
    path = tmp_path / "tom"
    assert write(Table("Tom", COLUMNS, ()), path, AT).rows == 0
    if write is write_json:
        assert json.loads(path.read_text()) == []
    elif write is write_csv:
        assert _csv(path) == [[column.title for column in COLUMNS]]
    elif write is write_parquet:
        assert pq.read_table(path).column_names == [column.key for column in COLUMNS]


def test_an_empty_sheet_has_its_head(tmp_path: Path) -> None:
    """The filter and the frozen head are there for rows to come."""
    write_xlsx(Table("Tom", COLUMNS, ()), tmp_path / "t.xlsx", AT)
    rows = list(_sheet(tmp_path / "t.xlsx").iter_rows(values_only=True))
    assert rows[0] == tuple(column.title for column in COLUMNS)
    assert all(cell is None for row in rows[1:] for cell in row)


class _Cancelled(Exception):
    pass


@WRITERS
def test_a_cancelled_export_leaves_what_was_there(write: Writer, tmp_path: Path) -> None:
    """Cancelled or broken in the middle: the old file stands, nothing half lies about."""
    path = tmp_path / "bevis"
    path.write_text("förra")

    def rows() -> Iterator[Row]:
        yield ROWS[0]
        raise _Cancelled

    with pytest.raises(_Cancelled):
        write(Table("T", COLUMNS, rows()), path, AT)
    assert path.read_text() == "förra"
    assert [p.name for p in tmp_path.iterdir() if p.is_file()] == ["bevis"]


@WRITERS
def test_a_row_of_the_wrong_length_is_a_bug_that_shows(write: Writer, tmp_path: Path) -> None:
    """Never a file whose columns have slid."""
    with pytest.raises(ValueError, match="zip"):
        write(Table("T", COLUMNS, [("för", 1)]), tmp_path / "t", AT)


def test_columns_need_names_of_their_own() -> None:
    """Two columns of one name would become one."""
    with pytest.raises(ValueError, match="share"):
        Table("T", (Column("a", "A"), Column("a", "B")), ())


@WRITERS
def test_a_folder_that_is_not_there_is_named(write: Writer, tmp_path: Path) -> None:
    """NotWritten carries the name and the system's reason."""
    with pytest.raises(NotWritten) as failed:
        write(TABLE, tmp_path / "saknas" / "bevis.xlsx", AT)
    assert failed.value.name == "bevis.xlsx"
    assert failed.value.reason
    assert failed.value.code == "gone"


FILLERS = (fill_xlsx, partial(fill_csv, bom=True), fill_json, fill_parquet)


@pytest.mark.parametrize("fill", FILLERS, ids=["xlsx", "csv", "json", "parquet"])
def test_a_full_disk_is_noticed(fill: Callable[[Table, Path], object]) -> None:
    """/dev/full answers every write as a full disk does; NotWritten says that it is full."""
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("/dev/full is a thing of Linux")
    with pytest.raises(OSError, match="space"):
        fill(Table("T", COLUMNS, [ROWS[0]] * 5000), full)


def half(part: Path, error: OSError) -> int:
    """As far as it goes."""
    part.write_text("halv")
    raise error


def test_a_full_disk_is_told_from_a_place_that_is_gone(tmp_path: Path) -> None:
    """What stood there is untouched either way, and nothing half is left."""
    kept = tmp_path / "bevis.csv"
    kept.write_text("som förr")
    for number, code in ((errno.ENOSPC, "full"), (errno.EIO, "gone"), (errno.EACCES, "")):
        with pytest.raises(NotWritten) as failed:
            fill_file(kept, partial(half, error=OSError(number, "says the system")))
        assert failed.value.code == code
    assert [file.read_text() for file in tmp_path.iterdir()] == ["som förr"]
