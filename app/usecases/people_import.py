"""A list of people taken into a group order: read, judged row by row, taken in whole or not."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.change import Touched
from app.domain.errors import UserError
from app.domain.group_order import BasisKind
from app.domain.people_columns import PeopleColumn, guess_columns, heading_words, recognised
from app.domain.people_list import JudgedRow, RowOutcome
from app.storage import group_orders as rows
from app.storage import newcomers
from app.storage.tables import ColumnMappingRow, PeopleImportRow
from app.usecases.desk import Desk
from app.usecases.people_judging import Judge, judged_anew, listed_rows
from app.usecases.people_taking import (
    Basis,
    Stop,
    Tell,
    in_shares,
    take_back,
    take_rows,
)

if TYPE_CHECKING:
    from app.usecases.exports import Manifest

MOST_AT_ONCE = 5000
_HEAD_ROWS = 20
_ENTRY = "\x1f"
_GOOD = (RowOutcome.NEW, RowOutcome.KNOWN)


class NobodyToTakeIn(UserError):
    """No row of the list can be taken in."""


class TooManyToTakeIn(UserError):
    """More good rows than are taken in at once: split the list."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most


class ListChanged(UserError):
    """Who is registered or in the order has changed since the list was judged."""


class ImportInUse(UserError):
    """A case has begun for somebody who came with the list."""


@dataclass(frozen=True, slots=True)
class PeopleList:
    """A file as read: the heads (empty texts where there are none) and the rows under them.

    `first`: the line of the first of them in the spreadsheet. `columns` as remembered for these
    heads, or else guessed.
    """

    file_name: str
    sheet: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    first: int
    columns: tuple[PeopleColumn, ...]


