"""Asking a second assessor at another laptop, by file, and taking what they signed (R29, R61)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.case import CaseState, Part, SittingState, WrongState
from app.domain.change import Touched
from app.domain.errors import UserError
from app.domain.free_text import clean_line
from app.seal.codes import BadSeal, Code
from app.seal.handover import Answer, Ask, NotAHandover, new_code, open_content, seal_content
from app.seal.payloads import RatingGiven, SittingClosed, SittingEnd, decode_payload
from app.seal.records import RecordHeader, check_payload, open_record
from app.storage import cases as case_rows
from app.storage import handover_facts, seals
from app.storage import sittings as rows
from app.storage.handover_facts import Asked
from app.storage.seals import Accreditation
from app.storage.tables import AssessorRow, CaseRow, ObservationRow, SealRow, SittingRow
from app.usecases.beside import beside_sitting
from app.usecases.desk import Desk
from app.usecases.evidence import areas_to_take
from app.usecases.second_person import SamePerson
from app.usecases.two_assessors import (
    go_on,
    lead,
    may_change_second,
    refuse_unaccredited,
    stop_both,
)

ELSEWHERE = "elsewhere"
"""The state of a seal whose owner never unlocks this desk."""


class NotBegun(UserError):
    """The practical begins here first; then there is something to assess beside."""


class NobodyNamed(UserError):
    """The colleague at the other computer needs a name."""


class AnswerOfAnother(UserError):
    """The answer is about another case or another practical than this one."""


class SecondNotAccredited(UserError):
    """The colleague's own statement does not cover the profile on the day they rated (R1)."""

    def __init__(self, name: str, profile: str) -> None:
        super().__init__()
        self.name = name
        self.profile = profile


@dataclass(frozen=True, slots=True)
class HandoverFile:
    """A file for the other laptop, and the code to tell by voice."""

    name: str
    content: bytes
    code: str


class Asking:
    """The laptop that has the case."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def choose_elsewhere(self, case_id: UUID, name: str) -> None:
        """Let a colleague of this name, at another computer, rate beside.

        Raises NobodyNamed, TextTooLong, WrongState once somebody has begun beside.
        """
        name = clean_line(name)
        if not name:
            raise NobodyNamed
        desk, now = self._desk, self._desk.clock.now()
        with desk.database.transaction() as session:
            case = case_rows.case(session, case_id)
            if not may_change_second(desk, session, case):
                raise WrongState(case.state, "second_assessor")
            refuse_unaccredited(desk, session, case)
            colleague = AssessorRow(id=desk.new_id(), name=name, number=0, roles=())
            session.add(colleague)
            session.flush()
            case.second_assessor_id = colleague.id
            lead(session, case, desk.assessor.id)
            handover_facts.put(session, case_id, Asked(new_code(), now))
        desk.announce(Touched.CASES)

    def file(self, case_id: UUID) -> HandoverFile:
        """The file for the colleague; again as often as one likes. Raises NotBegun."""
        with self._desk.database.reading() as session:
            case, first, asked = self._asked(session, case_id)
            ask = self._ask(session, case, first, asked.at)
        return HandoverFile(_file_name("medbedomning", case.id), _sealed(ask, asked), asked.code)

    def take(self, case_id: UUID, raw: bytes) -> None:
        """Take what the colleague signed; the same file twice changes nothing.

        Raises NotAHandover, NewerHandover, WrongCode, AnswerOfAnother, BadSeal, SamePerson,
        SecondNotAccredited, NotBegun, WrongState.
        """
        with self._desk.database.reading() as session:
            code = self._asked(session, case_id)[2].code
        answer = open_content(raw, code, Answer)
        header, said = _proved(answer)
        trust = self._desk.trust()
        statement = seals.prove_accreditation(answer.accreditation, trust, answer.public)
        with self._desk.database.transaction() as session:
            case, first, _ = self._asked(session, case_id)
            self._refuse_other(case, first, header, said)
            self._refuse_colleague(case, statement, said)
            if session.get(SittingRow, UUID(said.sitting)) is not None:
                return
            if case.state != CaseState.RUNNING or beside_sitting(session, first.id) is not None:
                raise WrongState(case.state, "second_answer")
            colleague = self._colleague(session, case, statement, answer)
            second = _write(session, first, said, colleague)
            if second.stop_criterion is not None:
                stop_both(self._desk, session, case, second)
            now = self._desk.clock.now()
            case_rows.add_event(session, case, now, "second_answered", colleague.name)
            session.flush()
            go_on(self._desk, session, case)
        self._desk.announce(Touched.CASES, Touched.SITTINGS, Touched.LOG)

    def _asked(self, session: Session, case_id: UUID) -> tuple[CaseRow, SittingRow, Asked]:
        case = case_rows.case(session, case_id)
        asked = handover_facts.get(session, case_id, Asked)
        first = rows.latest_sitting(session, case_id, Part.PRACTICAL)
        if asked is None or first is None:
            raise NotBegun
        return case, first, asked

    def _ask(self, session: Session, case: CaseRow, first: SittingRow, at: datetime) -> Ask:
        protocol = self._desk.protocol(case.protocol_hash)
        person, me = case_rows.person_of(session, case), self._desk.assessor
        to_take = areas_to_take(session, case, protocol)
        return Ask(
            case=str(case.id),
            person=str(person.id),
            sitting=str(first.id),
            name="" if person.protected else person.name,
            protected=person.protected,
            profile=protocol.code,
            version=protocol.version,
            protocol=protocol.hash,
            areas=tuple(area.id for area in protocol.areas if area.id in to_take),
            asked_by=me.name,
            number=me.number,
            centre=case.centre,
            machine=case.machine,
            gauge=case.gauge,
            gauge_calibrated_to=case.gauge_calibrated_to,
            asked=at,
        )

    def _refuse_other(
        self, case: CaseRow, first: SittingRow, header: RecordHeader, said: SittingClosed
    ) -> None:
        """Only what is about this practical, on this version of the protocol."""
        is_this = (said.case, said.beside, said.part) == (
            str(case.id),
            str(first.id),
            Part.PRACTICAL,
        )
        if not is_this or header.protocol != bytes.fromhex(case.protocol_hash):
            raise AnswerOfAnother
        protocol = self._desk.protocol(case.protocol_hash)
        known = {criterion.id for criterion in protocol.criteria if criterion.is_rated}
        levels = {0, *(step.code for step in protocol.scale)}
        if any(g.criterion not in known or g.level not in levels for g in said.ratings):
            raise NotAHandover

    def _refuse_colleague(
        self, case: CaseRow, statement: Accreditation, said: SittingClosed
    ) -> None:
        claims, day = statement.claims, said.stopped.date()
        if claims.number == self._desk.assessor.number:
            raise SamePerson(claims.assessor)
        covers = case.code in claims.profiles and claims.first_day <= day <= claims.last_day
        if not covers:
            raise SecondNotAccredited(claims.assessor, case.code)

    def _colleague(
        self, session: Session, case: CaseRow, statement: Accreditation, answer: Answer
    ) -> AssessorRow:
        """The row of whoever answered, in place of the name that was written by hand."""
        claims = statement.claims
        known = seals.of_number(session, claims.number)
        colleague = known or session.get_one(AssessorRow, case.second_assessor_id)
        colleague.name, colleague.number = claims.assessor, claims.number
        case.second_assessor_id = colleague.id
        session.flush()
        _keep_seal(session, colleague, statement, answer)
        return colleague


def _proved(answer: Answer) -> tuple[RecordHeader, SittingClosed]:
    """The record's header and what it says, by the seal it came with. Raises BadSeal."""
    header = open_record(answer.record, answer.public)
    check_payload(header, answer.salt, answer.payload)
    try:
        said = decode_payload(header.type, answer.payload)
    except KeyError as error:
        raise NotAHandover from error
    if not isinstance(said, SittingClosed):
        raise BadSeal(Code.E_SHAPE)
    return header, said


