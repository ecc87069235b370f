"""Spreadsheets as others make them, cell by cell: what the product's own writer never does."""

# ruff: noqa: E501 — the names of the format are longer than a line
import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="applic'
    'ation/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
_RELS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relation'
    'ships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relations'
    'hips/{kind}" Target="{target}"/></Relationships>'
)
_BOOK = (
    '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet '
    'name="Blad1" sheetId="1" r:id="r1"/></sheets></workbook>'
)
_SHEET = (
    '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    "<sheetData>{rows}</sheetData>{merged}</worksheet>"
)

Cell = str | int | tuple[str, str]
"""Text, a figure, or (formula, the value it had)."""


def write_xlsx(path: Path, rows: Sequence[Sequence[Cell]], merged: Sequence[str] = ()) -> Path:
    """A workbook of one sheet; `merged` are places such as B2:B4."""
    inner = "".join(
        f'<row r="{at}">{"".join(_cell(at, n, cell) for n, cell in enumerate(row))}</row>'
        for at, row in enumerate(rows, 1)
    )
    places = "".join(f'<mergeCell ref="{place}"/>' for place in merged)
    joined = f"<mergeCells>{places}</mergeCells>" if merged else ""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", _TYPES)
        book.writestr("_rels/.rels", _RELS.format(kind="officeDocument", target="xl/workbook.xml"))
        book.writestr("xl/workbook.xml", _BOOK)
        rels = _RELS.format(kind="worksheet", target="worksheets/sheet1.xml")
        book.writestr("xl/_rels/workbook.xml.rels", rels)
        book.writestr("xl/worksheets/sheet1.xml", _SHEET.format(rows=inner, merged=joined))
        if path.suffix == ".xlsm":
            book.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 macros")
    return path


def _cell(row: int, column: int, cell: Cell) -> str:
    place = f"{chr(65 + column)}{row}"
    match cell:
        case "":
            return ""
        case int():
            return f'<c r="{place}"><v>{cell}</v></c>'
        case (formula, value):
            return f'<c r="{place}" t="str"><f>{escape(formula)}</f><v>{escape(value)}</v></c>'
        case _:
            return f'<c r="{place}" t="inlineStr"><is><t>{escape(str(cell))}</t></is></c>'
