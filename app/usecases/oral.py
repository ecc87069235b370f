"""The oral follow-up: what was not seen at the machine is asked about and written down."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.case import CaseState, Part, SittingState, WrongState
from app.domain.change import Touched
from app.domain.errors import UserError
from app.domain.free_text import LONGEST_NOTE, clean_text
from app.domain.oral import oral_missing, to_ask
from app.domain.protocol import Criterion, Protocol, ScaleStep
from app.domain.seen import Seen
from app.storage import cases as case_rows
from app.storage import sittings as rows
from app.storage.tables import CaseRow, ObservationRow, SittingRow
from app.usecases.beside import counted, stopped_sitting
from app.usecases.closing import write_sitting
from app.usecases.desk import Desk
from app.usecases.evidence import areas_to_take
from app.usecases.practical_sheet import AreaSheet, CriterionSheet, seen_of
from app.usecases.rating import at_work, numbers_of
from app.usecases.signing import require_rater
from app.usecases.sittings import Incident, NotInSitting, Sittings


class NothingToAsk(UserError):
    """Everything was assessed, or what was not cannot be shown by words."""


class OralHalfDone(UserError):
    """An answer lacks its rating or what was said; `numbers` as shown, such as 3.4."""

    def __init__(self, numbers: tuple[str, ...]) -> None:
        super().__init__()
        self.numbers = numbers


@dataclass(frozen=True, slots=True)
class OralSheet:
    """The questions of an oral follow-up with what was answered."""

    sitting_id: UUID
    case_id: UUID
    scale: tuple[ScaleStep, ...]
    areas: tuple[AreaSheet, ...]
    current: str
    seconds: int
    state: SittingState
    incident: Incident | None


class Oral:
    """Take up what was not assessed, rate what was answered, hand in."""

    def __init__(self, desk: Desk, sittings: Sittings) -> None:
        self._desk, self._sittings = desk, sittings

    def offered(self, case_id: UUID) -> tuple[str, ...]:
        """Numbers of the criteria a follow-up could take up now; empty where there is none."""
        with self._desk.database.reading() as session:
            case = case_rows.case(session, case_id)
            protocol = self._desk.protocol(case.protocol_hash)
            if case.state != CaseState.ASSESSED or _oral(session, case) is not None:
                return ()
            return numbers_of(protocol, tuple(c.id for c in _asked(session, protocol, case)))

    def begin(self, case_id: UUID) -> UUID:
        """Begin, or give the follow-up that runs; the case is assessed again when it is handed in.

        Raises NothingToAsk, WrongState, NotAccredited, AccreditationExpired, ClockBehind.
        """
        with self._desk.database.transaction() as session:
            case = case_rows.case(session, case_id)
            begun = _oral(session, case)
            if begun is not None and not SittingState(begun.state).is_handed_in:
                return begun.id
            if begun is not None:
                raise WrongState(begun.state, SittingState.STARTED)
            protocol = self._desk.protocol(case.protocol_hash)
            if not _asked(session, protocol, case):
                raise NothingToAsk
            sitting_id = self._sittings.begin(session, case, Part.ORAL, 0, once_assessed=True).id
        self._desk.announce(Touched.SITTINGS, Touched.CASES)
        return sitting_id

    def sheet(self, sitting_id: UUID) -> OralSheet:
        """Everything on the follow-up's screen."""
        with self._desk.database.transaction() as session:
            row = self._sittings.take_up(session, sitting_id)
            case = case_rows.case(session, row.case_id)
            protocol = self._desk.protocol(case.protocol_hash)
            areas = _areas(session, protocol, case, row)
            return OralSheet(
                sitting_id=row.id,
                case_id=case.id,
                scale=protocol.scale,
                areas=areas,
                current=row.current or areas[0].criteria[0].criterion.id,
                seconds=row.active_seconds,
                state=SittingState(row.state),
                incident=self._sittings.incident(session, sitting_id),
            )

    def observe(
        self, sitting_id: UUID, criterion_id: str, rating: int | None, note: str
    ) -> CriterionSheet:
        """Keep what was answered; durable when this returns.

        Raises NotInSitting, SittingNotRunning, TextTooLong, NotAccredited.
        """
        require_rater(self._desk)
        with self._desk.database.transaction() as session:
            work = at_work(self._desk, self._sittings, session, sitting_id, Part.ORAL)
            asked = {c.id: c for c in _asked(session, work.protocol, work.case)}
            is_step = rating in (None, 0, *(step.code for step in work.protocol.scale))
            if criterion_id not in asked or not is_step:
                raise NotInSitting(criterion_id)
            kept = Seen(rating, clean_text(note, LONGEST_NOTE), at=self._desk.clock.now())
            session.add(
                ObservationRow(
                    sitting_id=work.row.id,
                    criterion_id=criterion_id,
                    rating=kept.rating,
                    note=kept.note,
                    measured="",
                    later=False,
                    author_id=self._desk.assessor.id,
                    at=self._desk.clock.now(),
                )
            )
            work.row.current, work.case.touched = criterion_id, self._desk.clock.now()
            return _sheet(work.protocol, asked[criterion_id], kept)

    def heartbeat(self, sitting_id: UUID) -> int:
        """Make the time so far durable; gives the active seconds."""
        return self._sittings.beat(sitting_id)

    def confirm_incident(self, sitting_id: UUID) -> None:
        """The assessor has seen the lost time; the follow-up goes on."""
        self._sittings.confirm_incident(sitting_id)

    def hand_in(self, sitting_id: UUID) -> None:
        """Close the follow-up. What was not taken up stays as it was. Raises OralHalfDone."""
        require_rater(self._desk)
        with self._desk.database.transaction() as session:
            work = at_work(self._desk, self._sittings, session, sitting_id, Part.ORAL)
            sheets = [
                sheet
                for area in _areas(session, work.protocol, work.case, work.row)
                for sheet in area.criteria
            ]
            undone = tuple(sheet.number for sheet in sheets if not sheet.is_done)
            if undone:
                raise OralHalfDone(undone)
            self._sittings.close(session, work.row, SittingState.HANDED_IN)
            write_sitting(self._desk, session, work.case, work.row)
        self._sittings.stopped(sitting_id)
        self._desk.announce(Touched.SITTINGS, Touched.CASES, Touched.LOG)


