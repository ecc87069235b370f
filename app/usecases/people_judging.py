"""Rows of a list of people against the rules and against who is here (R49, R50)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.free_text import LONGEST_LINE
from app.domain.identity_number import (
    BadIdentityNumber,
    IdentityNumber,
    IdentityProblem,
    UnlikelyAge,
    check_birth_date,
    parse_identity_number,
)
from app.domain.people_columns import DayReadTwoWays, NoSuchDay, PeopleColumn, is_yes, read_day
from app.domain.people_list import JudgedRow, ListedRow, RowNote, RowOutcome, RowProblem
from app.domain.person_name import BadPersonName, NameProblem, clean_person_name
from app.storage.fold import words
from app.storage.person_search import sort_name
from app.storage.tables import OrderPersonRow, PersonRow
from app.usecases.desk import Desk

_C = PeopleColumn
_FORMULA = ("=", "+", "-", "@")
_NAMES = {
    NameProblem.EMPTY: RowProblem.NO_NAME,
    NameProblem.TOO_LONG: RowProblem.NAME_TOO_LONG,
    NameProblem.HIDDEN_CHARACTER: RowProblem.NAME_HIDDEN,
    NameProblem.NO_LETTER: RowProblem.NO_LETTER,
}
_NUMBERS = {
    IdentityProblem.SHAPE: RowProblem.NUMBER_SHAPE,
    IdentityProblem.CHECK_DIGIT: RowProblem.NUMBER_DIGIT,
    IdentityProblem.NO_SUCH_DATE: RowProblem.NUMBER_DATE,
    IdentityProblem.IN_THE_FUTURE: RowProblem.FUTURE,
}


class _Refused(Exception):
    """A row has this problem."""

    def __init__(self, problem: RowProblem, other: int = 0) -> None:
        super().__init__()
        self.problem, self.other = problem, other


@dataclass(frozen=True, slots=True)
class _Here:
    """Somebody registered: id and folded name, "" for a protected person."""

    id: UUID
    words: frozenset[str]
    name: str


@dataclass(slots=True)
class Judge:
    """Judges the rows of one list in turn; remembers those before, to find who stands twice."""

    desk: Desk
    numbers: Mapping[bytes, _Here]
    names: Mapping[tuple[str, date], _Here]
    joined: frozenset[UUID]
    today: date
    seen: dict[object, int] = field(default_factory=dict)

    @classmethod
    def over(cls, desk: Desk, session: Session, order_id: UUID) -> "Judge":
        """Ready to judge against everybody registered and in the order now."""
        numbers: dict[bytes, _Here] = {}
        names: dict[tuple[str, date], _Here] = {}
        columns = (PersonRow.id, PersonRow.name, PersonRow.protected, PersonRow.identity_hash)
        found = select(*columns, PersonRow.sort_name, PersonRow.birth_date)
        for person_id, name, hidden, hashed, sorted_name, born in session.execute(found):
            known = frozenset() if hidden else frozenset(words(name))
            here = _Here(person_id, known, "" if hidden else name)
            if hashed is not None:
                numbers[hashed] = here
            if born is not None and not hidden:
                names.setdefault((sorted_name, born), here)
        joined = select(OrderPersonRow.person_id).where(OrderPersonRow.order_id == order_id)
        members = frozenset(session.scalars(joined))
        return cls(desk, numbers, names, members, desk.clock.now().date())

    def judge(self, row: ListedRow) -> JudgedRow:
        """What becomes of a row."""
        try:
            return self._judged(row)
        except _Refused as refused:
            return JudgedRow(row, RowOutcome.REFUSED, refused.problem, other=refused.other)

    def _judged(self, row: ListedRow) -> JudgedRow:
        name = _name(row.name)
        number = self._number(row.number)
        born = self._born(row.born, number)
        for text in (row.employee_number, row.department):
            if len(text) > LONGEST_LINE:
                raise _Refused(RowProblem.TEXT_TOO_LONG)
        self._refuse_twice(row, name, number, born)
        here, note = self._known(name, number, born)
        if here is None:
            return JudgedRow(row, RowOutcome.NEW, note=note, birth_date=born)
        outcome = RowOutcome.JOINED if here.id in self.joined else RowOutcome.KNOWN
        return JudgedRow(row, outcome, note=note, person_id=here.id, birth_date=born)

    def _number(self, typed: str) -> IdentityNumber | None:
        if not typed:
            return None
        try:
            return parse_identity_number(whole_number(typed), self.today)
        except BadIdentityNumber as error:
            raise _Refused(_NUMBERS[error.problem]) from error
        except UnlikelyAge as error:
            raise _Refused(RowProblem.AGE) from error

    def _born(self, typed: str, number: IdentityNumber | None) -> date | None:
        own = None if number is None else number.birth_date
        try:
            told = read_day(typed)
        except DayReadTwoWays as error:
            if own is None:
                raise _Refused(RowProblem.DAY_TWO_WAYS) from error
            return own
        except NoSuchDay as error:
            raise _Refused(RowProblem.NO_DAY) from error
        if own is not None and told is not None and own != told:
            raise _Refused(RowProblem.OTHER_DAY)
        if own is None and told is not None:
            self._check_age(told)
        return own or told

    def _check_age(self, born: date) -> None:
        try:
            check_birth_date(born, self.today)
        except UnlikelyAge as error:
            raise _Refused(RowProblem.AGE) from error
        except BadIdentityNumber as error:
            raise _Refused(RowProblem.FUTURE) from error

    def _refuse_twice(
        self, row: ListedRow, name: str, number: IdentityNumber | None, born: date | None
    ) -> None:
        keys: list[object] = [(sort_name(name), born)]
        if number is not None:
            keys = [number.digits]
        for key in keys:
            if key in self.seen:
                raise _Refused(RowProblem.TWICE, self.seen[key])
            self.seen[key] = row.line

    def _known(
        self, name: str, number: IdentityNumber | None, born: date | None
    ) -> tuple[_Here | None, RowNote | None]:
        if number is not None:
            here = self.numbers.get(self.desk.identities.hash(number.digits))
            if here is not None:
                return here, _spelling(here, name)
        if born is not None:
            alike = self.names.get((sort_name(name), born))
            if alike is not None:
                return alike, RowNote.FILE_ONLY_NAMESAKE
        return None, RowNote.NO_NUMBER if number is None and born is None else None


def listed_rows(
    rows: Sequence[Sequence[str]], columns: Sequence[PeopleColumn], first: int
) -> Iterator[ListedRow]:
    """The rows under the heads as people; empty ones are no rows. `first`: the line they begin."""
    places: dict[PeopleColumn, int]
    places = {column: at for at, column in enumerate(columns) if column is not _C.IGNORED}

    def of(row: Sequence[str], column: PeopleColumn) -> str:
        at = places.get(column, len(row))
        return row[at].strip() if at < len(row) else ""

    for at, row in enumerate(rows):
        if not any(cell.strip() for cell in row):
            continue
        parts = (of(row, _C.FIRST_NAME), of(row, _C.LAST_NAME))
        yield ListedRow(
            line=first + at,
            name=of(row, _C.NAME) or " ".join(filter(None, parts)),
            number=of(row, _C.IDENTITY),
            born=of(row, _C.BIRTH_DATE),
            employee_number=of(row, _C.EMPLOYEE_NUMBER),
            department=of(row, _C.DEPARTMENT),
            is_protected=is_yes(of(row, _C.PROTECTED)),
        )


def family_name_last(name: str) -> str:
    """`Lindqvist, Karin` as it is said."""
    family, comma, given = name.partition(",")
    return f"{given.strip()} {family.strip()}" if comma and given.strip() else name


def judged_anew(judge: Judge, before: Iterable[JudgedRow]) -> tuple[JudgedRow, ...]:
    """The same rows, judged as things stand now."""
    return tuple(judge.judge(one.row) for one in before)


def _name(typed: str) -> str:
    if typed.startswith(_FORMULA):
        raise _Refused(RowProblem.FORMULA)
    try:
        return clean_person_name(family_name_last(typed))
    except BadPersonName as error:
        raise _Refused(_NAMES[error.problem]) from error


def whole_number(typed: str) -> str:
    """A number that a spreadsheet has counted with has lost the noughts before it."""
    bare = typed.strip()
    return bare.zfill(10) if bare.isdecimal() and 5 <= len(bare) < 10 else bare


def _spelling(here: _Here, name: str) -> RowNote | None:
    """Nothing for the same name or a protected person; refused where no word is the same."""
    if not here.words or sort_name(here.name) == sort_name(name):
        return None
    if here.words.isdisjoint(words(name)):
        raise _Refused(RowProblem.OTHER_NAME)
    return RowNote.SPELT_OTHERWISE
