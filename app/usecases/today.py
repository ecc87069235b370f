"""What the day asks: resume where you were, booked today, what needs attention, the week."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.case import CaseState, Part, Step, next_step
from app.domain.protocol import Protocol
from app.domain.text import Text
from app.storage import bookings
from app.storage import cases as rows
from app.storage.sittings import answers, drawn, latest_sitting
from app.storage.tables import CaseRow, PersonRow, SittingRow
from app.usecases.attention import Attention, AttentionKind, attention
from app.usecases.desk import Desk
from app.usecases.practical import Practical
from app.usecases.progress import case_progress
from app.usecases.roster import BookingLine, booking_lines
from app.usecases.rota import Expected, expected_in

__all__ = ["Attention", "AttentionKind", "Today", "TodayView"]

_DAY = timedelta(days=1)
_BEGUN = (CaseState.IDENTIFIED, CaseState.RUNNING, CaseState.PAUSED)


@dataclass(frozen=True, slots=True)
class AreaProgress:
    """How far one area is."""

    name: Text
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class ResumeLine:
    """The case last worked in. `areas`: of the part under way; `minutes_left` of its plan."""

    case_id: UUID
    name: str
    role: Text
    step: Step
    areas: tuple[AreaProgress, ...]
    position: int
    saved: datetime
    minutes_left: int | None

    @property
    def done(self) -> int:
        """Criteria or items done."""
        return sum(area.done for area in self.areas)

    @property
    def total(self) -> int:
        """Criteria or items in all."""
        return sum(area.total for area in self.areas)


@dataclass(frozen=True, slots=True)
class TodayLine:
    """A case of today, booked or walked in at `time`; `step` None when the case is over."""

    case_id: UUID
    time: datetime
    name: str
    role: Text
    step: Step | None
    state: CaseState


@dataclass(frozen=True, slots=True)
class WeekDay:
    """How many cases of a day are done, running and still booked."""

    day: date
    done: int
    running: int
    booked: int

    @property
    def total(self) -> int:
        """All cases of the day."""
        return self.done + self.running + self.booked


@dataclass(frozen=True, slots=True)
class TodayView:
    """Everything on the first screen. `tomorrow`: how many, and when the first begins.

    `from_region`: whom the region has booked for the day and nobody has taken up yet;
    `from_rota`: whom a company's rota expects and who has no case yet.
    """

    now: datetime
    resume: ResumeLine | None
    booked: tuple[TodayLine, ...]
    attention: tuple[Attention, ...]
    week: tuple[WeekDay, ...]
    tomorrow: int
    tomorrow_first: datetime | None
    from_region: tuple[BookingLine, ...] = ()
    from_rota: tuple[Expected, ...] = ()


class Today:
    """Reads the day."""

    def __init__(self, desk: Desk, practical: Practical) -> None:
        self._desk, self._practical = desk, practical

    def view(self) -> TodayView:
        """The day as it stands now."""
        now = self._desk.clock.now()
        midnight = _midnight(now.date(), now)
        with self._desk.database.reading() as session:
            begun = [pair for pair in rows.open_cases(session) if _is_begun(pair[0])]
            today = rows.booked_between(session, midnight, midnight + timedelta(days=1))
            following = rows.booked_between(
                session, midnight + timedelta(days=1), midnight + timedelta(days=2)
            )
            day = now.date()
            expected = bookings.waiting_between(session, day, day)
            return TodayView(
                now=now,
                resume=self._resume(session, *begun[0]) if begun else None,
                booked=tuple(self._line(session, case, person) for case, person in today),
                attention=attention(self._desk, session, now),
                week=self._week(session, now),
                tomorrow=len(following) + bookings.count_between(session, day + _DAY, day + _DAY),
                tomorrow_first=following[0][0].booked if following else None,
                from_region=booking_lines(self._desk, session, expected),
                from_rota=expected_in(self._desk, session, day),
            )

    def _resume(self, session: Session, case: CaseRow, person: PersonRow) -> ResumeLine:
        protocol = self._desk.protocol(case.protocol_hash)
        step = self._step(session, protocol, case) or Step.ARRIVAL
        areas, sitting = self._part_areas(session, protocol, case, step)
        current = next((n for n, area in enumerate(areas) if area.done < area.total), 0)
        left = max(0, sitting.minutes - sitting.active_seconds // 60) if sitting else None
        return ResumeLine(
            case_id=case.id,
            name=rows.name_of(session, str(person.id)),
            role=protocol.name,
            step=step,
            areas=areas,
            position=current,
            saved=case.touched,
            minutes_left=left if sitting and sitting.minutes else None,
        )

    def _part_areas(
        self, session: Session, protocol: Protocol, case: CaseRow, step: Step
    ) -> tuple[tuple[AreaProgress, ...], SittingRow | None]:
        if step is Step.PRACTICAL:
            sitting = latest_sitting(session, case.id, Part.PRACTICAL)
            if sitting is not None:
                sheets = self._practical.areas(session, case, sitting)
                return tuple(AreaProgress(a.name, a.done, len(a.criteria)) for a in sheets), sitting
        if step is Step.THEORY:
            sitting = latest_sitting(session, case.id, Part.THEORY)
            if sitting is not None:
                return _theory_areas(session, protocol, sitting), sitting
        return (), None

    def _line(self, session: Session, case: CaseRow, person: PersonRow) -> TodayLine:
        protocol = self._desk.protocol(case.protocol_hash)
        step = self._step(session, protocol, case)
        state = CaseState(case.state)
        name = rows.name_of(session, str(person.id))
        begins = case.booked or case.opened
        return TodayLine(case.id, begins, name, protocol.name, step, state)

    def _step(self, session: Session, protocol: Protocol, case: CaseRow) -> Step | None:
        return next_step(case_progress(session, protocol, case))

    def _week(self, session: Session, now: datetime) -> tuple[WeekDay, ...]:
        monday = now.date() - timedelta(days=now.weekday())
        days = 7 if now.weekday() > 4 else 5
        return tuple(_week_day(session, monday + timedelta(days=n), now) for n in range(days))


def _midnight(day: date, now: datetime) -> datetime:
    return datetime.combine(day, time(), now.tzinfo)


def _is_begun(case: CaseRow) -> bool:
    return CaseState(case.state) in _BEGUN


def _week_day(session: Session, day: date, now: datetime) -> WeekDay:
    start = _midnight(day, now)
    cases = [
        CaseState(c.state) for c, _ in rows.booked_between(session, start, start + timedelta(1))
    ]
    booked = sum(state is CaseState.BOOKED for state in cases)
    done = sum(state in (CaseState.CERTIFIED, CaseState.CLOSED) for state in cases)
    gone = sum(state.is_over and state is not CaseState.CLOSED for state in cases)
    expected = bookings.count_between(session, day, day)
    return WeekDay(day, done, len(cases) - booked - done - gone, booked + expected)


def _theory_areas(
    session: Session, protocol: Protocol, sitting: SittingRow
) -> tuple[AreaProgress, ...]:
    area_of = {item.id: item.area for item in protocol.items}
    asked = [area_of[row.item_id] for row in drawn(session, sitting.id)]
    given = [area_of[item_id] for item_id in answers(session, sitting.id)]
    return tuple(
        AreaProgress(area.name, given.count(area.id), asked.count(area.id))
        for area in protocol.areas
        if area.id in asked
    )
