"""Opening a case, its arrival, and what a case looks like from the outside."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from app.domain.case import (
    CaseProgress,
    CaseState,
    Part,
    Step,
    WrongState,
    move_case,
    next_step,
    steps_of,
)
from app.domain.change import Touched
from app.domain.errors import UserError
from app.domain.evidence import Credit
from app.domain.free_text import clean_line
from app.domain.protocol import Evidence, Protocol
from app.domain.text import Text
from app.storage import cases as rows
from app.storage.protocols import newest_published, published
from app.storage.sittings import latest_sitting
from app.storage.tables import SittingRow
from app.usecases.desk import Desk
from app.usecases.evidence import credited
from app.usecases.opening import last_day, write_case
from app.usecases.progress import case_progress, own_sittings
from app.usecases.signing import signing_hindrance


class OpenCaseExists(UserError):
    """The person already has an open case for this profile (I5)."""

    def __init__(self, case_id: UUID) -> None:
        super().__init__()
        self.case_id = case_id


class ArrivalIncomplete(UserError):
    """Something of the arrival is not done (R8–R10, R12)."""

    def __init__(self, missing: tuple["ArrivalPoint", ...]) -> None:
        super().__init__()
        self.missing = missing


class ArrivalPoint(StrEnum):
    """What arrival asks for."""

    IDENTITY = "identity"
    BRIEFING = "briefing"
    PRIVACY = "privacy"
    MACHINE = "machine"
    GAUGE = "gauge"


class IdentityDocument(StrEnum):
    """The kind of document seen; no copy is kept (R8)."""

    PASSPORT = "passport"
    NATIONAL_ID = "national_id"
    DRIVING_LICENCE = "driving_licence"
    RESIDENCE_PERMIT = "residence_permit"
    KNOWN = "known"


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

    `deadline`: the last day before it lapses; `attempt`: 1, then one more for each retest.
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
    pause_reason: str
    attempt: int
    credited: tuple[CreditedArea, ...]

    def sitting_of(self, step: Step) -> UUID | None:
        """The sitting of a step, None before it is begun."""
        return next((line.sitting_id for line in self.steps if line.step is step), None)


@dataclass(frozen=True, slots=True)
class Arrival:
    """What is noted when the person arrives. `gauge_calibrated_to`: last valid day."""

    identity_seen: IdentityDocument | None = None
    briefed: tuple[bool, ...] = (False,) * 6
    privacy_accepted: bool = False
    machine: str = ""
    gauge: str = ""
    gauge_calibrated_to: date | None = None


@dataclass(frozen=True, slots=True)
class ArrivalForm:
    """What to say and ask at arrival, and what is saved of it."""

    briefing: tuple[Text, ...]
    privacy: Text
    privacy_version: str
    needs_gauge: bool
    saved: Arrival


_ARRIVING = (CaseState.REGISTERED, CaseState.BOOKED, CaseState.IDENTIFIED, CaseState.RUNNING)


class Cases:
    """Registered → booked → identified, and views of all of it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def roles(self) -> tuple[RoleLine, ...]:
        """The profiles installed, newest version of each."""
        with self._desk.database.reading() as session:
            found = [self._desk.protocol(h) for h in published(session)]
        return tuple(
            RoleLine(p.code, p.name, p.level, p.wording.label, p.version, p.hash) for p in found
        )

    def open(self, person_id: UUID, code: str, booked: datetime | None = None) -> UUID:
        """A new case on the newest version of the profile, pinned (I2).

        Raises OpenCaseExists, UnknownPerson, UnknownProtocol, NotAccredited,
        AccreditationExpired, ClockBehind.
        """
        with self._desk.database.transaction() as session:
            existing = rows.open_case(session, person_id, code)
            if existing is not None:
                raise OpenCaseExists(existing.id)
            protocol = self._desk.protocol(newest_published(session, code))
            hindrance = signing_hindrance(self._desk, session, protocol)
            if hindrance is not None:
                raise hindrance
            case_id = write_case(self._desk, session, person_id, protocol, booked).id
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
        step = next_step(progress) or Step.CERTIFICATE
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
            steps=_step_lines(progress, step, sittings),
            next_step=step,
            seconds_in_case=sum(sitting.active_seconds for sitting in sittings),
            history=tuple(HistoryLine(e.at, e.kind, e.actor, e.detail) for e in history),
            deadline=case.deadline,
            pause_reason=case.pause_reason,
            attempt=case.attempt,
            credited=_credited_areas(protocol, credits),
        )

    def arrival(self, case_id: UUID) -> ArrivalForm:
        """What to say and ask, and what is already noted."""
        with self._desk.database.reading() as session:
            case = rows.case(session, case_id)
        protocol = self._desk.protocol(case.protocol_hash)
        wording, briefed = protocol.wording, case.briefed is not None
        seen = case.identity_seen
        return ArrivalForm(
            briefing=wording.briefing,
            privacy=wording.privacy,
            privacy_version=wording.privacy_version,
            needs_gauge=_needs_gauge(protocol),
            saved=Arrival(
                identity_seen=None if seen is None else IdentityDocument(seen),
                briefed=(briefed,) * len(wording.briefing),
                privacy_accepted=case.privacy_version is not None,
                machine=case.machine,
                gauge=case.gauge,
                gauge_calibrated_to=case.gauge_calibrated_to,
            ),
        )

    def arrive(self, case_id: UUID, arrival: Arrival) -> None:
        """Note the arrival; may be corrected until the practical begins.

        Raises ArrivalIncomplete, TextTooLong, WrongState.
        """
        with self._desk.database.transaction() as session:
            case = rows.case(session, case_id)
            if case.state not in _ARRIVING or latest_sitting(session, case_id, Part.PRACTICAL):
                raise WrongState(case.state, CaseState.IDENTIFIED)
            protocol = self._desk.protocol(case.protocol_hash)
            lacks = _arrival_lacks(protocol, arrival)
            if lacks:
                raise ArrivalIncomplete(lacks)
            now = self._desk.clock.now()
            case.identity_seen = arrival.identity_seen
            case.briefed = now
            case.privacy_version = protocol.wording.privacy_version
            case.machine, case.gauge = clean_line(arrival.machine), clean_line(arrival.gauge)
            case.gauge_calibrated_to = arrival.gauge_calibrated_to
            case.assessor_id = self._desk.assessor.id
            if case.state in (CaseState.REGISTERED, CaseState.BOOKED):
                case.state = CaseState.IDENTIFIED
                case.deadline = last_day(protocol, now.date())
            rows.add_event(session, case, now, "identified", self._desk.assessor.name)
        self._desk.announce(Touched.CASES)

    def close(self, case_id: UUID) -> None:
        """The certificate is handed over and the case is done (R36). Raises WrongState."""
        with self._desk.database.transaction() as session:
            case = rows.case(session, case_id)
            case.state = move_case(CaseState(case.state), CaseState.CLOSED)
            now = self._desk.clock.now()
            rows.add_event(session, case, now, "closed", self._desk.assessor.name)
        self._desk.announce(Touched.CASES)


