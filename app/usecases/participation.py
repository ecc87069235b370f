"""Who takes part in a funding project: begun, changed, taken back, and told to the region."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.change import Touched
from app.domain.employment import Employment
from app.domain.errors import UserError
from app.domain.identity_number import parse_identity_number
from app.domain.participation import (
    Period,
    Project,
    check_period,
    check_status,
    most_minutes,
    total,
)
from app.seal.funding_identity import close_identity, protected_form
from app.seal.participation_payloads import ParticipationStated
from app.seal.records import RecordType
from app.storage import companies, desk_facts, log, people
from app.storage import participation as rows
from app.storage.tables import GroupOrderRow, OrderPersonRow, ParticipationRow, PersonRow
from app.usecases.desk import Desk
from app.usecases.signing import require_rater


class TakesPartAlready(UserError):
    """The person takes part in the project during some of these days."""


class HoursOutside(UserError):
    """The month has hours that the days asked for leave no room for."""

    def __init__(self, month: str) -> None:
        super().__init__()
        self.month = month


@dataclass(frozen=True, slots=True)
class Part:
    """Somebody's part in a project. `name` "" for a protected person in a list."""

    id: UUID
    project: Project
    person_id: UUID
    name: str
    is_protected: bool
    has_identity: bool
    company_id: UUID | None
    status: Employment
    period: Period


@dataclass(frozen=True, slots=True)
class Joinable:
    """Somebody of a company who may take part; `employment` as registered."""

    person_id: UUID
    name: str
    employment: Employment


@dataclass(frozen=True, slots=True)
class NewPart:
    """What is asked when somebody begins to take part."""

    project_id: UUID
    person_id: UUID
    status: Employment
    period: Period
    company_id: UUID | None = None


class Participations:
    """Each change is one signed record of the part as it then stands."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def projects(self) -> tuple[Project, ...]:
        """The projects the region has told of, the latest to end first."""
        with self._desk.database.reading() as session:
            return rows.projects(session)

    def of_person(self, person_id: UUID) -> tuple[Part, ...]:
        """The person's parts, the latest begun first; by name, as on their own card."""
        with self._desk.database.reading() as session:
            found = rows.parts_of_person(session, person_id)
            return tuple(part_of(session, row, by_name=True) for row in found)

    def joinable(self, project_id: UUID, company_id: UUID) -> tuple[Joinable, ...]:
        """People of the company, employed or in its orders, who do not take part; by name.

        Protected people are left out: their part is begun on their own card.
        """
        with self._desk.database.reading() as session:
            project = rows.project(session, project_id)
            parts = select(ParticipationRow.person_id).where(
                ParticipationRow.project_id == project.id, ~ParticipationRow.is_void
            )
            of_orders = (
                select(OrderPersonRow.person_id)
                .join(GroupOrderRow, GroupOrderRow.id == OrderPersonRow.order_id)
                .where(GroupOrderRow.company_id == company_id)
            )
            person = PersonRow
            of_company = (person.employer_id == company_id) | person.id.in_(of_orders)
            wanted = select(person).where(of_company, ~person.protected, person.id.not_in(parts))
            found = session.scalars(wanted.order_by(person.sort_name, person.line))
            return tuple(Joinable(p.id, p.name, Employment(p.employment)) for p in found)

    def begin(self, *asked: NewPart) -> tuple[UUID, ...]:
        """These people take part from now on: all of them or none.

        Raises UnknownProject, EndsBeforeStart, OutsideProject, StatusNotAllowed,
        TakesPartAlready, UnknownPerson, PersonErased, UnknownCompany, OnlySupervises, ClockBehind.
        """
        require_rater(self._desk)
        with self._desk.database.transaction() as session:
            begun = tuple(self._begin(session, new) for new in asked)
        self._desk.announce(Touched.PEOPLE, Touched.COMPANIES, Touched.LOG)
        return begun

    def change(self, part_id: UUID, status: Employment, period: Period) -> None:
        """Other days, or another standing at work.

        Raises UnknownParticipation, HoursOutside and what `begin` raises.
        """
        require_rater(self._desk)
        with self._desk.database.transaction() as session:
            row = rows.part(session, part_id)
            people.present(session, row.person_id)
            project = rows.project(session, row.project_id)
            self._check(session, project, row.person_id, (status, period), but=row.id)
            _refuse_hours_outside(session, project, row, period)
            row.status, row.first, row.last = status, period.first, period.last
            restate(self._desk, session, row)
        self._desk.announce(Touched.PEOPLE, Touched.COMPANIES, Touched.LOG)

    def take_back(self, part_id: UUID) -> None:
        """It was a mistake: the part and its hours count no more, here and at the region.

        Raises UnknownParticipation, PersonErased, OnlySupervises, ClockBehind.
        """
        require_rater(self._desk)
        with self._desk.database.transaction() as session:
            row = rows.part(session, part_id)
            people.present(session, row.person_id)
            row.is_void = True
            restate(self._desk, session, row)
        self._desk.announce(Touched.PEOPLE, Touched.COMPANIES, Touched.LOG)

    def _begin(self, session: Session, new: NewPart) -> UUID:
        person = people.present(session, new.person_id)
        project = rows.project(session, new.project_id)
        if new.company_id is not None:
            companies.organisation(session, new.company_id)
        self._check(session, project, person.id, (new.status, new.period))
        row = ParticipationRow(
            id=self._desk.new_id(),
            project_id=project.id,
            person_id=person.id,
            company_id=new.company_id or person.employer_id,
            status=new.status,
            first=new.period.first,
            last=new.period.last,
            is_void=False,
        )
        row.stated = self._desk.clock.now()
        session.add(row)
        restate(self._desk, session, row)
        return row.id

    def _check(
        self,
        session: Session,
        project: Project,
        person_id: UUID,
        asked: tuple[Employment, Period],
        but: UUID | None = None,
    ) -> None:
        status, period = asked
        check_period(project, period)
        check_status(project, status)
        for row in rows.parts_of_person(session, person_id):
            is_other = row.id != but and row.project_id == project.id
            if is_other and rows.period_of(row).meets(period):
                raise TakesPartAlready