def _keep_seal(
    session: Session, colleague: AssessorRow, statement: Accreditation, answer: Answer
) -> None:
    claims, kid = statement.claims, open_record(answer.record, answer.public).kid
    if session.scalar(select(SealRow).where(SealRow.kid == kid)) is not None:
        return
    session.add(
        SealRow(
            kid=kid,
            assessor_id=colleague.id,
            public=answer.public,
            accreditation=answer.accreditation,
            profiles=claims.profiles,
            first_day=claims.first_day,
            last_day=claims.last_day,
            centre=claims.centre,
            next_status_index=0,
            state=ELSEWHERE,
        )
    )


def _write(
    session: Session, first: SittingRow, said: SittingClosed, colleague: AssessorRow
) -> SittingRow:
    is_stopped = said.end is SittingEnd.SAFETY_STOPPED
    number = max(row.number for row in rows.sittings_of(session, first.case_id)) + 1
    second = SittingRow(
        id=UUID(said.sitting),
        case_id=first.case_id,
        part=Part.PRACTICAL,
        number=number,
        state=SittingState.SAFETY_STOPPED if is_stopped else SittingState.HANDED_IN,
        seed=0,
        minutes=first.minutes,
        started=said.started,
        stopped=said.stopped,
        active_seconds=said.active_seconds,
        heartbeat=said.stopped,
        current="",
        stop_criterion=said.stop_criterion,
        stop_note="",
        stop_measure=said.stop_measure or "",
        assessor_id=colleague.id,
        beside=first.id,
    )
    session.add(second)
    session.flush()
    session.add_all(_observation(second, given, colleague) for given in said.ratings)
    session.flush()
    return second


def _observation(second: SittingRow, given: RatingGiven, colleague: AssessorRow) -> ObservationRow:
    return ObservationRow(
        sitting_id=second.id,
        criterion_id=given.criterion,
        rating=None if given.awaits_lab else given.level,
        note=given.note or "",
        measured="" if given.measured is None else str(given.measured).replace(".", ","),
        later=False,
        author_id=colleague.id,
        at=second.stopped or second.started,
        awaits_lab=given.awaits_lab,
    )


def _sealed(content: msgspec.Struct, asked: Asked) -> bytes:
    assert isinstance(content, Ask)
    return seal_content(content, asked.code)


def _file_name(what: str, case_id: UUID) -> str:
    """No name of a person in it (I12)."""
    return f"{what}-{str(case_id)[-6:]}.intyga"
