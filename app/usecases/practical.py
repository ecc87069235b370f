"""The practical at the machine: criteria rated as seen, values judged by tolerance."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.case import Part, SittingState
from app.domain.change import Touched
from app.domain.errors import UserError
from app.domain.free_text import LONGEST_LINE, LONGEST_NOTE, clean_text
from app.domain.missing import Missing, missing, within_tolerance
from app.domain.protocol import Criterion, Critical, Protocol, ScaleStep, Task
from app.domain.reason_words import criterion_number
from app.domain.text import Text
from app.storage import cases as case_rows
from app.storage import sittings as rows
from app.storage.protocols import pictures
from app.storage.tables import CaseRow, ObservationRow, SittingRow
from app.usecases.closing import write_sitting
from app.usecases.desk import Desk
from app.usecases.signing import NotAccredited
from app.usecases.sittings import Incident, NotInSitting, Sittings


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


@dataclass(frozen=True, slots=True)
class Seen:
    """All that is said of a criterion. `rating`: None not said, 0 not assessed, 1–4 level.

    `measured`: the value as typed, in the criterion's unit.
    """

    rating: int | None = None
    note: str = ""
    measured: str = ""
    later: bool = False
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CriterionSheet:
    """A criterion with what was seen and what it lacks. `within`: the measure's verdict."""

    criterion: Criterion
    number: str
    seen: Seen
    missing: tuple[Missing, ...]
    within: bool | None

    @property
    def is_done(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing


@dataclass(frozen=True, slots=True)
class AreaSheet:
    """The criteria of one area."""

    id: str
    name: Text
    required_level: int
    criteria: tuple[CriterionSheet, ...]

    @property
    def done(self) -> int:
        """How many criteria lack nothing."""
        return sum(sheet.is_done for sheet in self.criteria)


@dataclass(frozen=True, slots=True)
class PracticalSheet:
    """The whole practical as it stands. `seconds`: active so far; `minutes`: what is planned."""

    sitting_id: UUID
    case_id: UUID
    name: str
    scale: tuple[ScaleStep, ...]
    areas: tuple[AreaSheet, ...]
    current: str
    task: Task | None
    task_picture: bytes | None
    seconds: int
    minutes: int
    machine: str
    gauge: str
    gauge_valid: bool
    state: SittingState
    incident: Incident | None


@dataclass(frozen=True, slots=True)
class PracticalOutline:
    """What the practical will be, before it begins."""

    task: Task | None
    task_picture: bytes | None
    minutes: int
    criteria: int


class Practical:
    """Rate, note, measure, come back later, stop, hand in (R25–R27)."""

    def __init__(self, desk: Desk, sittings: Sittings) -> None:
        self._desk, self._sittings = desk, sittings

    def outline(self, case_id: UUID) -> PracticalOutline:
        """The task, its time and how many criteria there are to rate."""
        with self._desk.database.reading() as session:
            protocol = self._desk.protocol(case_rows.case(session, case_id).protocol_hash)
            task = protocol.tasks[0] if protocol.tasks else None
            return PracticalOutline(
                task,
                _picture(session, protocol, task),
                protocol.rules.practical_minutes,
                sum(criterion.is_rated for criterion in protocol.criteria),
            )

    def start(self, case_id: UUID) -> UUID:
        """Begin, or give the sitting already begun."""
        with self._desk.database.transaction() as session:
            case = case_rows.case(session, case_id)
            earlier = rows.latest_sitting(session, case_id, Part.PRACTICAL)
            if earlier is not None:
                return earlier.id
            minutes = self._desk.protocol(case.protocol_hash).rules.practical_minutes
            sitting_id = self._sittings.begin(session, case, Part.PRACTICAL, minutes).id
        self._desk.announce(Touched.SITTINGS, Touched.CASES)
        return sitting_id

    def sheet(self, sitting_id: UUID) -> PracticalSheet:
        """Everything on the practical's screen."""
        with self._desk.database.transaction() as session:
            row = self._sittings.take_up(session, sitting_id)
            case = case_rows.case(session, row.case_id)
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
                gauge_valid=gauge_valid(case, (row.started or self._desk.clock.now()).date()),
                state=SittingState(row.state),
                incident=self._sittings.incident(session, sitting_id),
            )

    def areas(self, session: Session, case: CaseRow, row: SittingRow) -> tuple[AreaSheet, ...]:
        """The areas that have something to rate, with what was seen so far."""
        protocol = self._desk.protocol(case.protocol_hash)
        seen = rows.observations(session, row.id)
        valid = gauge_valid(case, (row.started or self._desk.clock.now()).date())
        return tuple(
            AreaSheet(
                area.id,
                area.name,
                area.required_level,
                tuple(
                    _sheet(c, f"{a}.{n}", area.required_level, _seen(seen.get(c.id)), valid)
                    for n, c in enumerate(protocol.criteria_of(area.id), 1)
                ),
            )
            for a, area in enumerate(protocol.areas, 1)
            if protocol.criteria_of(area.id)
        )

    def observe(self, sitting_id: UUID, criterion_id: str, seen: Seen) -> CriterionSheet:
        """Keep what was seen; durable when this returns.

        Raises NotInSitting for a criterion or rating the protocol lacks, TextTooLong,
        NotAccredited.
        """
        with self._desk.database.transaction() as session:
            row, case, protocol = self._rating(session, sitting_id)
            number, criterion = _numbered(protocol, criterion_id)
            if seen.rating not in (None, 0, *(step.code for step in protocol.scale)):
                raise NotInSitting(criterion_id)
            now = self._desk.clock.now()
            kept = _cleaned(seen, now)
            session.add(self._observation(row, criterion_id, kept))
            row.current, case.touched = criterion_id, now
            required = protocol.area(criterion.area).required_level
            valid = gauge_valid(case, (row.started or now).date())
            return _sheet(criterion, number, required, kept, valid)

    def visit(self, sitting_id: UUID, criterion_id: str) -> None:
        """Remember the criterion on screen, so that a restart comes back to it."""
        with self._desk.database.transaction() as session:
            row, _, protocol = self._rating(session, sitting_id)
            row.current = _numbered(protocol, criterion_id)[1].id

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

    def hand_in(self, sitting_id: UUID) -> None:
        """Close the practical; raises CriteriaMissing with every number not done (R25)."""
        with self._desk.database.transaction() as session:
            row, case, _ = self._rating(session, sitting_id)
            areas = self.areas(session, case, row)
            undone = tuple(c.number for a in areas for c in a.criteria if not c.is_done)
            if undone:
                raise CriteriaMissing(undone)
            self._finish(session, row, SittingState.HANDED_IN)
        self._sittings.stopped(sitting_id)
        self._desk.announce(Touched.SITTINGS, Touched.CASES, Touched.LOG)

    def safety_stop(self, sitting_id: UUID, criterion_id: str, note: str) -> None:
        """End at once: the criterion failed, the rest is not assessed (R26)."""
        with self._desk.database.transaction() as session:
            row, _, protocol = self._rating(session, sitting_id)
            _, criterion = _numbered(protocol, criterion_id)
            note = clean_text(note, LONGEST_NOTE)
            if criterion.critical is not Critical.STOP or not note.strip():
                raise NotAStopCriterion(criterion_id)
            session.add(self._observation(row, criterion_id, Seen(rating=1, note=note)))
            session.flush()
            row.stop_criterion, row.stop_note = criterion_id, note
            self._finish(session, row, SittingState.SAFETY_STOPPED)
        self._sittings.stopped(sitting_id)
        self._desk.announce(Touched.SITTINGS, Touched.CASES, Touched.LOG)

    def _finish(self, session: Session, row: SittingRow, state: SittingState) -> None:
        case = self._sittings.close(session, row, state)
        write_sitting(self._desk, session, case, row)

    def _rating(self, session: Session, sitting_id: UUID) -> tuple[SittingRow, CaseRow, Protocol]:
        """The running practical, for somebody who may rate it (R6): NotAccredited for others.

        An accreditation that ends during the sitting does not stop it; the signature needs one.
        """
        row = self._sittings.running(session, sitting_id, Part.PRACTICAL)
        case = case_rows.case(session, row.case_id)
        protocol = self._desk.protocol(case.protocol_hash)
        if protocol.code not in self._desk.assessor.profiles:
            raise NotAccredited(protocol.code)
        return row, case, protocol

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
        )


