"""A company's plan: measures for its gaps, followed until they are done and tried again."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.change import Touched
from app.domain.company_measure import CompanyMeasure, MeasureFor, MeasureKind
from app.domain.development import (
    Development,
    DevelopmentStep,
    development,
    development_of_gone,
)
from app.domain.errors import UserError
from app.domain.former_area import FormerArea
from app.domain.free_text import LONGEST_LINE, LONGEST_MEASURE, clean_line
from app.domain.matrix import Matrix, MatrixRow
from app.domain.matrix_summary import SMALLEST_GROUP
from app.domain.plan import PlannedMeasure
from app.domain.protocol import Protocol
from app.domain.text import Text
from app.storage import companies, matrix_rows, measures
from app.storage.tables import PlanRow
from app.usecases import measure_records
from app.usecases.area_versions import AreaVersions
from app.usecases.desk import Desk
from app.usecases.follow_up import agreed_plan, note_follow_up
from app.usecases.matrix import CompanyMatrix, read_matrix

_AHEAD = timedelta(days=7)
_NEUTRAL = Text("Handledd övning i {area}", "Supervised practice in {area}")
_KINDS = {
    "kurs": MeasureKind.COURSE,
    "utbildning": MeasureKind.COURSE,
    "handledning": MeasureKind.COACHING,
}


class MeasureIncomplete(UserError):
    """A measure says what is to be done, who sees to it, and for whom."""


class MeasureDoneTooLate(UserError):
    """Nothing is done on a day that has not come; `day`."""

    def __init__(self, day: date) -> None:
        super().__init__()
        self.day = day


@dataclass(frozen=True, slots=True)
class MeasureDraft:
    """What is planned; `id` None for a new one. `length` such as "2 dagar"."""

    area: str
    kind: MeasureKind
    text: str
    length: str
    responsible: str
    due: date | None
    follow_up: date | None
    people: tuple[UUID, ...]
    id: UUID | None = None


@dataclass(frozen=True, slots=True)
class TakerLine:
    """Somebody a measure is for. `in_own_plan`: their own plan has the area and says what is done.

    `case_id`: the decided case a retest follows.
    """

    person_id: UUID
    name: str
    done: date | None
    in_own_plan: bool
    development: Development
    case_id: UUID | None


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """One line of the plan. `hidden`: for how many more it is who are not shown here.

    `area`: the area's id in today's version, "" where that has it no longer; `former`: what to say
    where the area had another name than today's when it was planned.
    """

    measure: CompanyMeasure
    area_name: Text
    takers: tuple[TakerLine, ...]
    hidden: int
    area: str
    former: FormerArea | None = None

    @property
    def is_done(self) -> bool:
        """Whether all of them have done it."""
        return self.measure.done is not None


@dataclass(frozen=True, slots=True)
class Proposal:
    """What could be done about an area where people are under what is required."""

    area: str
    area_name: Text
    kind: MeasureKind
    text: Text
    length: Text
    people: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class PlanView:
    """The plan of a role at a company. `proposals`: gaps nothing is planned for, biggest first."""

    of: CompanyMatrix
    lines: tuple[MeasureLine, ...]
    proposals: tuple[Proposal, ...]


class CompanyPlans:
    """Plan, change, take off, mark done: each act signed as the measure then stands.

    Its words are signed apart, so that they go when somebody they may be about is erased (R53).
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def view(self, company_id: UUID, code: str) -> PlanView:
        """The plan as it stands, with what could be planned. Raises UnknownCompany."""
        with self._desk.database.reading() as session:
            of = read_matrix(self._desk, session, company_id, code)
            versions = AreaVersions(self._desk, session, of.protocol)
            planned = measures.of_company(session, company_id, code)
            told = [effective(self._desk, session, one) for one in planned]
            lines = tuple(_line(versions, of, one) for one in told)
        return PlanView(of, lines, proposals(of, lines))

    def plan(self, company_id: UUID, code: str, draft: MeasureDraft) -> UUID:
        """Put a measure on the plan, or change it; who had done it has done it still.

        Raises MeasureIncomplete, TextTooLong, UnknownMeasure, UnknownCompany.
        """
        desk = self._desk
        with desk.database.transaction() as session:
            companies.organisation(session, company_id)
            before = None if draft.id is None else measures.read(session, draft.id)
            done = {} if before is None else {one.person_id: one.done for one in before.people}
            measure = _checked(draft, company_id, code, draft.id or desk.new_id(), done)
            self._keep(session, measure)
        desk.announce(Touched.COMPANIES, Touched.LOG)
        return measure.id

    def drop(self, measure_id: UUID) -> None:
        """Take a measure off the plan. Raises UnknownMeasure."""
        with self._desk.database.transaction() as session:
            self._keep(session, measures.read(session, measure_id), dropped=True)
        self._desk.announce(Touched.COMPANIES, Touched.LOG)

    def put_back(self, measure_id: UUID) -> None:
        """Undo `drop`. Raises UnknownMeasure."""
        with self._desk.database.transaction() as session:
            self._keep(session, measures.read(session, measure_id, dropped=True))
        self._desk.announce(Touched.COMPANIES, Touched.LOG)

    def mark_done(self, measure_id: UUID, day: date, people: tuple[UUID, ...] = ()) -> None:
        """These people have done it on `day`; all who had not where none are named.

        Where somebody's own plan has the area it is said there too. Raises UnknownMeasure,
        MeasureDoneTooLate, MeasureDayWrong.
        """
        if day > self._desk.clock.now().date():
            raise MeasureDoneTooLate(day)
        self._mark(measure_id, people, day)

    def reopen(self, measure_id: UUID, people: tuple[UUID, ...] = ()) -> None:
        """Take back that they have done it. Raises UnknownMeasure."""
        self._mark(measure_id, people, None)

    def _mark(self, measure_id: UUID, people: tuple[UUID, ...], day: date | None) -> None:
        with self._desk.database.transaction() as session:
            measure = effective(self._desk, session, measures.read(session, measure_id))
            chosen = people or tuple(
                one.person_id for one in measure.people if (one.done is None) is (day is not None)
            )
            self._mark_own(session, measure, chosen, day)
            marked = tuple(
                replace(one, done=day) if one.person_id in chosen else one for one in measure.people
            )
            self._keep(session, replace(measure, people=marked))
        self._desk.announce(Touched.COMPANIES, Touched.CASES, Touched.PEOPLE, Touched.LOG)

    def _mark_own(
        self, session: Session, measure: CompanyMeasure, people: tuple[UUID, ...], day: date | None
    ) -> None:
        kind = "measure_reopened" if day is None else "measure_done"
        found = matrix_rows.of_people(session, people, measure.code)
        for person in people:
            plan = found[person].plan
            own = _own(self._desk, session, plan, measure)
            if plan is not None and own is not None:
                note_follow_up(self._desk, session, plan.case_id, own.area, kind, day, "")

    def _keep(self, session: Session, measure: CompanyMeasure, *, dropped: bool = False) -> None:
        """Keep the measure and sign it as it then stands."""
        now, before = self._desk.clock.now(), measures.find(session, measure.id)
        measures.keep(session, measure, now, now if dropped else None)
        measure_records.tell(self._desk, session, measure, before, dropped=dropped)


