"""What a company does about a gap: course, coaching or practice, for whom, until when."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

WORDS_GONE = "Borttaget vid radering · Removed on erasure"
"""What stands where a measure's words stood, once somebody they may be about is erased."""

_WORD = re.compile(r"\w+")


class MeasureKind(StrEnum):
    """How a gap is closed."""

    COURSE = "course"
    COACHING = "coaching"
    PRACTICE = "practice"


@dataclass(frozen=True, slots=True)
class MeasureFor:
    """Somebody a measure is for, and the day they had done it."""

    person_id: UUID
    done: date | None = None


@dataclass(frozen=True, slots=True)
class CompanyMeasure:
    """One line of a company's plan. `code`, `area`: of the profile; `follow_up`: when to ask.

    `length` is free text such as "2 dagar"; `people` are those it is for.
    """

    id: UUID
    company_id: UUID
    code: str
    area: str
    kind: MeasureKind
    text: str
    length: str
    responsible: str
    due: date | None
    follow_up: date | None
    people: tuple[MeasureFor, ...]

    @property
    def done(self) -> date | None:
        """The day the last of them had done it; None while somebody remains."""
        days = [person.done for person in self.people]
        return None if not days or None in days else max(day for day in days if day is not None)

    @property
    def asked_on(self) -> date | None:
        """The day to ask how it went: the follow-up, else the day it was to be done."""
        return self.follow_up or self.due


def is_named(said: str, names: Iterable[str]) -> bool:
    """Whether one of the names stands whole in what is said, also as "Eva Eks"; case is nothing."""
    spoken = f" {_words(said)} "
    return any(
        bare and (f" {bare} " in spoken or f" {bare}s " in spoken) for bare in map(_words, names)
    )


def _words(text: str) -> str:
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))