def _oral(session: Session, case: CaseRow) -> SittingRow | None:
    """The case's one follow-up."""
    found = rows.latest_sitting(session, case.id, Part.ORAL)
    return None if found is None or found.state == SittingState.ABORTED else found


def _asked(session: Session, protocol: Protocol, case: CaseRow) -> tuple[Criterion, ...]:
    """What the practical left as not assessed; nothing after a safety stop (R26)."""
    practical = rows.latest_sitting(session, case.id, Part.PRACTICAL)
    if practical is None or stopped_sitting(session, practical) is not None:
        return ()
    rated = counted(session, protocol, case, practical)
    to_take = areas_to_take(session, case, protocol)
    return to_ask(
        tuple(c for c in protocol.criteria if c.area in to_take),
        {key: each.rating or 0 for key, each in rated.items()},
    )


def _areas(
    session: Session, protocol: Protocol, case: CaseRow, row: SittingRow
) -> tuple[AreaSheet, ...]:
    seen = {key: seen_of(each) for key, each in rows.observations(session, row.id).items()}
    asked = _asked(session, protocol, case)
    return tuple(
        AreaSheet(
            area.id,
            area.name,
            area.required_level,
            tuple(_sheet(protocol, c, seen.get(c.id, Seen())) for c in asked if c.area == area.id),
        )
        for area in protocol.areas
        if any(c.area == area.id for c in asked)
    )


def _sheet(protocol: Protocol, criterion: Criterion, seen: Seen) -> CriterionSheet:
    lacks = oral_missing(criterion, protocol.area(criterion.area).required_level, seen)
    return CriterionSheet(criterion, numbers_of(protocol, (criterion.id,))[0], seen, lacks, None)
