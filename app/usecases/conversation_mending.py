"""Conversations that were held, made again from their records: the steps said, never a word."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.domain.conversation import Answer, ConversationState
from app.paths import conversation_folder
from app.protocols.conversation import LoadedGuide, is_guide, load_guide
from app.seal.conversation_payloads import ConversationHeld
from app.storage import conversations
from app.storage.log_proof import Told
from app.storage.tables import (
    ConversationAnswerRow,
    ConversationGuideRow,
    ConversationRow,
    OrganisationRow,
    SealRow,
)

NO_REASON = "–"
"""Stands for why a question was left, which no record says."""


@dataclass(frozen=True)
class ConversationMending:
    """In the caller's transaction. Notes, who took part, roles and next steps in words do not come
    back where the row is lost; where it is there they stay as they are.

    A conversation of a guide that is nowhere here stays away: the check goes on naming it.
    """

    session: Session

    def mend_all(self, said: Iterable[tuple[Told, ConversationHeld]]) -> None:
        """Let rows and answers say what the records say, a company's first conversation first."""
        for told, held in sorted(said, key=lambda one: one[1].number):
            self._mend(told, held)

    def _mend(self, told: Told, said: ConversationHeld) -> None:
        row = self.session.get(ConversationRow, UUID(said.conversation))
        row = self._added(told, said) if row is None else row
        if row is None:
            return
        row.company_id, row.day, row.guide_hash = UUID(said.company), said.day, said.guide_hash
        row.state, row.record = ConversationState.HELD, told.hash
        row.held = row.held or told.header.time.wall
        if row.number != said.number:
            self._count(row, said.number)
        self.session.flush()
        self._answers(row, told, said)

    def _added(self, told: Told, said: ConversationHeld) -> ConversationRow | None:
        seal, at = self.session.get(SealRow, told.header.kid), told.header.time.wall
        company = self.session.get(OrganisationRow, UUID(said.company))
        if seal is None or company is None or not self._has_guide(said.guide_hash, at):
            return None
        row = ConversationRow(
            id=UUID(said.conversation),
            company_id=company.id,
            number=conversations.next_number(self.session, company.id),
            guide_hash=said.guide_hash,
            day=said.day,
            state=ConversationState.HELD,
            assessor_id=seal.assessor_id,
            participants=(),
            roles=(),
            steps=(),
            begun=at,
            touched=at,
        )
        self.session.add(row)
        self.session.flush()
        return row

    def _count(self, row: ConversationRow, number: int) -> None:
        """Give it the number it was signed with; an unfinished one that has it makes room."""
        same = ConversationRow.company_id == row.company_id, ConversationRow.number == number
        taken = self.session.scalar(select(ConversationRow).where(*same))
        if taken is not None and taken.state == ConversationState.HELD:
            return  # two desks that never met have both held it: each keeps its own
        if taken is not None:
            taken.number = conversations.next_number(self.session, row.company_id)
            self.session.flush()
        row.number = number

    def _answers(self, row: ConversationRow, told: Told, said: ConversationHeld) -> None:
        """Only what differs is written, as a new answer: notes to the others stay."""
        held = conversations.answers(self.session, [row.id])[row.id]
        asked = {*said.levels, *said.skipped}
        for question in held.keys() - asked:
            own = ConversationAnswerRow.conversation_id == row.id
            which = own & (ConversationAnswerRow.question_id == question)
            self.session.execute(delete(ConversationAnswerRow).where(which))
        for question in sorted(asked):
            answer, level = held.get(question, Answer()), said.levels.get(question)
            if answer.is_given and answer.level == level:
                continue
            self.session.add(
                ConversationAnswerRow(
                    conversation_id=row.id,
                    question_id=question,
                    level=level,
                    skipped="" if level is not None else answer.skipped or NO_REASON,
                    note=answer.note,
                    author_id=row.assessor_id,
                    at=told.header.time.wall,
                )
            )
        self.session.flush()

    def _has_guide(self, hash_: str, at: datetime) -> bool:
        """Whether the guide is kept here, or came with the product: then it is kept from now on."""
        if self.session.get(ConversationGuideRow, hash_) is not None:
            return True
        for one in self._shipped:
            guide = one.guide
            if guide.hash == hash_:
                told = guide.code, guide.version, one.canonical, at
                conversations.keep_guide(self.session, hash_, *told)
                return True
        return False

    @cached_property
    def _shipped(self) -> tuple[LoadedGuide, ...]:
        folders = sorted(conversation_folder().iterdir())
        return tuple(load_guide(folder) for folder in folders if is_guide(folder))
