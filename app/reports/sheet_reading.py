"""Lists of people as others keep them: XLSX, XLSM, XLS, ODS and CSV, read as rows of text."""

import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain.errors import UserError
from app.reports.csv_reading import read_csv

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_BOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
_TEXTS = (".csv", ".txt", ".tsv")
_MOST_BYTES = 64 * 1024 * 1024
_MOST_UNPACKED = 1024 * 1024 * 1024
MOST_ROWS = 200_000
_MOST_COLUMNS = 60
_LOCKED = b"\xd0\xcf\x11\xe0"  # an encrypted XLSX is packed in an old compound file

Rows = list[tuple[str, ...]]


class SheetNotRead(UserError):
    """The file is no list to read.

    `reason`: kind, missing, locked, broken, headings, empty or large.
    """

    def __init__(self, reason: str) -> None:
        super().__init__()
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a file as text, cells without anything around them; `name` "" for CSV."""

    name: str
    rows: tuple[tuple[str, ...], ...]


def read_sheets(path: Path, heads: Callable[[Sequence[str]], int]) -> Sheet:
    """The sheet of the file that looks most like a list; `heads` counts known headings of a row.

    Formulas give the value they had when the file was saved; macros are never run; a merged cell
    stands in all the cells it covers. Raises SheetNotRead.
    """
    kind = path.suffix.lower()
    if kind not in (*_BOOKS, *_TEXTS):
        raise SheetNotRead("kind")
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            first = file.read(4)
    except OSError as error:
        raise SheetNotRead("missing") from error
    if not size:
        raise SheetNotRead("empty")
    if size > _MOST_BYTES:
        raise SheetNotRead("large")
    sheets = [Sheet("", _text(path))] if kind in _TEXTS else _book(path, kind, first)
    return _best([_trimmed(sheet) for sheet in sheets], heads)


def _text(path: Path) -> tuple[tuple[str, ...], ...]:
    rows = read_csv(path.read_bytes(), MOST_ROWS + 1)
    if rows is None:
        raise SheetNotRead("broken")
    return tuple(row[:_MOST_COLUMNS] for row in rows)


def _book(path: Path, kind: str, first: bytes) -> list[Sheet]:
    if kind in {".xlsx", ".xlsm", ".xlsb"} and first == _LOCKED:
        raise SheetNotRead("locked")
    if kind != ".xls":
        _refuse_bombs(path)
    from python_calamine import CalamineWorkbook, PasswordError, SheetVisibleEnum

    try:
        with CalamineWorkbook.from_path(path) as book:
            seen = [
                one.name for one in book.sheets_metadata if one.visible == SheetVisibleEnum.Visible
            ]
            return [_sheet(book.get_sheet_by_name(name)) for name in seen]
    except PasswordError as error:
        raise SheetNotRead("locked") from error
    except UserError:
        raise
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError):
            raise
        raise SheetNotRead("broken") from error  # the reader's own panic is no Exception


def _refuse_bombs(path: Path) -> None:
    """A small file that unpacks to more than any list is."""
    try:
        with zipfile.ZipFile(path) as packed:
            whole = sum(one.file_size for one in packed.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise SheetNotRead("broken") from error
    if whole > _MOST_UNPACKED:
        raise SheetNotRead("large")


def _sheet(sheet: "CalamineSheet") -> Sheet:
    if sheet.total_height > MOST_ROWS + 40:
        raise SheetNotRead("large")
    rows = [
        [_written(cell) for cell in row[:_MOST_COLUMNS]]
        for row in sheet.to_python(skip_empty_area=False)
    ]
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        _fill(rows, top, left, bottom, right)
    return Sheet(sheet.name, tuple(tuple(row) for row in rows))


def _fill(rows: list[list[str]], top: int, left: int, bottom: int, right: int) -> None:
    """A cell merged downwards holds for each row; across, only its first column counts."""
    if top >= len(rows) or left >= len(rows[top]):
        return
    for row in rows[top : bottom + 1]:
        if left < len(row):
            row[left] = rows[top][left]


def _written(cell: Any) -> str:  # noqa: ANN401 — whatever a cell may hold
    match cell:
        case bool():
            return "ja" if cell else ""
        case float() if cell.is_integer() and abs(cell) < 1e15:
            return str(int(cell))
        case datetime() if cell.time() == time():
            return cell.date().isoformat()
        case datetime() | date():
            return cell.isoformat()
        case _:
            return str(cell).strip()


def _trimmed(sheet: Sheet) -> Sheet:
    """Without empty rows at the end."""
    last = max((at for at, row in enumerate(sheet.rows) if any(row)), default=-1)
    return Sheet(sheet.name, sheet.rows[: last + 1])


def _best(sheets: Sequence[Sheet], heads: Callable[[Sequence[str]], int]) -> Sheet:
    full = [sheet for sheet in sheets if sheet.rows]
    if not full:
        raise SheetNotRead("empty")
    best = max(full, key=lambda sheet: max(heads(row) for row in sheet.rows[:20]))
    if len(best.rows) > MOST_ROWS + 40:
        raise SheetNotRead("large")
    return best
