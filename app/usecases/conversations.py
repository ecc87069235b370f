"""The guided conversation with a company: begun, answered, put off, closed, held again."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.change import Touched
from app.domain.conversation import Answer, ChosenStep, ConversationState, Guide, Participant
from app.domain.conversation_errors import (
    ConversationDayWrong,
    ConversationLocked,
    ConversationPaused,
    ConversationUnfinished,
    NextStepIncomplete,
    QuestionsOpen,
    StepDayWrong,
)
from app.domain.needed_roles import NeededRole, role_totals
from app.protocols.conversation import LoadedGuide, load_guide
from app.seal.conversation_payloads import ConversationHeld
from app.seal.records import RecordType
from app.storage import companies as company_rows
from app.storage import conversations as rows
from app.storage import log
from app.storage.tables import ConversationAnswerRow, ConversationRow
from app.usecases.conversation_cleaning import (
    clean_answer,
    clean_participants,
    clean_reason,
    clean_roles,
    clean_steps,
)
from app.usecases.conversation_views import (
    ConversationLine,
    ConversationSheet,
    Earlier,
    guide_of,
    line_of,
    sheet_of,
)
from app.usecases.desk import Desk
from app.usecases.seal_standing import own_seal_hindrance

__all__ = ["ConversationLine", "ConversationSheet", "Conversations", "Earlier"]


class Conversations:
    """One conversation of a company at a time; what was held is never changed (I1)."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        """`folder` holds the guide that new conversations begin with."""
        self._desk, self._folder = desk, folder

    @cached_property
    def _newest(self) -> LoadedGuide:
        return load_guide(self._folder)

    def guide(self) -> Guide:
        """What a new conversation asks."""
        return self._newest.guide

    def list(self, company_id: UUID) -> tuple[ConversationLine, ...]:
        """The company's conversations, the newest first. Raises UnknownCompany."""
        with self._desk.database.reading() as session:
            company_rows.organisation(session, company_id)
            found = rows.of_company(session, company_id)
            answers = rows.answers(session, (row.id for row in found))
            return tuple(line_of(session, row, answers[row.id]) for row in reversed(found))

    def sheet(self, conversation_id: UUID) -> ConversationSheet:
        """The whole conversation as it stands. Raises UnknownConversation."""
        with self._desk.database.reading() as session:
            return sheet_of(session, rows.conversation(session, conversation_id))

    def begin(self, company_id: UUID, participants: tuple[Participant, ...], day: date) -> UUID:
        """Begin one, with the participants of last time's steps at hand.

        Raises UnknownCompany, ConversationUnfinished, NobodyTakesPart, ConversationDayWrong,
        TextTooLong.
        """
        cleaned, newest = clean_participants(participants), self._newest
        guide, now = newest.guide, self._desk.clock.now()
        with self._desk.database.transaction() as session:
            company_rows.organisation(session, company_id)
            if (open_one := rows.unfinished(session, company_id)) is not None:
                raise ConversationUnfinished(open_one.id, open_one.day)
            row = ConversationRow(
                id=self._desk.new_id(),
                company_id=company_id,
                number=rows.next_number(session, company_id),
                guide_hash=guide.hash,
                day=day,
                state=ConversationState.OPEN,
                assessor_id=self._desk.assessor.id,
                participants=cleaned,
                roles=(),
                steps=(),
                begun=now,
                touched=now,
            )
            before = rows.before(session, row)
            if day > now.date() or (before is not None and day < before.day):
                raise ConversationDayWrong(day)
            row.roles = () if before is None else before.roles
            rows.keep_guide(session, guide.hash, guide.code, guide.version, newest.canonical, now)
            session.add(row)
        self._desk.announce(Touched.COMPANIES)
        return row.id

    def answer(self, conversation_id: UUID, question_id: str, answer: Answer) -> None:
        """Keep what was said; durable when this returns, and what was said before stays too.

        Raises ConversationLocked, ConversationPaused, TextTooLong.
        """
        self.answer_all(conversation_id, {question_id: answer})

    def answer_all(self, conversation_id: UUID, answers: Mapping[str, Answer]) -> None:
        """As `answer`, what was said by question: all of it is kept, or nothing."""
        with self._changing(conversation_id) as (session, row):
            guide, now = guide_of(session, row), self._desk.clock.now()
            if unknown := answers.keys() - {question.id for question in guide.questions}:
                raise ValueError(unknown)
            for question_id, answer in answers.items():
                cleaned = clean_answer(guide, answer)
                session.add(
                    ConversationAnswerRow(
                        conversation_id=row.id,
                        question_id=question_id,
                        level=cleaned.level,
                        skipped=cleaned.skipped,
                        note=cleaned.note,
                        author_id=self._desk.assessor.id,
                        at=now,
                    )
                )

    def skip(self, conversation_id: UUID, question_id: str, reason: str, note: str = "") -> None:
        """Leave a question for a reason. Raises PutOffWithoutReason and what `answer` raises."""
        self.answer(conversation_id, question_id, Answer(None, clean_reason(reason), note))

    def keep_participants(
        self, conversation_id: UUID, participants: tuple[Participant, ...]
    ) -> None:
        """Who takes part. Raises NobodyTakesPart and what `answer` raises."""
        cleaned = clean_participants(participants)
        with self._changing(conversation_id) as (_session, row):
            row.participants = cleaned

    def keep_roles(self, conversation_id: UUID, roles: tuple[NeededRole, ...]) -> None:
        """The roles needed. Raises RoleIncomplete and what `answer` raises."""
        cleaned = clean_roles(roles)
        with self._changing(conversation_id) as (_session, row):
            row.roles = cleaned

    def keep_steps(self, conversation_id: UUID, steps: tuple[ChosenStep, ...]) -> None:
        """The next steps chosen so far; half a step may stand until it is closed."""
        with self._changing(conversation_id) as (session, row):
            row.steps = clean_steps(guide_of(session, row), steps)

    def pause(self, conversation_id: UUID, reason: str) -> None:
        """Put it off. Raises PutOffWithoutReason and what `answer` raises."""
        cleaned = clean_reason(reason)
        with self._changing(conversation_id) as (_session, row):
            row.state, row.pause_reason = ConversationState.PAUSED, cleaned

    def resume(self, conversation_id: UUID) -> None:
        """Go on; one that is open stays so. Raises ConversationLocked."""
        with self._changing(conversation_id, may_rest=True) as (_session, row):
            row.state, row.pause_reason = ConversationState.OPEN, ""

    def drop(self, conversation_id: UUID) -> None:
        """Let go of one that was begun by mistake, with all in it. Raises ConversationLocked."""
        with self._changing(conversation_id, may_rest=True) as (session, row):
            rows.remove(session, row)

    def close(self, conversation_id: UUID) -> None:
        """Sign that it was held; from now on it is locked.

        Raises QuestionsOpen, NextStepIncomplete, SealNotBelieved, ClockBehind and what `answer`
        raises.
        """
        with self._changing(conversation_id) as (session, row):
            sheet = sheet_of(session, row)
            _refuse_unfinished(sheet)
            if (hindrance := own_seal_hindrance(self._desk, session)) is not None:
                raise hindrance
            row.record = log.append(
                session, self._desk.signer, RecordType.CONVERSATION_HELD, "", _payload(sheet)
            )
            row.state, row.held = ConversationState.HELD, self._desk.clock.now()
        self._desk.announce(Touched.LOG)

    def mark_step(self, conversation_id: UUID, place: int, day: date | None) -> None:
        """A chosen step of a conversation that was held is done, or (None) is not after all.

        Raises StepDayWrong.
        """
        with self._desk.database.transaction() as session:
            row = rows.conversation(session, conversation_id)
            if day is not None and not row.day <= day <= self._desk.clock.now().date():
                raise StepDayWrong(day)
            row.steps = tuple(
                replace(step, done=day) if number == place else step
                for number, step in enumerate(row.steps)
            )
        self._desk.announce(Touched.COMPANIES)

    @contextmanager
    def _changing(
        self, conversation_id: UUID, *, may_rest: bool = False
    ) -> Iterator[tuple[Session, ConversationRow]]:
        """A transaction on a conversation that may be changed, announced once it is committed."""
        with self._desk.database.transaction() as session:
            row = rows.conversation(session, conversation_id)
            if row.state == ConversationState.HELD:
                raise ConversationLocked(row.day)
            if row.state == ConversationState.PAUSED and not may_rest:
                raise ConversationPaused
            row.touched = self._desk.clock.now()
            yield session, row
        self._desk.announce(Touched.COMPANIES)


