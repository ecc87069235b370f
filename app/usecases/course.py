"""How a case leaves the straight way: paused, resumed, ended, lapsed, moved to who it is about."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.case import (
    MAY_LAPSE,
    CaseState,
    Part,
    SittingState,
    WrongState,
    move_case,
    move_sitting,
)
from app.domain.change import Touched
from app.domain.course import CaseEnd
from app.domain.errors import UserError
from app.domain.free_text import LONGEST_NOTE, clean_text
from app.seal.course_payloads import CaseEnded
from app.seal.records import RecordType
from app.storage import cases as rows
from app.storage import log
from app.storage.sittings import sittings_of
from app.storage.tables import CaseRow, SittingRow
from app.usecases.closing import write_sitting
from app.usecases.desk import Desk
from app.usecases.evidence import ENDED_EARLY
from app.usecases.progress import finished_parts
from app.usecases.signing import require_rater
from app.usecases.sittings import SittingNotRunning, Sittings


class ReasonMissing(UserError):
    """The act is written down for good and needs a reason in the assessor's own words."""


class NothingFinished(UserError):
    """No part of the case has been finished, so there is nothing to decide on (R37)."""


@dataclass(frozen=True, slots=True)
class Lapsed:
    """A case whose last day has passed; `name` is "" for a protected person."""

    case_id: UUID
    name: str
    deadline: date


_RUNS = (SittingState.STARTED, SittingState.PAUSED, SittingState.CREATED)
_ENDS = {
    CaseState.CANCELLED: CaseEnd.CANCELLED,
    CaseState.NO_SHOW: CaseEnd.NO_SHOW,
    CaseState.ABORTED: CaseEnd.ABORTED,
    CaseState.LAPSED: CaseEnd.LAPSED,
}


