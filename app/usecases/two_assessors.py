"""Two assessors in one practical: who the second is, and what ends it for both (R29)."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.case import CaseState, Part, SittingState, Step, WrongState, move_case, next_step
from app.domain.case import move_sitting as moved
from app.domain.change import Touched
from app.domain.desks import AssessorCard
from app.domain.errors import UserError
from app.domain.protocol import Protocol
from app.storage import cases as case_rows
from app.storage import handover_facts, seals
from app.storage import sittings as rows
from app.storage.handover_facts import Asked
from app.storage.tables import AssessorRow, CaseRow, SittingRow
from app.usecases.beside import beside_sitting
from app.usecases.closing import write_sitting
from app.usecases.desk import Desk
from app.usecases.progress import case_progress
from app.usecases.second_person import (
    SamePerson,
    SecondPersons,
    UnknownColleague,
)
from app.usecases.signing import signing_hindrance

_UNDER_WAY = (SittingState.STARTED, SittingState.PAUSED)


class SecondAssessorNeeded(UserError):
    """The protocol wants two assessors: the second is named before the practical begins (R29)."""

    def __init__(self, profile: str) -> None:
        super().__init__()
        self.profile = profile


@dataclass(frozen=True, slots=True)
class SecondChoices:
    """Who can be the second assessor. `chosen`: who is; `required`: the protocol wants one."""

    required: bool
    colleagues: tuple[AssessorCard, ...]
    chosen: UUID | None
    chosen_name: str
    may_change: bool


class TwoAssessors:
    """Who rates beside the case's own assessor."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._persons = desk, SecondPersons(desk)

    def choices(self, case_id: UUID) -> SecondChoices:
        """Who may be the second assessor of this case today (R1, R4)."""
        others = self._persons.others()
        with self._desk.database.reading() as session:
            case = case_rows.case(session, case_id)
            protocol = self._desk.protocol(case.protocol_hash)
            fit = tuple(one for one in others if not self._hindrance(session, case, one.id))
            chosen = case.second_assessor_id
            name = "" if chosen is None else session.get_one(AssessorRow, chosen).name
            may_change = may_change_second(self._desk, session, case)
            required = protocol.rules.two_assessors
        return SecondChoices(required, fit, chosen, name, may_change)

    def choose(self, case_id: UUID, colleague_id: UUID | None) -> None:
        """Let this colleague rate beside; None for one assessor alone.

        May be changed until the second has begun. Raises WrongState, SamePerson,
        SecondAssessorNeeded, and what keeps the colleague from judging (R1, R4).
        """
        with self._desk.database.transaction() as session:
            case = case_rows.case(session, case_id)
            if not may_change_second(self._desk, session, case):
                raise WrongState(case.state, "second_assessor")
            if colleague_id == self._desk.assessor.id:
                raise SamePerson(self._desk.assessor.name)
            hindrance = colleague_id and self._hindrance(session, case, colleague_id)
            if hindrance:
                raise hindrance
            if colleague_id is not None:
                refuse_unaccredited(self._desk, session, case)
            elif self._desk.protocol(case.protocol_hash).rules.two_assessors:
                raise SecondAssessorNeeded(case.code)
            case.second_assessor_id = colleague_id
            handover_facts.drop(session, case_id, Asked)
            lead(session, case, self._desk.assessor.id)
            go_on(self._desk, session, case)
        self._desk.announce(Touched.CASES, Touched.SITTINGS)

    def _hindrance(self, session: Session, case: CaseRow, colleague: UUID) -> UserError | None:
        seal = seals.seal_of(session, colleague)
        if seal is None:
            return UnknownColleague()
        who = self._desk.signed_in(colleague, seal.kid)
        protocol = self._desk.protocol(case.protocol_hash)
        return signing_hindrance(self._desk, session, protocol, case, who)


def may_change_second(desk: Desk, session: Session, case: CaseRow) -> bool:
    """Whether whoever is signed in may name another second assessor: until one has begun."""
    if case.state not in (CaseState.IDENTIFIED, CaseState.RUNNING):
        return False
    first = rows.latest_sitting(session, case.id, Part.PRACTICAL)
    if first is None:
        return True
    is_mine = first.assessor_id in (None, desk.assessor.id)
    return is_mine and beside_sitting(session, first.id) is None


def refuse_unaccredited(desk: Desk, session: Session, case: CaseRow) -> None:
    """Raise what keeps whoever is signed in from judging this case today (R1, R4)."""
    protocol = desk.protocol(case.protocol_hash)
    hindrance = signing_hindrance(desk, session, protocol, case)
    if hindrance is not None:
        raise hindrance


def lead(session: Session, case: CaseRow, assessor_id: UUID) -> None:
    """Before the practical: the case is this assessor's own, and the other one is the second.

    Whoever names the second leads, unless the second is the one who begins.
    """
    if rows.latest_sitting(session, case.id, Part.PRACTICAL) is not None:
        return
    if case.second_assessor_id == assessor_id:
        case.second_assessor_id = case.assessor_id
    case.assessor_id = assessor_id


def refuse_alone(protocol: Protocol, case: CaseRow) -> None:
    """Raise SecondAssessorNeeded where the protocol wants two and only one is named (R29)."""
    if protocol.rules.two_assessors and case.second_assessor_id is None:
        raise SecondAssessorNeeded(protocol.code)


def stop_both(desk: Desk, session: Session, case: CaseRow, row: SittingRow) -> None:
    """After a safety stop in `row`: the other assessor's sitting, if it runs, ends by the same.

    Call it before `row` is closed, in the same transaction.
    """
    first_id = row.beside
    other = beside_sitting(session, row.id) if first_id is None else rows.sitting(session, first_id)
    if other is None or SittingState(other.state) not in _UNDER_WAY:
        return
    if other.state == SittingState.PAUSED:
        other.state = moved(Part.PRACTICAL, SittingState.PAUSED, SittingState.STARTED)
    other.state = moved(Part.PRACTICAL, SittingState(other.state), SittingState.SAFETY_STOPPED)
    other.stop_criterion, other.stop_note = row.stop_criterion, row.stop_note
    other.stop_measure, other.stopped = row.stop_measure, desk.clock.now()
    session.flush()
    write_sitting(desk, session, case, other)


def go_on(desk: Desk, session: Session, case: CaseRow) -> None:
    """Move the case to the decision when nothing of its parts is left to do."""
    protocol = desk.protocol(case.protocol_hash)
    is_done = next_step(case_progress(session, protocol, case)) is Step.DECISION
    if case.state == CaseState.RUNNING and is_done:
        case.state = move_case(CaseState.RUNNING, CaseState.ASSESSED)
