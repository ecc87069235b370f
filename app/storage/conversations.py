"""Guided conversations of a company: rows as they stand, the newest answer of each question."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.conversation import Answer, ConversationState
from app.domain.errors import UserError
from app.storage.tables import ConversationAnswerRow, ConversationGuideRow, ConversationRow

_UNFINISHED = (ConversationState.OPEN, ConversationState.PAUSED)


class UnknownConversation(UserError):
    """No such conversation in this desk's file."""

    def __init__(self, conversation_id: UUID) -> None:
        super().__init__()
        self.conversation_id = conversation_id


def conversation(session: Session, conversation_id: UUID) -> ConversationRow:
    """The conversation. Raises UnknownConversation."""
    row = session.get(ConversationRow, conversation_id)
    if row is None:
        raise UnknownConversation(conversation_id)
    return row


def of_company(session: Session, company_id: UUID) -> tuple[ConversationRow, ...]:
    """Every conversation of the company, the first one first."""
    found = select(ConversationRow).where(ConversationRow.company_id == company_id)
    return tuple(session.scalars(found.order_by(ConversationRow.number)))


def unfinished(session: Session, company_id: UUID) -> ConversationRow | None:
    """The company's conversation that is open or paused."""
    found = select(ConversationRow).where(
        ConversationRow.company_id == company_id, ConversationRow.state.in_(_UNFINISHED)
    )
    return session.scalar(found)


def before(session: Session, row: ConversationRow) -> ConversationRow | None:
    """The one held last before this one with the same company."""
    found = (
        select(ConversationRow)
        .where(
            ConversationRow.company_id == row.company_id,
            ConversationRow.number < row.number,
            ConversationRow.state == ConversationState.HELD,
        )
        .order_by(ConversationRow.number.desc())
    )
    return session.scalar(found.limit(1))


def next_number(session: Session, company_id: UUID) -> int:
    """What the company's next conversation is counted as."""
    newest = select(func.max(ConversationRow.number))
    return (session.scalar(newest.where(ConversationRow.company_id == company_id)) or 0) + 1


def answers(session: Session, conversation_ids: Iterable[UUID]) -> dict[UUID, dict[str, Answer]]:
    """The newest answer of each question, by conversation and question id."""
    wanted = tuple(conversation_ids)
    found = select(ConversationAnswerRow).where(ConversationAnswerRow.conversation_id.in_(wanted))
    given: dict[UUID, dict[str, Answer]] = {each: {} for each in wanted}
    for row in session.scalars(found.order_by(ConversationAnswerRow.id)):
        answer = Answer(row.level, row.skipped, row.note)
        given[row.conversation_id][row.question_id] = answer
    return given


def keep_guide(
    session: Session, hash_: str, code: str, version: str, canonical: bytes, now: datetime
) -> None:
    """Keep the guide once; one that is here stays as it is."""
    if session.get(ConversationGuideRow, hash_) is None:
        row = ConversationGuideRow(hash=hash_, code=code, version=version)
        row.canonical, row.kept = canonical, now
        session.add(row)
        session.flush()


def take_guides(session: Session, held: Session) -> None:
    """Keep the guides of another file of this desk: conversations that come back rest on them."""
    for row in held.scalars(select(ConversationGuideRow)):
        keep_guide(session, row.hash, row.code, row.version, row.canonical, row.kept)


def canonical(session: Session, hash_: str) -> bytes:
    """The canonical bytes of a guide that is kept."""
    return session.get_one(ConversationGuideRow, hash_).canonical


def remove(session: Session, row: ConversationRow) -> None:
    """Let go of a conversation that was not held, with its answers."""
    answers_of = ConversationAnswerRow.conversation_id == row.id
    for answer in session.scalars(select(ConversationAnswerRow).where(answers_of)):
        session.delete(answer)
    session.flush()
    session.delete(row)
