"""Opening a case, its arrival, and what a case looks like from the outside."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.case import (
    MAY_LAPSE,
    CaseProgress,
    CaseState,
    Part,
    Step,
    move_case,
    next_step,
    steps_of,
)
from app.domain.change import Touched
from app.domain.evidence import Credit
from app.domain.protocol import Protocol
from app.domain.text import Text
from app.storage import cases as rows
from app.storage.protocols import newest_published, published, version
from app.storage.tables import CaseRow, SittingRow
from app.usecases.beside import SecondView, own_sitting, second_view
from app.usecases.desk import Desk
from app.usecases.evidence import areas_to_take, credited, left
from app.usecases.opening import OpenCaseExists, write_case
from app.usecases.progress import case_progress, own_sittings
from app.usecases.retests import RetestFirst, Retests, retest_due
from app.usecases.signing import signing_hindrance


class StepState(StrEnum):
    """Where a step stands in the list of steps."""

    DONE = "done"
    CURRENT = "current"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class RoleLine:
    """A profile that can be validated at this desk."""

    code: str
    name: Text
    level: Text
    label: Text
    version: str
    hash: str


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step of a case. `sitting_id` where it has been begun."""

    step: Step
    state: StepState
    sitting_id: UUID | None


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """Something that happened, newest last."""

    at: datetime
    kind: str
    actor: str
    detail: str


@dataclass(frozen=True, slots=True)
class CreditedArea:
    """An area of the case that was shown before: what it rests on, and of which day (R33)."""

    area_id: str
    name: Text
    level: int | None
    source: str
    issued: date


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case as every screen of it sees it.

    `deadline`: the last day before it lapses; `attempt`: 1, then one more for each retest;
    `second`: where two assessors stand, None for a case with one; `recalled`: why the scheme
    owner has recalled the version the case runs on (it may be finished), "" for one in order;
    `retaken`: the areas a retest is about where it leaves others aside.
    """

    id: UUID
    person_id: UUID
    name: str
    birth_date: date | None
    role: Text
    level: Text
    label: Text
    protocol_code: str
    protocol_version: str
    state: CaseState
    steps: tuple[StepLine, ...]
    next_step: Step
    seconds_in_case: int
    history: tuple[HistoryLine, ...]
    deadline: date | None
    days_left: int | None
    pause_reason: str
    attempt: int
    credited: tuple[CreditedArea, ...]
    second: SecondView | None
    recalled: str = ""
    retaken: tuple[Text, ...] = ()

    def sitting_of(self, step: Step) -> UUID | None:
        """The sitting of a step, None before it is begun."""
        return next((line.sitting_id for line in self.steps if line.step is step), None)


_LEFT = (CaseState.CANCELLED, CaseState.NO_SHOW, CaseState.ABORTED, CaseState.LAPSED)


class Cases:
    """Registered → booked → identified, and views of all of it; `retests` opens what is left."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.retests = Retests(desk)

    def roles(self) -> tuple[RoleLine, ...]:
        """The profiles installed, newest version of each.

        Those whoever is signed in may validate come first, of them those met most here.
        """
        with self._desk.database.reading() as session:
            found = [self._desk.protocol(h) for h in published(session)]
            met = rows.count_by_code(session)
            may = {p.code for p in found if not signing_hindrance(self._desk, session, p)}
        found.sort(key=lambda p: (p.code not in may, -met.get(p.code, 0), p.code))
        return tuple(
            RoleLine(p.code, p.name, p.level, p.wording.label, p.version, p.hash) for p in found
        )

    def open(self, person_id: UUID, code: str, booked: datetime | None = None) -> UUID:
        """A new case on the newest version of the profile, pinned (I2).

        Raises OpenCaseExists, RetestFirst, UnknownPerson, UnknownProtocol, NotAccredited,
        AccreditationExpired, ClockBehind.
        """
        with self._desk.database.transaction() as session:
            existing = rows.open_case(session, person_id, code)
            if existing is not None:
                raise OpenCaseExists(existing.id)
            case_id = begin_case(self._desk, session, person_id, code, booked).id
        self._desk.announce(Touched.CASES, Touched.PEOPLE, Touched.LOG)
        return case_id

    def view(self, case_id: UUID) -> CaseView:
        """The case with its steps and history."""
        with self._desk.database.reading() as session:
            case = rows.case(session, case_id)
            person = rows.person_of(session, case)
            sittings = own_sittings(session, case)
            history = rows.events(session, case_id)
            protocol = self._desk.protocol(case.protocol_hash)
            progress = case_progress(session, protocol, case)
            credits = credited(session, case, protocol)
            second = second_view(session, protocol, case, self._desk.assessor.id)
            own = own_sitting(session, case, self._desk.assessor.id)
            recalled = version(session, case.protocol_hash).recall_reason
            retaken = _retaken(session, protocol, case)
        step = _goes_on(progress)
        return CaseView(
            id=case.id,
            person_id=person.id,
            name=person.name,
            birth_date=person.birth_date,
            role=protocol.name,
            level=protocol.level,
            label=protocol.wording.label,
            protocol_code=protocol.code,
            protocol_version=protocol.version,
            state=CaseState(case.state),
            steps=_step_lines(progress, step, sittings, own),
            next_step=step,
            seconds_in_case=sum(sitting.active_seconds for sitting in sittings),
            history=tuple(HistoryLine(e.at, e.kind, e.actor, e.detail) for e in history),
            deadline=case.deadline,
            days_left=self._days_left(case),
            pause_reason=case.pause_reason,
            attempt=case.attempt,
            credited=credited_areas(protocol, credits),
            second=second,
            recalled=recalled,
            retaken=retaken,
        )

    def _days_left(self, case: CaseRow) -> int | None:
        if case.deadline is None or case.state not in MAY_LAPSE:
            return None
        return (case.deadline - self._desk.clock.now().date()).days

    def close(self, case_id: UUID) -> None:
        """The certificate is handed over and the case is done (R36). Raises WrongState."""
        with self._desk.database.transaction() as session:
            case = rows.case(session, case_id)
            case.state = move_case(CaseState(case.state), CaseState.CLOSED)
            now = self._desk.clock.now()
            rows.add_event(session, case, now, "closed", self._desk.assessor.name)
        self._desk.announce(Touched.CASES)


