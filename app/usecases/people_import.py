"""A list of people taken into a group order: read, judged row by row, taken in whole or not."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.change import Touched
from app.domain.erasure import EraseGround, Erasure, ErasureStage
from app.domain.errors import UserError
from app.domain.group_order import BasisKind
from app.domain.identity_number import IdentityNumber, parse_identity_number
from app.domain.people_columns import PeopleColumn, guess_columns, heading_words, recognised
from app.domain.people_list import JudgedRow, RowOutcome
from app.domain.person_name import clean_person_name
from app.seal.erase_payloads import EraseRequested
from app.seal.payloads import PersonRegistered
from app.seal.records import RecordType
from app.storage import companies, erasing, log, people
from app.storage import group_orders as rows
from app.storage.tables import (
    ColumnMappingRow,
    GroupOrderRow,
    OrderPersonRow,
    OrganisationRow,
    PeopleImportRow,
)
from app.usecases.desk import Desk
from app.usecases.group_orders import Joining, join, record_joined
from app.usecases.people_judging import (
    Judge,
    family_name_last,
    judged_anew,
    listed_rows,
    whole_number,
)

if TYPE_CHECKING:
    from app.usecases.exports import Manifest

MOST_AT_ONCE = 1000
_EVERY = 200
_HEAD_ROWS = 20
_ENTRY = "\x1f"
_GOOD = (RowOutcome.NEW, RowOutcome.KNOWN)

Tell = Callable[[int, int], object]
Stop = Callable[[], bool]


class ReadingStopped(UserError):
    """Whoever read the list took it back; nothing was taken in."""


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
        from app.reports.sheet_reading import read_sheets

        sheet = read_sheets(path, recognised)
        at = max(range(min(_HEAD_ROWS, len(sheet.rows))), key=lambda n: recognised(sheet.rows[n]))
        if not recognised(sheet.rows[at]):
            at = -1  # a list without heads: the first row is somebody
        wide = max(len(row) for row in sheet.rows[max(0, at) :])
        heads = sheet.rows[at] if at >= 0 else ()
        heads = tuple(heads) + ("",) * (wide - len(heads))
        with self._desk.database.reading() as session:
            columns = _remembered(session, heads) or guess_columns(heads)
        return PeopleList(path.name, sheet.name, heads, sheet.rows[at + 1 :], at + 2, columns)

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
        for at, row in enumerate(listed_rows(listed.rows, columns, listed.first)):
            if at % _EVERY == 0:
                _go_on(stop)
                tell(at, len(listed.rows))
            found.append(judge.judge(row))
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
            company = companies.organisation(session, order.company_id)
            taken = self._open(session, run, len(good))
            for at, one in enumerate(good):
                if at % _EVERY == 0:
                    _go_on(stop)
                    tell(at, len(good))
                self._take(session, order, company, taken.id, one, (basis, basis_day))
            _remember(session, run.listed.heads, run.columns)
        desk.announce(Touched.COMPANIES, Touched.PEOPLE, Touched.LOG)
        return TakenIn(taken.id, run.count(RowOutcome.NEW), len(good))

    def undo(self, import_id: UUID) -> int:
        """Take everybody who came with a list out of the order again; how many that were.

        Who was registered with it, and is nowhere else, is erased here, and the region asked to
        erase them too (R53). Raises UnknownOrder, ImportInUse.
        """
        desk = self._desk
        with desk.database.transaction() as session:
            taken = session.get(PeopleImportRow, import_id)
            if taken is None:
                raise rows.UnknownOrder(import_id)
            order = rows.order(session, taken.order_id)
            came = rows.of_import(session, import_id)
            if any(rows.has_case(session, order, one.person_id) for one in came):
                raise ImportInUse
            for one in came:
                self._take_back(session, order, one)
            rows.undo(session, taken, desk.clock.now())
        desk.announce(Touched.COMPANIES, Touched.PEOPLE, Touched.LOG)
        return len(came)

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

    def _take(
        self,
        session: Session,
        order: GroupOrderRow,
        company: OrganisationRow,
        import_id: UUID,
        one: JudgedRow,
        basis: tuple[BasisKind | None, date | None],
    ) -> None:
        person_id = one.person_id or self._register(session, company, one)
        joining = Joining(one.row.employee_number, one.row.department, *basis)
        made = one.outcome is RowOutcome.NEW
        join(self._desk, session, order, person_id, joining, import_id=import_id, made_here=made)

    def _register(self, session: Session, company: OrganisationRow, one: JudgedRow) -> UUID:
        desk, now = self._desk, self._desk.clock.now()
        number = _number(one, now.date())
        person_id, cipher = desk.new_id(), desk.identities
        facts = people.PersonFacts(
            id=person_id,
            name=clean_person_name(family_name_last(one.row.name)),
            birth_date=one.birth_date,
            identity_kind=number.kind if number else "none",
            identity_sealed=cipher.seal(number.digits, person_id) if number else None,
            identity_hash=cipher.hash(number.digits) if number else None,
            protected=one.row.is_protected,
            language="sv",
            employment="employed",
            employer=company,
        )
        people.register(session, facts, now)
        people.add_event(session, person_id, now, "registered", desk.assessor.name)
        told = PersonRegistered(
            person=str(person_id),
            name=facts.name,
            birth_date=facts.birth_date,
            employer=company.name,
            is_protected=facts.protected,
        )
        log.append(session, desk.signer, RecordType.PERSON_REGISTERED, told.person, told)
        return person_id

    def _take_back(self, session: Session, order: GroupOrderRow, one: OrderPersonRow) -> None:
        desk, now, person_id = self._desk, self._desk.clock.now(), one.person_id
        was_made = one.made_here and not rows.is_elsewhere(session, order.id, person_id)
        record_joined(desk, session, order, one, has_left=True)
        rows.leave(session, one)
        if was_made:
            asked = EraseRequested(str(person_id), EraseGround.MISTAKE)
            log.append(session, desk.signer, RecordType.ERASE_REQUESTED, asked.person, asked)
            person = people.present(session, person_id)
            erasing.withhold(session, person, Erasure(ErasureStage.REQUESTED, now.date()))
            people.add_event(session, person_id, now, "erase_requested", desk.assessor.name)


def _number(one: JudgedRow, today: date) -> IdentityNumber | None:
    typed = one.row.number.strip()
    return parse_identity_number(whole_number(typed), today) if typed else None


def _go_on(stop: Stop) -> None:
    if stop():
        raise ReadingStopped


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
