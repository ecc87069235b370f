"""What the screens and the report see of guided conversations, read from their rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.conversation import (
    Answer,
    ChosenStep,
    ConversationState,
    Guide,
    Participant,
    ThemeChange,
    ThemeStanding,
    theme_change,
    theme_standing,
)
from app.domain.needed_roles import NeededRole
from app.protocols.conversation import guide_from_canonical
from app.storage import companies as company_rows
from app.storage import conversations as rows
from app.storage.tables import AssessorRow, ConversationRow


@dataclass(frozen=True, slots=True)
class ConversationLine:
    """One conversation in a list; `standings` in the order of its guide's themes."""

    id: UUID
    number: int
    day: date
    state: ConversationState
    led_by: str
    pause_reason: str
    guide: Guide
    standings: tuple[ThemeStanding, ...]

    @property
    def answered(self) -> int:
        """Questions with an answer or a reason to skip them."""
        return sum(standing.answered + standing.skipped for standing in self.standings)

    @property
    def total(self) -> int:
        """All questions."""
        return sum(standing.total for standing in self.standings)


@dataclass(frozen=True, slots=True)
class Earlier:
    """The conversation held last before: its day and what was answered then."""

    id: UUID
    day: date
    answers: Mapping[str, Answer]
    steps: tuple[ChosenStep, ...]


@dataclass(frozen=True, slots=True)
class ConversationSheet:
    """A whole conversation as it stands."""

    line: ConversationLine
    company_id: UUID
    company: str
    answers: Mapping[str, Answer]
    participants: tuple[Participant, ...]
    roles: tuple[NeededRole, ...]
    steps: tuple[ChosenStep, ...]
    earlier: Earlier | None
    held: datetime | None

    @property
    def guide(self) -> Guide:
        """What is asked."""
        return self.line.guide

    @property
    def is_locked(self) -> bool:
        """Whether it was held: only what became of its next steps may change."""
        return self.line.state is ConversationState.HELD

    def answer(self, question_id: str) -> Answer:
        """What was said to a question; an empty answer where nothing was."""
        return self.answers.get(question_id, Answer())

    @property
    def changes(self) -> tuple[ThemeChange, ...]:
        """Per theme against last time; nothing where there is no last time."""
        if self.earlier is None:
            return ()
        before = self.earlier.answers
        return tuple(theme_change(theme, self.answers, before) for theme in self.guide.themes)


@lru_cache(maxsize=8)
def _read(canonical: bytes) -> Guide:
    return guide_from_canonical(canonical)


def guide_of(session: Session, row: ConversationRow) -> Guide:
    """The guide the conversation began with, whatever is newest now."""
    return _read(rows.canonical(session, row.guide_hash))


def line_of(
    session: Session, row: ConversationRow, answers: Mapping[str, Answer]
) -> ConversationLine:
    """A row as the list has it."""
    guide = guide_of(session, row)
    return ConversationLine(
        id=row.id,
        number=row.number,
        day=row.day,
        state=ConversationState(row.state),
        led_by=session.get_one(AssessorRow, row.assessor_id).name,
        pause_reason=row.pause_reason,
        guide=guide,
        standings=tuple(theme_standing(theme, answers) for theme in guide.themes),
    )


def sheet_of(session: Session, row: ConversationRow) -> ConversationSheet:
    """A row with everything about it."""
    before = rows.before(session, row)
    ids = (row.id,) if before is None else (row.id, before.id)
    answers = rows.answers(session, ids)
    earlier = None
    if before is not None:
        earlier = Earlier(before.id, before.day, answers[before.id], before.steps)
    return ConversationSheet(
        line=line_of(session, row, answers[row.id]),
        company_id=row.company_id,
        company=company_rows.organisation(session, row.company_id).name,
        answers=answers[row.id],
        participants=row.participants,
        roles=row.roles,
        steps=row.steps,
        earlier=earlier,
        held=row.held,
    )