@dataclass(frozen=True, slots=True)
class DueMeasure:
    """A company's measure it is time to ask about."""

    measure: CompanyMeasure
    company: str


def due_measures(desk: Desk, session: Session, today: date) -> tuple[DueMeasure, ...]:
    """Measures not yet done that are to be asked about within a week, the oldest first."""
    until = today + _AHEAD
    due = [
        measure
        for measure in measures.all_open(session)
        if measure.asked_on is not None
        and measure.asked_on <= until
        and effective(desk, session, measure).done is None
    ]
    due.sort(key=lambda measure: measure.asked_on or date.max)
    return tuple(
        DueMeasure(one, companies.organisation(session, one.company_id).name) for one in due
    )


def effective(desk: Desk, session: Session, measure: CompanyMeasure) -> CompanyMeasure:
    """The measure with what people's own plans say is done: they are asked first.

    The company hears nothing of the plan of anybody whose results it may not see (R54).
    """
    told = companies.order_people(session, measure.company_id, measure.code)
    may = {one.person_id for one in told if one.basis is not None and not one.is_protected}
    ids = [one.person_id for one in measure.people]
    found = matrix_rows.of_people(session, ids, measure.code)
    said = []
    for one in measure.people:
        plan = found[one.person_id].plan if one.person_id in may else None
        own = _own(desk, session, plan, measure)
        said.append(one if own is None else MeasureFor(one.person_id, own.done))
    return replace(measure, people=tuple(said))


def _own(
    desk: Desk, session: Session, plan: PlanRow | None, measure: CompanyMeasure
) -> PlannedMeasure | None:
    """What somebody's own plan has for the area of a measure, whatever it was called then."""
    agreed = agreed_plan(plan)
    same = next((one for one in agreed if one.area == measure.area), None)
    if same is not None or not agreed:
        return same
    today = desk.protocol(matrix_rows.version_to_show(session, measure.code))
    versions = AreaVersions(desk, session, today)
    return next((one for one in agreed if versions.are_one(one.area, measure.area)), None)