def part_of(session: Session, row: ParticipationRow, *, by_name: bool = False) -> Part:
    """The part behind a row; a protected person's name only where `by_name`."""
    person = people.person(session, row.person_id)
    return Part(
        id=row.id,
        project=rows.project(session, row.project_id),
        person_id=row.person_id,
        name=person.name if by_name or not person.protected else "",
        is_protected=person.protected,
        has_identity=person.identity_sealed is not None,
        company_id=row.company_id,
        status=Employment(row.status),
        period=rows.period_of(row),
    )


def restate(desk: Desk, session: Session, row: ParticipationRow) -> None:
    """Tell the region the part as it stands, with what the funder's file knows the person by."""
    _close(desk, session, row)
    row.stated = desk.clock.now()
    stated = ParticipationStated(
        participation=str(row.id),
        project=str(row.project_id),
        person=str(row.person_id),
        status=Employment(row.status),
        first=row.first,
        last=row.last,
        company=None if row.company_id is None else str(row.company_id),
        identity=row.sealed,
        is_void=row.is_void,
    )
    kind, subject = RecordType.PARTICIPATION_STATED, str(row.person_id)
    log.append(session, desk.signer, kind, subject, stated)
    session.flush()


def restate_if_other(desk: Desk, session: Session, row: ParticipationRow) -> None:
    """Tell it again where the person's number, or that they are protected, has changed since."""
    before = row.sealed_of
    _close(desk, session, row)
    if row.sealed_of != before:
        restate(desk, session, row)


def _close(desk: Desk, session: Session, row: ParticipationRow) -> None:
    """Keep the identity closed to the node; the same stays byte for byte as it was told."""
    public = bytes.fromhex(desk_facts.get(session, desk_facts.NODE_PUBLIC) or "")
    identity = _identity(desk, people.person(session, row.person_id))
    if not identity or not public:
        row.sealed = row.sealed_of = None
        return
    of = desk.identities.hash(f"{public.hex()}:{identity}")
    if of != row.sealed_of:
        row.sealed = close_identity(public, str(row.person_id), identity)
        row.sealed_of = of


def _identity(desk: Desk, person: PersonRow) -> str:
    """Twelve digits, or birth date and sex of a protected person; "" where neither is known."""
    if person.identity_sealed is None:
        return ""
    digits = desk.identities.open(person.identity_sealed, person.id)
    if not person.protected:
        return digits
    number = parse_identity_number(digits, date.max, age_confirmed=True)
    if number.birth_date is None or number.sex is None:
        return ""
    return protected_form(number.birth_date, number.sex)


def _refuse_hours_outside(
    session: Session, project: Project, row: ParticipationRow, period: Period
) -> None:
    for (_, month), attested in sorted(rows.hours(session, [row.id]).items()):
        if total(rows.spent_in(attested)) > most_minutes(project, period, month):
            raise HoursOutside(str(month))