class Course:
    """Pause, resume, cancel, no-show, abort, end with a statement, lapse.

    Every act is a signed record with the assessor's own reason; what was finished stays.
    """

    def __init__(self, desk: Desk, sittings: Sittings) -> None:
        self._desk, self._sittings = desk, sittings

    def pause(self, case_id: UUID, reason: str) -> None:
        """Stop the case for a time; a running part stops with it and keeps its time.

        Raises ReasonMissing, TextTooLong, WrongState.
        """
        words = written_reason(reason)
        stopped: list[UUID] = []
        with self._desk.database.transaction() as session:
            case = rows.case(session, case_id)
            case.state = move_case(CaseState(case.state), CaseState.PAUSED)
            case.pause_reason = words
            for sitting in _unfinished(session, case):
                if sitting.state == SittingState.STARTED:
                    self._count(session, sitting)
                    _move(sitting, SittingState.PAUSED)
                    sitting.pause_reason = words
                    stopped.append(sitting.id)
            self._write(session, case, CaseEnd.PAUSED, words)
        self._forget(stopped)

    def resume(self, case_id: UUID) -> None:
        """Go on where the case was; its parts go on when they are opened. Raises WrongState."""
        with self._desk.database.transaction() as session:
            case = rows.case(session, case_id)
            if case.state != CaseState.PAUSED:
                raise WrongState(case.state, CaseState.RUNNING)
            case.state, case.pause_reason = CaseState.RUNNING, ""
            self._write(session, case, CaseEnd.RESUMED, "")
        self._desk.announce(Touched.CASES, Touched.SITTINGS, Touched.LOG)

    def cancel(self, case_id: UUID, reason: str) -> None:
        """End a case that has not begun. Raises WrongState, TextTooLong."""
        self._end(case_id, CaseState.CANCELLED, clean_text(reason, LONGEST_NOTE).strip())

    def no_show(self, case_id: UUID, reason: str = "") -> None:
        """Who was booked did not come. Raises WrongState, TextTooLong."""
        self._end(case_id, CaseState.NO_SHOW, clean_text(reason, LONGEST_NOTE).strip())

    def abort(self, case_id: UUID, reason: str) -> None:
        """End a case for good. Raises OnlySupervises (R6), ReasonMissing, WrongState."""
        require_rater(self._desk)
        self._end(case_id, CaseState.ABORTED, written_reason(reason))

    def end_with_statement(self, case_id: UUID, reason: str) -> None:
        """Go to decision with what is finished; the rest is not assessed (R37).

        Raises OnlySupervises (R6), NothingFinished, ReasonMissing, TextTooLong, WrongState.
        """
        require_rater(self._desk)
        words = written_reason(reason)
        with self._desk.database.transaction() as session:
            case = rows.case(session, case_id)
            if case.state not in (CaseState.RUNNING, CaseState.PAUSED):
                raise WrongState(case.state, CaseState.ASSESSED)
            protocol = self._desk.protocol(case.protocol_hash)
            if not finished_parts(session, protocol, case):
                raise NothingFinished
            stopped = self._abort_sittings(session, case)
            _wait_no_more(session, case)
            case.state, case.pause_reason = CaseState.ASSESSED, ""
            now, actor = self._desk.clock.now(), self._desk.assessor.name
            rows.add_event(session, case, now, ENDED_EARLY, actor, words)
            self._record(session, case, CaseEnd.ABORTED, words)
        self._forget(stopped)

    def lapse_due(self) -> tuple[Lapsed, ...]:
        """End every case whose last day has passed, each with its record; gives those ended.

        Nothing lapses by a clock that runs behind the newest signed fact (I11).
        """
        today = self._desk.clock.now().date()
        lapsed, stopped = [], []
        with self._desk.database.reading() as session:
            newest = log.newest_time(session)
            is_behind = newest is not None and self._desk.clock.now() + log.CLOCK_SLACK < newest
            if is_behind or not rows.past_deadline(session, today, MAY_LAPSE):
                return ()
        with self._desk.database.transaction() as session:
            for case in rows.past_deadline(session, today, MAY_LAPSE):
                assert case.deadline is not None
                stopped += self._leave(session, case, CaseState.LAPSED, "")
                name = rows.name_of(session, str(case.person_id))
                lapsed.append(Lapsed(case.id, name, case.deadline))
        self._forget(stopped)
        return tuple(lapsed)

    def _end(self, case_id: UUID, state: CaseState, words: str) -> None:
        with self._desk.database.transaction() as session:
            stopped = self._leave(session, rows.case(session, case_id), state, words)
        self._forget(stopped)

    def _leave(self, session: Session, case: CaseRow, state: CaseState, words: str) -> list[UUID]:
        case.state = move_case(CaseState(case.state), state)
        case.pause_reason = ""
        stopped = self._abort_sittings(session, case)
        self._write(session, case, _ENDS[state], words)
        return stopped

    def _abort_sittings(self, session: Session, case: CaseRow) -> list[UUID]:
        """End what is under way; what was answered and rated is in the record of it."""
        stopped = []
        for sitting in _unfinished(session, case):
            self._count(session, sitting)
            _move(sitting, SittingState.ABORTED)
            sitting.stopped = self._desk.clock.now()
            write_sitting(self._desk, session, case, sitting)
            stopped.append(sitting.id)
        return stopped

    def _count(self, session: Session, sitting: SittingRow) -> None:
        """Make the time so far durable; one that was cut off keeps its last heartbeat."""
        try:
            self._sittings.running(session, sitting.id)
        except SittingNotRunning:
            return

    def _write(self, session: Session, case: CaseRow, end: CaseEnd, words: str) -> None:
        now, actor = self._desk.clock.now(), self._desk.assessor.name
        rows.add_event(session, case, now, end, actor, words)
        self._record(session, case, end, words)

    def _record(self, session: Session, case: CaseRow, end: CaseEnd, words: str) -> None:
        log.append(
            session,
            self._desk.signer,
            RecordType.CASE_ENDED,
            str(case.person_id),
            CaseEnded(case=str(case.id), end=end, reason=words or None),
            protocol_hash=case.protocol_hash,
            case_id=case.id,
        )

    def _forget(self, stopped: list[UUID]) -> None:
        for sitting_id in stopped:
            self._sittings.stopped(sitting_id)
        self._desk.announce(Touched.CASES, Touched.SITTINGS, Touched.PEOPLE, Touched.LOG)


def _unfinished(session: Session, case: CaseRow) -> tuple[SittingRow, ...]:
    return tuple(row for row in sittings_of(session, case.id) if SittingState(row.state) in _RUNS)


def _wait_no_more(session: Session, case: CaseRow) -> None:
    """What the laboratory has not answered is not assessed in this case."""
    for row in sittings_of(session, case.id):
        if row.state == SittingState.AWAITING_LAB:
            _move(row, SittingState.SCORED)


def _move(row: SittingRow, to: SittingState) -> None:
    row.state = move_sitting(Part(row.part), SittingState(row.state), to)


def written_reason(reason: str) -> str:
    """What was written, cleaned. Raises ReasonMissing, TextTooLong."""
    words = clean_text(reason, LONGEST_NOTE).strip()
    if not words:
        raise ReasonMissing
    return words