def proposals(of: CompanyMatrix, lines: tuple[MeasureLine, ...]) -> tuple[Proposal, ...]:
    """A proposal for each area with people under it that no measure is for.

    One that is done counts until a decision says that the gap is still there. The most people
    first; of a small group in the areas' own order (X2).
    """
    planned = {
        (line.area, taker.person_id)
        for line in lines
        for taker in line.takers
        if not _is_spent(of.matrix, line.area, taker)
    }
    found = []
    for number, area in enumerate(of.matrix.areas):
        people = tuple(
            row.person.person_id
            for row in of.matrix.rows
            if row.cells[number].standing.is_gap and (area.id, row.person.person_id) not in planned
        )
        if people:
            found.append(propose(of.protocol, area.id, people))
    if len(of.matrix.rows) < SMALLEST_GROUP:
        return tuple(found)
    return tuple(sorted(found, key=lambda one: -len(one.people)))


def _is_spent(matrix: Matrix, area: str, taker: TakerLine) -> bool:
    """Whether somebody was judged anew in the area since the measure was done."""
    row = matrix.row(taker.person_id)
    judged = None if row is None else row.person.course.judged.get(area)
    return taker.done is not None and judged is not None and judged > taker.done


def would_take(view: PlanView, proposal: Proposal) -> tuple[TakerLine, ...]:
    """Whom a proposal is for, by name; nothing is planned for them yet."""
    rows = [row for row in view.of.matrix.rows if row.person.person_id in proposal.people]
    gap = Development(DevelopmentStep.GAP)
    found = [
        TakerLine(row.person.person_id, row.person.name, None, False, gap, None) for row in rows
    ]
    return tuple(sorted(found, key=lambda taker: taker.name.casefold()))


def propose(protocol: Protocol, area_id: str, people: tuple[UUID, ...]) -> Proposal:
    """What the protocol proposes for an area, else a neutral text."""
    area = protocol.area(area_id)
    if not area.measures:
        text = Text(
            _NEUTRAL.sv.format(area=area.name.sv.lower()),
            _NEUTRAL.en.format(area=area.name.en.lower()),
        )
        return Proposal(area_id, area.name, MeasureKind.PRACTICE, text, Text("", ""), people)
    first = area.measures[0]
    kind = _KINDS.get(first.text.sv.split()[0].lower().rstrip(":"), MeasureKind.PRACTICE)
    return Proposal(area_id, area.name, kind, first.text, first.length, people)


def _checked(
    draft: MeasureDraft,
    company_id: UUID,
    code: str,
    measure_id: UUID,
    done: Mapping[UUID, date | None],
) -> CompanyMeasure:
    measure = CompanyMeasure(
        measure_id,
        company_id,
        code,
        draft.area,
        draft.kind,
        clean_line(draft.text, LONGEST_MEASURE),
        clean_line(draft.length, LONGEST_LINE),
        clean_line(draft.responsible, LONGEST_LINE),
        draft.due,
        draft.follow_up,
        tuple(MeasureFor(person, done.get(person)) for person in dict.fromkeys(draft.people)),
    )
    if not (measure.text and measure.responsible and measure.people):
        raise MeasureIncomplete
    return measure


def _line(versions: AreaVersions, of: CompanyMatrix, measure: CompanyMeasure) -> MeasureLine:
    area = versions.today_of(measure.area)
    takers = [
        _taker(of.matrix, row, area, measure.area, one.done)
        for one in measure.people
        if (row := of.matrix.row(one.person_id)) is not None
    ]
    takers.sort(key=lambda taker: taker.name.casefold())
    hidden = len(measure.people) - len(takers)
    name, former = versions.name(measure.area), versions.former(measure.area)
    return MeasureLine(measure, name, tuple(takers), hidden, area, former)


def _taker(matrix: Matrix, row: MatrixRow, area: str, then: str, done: date | None) -> TakerLine:
    """`then`: the area's id when it was planned, by which a person's own plan may know it."""
    person = row.person
    cells = {one.id: cell.standing for one, cell in zip(matrix.areas, row.cells, strict=True)}
    standing = cells.get(area)
    is_gap = standing is not None and (standing.is_gap or not standing.is_assessed)
    planned, is_done = (area or then) in person.course.planned, done is not None
    if standing is None:
        way = development_of_gone(person, is_done=is_done)
    else:
        way = development(person, area, is_gap=is_gap, is_planned=True, is_done=is_done)
    return TakerLine(person.person_id, person.name, done, planned, way, person.course.decided)
