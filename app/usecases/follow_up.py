"""What became of a plan: which measures to ask about, and which are done."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

import msgspec
from sqlalchemy.orm import Session

from app.domain.change import Touched
from app.domain.errors import UserError
from app.domain.free_text import LONGEST_NOTE, clean_text
from app.domain.plan import PlannedMeasure
from app.domain.text import Text
from app.seal.payloads import PlanAgreed, PlanMeasure
from app.seal.records import RecordType
from app.storage import cases as rows
from app.storage import log, plans
from app.storage.tables import CaseRow, PlanRow
from app.usecases.desk import Desk
from app.usecases.signing import require_rater


class NoSuchMeasure(UserError):
    """The agreed plan of the case has no measure for the area."""

    def __init__(self, area: str) -> None:
        super().__init__()
        self.area = area


class MeasureDayWrong(UserError):
    """A measure is done between the talk and today, not on `day`."""

    def __init__(self, day: date) -> None:
        super().__init__()
        self.day = day


@dataclass(frozen=True, slots=True)
class FollowUpLine:
    """A measure of an agreed plan. `name` is "" where the person is protected.

    `day`: when to ask about it, None where the plan names no day.
    """

    case_id: UUID
    person_id: UUID
    name: str
    role: Text
    area: str
    area_name: Text
    measure: PlannedMeasure
    day: date | None


class FollowUps:
    """Ask when it is time; mark what is done, reopen what was not (R36)."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of_person(self, person_id: UUID) -> tuple[FollowUpLine, ...]:
        """Every measure of the person's agreed plans, the open ones first, then by day."""
        with self._desk.database.reading() as session:
            found = _lines(self._desk, plans.held(session, person_id=person_id))
        return tuple(sorted(found, key=lambda line: (line.measure.done is not None, _asked(line))))

    def of_case(self, case_id: UUID) -> tuple[FollowUpLine, ...]:
        """Every measure of the case's agreed plan, in its order."""
        with self._desk.database.reading() as session:
            return tuple(_lines(self._desk, plans.held(session, case_id=case_id)))

    def mark_done(self, case_id: UUID, area: str, day: date, note: str = "") -> None:
        """Note that the area's measure is done, on `day`.

        Raises OnlySupervises, NoSuchMeasure, MeasureDayWrong, TextTooLong.
        """
        note = clean_text(note, LONGEST_NOTE).strip()
        self._change(case_id, area, "measure_done", day, note)

    def reopen(self, case_id: UUID, area: str) -> None:
        """Take back that the area's measure is done. Raises NoSuchMeasure."""
        self._change(case_id, area, "measure_reopened", None, "")

    def _change(self, case_id: UUID, area: str, kind: str, day: date | None, note: str) -> None:
        desk = self._desk
        require_rater(desk)
        with desk.database.transaction() as session:
            if not note_follow_up(desk, session, case_id, area, kind, day, note):
                raise NoSuchMeasure(area)
        desk.announce(Touched.CASES, Touched.PEOPLE, Touched.LOG)


def note_follow_up(
    desk: Desk, session: Session, case_id: UUID, area: str, kind: str, day: date | None, note: str
) -> bool:
    """Note in the caller's transaction that the area's measure is done on `day`, or is not (None).

    False, and nothing written, where the agreed plan of the case has no measure for the area.
    `kind`: the event of the case's history. Raises MeasureDayWrong.
    """
    case = rows.case(session, case_id)
    row = rows.plan(session, case_id)
    plan = agreed_plan(row)
    if row is None or all(measure.area != area for measure in plan):
        return False
    now = desk.clock.now()
    if day is not None and row.talked and not row.talked.date() <= day <= now.date():
        raise MeasureDayWrong(day)
    changed = tuple(replace(m, done=day, done_note=note) if m.area == area else m for m in plan)
    row.measures = msgspec.json.encode(changed)
    name = desk.protocol(case.protocol_hash).area(area).name.sv
    rows.add_event(session, case, now, kind, desk.assessor.name, name)
    write_plan(session, desk, case, changed, row.comment)
    return True


def measure_done(session: Session, case_id: UUID, area: str) -> bool:
    """Whether the case's agreed plan lists something for the area and all of it is done."""
    listed = [m for m in agreed_plan(rows.plan(session, case_id)) if m.area == area]
    return bool(listed) and all(measure.done is not None for measure in listed)


def due_follow_ups(session: Session, desk: Desk, until: date) -> tuple[FollowUpLine, ...]:
    """Measures not yet done whose day to ask is `until` or earlier, the oldest first."""
    lines = (
        line
        for line in _lines(desk, plans.held(session))
        if line.measure.done is None and line.day is not None and line.day <= until
    )
    return tuple(sorted(lines, key=lambda line: (_asked(line), line.name)))


def agreed_plan(row: PlanRow | None) -> tuple[PlannedMeasure, ...]:
    """The measures agreed in a talk that was held; none of a draft."""
    return () if row is None or row.talked is None else read_plan(row.measures)


def read_plan(measures: bytes) -> tuple[PlannedMeasure, ...]:
    """The measures as they are kept; what an older version did not know has its default."""
    return msgspec.json.decode(measures, type=tuple[PlannedMeasure, ...])


def write_plan(
    session: Session, desk: Desk, case: CaseRow, plan: tuple[PlannedMeasure, ...], comment: str
) -> None:
    """Append the plan as it now stands to the log, in the transaction that changes it."""
    measures = tuple(
        PlanMeasure(m.area, m.text, m.responsible, m.due, m.follow_up, m.done, m.done_note or None)
        for m in plan
    )
    log.append(
        session,
        desk.signer,
        RecordType.PLAN_AGREED,
        str(case.person_id),
        PlanAgreed(case=str(case.id), measures=measures, comment=comment),
        protocol_hash=case.protocol_hash,
        case_id=case.id,
    )


def _lines(desk: Desk, held: Iterable[plans.Held]) -> Iterable[FollowUpLine]:
    for case, person, plan in held:
        protocol = desk.protocol(case.protocol_hash)
        for measure in agreed_plan(plan):
            yield FollowUpLine(
                case.id,
                person.id,
                "" if person.protected else person.name,
                protocol.name,
                measure.area,
                protocol.area(measure.area).name,
                measure,
                measure.asked_on,
            )


def _asked(line: FollowUpLine) -> date:
    return line.day or date.max
