"""The course every sitting takes: begun, running, paused, stopped by a crash, closed."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.case import (
    CaseState,
    Part,
    SittingState,
    Step,
    WrongState,
    move_case,
    move_sitting,
    next_step,
)
from app.domain.change import Touched
from app.domain.errors import UserError
from app.storage import cases as case_rows
from app.storage import sittings as rows
from app.storage.tables import CaseRow, IncidentRow, SittingRow
from app.usecases.adjustments import granted
from app.usecases.desk import Desk
from app.usecases.progress import case_progress
from app.usecases.signing import start_hindrance
from app.usecases.sitting_clock import SittingClock


class SittingNotRunning(UserError):
    """The sitting is paused, closed or stands still after an incident: nothing can be answered."""

    def __init__(self, sitting_id: UUID, state: str) -> None:
        super().__init__()
        self.sitting_id = sitting_id
        self.state = state


class NotInSitting(UserError):
    """The question, statement or criterion is not in this sitting, or not with such an answer."""

    def __init__(self, element: str) -> None:
        super().__init__()
        self.element = element


@dataclass(frozen=True, slots=True)
class Incident:
    """The sitting was cut off: the clock stood still from `stopped`, noticed at `found`."""

    stopped: datetime
    found: datetime

    @property
    def lost_seconds(self) -> int:
        """How long nothing was counted."""
        return max(0, int((self.found - self.stopped).total_seconds()))


class Sittings:
    """Begins, pauses, resumes and closes sittings; one clock for all of them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._clock = SittingClock(desk.clock)

    def begin(
        self,
        session: Session,
        case: CaseRow,
        part: Part,
        minutes: int,
        *,
        beside: UUID | None = None,
        paper_date: date | None = None,
        once_assessed: bool = False,
    ) -> SittingRow:
        """A new sitting of `part`, started now; its seed is the random half of its id.

        beside: the sitting that a second assessor rates beside; paper_date: keyed in from the
        paper form of that day, so that no clock runs; once_assessed: a follow-up of a case that
        waits for its decision. Raises WrongState unless the part is the case's next step, and what
        keeps the person signed in from starting it (R1): NotAccredited, AccreditationExpired,
        ClockBehind; AdjustmentsUndecided (R11).
        """
        self._refuse(session, case, part, once_assessed)
        case.state = CaseState.RUNNING
        row = self._new(session, case, part)
        row.helpers = self._assisting(session, case, part)
        row.minutes, row.beside, row.paper_date = minutes, beside, paper_date
        session.add(row)
        if paper_date is None:
            self._clock.start(row.id, 0)
        return row

    def take_up(self, session: Session, sitting_id: UUID) -> SittingRow:
        """The sitting as it stands; one found running that nobody runs was cut off (R18)."""
        row = rows.sitting(session, sitting_id)
        if row.state == SittingState.STARTED and not self._may_run(row):
            self._note_incident(session, row)
        return row

    def running(self, session: Session, sitting_id: UUID, part: Part | None = None) -> SittingRow:
        """The sitting, counted up to now. Raises SittingNotRunning, UnknownSitting if no `part`."""
        row = rows.sitting(session, sitting_id)
        if part not in (None, row.part):
            raise rows.UnknownSitting(sitting_id)
        if row.state != SittingState.STARTED or not self._may_run(row):
            raise SittingNotRunning(sitting_id, row.state)
        if row.paper_date is not None:
            return row
        row.active_seconds = max(row.active_seconds, self._clock.active_seconds(sitting_id))
        row.heartbeat = self._desk.clock.now()
        return row

    def pause(self, sitting_id: UUID) -> None:
        """Stop the clock; what is shown stays."""
        with self._desk.database.transaction() as session:
            self.stand_still(session, self.running(session, sitting_id))
        self._clock.stop(sitting_id)
        self._desk.announce(Touched.SITTINGS, Touched.CASES)

    def stand_still(self, session: Session, row: SittingRow, incident: str = "") -> None:
        """Pause a running sitting; an `incident` told in words is its reason until it runs on.

        The caller lets the clock forget it after the commit (`stopped`).
        """
        _move(row, SittingState.PAUSED)
        if incident:
            row.pause_reason = incident
            case = case_rows.case(session, row.case_id)
            self._event(session, case, "incident_pause", incident)

    def resume(self, sitting_id: UUID) -> None:
        """Let a paused sitting run on; a running one is left as it is.

        Raises WrongState while the whole case is paused.
        """
        with self._desk.database.transaction() as session:
            row = rows.sitting(session, sitting_id)
            case = case_rows.case(session, row.case_id)
            if case.state == CaseState.PAUSED:
                raise WrongState(case.state, CaseState.RUNNING)
            if row.state == SittingState.PAUSED:
                _move(row, SittingState.STARTED)
                self._note_pause(session, row)
                row.heartbeat = self._desk.clock.now()
                if row.paper_date is None:
                    self._clock.start(row.id, row.active_seconds)
        self._desk.announce(Touched.SITTINGS, Touched.CASES)

    def beat(self, sitting_id: UUID) -> int:
        """Make the time so far durable; gives the active seconds."""
        with self._desk.database.transaction() as session:
            return self.running(session, sitting_id).active_seconds

    def incident(self, session: Session, sitting_id: UUID) -> Incident | None:
        """The incident that waits for confirmation."""
        row = rows.open_incident(session, sitting_id)
        return None if row is None else Incident(row.stopped, row.found)

    def confirm_incident(self, sitting_id: UUID) -> None:
        """The assessor has seen the lost time: the clock runs on from the last heartbeat."""
        with self._desk.database.transaction() as session:
            row = rows.sitting(session, sitting_id)
            incident = rows.open_incident(session, sitting_id)
            if incident is not None:
                incident.confirmed_by = self._desk.assessor.id
                case = case_rows.case(session, row.case_id)
                self._event(session, case, "incident_confirmed", row.part)
            active, is_started = row.active_seconds, row.state == SittingState.STARTED
        if is_started and not self._clock.runs(sitting_id):
            self._clock.start(sitting_id, active)
        self._desk.announce(Touched.SITTINGS, Touched.CASES)

    def close(self, session: Session, row: SittingRow, state: SittingState) -> CaseRow:
        """Close the sitting now; gives its case with a line in the history."""
        _move(row, state)
        row.stopped = self._desk.clock.now()
        case = case_rows.case(session, row.case_id)
        self._event(session, case, f"{row.part}_{state}")
        if self._next_step(session, case) is Step.DECISION:
            case.state = move_case(CaseState(case.state), CaseState.ASSESSED)
        return case

    def stopped(self, sitting_id: UUID) -> None:
        """After the commit that closed or paused it: the clock forgets the sitting."""
        self._clock.stop(sitting_id)

    def _assisting(self, session: Session, case: CaseRow, part: Part) -> str:
        """Who helps from now on, one a line (R20); whoever is only proposed stops the start."""
        if part is Part.SELF_ASSESSMENT:
            return ""
        protocol = self._desk.protocol(case.protocol_hash)
        return "\n".join(granted(session, case, protocol).helpers)

    def _new(self, session: Session, case: CaseRow, part: Part) -> SittingRow:
        now, sitting_id = self._desk.clock.now(), self._desk.new_id()
        earlier = [row.number for row in rows.sittings_of(session, case.id) if row.part == part]
        return SittingRow(
            id=sitting_id,
            case_id=case.id,
            part=part,
            number=1 + max(earlier, default=0),
            state=SittingState.STARTED,
            seed=sitting_id.int & (1 << 53) - 1,
            started=now,
            active_seconds=0,
            heartbeat=now,
            current="",
            stop_note="",
            assessor_id=self._desk.assessor.id,
        )

    def _refuse(self, session: Session, case: CaseRow, part: Part, once_assessed: bool) -> None:
        if once_assessed:
            is_next = case.state == CaseState.ASSESSED
        else:
            is_open = case.state in (CaseState.IDENTIFIED, CaseState.RUNNING)
            is_next = is_open and self._next_step(session, case) is Step(part)
        if not is_next:
            raise WrongState(case.state, part)
        protocol = self._desk.protocol(case.protocol_hash)
        hindrance = start_hindrance(self._desk, session, protocol, case, part)
        if hindrance is not None:
            raise hindrance

    def _next_step(self, session: Session, case: CaseRow) -> Step | None:
        protocol = self._desk.protocol(case.protocol_hash)
        return next_step(case_progress(session, protocol, case))

    def _may_run(self, row: SittingRow) -> bool:
        """Whether this process counts it; what is keyed in from paper has no clock."""
        return row.paper_date is not None or self._clock.runs(row.id)

    def _note_incident(self, session: Session, row: SittingRow) -> None:
        if rows.open_incident(session, row.id) is not None:
            return
        stopped = row.heartbeat or row.started or self._desk.clock.now()
        session.add(IncidentRow(sitting_id=row.id, stopped=stopped, found=self._desk.clock.now()))

    def _note_pause(self, session: Session, row: SittingRow) -> None:
        """A pause for an incident ends: it belongs to the sitting's record as any other."""
        if row.pause_reason:
            now, row.pause_reason = self._desk.clock.now(), ""
            stopped, by = row.heartbeat or now, self._desk.assessor.id
            session.add(IncidentRow(sitting_id=row.id, stopped=stopped, found=now, confirmed_by=by))

    def _event(self, session: Session, case: CaseRow, kind: str, detail: str = "") -> None:
        now, actor = self._desk.clock.now(), self._desk.assessor.name
        case_rows.add_event(session, case, now, kind, actor, detail)


def _move(row: SittingRow, to: SittingState) -> None:
    row.state = move_sitting(Part(row.part), SittingState(row.state), to)
