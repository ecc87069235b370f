"""The plan for what remains: measures with who, until when, followed up when, and done when."""

from dataclasses import dataclass
from datetime import date

from app.domain.text import Language


@dataclass(frozen=True, slots=True)
class PlannedMeasure:
    """What will be done about a gap, by whom, until when; `follow_up` is when somebody asks.

    `done`: the day it was done, with `done_note` saying how that was seen.
    """

    area: str
    text: str
    responsible: str
    due: date | None
    follow_up: date | None = None
    done: date | None = None
    done_note: str = ""

    @property
    def is_complete(self) -> bool:
        """Whether it says what and who."""
        return bool(self.text.strip()) and bool(self.responsible.strip())

    @property
    def asked_on(self) -> date | None:
        """The day to ask how it went: the follow-up, else the day it was to be done."""
        return self.follow_up or self.due


@dataclass(frozen=True, slots=True)
class Remaining:
    """An area on the plan sheet: why it remains, what to be able to do, what is planned.

    `in_safety`: its measures have to be done before a new test.
    """

    name: str
    why: str
    needs: tuple[str, ...]
    measures: tuple[PlannedMeasure, ...]
    in_safety: bool


@dataclass(frozen=True, slots=True)
class NewTest:
    """When what remains can be tried again, how often still, and how long what is shown counts."""

    first_day: date
    tries_left: int
    banked_to: date | None


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """All that the plan sheet says, in the candidate's language; never a question of a test."""

    language: Language
    practice: bool
    name: str
    role: str
    centre: str
    assessor: str
    assessor_number: int
    decided: date
    talked: date | None
    shown: tuple[str, ...]
    remaining: tuple[Remaining, ...]
    areas: int
    new_test: NewTest | None
    appeal_by: date
    comment: str
    label: str
