"""A coordinator's bookings as a CSV file: read whole, every row that is wrong named."""

import csv
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path

from app.domain.errors import UserError
from app.domain.identity_number import check_birth_date
from app.domain.person_name import BadPersonName, clean_person_name
from app.seal.booking_word import CODE_MOST, NOTE_MOST, Booked
from app.seal.shape import is_printable

_LARGEST, _MOST_ROWS = 1_000_000, 2000
_LEAST_COLUMNS, _MOST_COLUMNS = 3, 6
_AHEAD = timedelta(days=366)
_HEADS = {"dag", "bokningsdag", "datum", "day", "date", "booking day"}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_NUMBER = re.compile(r"(?<!\d)(?:\d\d)?\d{6}\s?[-+]?\s?\d{4}(?!\d)", re.ASCII)


class RowProblem(StrEnum):
    """What is wrong with a row."""

    FILE = "file"
    COLUMNS = "columns"
    DAY = "day"
    PAST = "past"
    FAR = "far"
    PROFILE = "profile"
    NAME = "name"
    BIRTH_DATE = "birth_date"
    COMPANY = "company"
    NOTE = "note"
    NUMBER = "number"
    TWICE = "twice"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class RowFault:
    """A line of the file, counted from 1 (0: the file as such), and what is wrong with it."""

    line: int
    problem: RowProblem


class BadRoster(UserError):
    """Rows that cannot be bookings; nothing of the file is taken."""

    def __init__(self, faults: tuple[RowFault, ...]) -> None:
        super().__init__()
        self.faults = faults


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """One row: the day, and who is booked for what."""

    day: date
    booked: Booked


class _Wrong(Exception):
    def __init__(self, problem: RowProblem) -> None:
        super().__init__(problem)
        self.problem = problem


def read_roster(path: Path, today: date, profiles: Collection[str]) -> tuple[PlannedDay, ...]:
    """The file's bookings; `profiles`: those that may be booked, empty for any.

    Raises BadRoster, OSError.
    """
    found: dict[PlannedDay, int] = {}
    faults = []
    for line, cells in _rows(_text(path)):
        try:
            row = _planned(cells, today, profiles)
            if row in found:
                raise _Wrong(RowProblem.TWICE)
            found[row] = line
        except _Wrong as wrong:
            faults.append(RowFault(line, wrong.problem))
    if not (found or faults):
        faults.append(RowFault(0, RowProblem.NONE))
    if faults:
        raise BadRoster(tuple(faults))
    return tuple(found)


def _text(path: Path) -> str:
    with path.open("rb") as file:
        raw = file.read(_LARGEST + 1)
    try:
        if len(raw) > _LARGEST:
            raise ValueError(len(raw))
        return raw.decode("utf-8-sig")
    except ValueError as error:
        raise BadRoster((RowFault(0, RowProblem.FILE),)) from error


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each row that is not blank with its line; a first row of headings is left out."""
    first = text.partition("\n")[0]
    between = ";" if first.count(";") >= first.count(",") else ","
    reader = csv.reader(text.splitlines(keepends=True), delimiter=between, strict=True)
    number = 0
    try:
        for cells in reader:
            stripped = [cell.strip() for cell in cells]
            number += any(stripped)
            if number > _MOST_ROWS:
                raise BadRoster((RowFault(reader.line_num, RowProblem.FILE),))
            if any(stripped) and not (number == 1 and stripped[0].casefold() in _HEADS):
                yield reader.line_num, stripped
    except csv.Error as error:
        raise BadRoster((RowFault(reader.line_num, RowProblem.COLUMNS),)) from error


def _planned(cells: list[str], today: date, profiles: Collection[str]) -> PlannedDay:
    if not _LEAST_COLUMNS <= len(cells) <= _MOST_COLUMNS:
        raise _Wrong(RowProblem.COLUMNS)
    day, profile, name, born, company, note = [*cells, "", "", ""][:_MOST_COLUMNS]
    if any(_NUMBER.search(cell) for cell in (name, born, company, note)):
        raise _Wrong(RowProblem.NUMBER)
    booked = Booked(
        profile=_profile(profile, profiles),
        name=_name(name, RowProblem.NAME),
        birth_date=_born(born, today) if born else None,
        company=_name(company, RowProblem.COMPANY) if company else "",
        note=_note(note) if note else "",
    )
    return PlannedDay(_booking_day(day, today), booked)


def _booking_day(text: str, today: date) -> date:
    day = _day(text, RowProblem.DAY)
    if day < today:
        raise _Wrong(RowProblem.PAST)
    if day > today + _AHEAD:
        raise _Wrong(RowProblem.FAR)
    return day


def _born(text: str, today: date) -> date:
    born = _day(text, RowProblem.BIRTH_DATE)
    try:
        check_birth_date(born, today, age_confirmed=born.year > today.year - 120)
    except UserError as error:
        raise _Wrong(RowProblem.BIRTH_DATE) from error
    return born


def _day(text: str, problem: RowProblem) -> date:
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise _Wrong(problem)


def _profile(text: str, profiles: Collection[str]) -> str:
    code = text.upper()
    is_code = is_printable(code) and len(code.encode()) <= CODE_MOST
    if not is_code or (profiles and code not in profiles):
        raise _Wrong(RowProblem.PROFILE)
    return code


def _name(text: str, problem: RowProblem) -> str:
    try:
        return clean_person_name(text)
    except BadPersonName as error:
        raise _Wrong(problem) from error


def _note(text: str) -> str:
    if not is_printable(text) or len(text.encode()) > NOTE_MOST:
        raise _Wrong(RowProblem.NOTE)
    return text