@dataclass(frozen=True, slots=True)
class DryRun:
    """Every row with what becomes of it; nothing is changed yet."""

    order_id: UUID
    listed: PeopleList
    columns: tuple[PeopleColumn, ...]
    rows: tuple[JudgedRow, ...]

    def count(self, *outcomes: RowOutcome) -> int:
        """How many rows come to this."""
        return sum(row.outcome in outcomes for row in self.rows)


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What was taken in, to say so and to undo it."""

    import_id: UUID
    registered: int
    joined: int


class PeopleImport:
    """Lists of people into group orders."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def read(self, path: Path) -> PeopleList:
        """The list in a file, with the columns of these heads as last time. Raises SheetNotRead."""
        from app.reports.sheet_reading import SheetNotRead, read_sheets

        sheet = read_sheets(path, recognised)
        at = max(range(min(_HEAD_ROWS, len(sheet.rows))), key=lambda n: recognised(sheet.rows[n]))
        if not recognised(sheet.rows[at]):
            at = -1  # a list without heads: the first row is somebody
        wide = max(len(row) for row in sheet.rows[max(0, at) :])
        heads = sheet.rows[at] if at >= 0 else ()
        heads = tuple(heads) + ("",) * (wide - len(heads))
        people = sheet.rows[at + 1 :]
        if not any(cell.strip() for row in people for cell in row):
            raise SheetNotRead("headings")
        with self._desk.database.reading() as session:
            columns = _remembered(session, heads) or _guessed(heads, people)
        return PeopleList(path.name, sheet.name, heads, people, at + 2, columns)

    def judge(
        self,
        order_id: UUID,
        listed: PeopleList,
        columns: Sequence[PeopleColumn],
        tell: Tell = lambda _done, _all: None,
        stop: Stop = lambda: False,
    ) -> DryRun:
        """What becomes of every row, if these are the columns. Raises UnknownOrder, ReadingStopped.

        The columns are remembered for these heads when the list is taken in.
        """
        found: list[JudgedRow] = []
        with self._desk.database.reading() as session:
            rows.order(session, order_id)
            judge = Judge.over(self._desk, session, order_id)
        people = tuple(listed_rows(listed.rows, columns, listed.first))
        for share in in_shares(people, tell, stop):
            found += map(judge.judge, share)
        return DryRun(order_id, listed, tuple(columns), tuple(found))

    def take_in(
        self,
        run: DryRun,
        basis: BasisKind | None = None,
        basis_day: date | None = None,
        tell: Tell = lambda _done, _all: None,
        stop: Stop = lambda: False,
    ) -> TakenIn:
        """Register the new ones and let all good rows join: all of them, or on any error none.

        Raises UnknownOrder, NobodyToTakeIn, TooManyToTakeIn, ListChanged, ReadingStopped, DiskFull,
        ClockBehind.
        """
        good = [one for one in run.rows if one.outcome in _GOOD]
        if not good:
            raise NobodyToTakeIn
        if len(good) > MOST_AT_ONCE:
            raise TooManyToTakeIn(MOST_AT_ONCE)
        desk = self._desk
        with desk.database.transaction() as session:
            order = rows.order(session, run.order_id)
            judge = Judge.over(desk, session, run.order_id)
            if judged_anew(judge, run.rows) != run.rows:
                raise ListChanged
            taken = self._open(session, run, len(good))
            for share in in_shares(good, tell, stop):
                take_rows(desk, session, order, taken.id, share, Basis(basis, basis_day))
            _remember(session, run.listed.heads, run.columns)
        desk.announce(Touched.COMPANIES, Touched.PEOPLE, Touched.LOG)
        return TakenIn(taken.id, run.count(RowOutcome.NEW), len(good))

    def undo(
        self,
        import_id: UUID,
        tell: Tell = lambda _done, _all: None,
        stop: Stop = lambda: False,
    ) -> int:
        """Take everybody who came with a list out of the order again; how many that were.

        Who was registered with it, and is nowhere else, is erased here, and the region asked to
        erase them too (R53). Raises UnknownOrder, ImportInUse, ReadingStopped.
        """
        desk = self._desk
        with desk.database.transaction() as session:
            taken = session.get(PeopleImportRow, import_id)
            if taken is None:
                raise rows.UnknownOrder(import_id)
            order = rows.order(session, taken.order_id)
            if newcomers.with_case(session, order, import_id):
                raise ImportInUse
            left = take_back(desk, session, order, import_id, tell, stop)
            rows.undo(session, taken, desk.clock.now())
        desk.announce(Touched.COMPANIES, Touched.PEOPLE, Touched.LOG)
        return left

    def write_refused(
        self, run: DryRun, path: Path, words: Callable[[JudgedRow], str]
    ) -> "Manifest":
        """The refused rows as they stand in the file, each with its problem in `words`, to mend.

        Raises NotWritten.
        """
        from app.reports.tables import Column, Table
        from app.usecases.export_writing import ExportOrder, Format, write_export

        heads = [head or f"{at + 1}" for at, head in enumerate(run.listed.heads)]
        refused = [one for one in run.rows if one.outcome is RowOutcome.REFUSED]
        lines = [run.listed.rows[one.row.line - run.listed.first] for one in refused]
        problems = [words(one) for one in refused]
        columns = [Column(f"column_{at}", head) for at, head in enumerate(heads)]
        columns.append(Column("problem", "Problem"))
        wide = len(heads)
        cells = [
            (*line[:wide], *("",) * (wide - len(line)), problem)
            for line, problem in zip(lines, problems, strict=True)
        ]
        kind: Format = "xlsx" if path.suffix.lower() == ".xlsx" else "csv"
        asked = ExportOrder(kind="order.refused", format=kind, filters={"order": str(run.order_id)})
        return write_export(self._desk, asked, Table("Nekade rader", tuple(columns), cells), path)

    def _open(self, session: Session, run: DryRun, count: int) -> PeopleImportRow:
        taken = PeopleImportRow(
            id=self._desk.new_id(),
            order_id=run.order_id,
            at=self._desk.clock.now(),
            actor=self._desk.assessor.name,
            file_name=run.listed.file_name,
            rows=count,
        )
        session.add(taken)
        session.flush()
        return taken


def _guessed(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[PeopleColumn, ...]:
    """By the headings; of several that say the same, the first with anything under it."""
    kinds = [guess_columns((head,))[0] for head in heads]
    twice = {kind for kind in kinds if kind is not PeopleColumn.IGNORED and kinds.count(kind) > 1}
    at = [place for place, kind in enumerate(kinds) if kind in twice]
    full = {place for place in at if any(row[place].strip() for row in rows if len(row) > place)}
    chosen = {kinds[place] for place in full}
    empty = {place for place in at if place not in full and kinds[place] in chosen}
    return guess_columns(["" if place in empty else head for place, head in enumerate(heads)])


def _key(heads: Sequence[str]) -> str:
    return _ENTRY.join(heading_words(head) for head in heads)


def _remembered(session: Session, heads: Sequence[str]) -> tuple[PeopleColumn, ...] | None:
    row = session.get(ColumnMappingRow, _key(heads))
    if row is None or len(row.columns) != len(heads):
        return None
    known = {column.value for column in PeopleColumn}
    return tuple(PeopleColumn(one) if one in known else PeopleColumn.IGNORED for one in row.columns)


def _remember(session: Session, heads: Sequence[str], columns: Sequence[PeopleColumn]) -> None:
    row = session.get(ColumnMappingRow, _key(heads)) or ColumnMappingRow(headings=_key(heads))
    row.columns = tuple(column.value for column in columns)
    session.add(row)
