"""Reconsiderations, appeals, complaints and deviations: four registers kept apart (R46–R48)."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.case import CaseState, WrongState, move_case
from app.domain.change import Touched
from app.domain.disputes import (
    DUE_SOON_DAYS,
    DisputeKind,
    DisputeOutcome,
    EntryState,
    answer_by,
    entry_number,
)
from app.domain.errors import UserError
from app.domain.free_text import LONGEST_NOTE, clean_line, clean_text
from app.domain.overrides import levels_allowed
from app.domain.result import Result
from app.domain.text import Text
from app.seal.dispute_payloads import AppealFiled
from app.seal.records import RecordType
from app.storage import cases as case_rows
from app.storage import log
from app.storage import register as rows
from app.storage.tables import CaseRow, DecisionRow, PersonRow, RegisterRow
from app.usecases.desk import Desk
from app.usecases.opening import OpenCaseExists
from app.usecases.took_part import decided_by

_MOST_CASES = 50


class NothingSaid(UserError):
    """An entry has to say what it is about."""


class NotContestable(UserError):
    """There is no decision in the case to contest."""


@dataclass(frozen=True, slots=True)
class NewEntry:
    """What is filed. `filed_by`: who did, "" for the case's own person; `case_id` where it has one.

    A reconsideration or appeal is about a case, a complaint or deviation may be.
    """

    kind: DisputeKind
    words: str
    filed_by: str = ""
    case_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class EntryLine:
    """An entry in its register. `name` "" for a protected person and where there is none.

    `deadline`: the day it has to be answered by.
    """

    id: UUID
    kind: DisputeKind
    number: str
    name: str
    role: Text | None
    filed: datetime
    deadline: date | None
    is_open: bool
    is_late: bool
    outcome: DisputeOutcome | None
    settled: datetime | None


@dataclass(frozen=True, slots=True)
class ContestedArea:
    """An area of the contested decision, and the levels it may be changed to."""

    id: str
    number: int
    name: Text
    level: int | None
    required_level: int
    choices: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class EntryView:
    """All of an entry. `file_by`: the last day the decision could be contested.

    `took_part`: the person signed in may not settle it (R47); `outcomes`: what is left to choose.
    """

    line: EntryLine
    words: str
    filed_by: str
    case_id: UUID | None
    profile: str
    file_by: date | None
    outcomes: tuple[DisputeOutcome, ...]
    areas: tuple[ContestedArea, ...]
    scale: tuple[Text, ...]
    took_part: bool
    handler: str
    reason: str


@dataclass(frozen=True, slots=True)
class DecidedCase:
    """A case with a decision that can be contested until `file_by`."""

    case_id: UUID
    name: str
    role: Text
    decided: date
    file_by: date
    is_late: bool


@dataclass(frozen=True, slots=True)
class DueEntry:
    """An open entry that has to be answered within seven days, or had to be."""

    id: UUID
    kind: DisputeKind
    number: str
    deadline: date
    is_over: bool


class Disputes:
    """File, list and show; `Settlements` settles."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def register(self, kind: DisputeKind) -> tuple[EntryLine, ...]:
        """One register, open entries first (R48)."""
        with self._desk.database.reading() as session:
            return tuple(self._line(session, row) for row in rows.entries(session, kind))

    def open_counts(self) -> dict[DisputeKind, int]:
        """How many entries wait in each register."""
        with self._desk.database.reading() as session:
            return rows.count_open(session)

    def of_case(self, case_id: UUID) -> tuple[EntryLine, ...]:
        """What was filed about a case, oldest first."""
        with self._desk.database.reading() as session:
            return tuple(self._line(session, row) for row in rows.of_case(session, case_id))

    def view(self, entry_id: UUID) -> EntryView:
        """All of one entry. Raises UnknownEntry."""
        with self._desk.database.reading() as session:
            row = rows.entry(session, entry_id)
            line = self._line(session, row)
            case = None if row.case_id is None else case_rows.case(session, row.case_id)
            decision = None if case is None else contested(session, row)
            contests = line.kind.contests and line.is_open and not line.is_late
            return EntryView(
                line=line,
                words=row.words,
                filed_by=row.filed_by,
                case_id=row.case_id,
                profile="" if case is None else case.code,
                file_by=decision.appeal_by if decision and line.kind.contests else None,
                outcomes=line.kind.outcomes(is_late=line.is_late),
                areas=self._areas(case, decision) if case and decision and contests else (),
                scale=() if case is None else self._scale(case),
                took_part=self._took_part(session, row, case),
                handler=row.handler,
                reason=row.reason,
            )

    def contestable(self, text: str = "") -> tuple[DecidedCase, ...]:
        """The newest decided cases whose person's name has `text`; protected people by no name."""
        wanted = text.strip().casefold()
        found = (
            select(DecisionRow, CaseRow, PersonRow)
            .join(CaseRow, CaseRow.id == DecisionRow.case_id)
            .join(PersonRow, PersonRow.id == CaseRow.person_id)
            .where(CaseRow.state != CaseState.UNDER_RECONSIDERATION)
            .order_by(DecisionRow.signed.desc())
        )
        cases: dict[UUID, DecidedCase] = {}
        with self._desk.database.reading() as session:
            for decision, case, person in session.execute(found):
                if wanted in person.name.casefold() and not (wanted and person.protected):
                    cases.setdefault(case.id, self._decided_case(decision, case, person))
                if len(cases) == _MOST_CASES:
                    break
        return tuple(cases.values())

    def decided_case(self, case_id: UUID) -> DecidedCase:
        """One decided case. Raises NotDecided, UnknownCase."""
        with self._desk.database.reading() as session:
            case = case_rows.case(session, case_id)
            decision = case_rows.decision(session, case_id)
            if decision is None:
                raise case_rows.NotDecided(case_id)
            return self._decided_case(decision, case, case_rows.person_of(session, case))

    def file(self, new: NewEntry) -> UUID:
        """Enter it in its register and, when it is in time, freeze the case it contests (R46).

        Raises NothingSaid, NotContestable, WrongState while the case is contested already,
        OpenCaseExists while a newer one is open (I5), TextTooLong, ClockBehind.
        """
        words = clean_text(new.words, LONGEST_NOTE).strip()
        if not words:
            raise NothingSaid
        with self._desk.database.transaction() as session:
            case = None if new.case_id is None else case_rows.case(session, new.case_id)
            row = self._row(session, new, words, case)
            if new.kind.contests:
                self._freeze(session, row, case)
            session.add(row)
            if case is not None:
                kind, actor = f"{row.kind}_filed", self._desk.assessor.name
                number = entry_number(new.kind, row.year, row.number)
                case_rows.add_event(session, case, row.filed, kind, actor, number)
            self._append(session, row, case)
            entry_id = row.id
        self._desk.announce(Touched.CASES, Touched.LOG)
        return entry_id

    def _row(
        self, session: Session, new: NewEntry, words: str, case: CaseRow | None
    ) -> RegisterRow:
        now = self._desk.clock.now()
        year = now.date().year
        days = None
        if case is not None and new.kind.contests:
            days = self._desk.protocol(case.protocol_hash).rules.appeal_days
        return RegisterRow(
            id=self._desk.new_id(),
            kind=new.kind,
            year=year,
            number=rows.next_number(session, new.kind, year),
            case_id=None if case is None else case.id,
            person_id=None if case is None else case.person_id,
            filed=now,
            filed_by=clean_line(new.filed_by),
            words=words,
            deadline=answer_by(now.date(), days),
            state=EntryState.OPEN,
            handler="",
            outcome="",
            reason="",
            case_state="",
        )

    def _freeze(self, session: Session, row: RegisterRow, case: CaseRow | None) -> None:
        decision = None if case is None else case_rows.decision(session, case.id)
        if case is None or decision is None:
            raise NotContestable
        if case.state == CaseState.UNDER_RECONSIDERATION:
            raise WrongState(case.state, CaseState.DECIDED)
        if row.filed.date() > decision.appeal_by:
            return
        newer = case_rows.open_case(session, case.person_id, case.code)
        if newer is not None and newer.id != case.id:
            raise OpenCaseExists(newer.id)
        row.case_state = case.state
        case.state = move_case(CaseState(case.state), CaseState.UNDER_RECONSIDERATION)

    def _append(self, session: Session, row: RegisterRow, case: CaseRow | None) -> None:
        kind = DisputeKind(row.kind)
        log.append(
            session,
            self._desk.signer,
            RecordType.APPEAL_FILED,
            "" if row.person_id is None else str(row.person_id),
            AppealFiled(
                entry=str(row.id),
                kind=kind,
                number=entry_number(kind, row.year, row.number),
                words=row.words,
                case=None if case is None else str(case.id),
                deadline=row.deadline,
            ),
            protocol_hash=None if case is None else case.protocol_hash,
            case_id=row.case_id,
        )

    def _line(self, session: Session, row: RegisterRow) -> EntryLine:
        person = None if row.person_id is None else session.get_one(PersonRow, row.person_id)
        case = None if row.case_id is None else case_rows.case(session, row.case_id)
        kind = DisputeKind(row.kind)
        return EntryLine(
            id=row.id,
            kind=kind,
            number=entry_number(kind, row.year, row.number),
            name="" if person is None or person.protected else person.name,
            role=None if case is None else self._desk.protocol(case.protocol_hash).name,
            filed=row.filed,
            deadline=row.deadline,
            is_open=row.state == EntryState.OPEN,
            is_late=is_late(row),
            outcome=DisputeOutcome(row.outcome) if row.outcome else None,
            settled=row.settled,
        )

    def _areas(self, case: CaseRow, decision: DecisionRow) -> tuple[ContestedArea, ...]:
        protocol = self._desk.protocol(case.protocol_hash)
        result = msgspec.json.decode(decision.result, type=Result)
        return tuple(
            ContestedArea(
                area.area,
                number,
                protocol.area(area.area).name,
                area.level,
                area.required_level,
                levels_allowed(protocol, area),
            )
            for number, area in enumerate(result.areas, 1)
        )

    def _scale(self, case: CaseRow) -> tuple[Text, ...]:
        return tuple(step.name for step in self._desk.protocol(case.protocol_hash).scale)

    def _took_part(self, session: Session, row: RegisterRow, case: CaseRow | None) -> bool:
        contests = DisputeKind(row.kind).contests
        if not contests or case is None:
            return False
        return self._desk.assessor.id in decided_by(session, case)

    def _decided_case(self, decision: DecisionRow, case: CaseRow, person: PersonRow) -> DecidedCase:
        today = self._desk.clock.now().date()
        return DecidedCase(
            case.id,
            "" if person.protected else person.name,
            self._desk.protocol(case.protocol_hash).name,
            decision.signed.date(),
            decision.appeal_by,
            today > decision.appeal_by,
        )


def is_late(row: RegisterRow) -> bool:
    """Whether it came after the last day to contest: it is on record, but froze nothing (R46)."""
    return DisputeKind(row.kind).contests and not row.case_state


def contested(session: Session, row: RegisterRow) -> DecisionRow | None:
    """The decision that was the newest when the entry was filed."""
    assert row.case_id is not None
    earlier = [d for d in case_rows.decisions(session, row.case_id) if d.signed <= row.filed]
    return earlier[-1] if earlier else None


def due_entries(session: Session, today: date) -> tuple[DueEntry, ...]:
    """Open entries of every register whose deadline is near or over, the first due first."""
    last = answer_by(today, DUE_SOON_DAYS)
    return tuple(
        DueEntry(
            row.id,
            DisputeKind(row.kind),
            entry_number(DisputeKind(row.kind), row.year, row.number),
            row.deadline,
            row.deadline < today,
        )
        for row in rows.open_until(session, last)
        if row.deadline is not None
    )