def _step_lines(
    progress: CaseProgress, current: Step, sittings: tuple[SittingRow, ...]
) -> tuple[StepLine, ...]:
    steps = steps_of(progress)
    is_over = progress.state is CaseState.CLOSED
    at = steps.index(current)
    newest = {sitting.part: sitting.id for sitting in sittings}

    def state(position: int) -> StepState:
        if position < at or is_over:
            return StepState.DONE
        return StepState.CURRENT if position == at else StepState.WAITING

    return tuple(StepLine(s, state(n), newest.get(s.value)) for n, s in enumerate(steps))


def _credited_areas(protocol: Protocol, credits: Mapping[str, Credit]) -> tuple[CreditedArea, ...]:
    return tuple(
        CreditedArea(area.id, area.name, credit.level, credit.source, credit.issued)
        for area in protocol.areas
        if (credit := credits.get(area.id)) is not None
    )


def _needs_gauge(protocol: Protocol) -> bool:
    return any(c.evidence is Evidence.VALUE for c in protocol.criteria)


def _arrival_lacks(protocol: Protocol, arrival: Arrival) -> tuple[ArrivalPoint, ...]:
    needs_gauge = _needs_gauge(protocol)
    asked = {
        ArrivalPoint.IDENTITY: arrival.identity_seen is not None,
        ArrivalPoint.BRIEFING: len(arrival.briefed) == len(protocol.wording.briefing)
        and all(arrival.briefed),
        ArrivalPoint.PRIVACY: arrival.privacy_accepted,
        ArrivalPoint.MACHINE: bool(arrival.machine.strip()) or not needs_gauge,
        ArrivalPoint.GAUGE: not needs_gauge
        or (bool(arrival.gauge.strip()) and arrival.gauge_calibrated_to is not None),
    }
    return tuple(point for point, given in asked.items() if not given)
