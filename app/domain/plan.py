"""The plan for what remains: measures with who, until when, followed up when, and done when."""

from dataclasses import dataclass
from datetime import date


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