def gauge_valid(case: CaseRow, day: date) -> bool:
    """Whether the gauge named at arrival is within its calibration on `day` (R12)."""
    return case.gauge_calibrated_to is not None and case.gauge_calibrated_to >= day


def _seen(row: ObservationRow | None) -> Seen:
    if row is None:
        return Seen()
    return Seen(row.rating, row.note, row.measured, row.later, row.at)


def _sheet(
    criterion: Criterion, number: str, required: int, seen: Seen, valid: bool
) -> CriterionSheet:
    lacks = missing(criterion, required, seen.rating, seen.note, seen.measured, seen.later, valid)
    within = within_tolerance(criterion, seen.measured)
    return CriterionSheet(criterion, number, seen, lacks, within)


def _cleaned(seen: Seen, at: datetime) -> Seen:
    note, measured = clean_text(seen.note, LONGEST_NOTE), clean_text(seen.measured, LONGEST_LINE)
    return Seen(seen.rating, note, measured, seen.later, at)


def _numbered(protocol: Protocol, criterion_id: str) -> tuple[str, Criterion]:
    """The criterion that is rated, with its number as shown. Raises NotInSitting."""
    rated = {criterion.id: criterion for criterion in protocol.criteria if criterion.is_rated}
    if criterion_id not in rated:
        raise NotInSitting(criterion_id)
    return criterion_number(protocol, criterion_id), rated[criterion_id]


def _picture(session: Session, protocol: Protocol, task: Task | None) -> bytes | None:
    if task is None or task.picture is None:
        return None
    found = pictures(session, {task.picture: protocol.pictures[task.picture]})
    return found[task.picture]
