"""What LibreOffice makes of our files: types, the head that stays, the filter; started once."""

import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest

from app.reports.cells import LONGEST_CELL
from app.reports.tables import Column, ColumnKind, Row, Table
from tests.app.reports.written import write_csv, write_xlsx
from tests.conftest import missing

AT = datetime(2026, 5, 4, 10, 30, tzinfo=UTC)
COLUMNS = (
    Column("text", "Text"),
    Column("whole", "Heltal", ColumnKind.INTEGER),
    Column("share", "Andel", ColumnKind.DECIMAL),
    Column("day", "Dag", ColumnKind.DATE),
    Column("time", "Tid", ColumnKind.TIME),
    Column("full", "Fullt", ColumnKind.BOOLEAN),
)
HOSTILE = (
    *("=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1+1", "＝1+1", " =1+1", "\u200b=1+1"),
    *('=HYPERLINK("http://x.example","klicka")', "=cmd|'/C calc'!A0", '";=1+1;"', '"=1+1'),
    *("Åsa 👩🏽‍🏭 Öberg", "a\nb", "7K3M Q9TX 4HVD 2RPA W"),
)
ROWS: tuple[Row, ...] = (
    ("Karin", 42, Decimal("0.625"), date(2026, 5, 4), AT, True),
    ("Äldst", 10**17, None, date(1889, 4, 1), None, False),
    *((text, 1, Decimal(1), date(2026, 1, 1), AT, True) for text in HOSTILE),
    ("x" * (LONGEST_CELL + 5), None, None, None, None, None),
)
_NS = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
}


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, ElementTree.Element]:
    """Both files as LibreOffice sees them, by stem: its flat XML, written in one start."""
    program = shutil.which("soffice")
    if program is None:
        missing("LibreOffice", "install libreoffice-calc-nogui")
    folder = tmp_path_factory.mktemp("office")
    table = Table("Bevis", COLUMNS, ROWS)
    write_xlsx(table, folder / "sheet.xlsx", AT)
    write_csv(table, folder / "comma.csv", AT)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    asked = [program, profile, "--headless", "--norestore", "--convert-to", "fods"]
    files = [str(folder / "sheet.xlsx"), str(folder / "comma.csv")]
    reading = "--infilter=CSV:59,34,76,1,,0,false,true"
    subprocess.run(
        [*asked, reading, "--outdir", str(folder), *files],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return {
        stem: ElementTree.parse(folder / f"{stem}.fods").getroot() for stem in ("sheet", "comma")
    }


def _cells(root: ElementTree.Element) -> list[list[ElementTree.Element]]:
    """The rows with something in them."""
    found = root.findall(".//table:table//table:table-row", _NS)
    return [row.findall("table:table-cell", _NS) for row in found if _said(row)]


def _said(element: ElementTree.Element) -> str:
    return "\n".join("".join(one.itertext()) for one in element.findall(".//text:p", _NS))


def _type(cell: ElementTree.Element) -> str:
    return cell.get(f"{{{_NS['office']}}}value-type", "")


def test_a_workbook_keeps_its_types(opened: Mapping[str, ElementTree.Element]) -> None:
    """Numbers add up, days are days, truths are truths, before 1900 it is what was written."""
    head, first, oldest = _cells(opened["sheet"])[:3]
    assert [_said(cell) for cell in head] == [column.title for column in COLUMNS]
    assert [_type(cell) for cell in first] == [
        *("string", "float", "float", "date", "date", "boolean"),
    ]
    assert first[3].get(f"{{{_NS['office']}}}date-value") == "2026-05-04"
    assert (first[4].get(f"{{{_NS['office']}}}date-value") or "")[:16] == "2026-05-04T10:30"
    assert [_said(oldest[at]) for at in (1, 3)] == ["100000000000000000", "1889-04-01"]


def test_a_filter_stands_over_the_whole_table(
    opened: Mapping[str, ElementTree.Element],
) -> None:
    """With its buttons; that the head is frozen is a matter of views, which a conversion lacks."""
    ranges = opened["sheet"].findall(".//table:database-range", _NS)
    area = [one.get(f"{{{_NS['table']}}}target-range-address") for one in ranges]
    assert any(one and one.endswith(f"F{len(ROWS) + 1}") for one in area)
    assert any(one.get(f"{{{_NS['table']}}}display-filter-buttons") == "true" for one in ranges)


@pytest.mark.parametrize("file", ["sheet", "comma"])
def test_no_text_is_ever_computed(opened: Mapping[str, ElementTree.Element], file: str) -> None:
    """Every formula that a name could be stays the text it is; emoji and line breaks too."""
    rows = _cells(opened[file])
    formulas = {cell.get(f"{{{_NS['table']}}}formula") for row in rows for cell in row}
    assert formulas <= {None, "of:=TRUE()", "of:=FALSE()"}  # how truths come in
    told = [_said(row[0]) for row in rows[3 : 3 + len(HOSTILE)]]
    for text, before in zip(told, HOSTILE, strict=True):
        assert text.strip().removeprefix("'").strip() == before.strip().replace("\t", "")
    assert {_type(row[0]) for row in rows[1:]} == {"string"}


def test_a_cell_too_long_for_a_sheet_ends_with_a_sign(
    opened: Mapping[str, ElementTree.Element],
) -> None:
    """Cut in the workbook, whole in the others."""
    assert _said(_cells(opened["sheet"])[-1][0]) == "x" * (LONGEST_CELL - 1) + "…"


def test_a_cut_cell_is_counted_in_the_manifest(tmp_path: Path) -> None:
    """Whoever gets the file is told."""
    table = Table("T", COLUMNS[:1], [("x" * 40_000,), ("👩" * 20_000,), ("y",)])
    assert write_xlsx(table, tmp_path / "a.xlsx", AT).cut == 2
    assert zipfile.is_zipfile(tmp_path / "a.xlsx")