def _refuse_unfinished(sheet: ConversationSheet) -> None:
    open_ones = [q.id for q in sheet.guide.questions if not sheet.answer(q.id).is_given]
    if open_ones:
        raise QuestionsOpen(len(open_ones), open_ones[0])
    for place, step in enumerate(sheet.steps):
        if not step.is_complete:
            raise NextStepIncomplete(place)


def _payload(sheet: ConversationSheet) -> ConversationHeld:
    totals, given = role_totals(sheet.roles), sheet.answers.items()
    return ConversationHeld(
        conversation=str(sheet.line.id),
        company=str(sheet.company_id),
        guide=sheet.guide.code,
        version=sheet.guide.version,
        guide_hash=sheet.guide.hash,
        number=sheet.line.number,
        day=sheet.line.day,
        levels={question: answer.level for question, answer in given if answer.level is not None},
        themes={each.theme: each.level for each in sheet.line.standings if each.level is not None},
        skipped=tuple(question for question, answer in given if answer.level is None),
        participants=len(sheet.participants),
        steps=len(sheet.steps),
        roles=totals.roles,
        people_now=totals.now,
        people_in_one=totals.in_one,
        people_in_three=totals.in_three,
        people_lacking=totals.lacking,
        critical_roles=totals.critical,
        roles_at_risk=totals.at_risk,
    )
