"""The practical at the machine: criteria rated as seen, values judged by tolerance."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.case import Part, SittingState
from app.domain.change import Touched
from app.domain.errors import UserError
from app.domain.free_text import (
    LONGEST_LINE,
    LONGEST_MEASURE,
    LONGEST_NOTE,
    clean_line,
    clean_text,
)
from app.domain.missing import Missing, may_await_lab
from app.domain.protocol import Criterion, Critical, Protocol, Task
from app.domain.reason_words import criterion_number
from app.domain.seen import Seen
from app.storage import cases as case_rows
from app.storage import photos as photo_rows
from app.storage import sittings as rows
from app.storage.protocols import pictures
from app.storage.tables import CaseRow, ObservationRow, SittingRow
from app.usecases.beside import own_sitting
from app.usecases.closing import write_sitting
from app.usecases.desk import Desk
from app.usecases.evidence import areas_to_take
from app.usecases.lab import LabOrder, order_lab
from app.usecases.practical_sheet import (
    NO_PIECE,
    AreaSheet,
    CriterionSheet,
    Photo,
    Piece,
    PracticalOutline,
    PracticalSheet,
    area_sheets,
    before_left,
    criterion_sheet,
    day_of,
    gauge_valid,
    photos_of,
    with_oral,
)
from app.usecases.rating import (
    AtWork,
    at_work,
    rated_criteria,
    rated_criterion,
    refuse_other_eyes,
)
from app.usecases.reopening import reopen
from app.usecases.signing import require_rater
from app.usecases.sittings import NotInSitting, Sittings
from app.usecases.two_assessors import lead, refuse_alone, stop_both

__all__ = [
    "AreaSheet",
    "CriteriaMissing",
    "CriterionSheet",
    "LabOrder",
    "Missing",
    "NotAStopCriterion",
    "Photo",
    "Piece",
    "Practical",
    "PracticalOutline",
    "PracticalSheet",
    "Seen",
]


class CriteriaMissing(UserError):
    """Some criteria are not done; `numbers` as shown, such as 3.4."""

    def __init__(self, numbers: tuple[str, ...]) -> None:
        super().__init__()
        self.numbers = numbers


class NotAStopCriterion(UserError):
    """A safety stop names a criterion marked `stop` and says what was seen (R26)."""

    def __init__(self, criterion: str) -> None:
        super().__init__()
        self.criterion = criterion


class Practical:
    """Rate, note, measure, come back later, stop, hand in (R25–R28, R30)."""

    def __init__(self, desk: Desk, sittings: Sittings) -> None:
        self._desk, self._sittings = desk, sittings

    def outline(self, case_id: UUID) -> PracticalOutline:
        """The task, its time and how many criteria there are to rate."""
        with self._desk.database.reading() as session:
            case = case_rows.case(session, case_id)
            protocol = self._desk.protocol(case.protocol_hash)
            to_take = areas_to_take(session, case, protocol)
            task = protocol.tasks[0] if protocol.tasks else None
            return PracticalOutline(
                task,
                _picture(session, protocol, task),
                protocol.rules.practical_minutes,
                sum(c.is_rated and c.area in to_take for c in protocol.criteria),
            )

    def start(self, case_id: UUID, piece: Piece = NO_PIECE) -> UUID:
        """Begin, or give the sitting already begun: of two assessors, each has their own (R29).

        Raises WrongState, NotAccredited, AccreditationExpired,
        ClockBehind, TextTooLong, SecondAssessorNeeded.
        """
        return self._start(case_id, piece, None)

    def start_on_paper(self, case_id: UUID, day: date, piece: Piece = NO_PIECE) -> UUID:
        """As `start`, to key in what was rated on a paper form on `day`: no clock runs."""
        return self._start(case_id, piece, day)

    def reopen(self, case_id: UUID) -> UUID:
        """Take the practical up again after a review sent the case back; begins with what was seen.

        Raises WrongState, NotAccredited, AccreditationExpired, ClockBehind.
        """
        require_rater(self._desk)
        with self._desk.database.transaction() as session:
            case = case_rows.case(session, case_id)
            sitting_id = reopen(self._desk, self._sittings, session, case).id
            now, actor = self._desk.clock.now(), self._desk.assessor.name
            case_rows.add_event(session, case, now, "practical_reopened", actor)
        self._desk.announce(Touched.SITTINGS, Touched.CASES)
        return sitting_id

    def leave_area(self, sitting_id: UUID, area_id: str, left: bool = True) -> None:
        """Say of a whole area that is not required that it is not taken today; False undoes it.

        What was seen in the area before is there again when it is undone.

        Raises NotInSitting for an area that is required or not in this practical.
        """
        with self._desk.database.transaction() as session:
            work = at_work(self._desk, self._sittings, session, sitting_id, _PART)
            sheets = self.areas(session, work.case, work.row)
            area = next((a for a in sheets if a.id == area_id and not a.required), None)
            if area is None:
                raise NotInSitting(area_id)
            for sheet in area.criteria:
                seen = replace(sheet.seen, rating=0, later=False, awaits_lab=False)
                if not left:
                    seen = before_left(session, work.row, sheet)
                session.add(self._observation(work.row, sheet.criterion.id, seen))

    def sheet(self, sitting_id: UUID) -> PracticalSheet:
        """Everything on the practical's screen. Raises NotYourSitting."""
        with self._desk.database.transaction() as session:
            row = self._sittings.take_up(session, sitting_id)
            case = case_rows.case(session, row.case_id)
            refuse_other_eyes(self._desk, session, case, row)
            protocol = self._desk.protocol(case.protocol_hash)
            areas = self.areas(session, case, row)
            task = protocol.tasks[0] if protocol.tasks else None
            return PracticalSheet(
                sitting_id=row.id,
                case_id=case.id,
                name=case_rows.person_of(session, case).name,
                scale=protocol.scale,
                areas=areas,
                current=row.current or areas[0].criteria[0].criterion.id,
                task=task,
                task_picture=_picture(session, protocol, task),
                seconds=row.active_seconds,
                minutes=row.minutes,
                machine=case.machine,
                gauge=case.gauge,
                gauge_valid=gauge_valid(case, day_of(row, self._desk.clock.now().date())),
                state=SittingState(row.state),
                incident=self._sittings.incident(session, sitting_id),
                piece=Piece(row.test_piece, row.batch),
                lab_due=row.lab_due,
                paper_date=row.paper_date,
            )

    def areas(self, session: Session, case: CaseRow, row: SittingRow) -> tuple[AreaSheet, ...]:
        """The areas that have something to rate, with what was seen so far."""
        protocol = self._desk.protocol(case.protocol_hash)
        return area_sheets(session, protocol, case, row, self._desk.clock.now().date())

    def result_areas(self, session: Session, case: CaseRow) -> tuple[AreaSheet, ...]:
        """The areas with what counts for the decision: an oral answer where nothing was seen."""
        row = rows.latest_sitting(session, case.id, _PART)
        if row is None:
            return ()
        return with_oral(session, case, self.areas(session, case, row))

    def observe(self, sitting_id: UUID, criterion_id: str, seen: Seen) -> CriterionSheet:
        """Keep what was seen; durable when this returns.

        Raises NotInSitting for a criterion or rating the protocol lacks, TextTooLong,
        NotAccredited, NotYourSitting.
        """
        require_rater(self._desk)
        with self._desk.database.transaction() as session:
            now = self._desk.clock.now()
            work = at_work(self._desk, self._sittings, session, sitting_id, _PART)
            row, case, protocol = work.row, work.case, work.protocol
            criterion = rated_criterion(session, case, protocol, criterion_id)
            kept = self._cleaned(work, criterion, seen)
            session.add(self._observation(row, criterion_id, kept))
            return criterion_sheet(
                criterion,
                criterion_number(protocol, criterion_id),
                protocol.area(criterion.area).required_level,
                kept,
                photos_of(photo_rows.of_criterion(session, row.id, criterion_id)),
                gauge_valid(case, day_of(row, now.date())),
            )

    def observe_all(self, sitting_id: UUID, seen: Mapping[str, Seen]) -> None:
        """As `observe`, what was seen by criterion: all of it is kept, or nothing."""
        require_rater(self._desk)
        with self._desk.database.transaction() as session:
            work = at_work(self._desk, self._sittings, session, sitting_id, _PART)
            rated = rated_criteria(session, work.case, work.protocol)
            if unknown := seen.keys() - rated.keys():
                raise NotInSitting(min(unknown))
            kept = {key: self._cleaned(work, rated[key], each) for key, each in seen.items()}
            session.bulk_save_objects(
                self._observation(work.row, key, each) for key, each in kept.items()
            )

    def visit(self, sitting_id: UUID, criterion_id: str) -> None:
        """Remember the criterion on screen, so that a restart comes back to it."""
        with self._desk.database.transaction() as session:
            work = at_work(self._desk, self._sittings, session, sitting_id, _PART)
            rated_criterion(session, work.case, work.protocol, criterion_id)
            work.row.current = criterion_id

    def heartbeat(self, sitting_id: UUID) -> int:
        """Make the time so far durable; gives the active seconds."""
        return self._sittings.beat(sitting_id)

    def pause(self, sitting_id: UUID) -> None:
        """Stop the clock; what is rated stays."""
        self._sittings.pause(sitting_id)

    def resume(self, sitting_id: UUID) -> None:
        """Let the clock run on."""
        self._sittings.resume(sitting_id)

    def confirm_incident(self, sitting_id: UUID) -> None:
        """The assessor has seen the lost time; the clock runs on."""
        self._sittings.confirm_incident(sitting_id)

    def hand_in(self, sitting_id: UUID, order: LabOrder | None = None) -> None:
        """Close the practical; `order` where a criterion waits for a laboratory (R30).

        Raises CriteriaMissing with every number not done (R25), LabOrderIncomplete.
        """
        require_rater(self._desk)
        with self._desk.database.transaction() as session:
            work = at_work(self._desk, self._sittings, session, sitting_id, _PART)
            sheets = [c for a in self.areas(session, work.case, work.row) for c in a.criteria]
            undone = tuple(sheet.number for sheet in sheets if not sheet.is_done)
            if undone:
                raise CriteriaMissing(undone)
            self._sittings.close(session, work.row, SittingState.HANDED_IN)
            waiting = tuple(sheet.number for sheet in sheets if sheet.seen.awaits_lab)
            if waiting:
                order_lab(self._desk, session, work, order, waiting)
            write_sitting(self._desk, session, work.case, work.row)
        self._over(sitting_id)

    def safety_stop(self, sitting_id: UUID, criterion_id: str, note: str, measure: str) -> None:
        """End at once: the criterion failed, the rest is not assessed (R26).

        `measure`: what has to be done before a retest. A practical that is paused or was cut off
        can be stopped as it stands. Raises NotAStopCriterion, TextTooLong.
        """
        require_rater(self._desk)
        self._take_up_at_once(sitting_id)
        with self._desk.database.transaction() as session:
            work = at_work(self._desk, self._sittings, session, sitting_id, _PART)
            criterion = rated_criterion(session, work.case, work.protocol, criterion_id)
            note = clean_text(note, LONGEST_NOTE)
            measure = clean_line(measure, LONGEST_MEASURE)
            if criterion.critical is not Critical.STOP or not note.strip() or not measure:
                raise NotAStopCriterion(criterion_id)
            row = work.row
            session.add(self._observation(row, criterion_id, Seen(rating=1, note=note)))
            session.flush()
            row.stop_criterion, row.stop_note, row.stop_measure = criterion_id, note, measure
            stop_both(self._desk, session, work.case, row)
            self._sittings.close(session, row, SittingState.SAFETY_STOPPED)
            write_sitting(self._desk, session, work.case, row)
        self._over(sitting_id)

    def _start(self, case_id: UUID, piece: Piece, day: date | None) -> UUID:
        with self._desk.database.transaction() as session:
            case = case_rows.case(session, case_id)
            first = rows.latest_sitting(session, case_id, _PART)
            begun = own_sitting(session, case, self._desk.assessor.id)
            if begun is not None:
                return begun.id
            beside = None if first is None else first.id
            protocol = self._desk.protocol(case.protocol_hash)
            refuse_alone(protocol, case)
            if case.second_assessor_id is not None:
                lead(session, case, self._desk.assessor.id)
            minutes = protocol.rules.practical_minutes
            row = self._sittings.begin(session, case, _PART, minutes, beside=beside, paper_date=day)
            _mark(row, piece)
            sitting_id = row.id
        self._desk.announce(Touched.SITTINGS, Touched.CASES)
        return sitting_id

    def _take_up_at_once(self, sitting_id: UUID) -> None:
        """Let a paused or interrupted sitting run for the moment it takes to stop it."""
        with self._desk.database.reading() as session:
            is_paused = rows.sitting(session, sitting_id).state == SittingState.PAUSED
            is_cut_off = rows.open_incident(session, sitting_id) is not None
        if is_paused:
            self._sittings.resume(sitting_id)
        if is_cut_off:
            self._sittings.confirm_incident(sitting_id)

    def _over(self, sitting_id: UUID) -> None:
        self._sittings.stopped(sitting_id)
        self._desk.announce(Touched.SITTINGS, Touched.CASES, Touched.LOG)

    def _cleaned(self, work: AtWork, criterion: Criterion, seen: Seen) -> Seen:
        """What was seen as it is kept; the sitting stands there. Raises NotInSitting."""
        is_step = seen.rating in (None, 0, *(step.code for step in work.protocol.scale))
        if not is_step or (seen.awaits_lab and not may_await_lab(criterion)):
            raise NotInSitting(criterion.id)
        now = self._desk.clock.now()
        work.row.current, work.case.touched = criterion.id, now
        return _cleaned(seen, now)

    def _observation(self, row: SittingRow, criterion_id: str, seen: Seen) -> ObservationRow:
        return ObservationRow(
            sitting_id=row.id,
            criterion_id=criterion_id,
            rating=seen.rating,
            note=seen.note,
            measured=seen.measured,
            later=seen.later,
            author_id=self._desk.assessor.id,
            at=self._desk.clock.now(),
            awaits_lab=seen.awaits_lab,
        )


_PART = Part.PRACTICAL


def _mark(row: SittingRow, piece: Piece) -> None:
    row.test_piece, row.batch = clean_line(piece.number), clean_line(piece.batch)


def _cleaned(seen: Seen, at: datetime) -> Seen:
    note, measured = clean_text(seen.note, LONGEST_NOTE), clean_text(seen.measured, LONGEST_LINE)
    return replace(seen, note=note, measured=measured, at=at, lab_reference="")


def _picture(session: Session, protocol: Protocol, task: Task | None) -> bytes | None:
    if task is None or task.picture is None:
        return None
    found = pictures(session, {task.picture: protocol.pictures[task.picture]})
    return found[task.picture]
