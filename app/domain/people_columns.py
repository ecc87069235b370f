"""Columns of a list of people: which is which, guessed from the headings in Swedish or English."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from enum import StrEnum


class PeopleColumn(StrEnum):
    """What a column holds; IGNORED is not taken in."""

    IGNORED = "ignored"
    NAME = "name"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    IDENTITY = "identity"
    BIRTH_DATE = "birth_date"
    EMPLOYEE_NUMBER = "employee_number"
    DEPARTMENT = "department"
    PROTECTED = "protected"


_C = PeopleColumn
_HEADINGS: dict[PeopleColumn, tuple[str, ...]] = {
    _C.IDENTITY: (
        *("personnummer", "personnr", "persnr", "pnr", "pers nr", "person nr", "idnummer"),
        *(
            "personal identity number",
            "identity number",
            "ssn",
            "personal number",
            "samordningsnummer",
        ),
        *("identitetsnummer", "identitetsbeteckning", "national id"),
    ),
    _C.FIRST_NAME: (
        "fornamn",
        "tilltalsnamn",
        "first name",
        "firstname",
        "given name",
        "given names",
    ),
    _C.LAST_NAME: ("efternamn", "last name", "lastname", "surname", "family name"),
    _C.NAME: (
        *("namn", "name", "full name", "fullstandigt namn", "person", "medarbetare", "anstalld"),
        *("deltagare", "validand", "employee", "employee name", "for och efternamn"),
    ),
    _C.BIRTH_DATE: (
        *("fodelsedatum", "fodd", "fodelsedag", "date of birth", "birth date", "birthdate"),
        *("born", "dob"),
    ),
    _C.EMPLOYEE_NUMBER: (
        *("anstallningsnummer", "anstallningsnr", "anstnr", "anst nr", "anstallnr", "anst nummer"),
        *(
            "employee number",
            "employee no",
            "emp no",
            "staff number",
            "employee id",
            "personalnummer",
        ),
    ),
    _C.DEPARTMENT: (
        *("avdelning", "avd", "enhet", "grupp", "lag", "arbetslag", "kostnadsstalle"),
        *("department", "dept", "unit", "team", "section"),
    ),
    _C.PROTECTED: (
        *("skyddad", "skyddade personuppgifter", "skyddad identitet", "sekretess"),
        *("protected", "protected identity", "protected personal data"),
    ),
}
_KNOWN = {words: column for column, all_words in _HEADINGS.items() for words in all_words}
_YES = frozenset({"ja", "j", "yes", "y", "x", "1", "true", "sant", "skyddad"})
_BETWEEN = re.compile(r"[\W_]+")
_DAY = re.compile(r"(\d{1,4})[-./ ](\d{1,2})[-./ ](\d{1,4})", re.ASCII)


class DayReadTwoWays(ValueError):
    """Day and month can be either way round, and both are days."""


class NoSuchDay(ValueError):
    """What is written is no day."""


def heading_words(heading: str) -> str:
    """A heading without case, accents and signs: what is compared and remembered."""
    bare = unicodedata.normalize("NFKD", heading.casefold())
    kept = "".join(one for one in bare if not unicodedata.combining(one))
    return " ".join(_BETWEEN.sub(" ", kept).split())


def guess_columns(headings: Sequence[str]) -> tuple[PeopleColumn, ...]:
    """What each column holds, each kind once: the first heading that says it."""
    found: list[PeopleColumn] = []
    for heading in headings:
        column = _KNOWN.get(heading_words(heading), _C.IGNORED)
        found.append(_C.IGNORED if column in found else column)
    return tuple(found)


def recognised(headings: Sequence[str]) -> int:
    """How many of the headings say what they are."""
    return sum(column is not _C.IGNORED for column in guess_columns(headings))


def is_yes(written: str) -> bool:
    """Whether a cell says yes."""
    return written.strip().casefold() in _YES


def read_day(written: str) -> date | None:
    """A day as lists write it: 1987-05-21, 19870521, 21.5.1987, 21/5/1987; None for none.

    Raises NoSuchDay, and DayReadTwoWays for 3/4/1987 with strokes, where other countries mean
    4 March.
    """
    text = written.strip()
    if not text:
        return None
    try:
        return _day_of(text)
    except DayReadTwoWays:
        raise
    except ValueError as error:
        raise NoSuchDay(written) from error


def _day_of(text: str) -> date:
    if len(text) == 8 and text.isdecimal():
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    matched = _DAY.fullmatch(text.split("T")[0].split(" 00:00")[0])
    if matched is None:
        raise NoSuchDay(text)
    one, two, three = matched.groups()
    if len(one) == 4:
        return date(int(one), int(two), int(three))
    if len(three) != 4:
        raise NoSuchDay(text)
    return _day_last(int(one), int(two), int(three), by_stroke="/" in text)


def _day_last(one: int, two: int, year: int, *, by_stroke: bool) -> date:
    if by_stroke and one != two and one <= 12 and two <= 12:
        raise DayReadTwoWays
    if by_stroke and two > 12:
        return date(year, one, two)
    return date(year, two, one)