def begin_case(
    desk: Desk, session: Session, person_id: UUID, code: str, booked: datetime | None = None
) -> CaseRow:
    """A new case on the newest version of the profile, in the transaction given (I2).

    Raises RetestFirst, UnknownPerson, PersonErased, UnknownProtocol, NotAccredited,
    AccreditationExpired, ClockBehind.
    """
    retest = retest_due(desk, session, person_id, code)
    if retest is not None:
        raise RetestFirst(retest.case.id)
    protocol = desk.protocol(newest_published(session, code))
    hindrance = signing_hindrance(desk, session, protocol)
    if hindrance is not None:
        raise hindrance
    return write_case(desk, session, person_id, protocol, booked)


def _retaken(session: Session, protocol: Protocol, case: CaseRow) -> tuple[Text, ...]:
    if not left(session, case):
        return ()
    areas = areas_to_take(session, case, protocol)
    return tuple(area.name for area in protocol.areas if area.id in areas)


def _goes_on(progress: CaseProgress) -> Step:
    """The next step; of a case that left the straight way, the one it would have gone on with."""
    if progress.state in _LEFT:
        progress = replace(progress, state=CaseState.RUNNING)
    return next_step(progress) or Step.CERTIFICATE


def _step_lines(
    progress: CaseProgress,
    current: Step,
    sittings: tuple[SittingRow, ...],
    own: SittingRow | None,
) -> tuple[StepLine, ...]:
    """The steps; `own`: the practical of who is signed in, their own where there are two."""
    steps = steps_of(progress)
    is_over = progress.state is CaseState.CLOSED
    at = steps.index(current)
    newest: dict[str, UUID | None] = {sitting.part: sitting.id for sitting in sittings}
    newest[Part.PRACTICAL] = None if own is None else own.id

    def state(position: int) -> StepState:
        if position < at or is_over:
            return StepState.DONE
        is_current = position == at and progress.state not in _LEFT
        return StepState.CURRENT if is_current else StepState.WAITING

    return tuple(StepLine(s, state(n), newest.get(s.value)) for n, s in enumerate(steps))


def credited_areas(protocol: Protocol, credits: Mapping[str, Credit]) -> tuple[CreditedArea, ...]:
    """The credits that count, in the protocol's order."""
    return tuple(
        CreditedArea(area.id, area.name, credit.level, credit.source, credit.issued)
        for area in protocol.areas
        if (credit := credits.get(area.id)) is not None
    )
