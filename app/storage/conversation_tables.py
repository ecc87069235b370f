"""Tables of the guided conversations with companies; each keeps the guide it began with."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.conversation import ChosenStep, Participant
from app.domain.needed_roles import NeededRole
from app.storage.column_types import Structure
from app.storage.rows import STRICT, Row


class ConversationGuideRow(Row):
    """A version of the guide that a conversation here was begun with."""

    __tablename__ = "conversation_guides"
    __table_args__ = STRICT
    hash: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str]
    version: Mapped[str]
    canonical: Mapped[bytes]
    kept: Mapped[datetime]


class ConversationRow(Row):
    """One conversation. `steps` may be marked as done after it was held; nothing else changes."""

    __tablename__ = "conversations"
    __table_args__ = (
        CheckConstraint("state in ('open','paused','held')", "state"),
        Index("uq_conversations_number", "company_id", "number", unique=True),
        STRICT,
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    company_id: Mapped[UUID] = mapped_column(ForeignKey("organisations.id"))
    number: Mapped[int]
    guide_hash: Mapped[str] = mapped_column(ForeignKey("conversation_guides.hash"))
    day: Mapped[date]
    state: Mapped[str]
    assessor_id: Mapped[UUID] = mapped_column(ForeignKey("assessors.id"))
    participants: Mapped[tuple[Participant, ...]] = mapped_column(
        Structure(tuple[Participant, ...])
    )
    roles: Mapped[tuple[NeededRole, ...]] = mapped_column(Structure(tuple[NeededRole, ...]))
    steps: Mapped[tuple[ChosenStep, ...]] = mapped_column(Structure(tuple[ChosenStep, ...]))
    pause_reason: Mapped[str] = mapped_column(default="", server_default="")
    begun: Mapped[datetime]
    touched: Mapped[datetime]
    held: Mapped[datetime | None]
    record: Mapped[bytes | None]


class ConversationAnswerRow(Row):
    """One answer as it was given; a change is a new row and the newest counts."""

    __tablename__ = "conversation_answers"
    __table_args__ = STRICT
    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversations.id"), index=True)
    question_id: Mapped[str]
    level: Mapped[int | None]
    skipped: Mapped[str]
    note: Mapped[str]
    author_id: Mapped[UUID] = mapped_column(ForeignKey("assessors.id"))
    at: Mapped[datetime]
