"""All that the report of a guided conversation says, in one language."""

from dataclasses import dataclass
from datetime import date

from app.domain.needed_roles import NeededRole
from app.domain.text import Language


@dataclass(frozen=True, slots=True)
class SaidAnswer:
    """A question with what was said: the step and its words, or why it was skipped.

    `note` only where the company wants its notes in the report.
    """

    question: str
    level: int | None
    step: str
    words: str
    skipped: str
    note: str


@dataclass(frozen=True, slots=True)
class ReportTheme:
    """A theme: its level on each occasion in permille of a step (None for too few answers)."""

    name: str
    short: str
    levels: tuple[int | None, ...]
    answers: tuple[SaidAnswer, ...]

    @property
    def now(self) -> int | None:
        """Where it stands."""
        return self.levels[-1]

    @property
    def before(self) -> int | None:
        """Where it stood last time, None where there was none."""
        return self.levels[-2] if len(self.levels) > 1 else None


@dataclass(frozen=True, slots=True)
class ReportStep:
    """A next step: in which theme, what, who sees to it, until when, done when."""

    theme: str
    text: str
    who: str
    until: date | None
    done: date | None


@dataclass(frozen=True, slots=True)
class ConversationReport:
    """`occasions`: the days of the conversations so far, this one last; `with_notes`: notes,
    participants' names and who can take over are in it.
    """

    language: Language
    practice: bool
    made: date
    company: str
    centre: str
    led_by: str
    number: int
    participants: tuple[str, ...]
    scale: tuple[str, ...]
    occasions: tuple[date, ...]
    themes: tuple[ReportTheme, ...]
    strengths: tuple[str, ...]
    steps: tuple[ReportStep, ...]
    roles: tuple[NeededRole, ...]
    risen: int
    fallen: int
    answered: int
    total: int
    label: str
    with_notes: bool
