"""Rows of a list of people, judged: what each will lead to, and what is wrong with it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class RowOutcome(StrEnum):
    """What becomes of a row when the list is taken in."""

    NEW = "new"
    """Somebody new is registered and joins."""
    KNOWN = "known"
    """Somebody who is here already joins."""
    JOINED = "joined"
    """Is in the order already: nothing happens."""
    REFUSED = "refused"


class RowProblem(StrEnum):
    """Why a row is refused."""

    NO_NAME = "no_name"
    NAME_TOO_LONG = "name_too_long"
    NAME_HIDDEN = "name_hidden"
    NO_LETTER = "no_letter"
    FORMULA = "formula"
    NUMBER_SHAPE = "number_shape"
    NUMBER_DIGIT = "number_digit"
    NUMBER_DATE = "number_date"
    FUTURE = "future"
    AGE = "age"
    NO_DAY = "no_day"
    DAY_TWO_WAYS = "day_two_ways"
    OTHER_DAY = "other_day"
    TEXT_TOO_LONG = "text_too_long"
    TWICE = "twice"
    OTHER_NAME = "other_name"


class RowNote(StrEnum):
    """What is worth knowing of a row that is taken in."""

    NO_NUMBER = "no_number"
    """Neither number nor birth date: nobody can tell a double."""
    SPELT_OTHERWISE = "spelt_otherwise"
    """Known here under a name that is spelt in another way; that one stays."""
    FILE_ONLY_NAMESAKE = "namesake"
    """Known by name and birth date alone."""


@dataclass(frozen=True, slots=True)
class ListedRow:
    """A row as the file has it: `line` counts as the spreadsheet does, from 1."""

    line: int
    name: str
    number: str
    born: str
    employee_number: str
    department: str
    is_protected: bool


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """A row and what becomes of it; `other` is the earlier line of somebody who stands twice.

    `person_id` of who is here already; `birth_date` as read of number or day.
    """

    row: ListedRow
    outcome: RowOutcome
    problem: RowProblem | None = None
    note: RowNote | None = None
    other: int = 0
    person_id: UUID | None = None
    birth_date: date | None = None
