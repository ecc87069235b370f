"""The guided conversation with a company: what is asked, what was answered, where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.text import Text

LOWEST, HIGHEST = 1, 4


class ConversationState(StrEnum):
    """Open and paused ones can be answered; what was held is locked for good (I1)."""

    OPEN = "open"
    PAUSED = "paused"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class GuideStep:
    """One step of the scale all questions share; `code` 1–4 from the lowest."""

    code: int
    name: Text
    description: Text


@dataclass(frozen=True, slots=True)
class GuideQuestion:
    """One question. `steps`: what can be seen at each step; `listen_for`, `follow_up`: to help."""

    id: str
    text: Text
    listen_for: Text
    follow_up: Text
    steps: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class ProposedStep:
    """Something to do next for a company that stands on step `level` in a theme."""

    level: int
    text: Text
    length: Text


@dataclass(frozen=True, slots=True)
class GuideTheme:
    """Questions that belong together, and what is proposed by where the theme stands."""

    id: str
    name: Text
    short: Text
    purpose: Text
    questions: tuple[GuideQuestion, ...]
    next_steps: tuple[ProposedStep, ...]


@dataclass(frozen=True, slots=True)
class Guide:
    """A version of the conversation; `hash` (hex) is of its canonical bytes, what one pins."""

    code: str
    version: str
    name: Text
    label: Text
    introduction: Text
    scale: tuple[GuideStep, ...]
    themes: tuple[GuideTheme, ...]
    hash: str

    @property
    def questions(self) -> tuple[GuideQuestion, ...]:
        """Every question in the order asked."""
        return tuple(question for theme in self.themes for question in theme.questions)

    def theme(self, theme_id: str) -> GuideTheme:
        """The theme with this id. Raises KeyError."""
        return {theme.id: theme for theme in self.themes}[theme_id]


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said: a step, or a skip with its reason; `note` in the company's own words."""

    level: int | None = None
    skipped: str = ""
    note: str = ""

    @property
    def is_given(self) -> bool:
        """Whether the question needs nothing more: a step, or a reason to skip it."""
        return self.level is not None or bool(self.skipped)


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who took part: a role, and the name where the company gives it."""

    role: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class ChosenStep:
    """What the company will do next in a theme, who sees to it, until when; `done`: when it was."""

    theme: str
    text: str
    responsible: str
    due: date | None
    done: date | None = None

    @property
    def is_complete(self) -> bool:
        """Whether it says what, who and when."""
        return bool(self.text.strip() and self.responsible.strip()) and self.due is not None


@dataclass(frozen=True, slots=True)
class ThemeStanding:
    """Where a theme stands: the mean of its answers in permille of a step, None for too few."""

    theme: str
    answered: int
    skipped: int
    total: int
    level: int | None

    @property
    def is_done(self) -> bool:
        """Whether every question has a step or a reason to skip it."""
        return self.answered + self.skipped == self.total

    @property
    def step(self) -> int | None:
        """The step that is reached whole."""
        return None if self.level is None else self.level // 1000


@dataclass(frozen=True, slots=True)
class ThemeChange:
    """A theme against last time: levels in permille of a step, questions that rose and fell."""

    theme: str
    before: int | None
    now: int | None
    risen: tuple[str, ...]
    fallen: tuple[str, ...]

    @property
    def difference(self) -> int | None:
        """How much it moved; None when either time had too few answers."""
        return None if self.before is None or self.now is None else self.now - self.before


def theme_standing(theme: GuideTheme, answers: Mapping[str, Answer]) -> ThemeStanding:
    """The standing by the answers per question id; half of the questions give a level."""
    given = [answers.get(question.id, Answer()) for question in theme.questions]
    levels = [answer.level for answer in given if answer.level is not None]
    skipped = sum(answer.level is None and answer.is_given for answer in given)
    enough = 2 * len(levels) >= len(given) and levels
    mean = (2000 * sum(levels) + len(levels)) // (2 * len(levels)) if enough else None
    return ThemeStanding(theme.id, len(levels), skipped, len(given), mean)


def proposals(theme: GuideTheme, standing: ThemeStanding) -> tuple[ProposedStep, ...]:
    """What the guide proposes where the theme stands; nothing without a level."""
    return tuple(step for step in theme.next_steps if step.level == standing.step)


def strengths(guide: Guide, answers: Mapping[str, Answer]) -> tuple[GuideQuestion, ...]:
    """The questions answered with the two highest steps, the highest first, then as asked."""
    found = [(answers[q.id].level or 0, q) for q in guide.questions if q.id in answers]
    return tuple(q for level, q in sorted(found, key=lambda each: -each[0]) if level >= HIGHEST - 1)


def theme_change(
    theme: GuideTheme, now: Mapping[str, Answer], before: Mapping[str, Answer]
) -> ThemeChange:
    """What changed in a theme since last time, by question ids that both times answered."""
    moved = {
        question.id: (now[question.id].level or 0) - (before[question.id].level or 0)
        for question in theme.questions
        if _has_level(now, question.id) and _has_level(before, question.id)
    }
    return ThemeChange(
        theme.id,
        theme_standing(theme, before).level,
        theme_standing(theme, now).level,
        tuple(question for question, by in moved.items() if by > 0),
        tuple(question for question, by in moved.items() if by < 0),
    )


def _has_level(answers: Mapping[str, Answer], question_id: str) -> bool:
    return question_id in answers and answers[question_id].level is not None
