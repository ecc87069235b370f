"""What an export reads, and the line that says it was made (I14)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    Select,
    exists,
    func,
    select,
    true,
)
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from app.storage.tables import (
    AssessorRow,
    CaseRow,
    CertificateRow,
    DecisionRow,
    ExportFileRow,
    ExportRow,
    GroupOrderRow,
    OrderPersonRow,
    OrganisationRow,
    PersonRow,
    ProtocolRow,
)

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case with what stands beside it; `company` None for none, the others before they are."""

    case: CaseRow
    person: PersonRow
    company: str | None
    assessor: str
    decision: DecisionRow | None
    certificate: CertificateRow | None
    version: str


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person with their company's name, None for none, and how much they have done here."""

    person: PersonRow
    company: str | None
    cases: int
    certificates: int


@dataclass(frozen=True, slots=True)
class ExportFilters:
    """What narrows a table: days, both included, a company by id, a profile by code.

    Days count for what a row begins with: opened, issued, registered.
    """

    first: date | None = None
    last: date | None = None
    company: UUID | None = None
    profile: str = ""

    def only(self, names: Sequence[str]) -> "ExportFilters":
        """Without what does not narrow the table."""
        return ExportFilters(**{name: getattr(self, name) for name in names})

    def stated(self) -> dict[str, str]:
        """As the manifest says it; only what narrows."""
        given = (
            ("first", self.first and self.first.isoformat()),
            ("last", self.last and self.last.isoformat()),
            ("company", self.company and str(self.company)),
            ("profile", self.profile),
        )
        return {name: value for name, value in given if value}


@dataclass(frozen=True, slots=True)
class Exported:
    """An export that was written: rows, SHA-256 (hex) of the file, by whom, when.

    `file`: where it was written; `filters`: what narrowed it.
    """

    at: datetime
    actor: str
    kind: str
    rows: int
    sha256: str
    file: str = ""
    filters: Mapping[str, str] = field(default_factory=dict)


def cases(session: Session, filters: ExportFilters) -> Iterator[CaseLine]:
    """Cases with person, company, assessor, newest decision and certificate, version; by age."""
    found = (
        select(
            CaseRow,
            PersonRow,
            OrganisationRow.name,
            AssessorRow.name,
            DecisionRow,
            CertificateRow,
            ProtocolRow.version,
        )
        .join(PersonRow, PersonRow.id == CaseRow.person_id)
        .join(AssessorRow, AssessorRow.id == CaseRow.assessor_id)
        .join(ProtocolRow, ProtocolRow.hash == CaseRow.protocol_hash)
        .outerjoin(OrganisationRow, OrganisationRow.id == PersonRow.employer_id)
        .outerjoin(DecisionRow, DecisionRow.id == _newest_decision())
        .outerjoin(CertificateRow, CertificateRow.id == _newest_certificate())
        .where(*_narrowed(filters, CaseRow.opened, CaseRow.code))
        .order_by(CaseRow.id)
    )
    for row in _streamed(session, found):
        yield CaseLine(row[0], row[1], row[2], row[3], row[4], row[5], row[6])


def certificates(
    session: Session, filters: ExportFilters
) -> Iterator[tuple[CertificateRow, PersonRow]]:
    """Certificates with their holders, oldest first."""
    found = (
        select(CertificateRow, PersonRow)
        .join(PersonRow, PersonRow.id == CertificateRow.person_id)
        .join(CaseRow, CaseRow.id == CertificateRow.case_id)
        .where(*_narrowed(filters, CertificateRow.issued, CaseRow.code))
        .order_by(CertificateRow.issued, CertificateRow.kid, CertificateRow.status_index)
    )
    for row in _streamed(session, found):
        yield row[0], row[1]


def people(session: Session, filters: ExportFilters) -> Iterator[PersonLine]:
    """Everybody with company and how many cases and certificates they have, oldest first."""
    of_person = (select(func.count()).where(CaseRow.person_id == PersonRow.id)).scalar_subquery()
    issued = select(func.count()).where(CertificateRow.person_id == PersonRow.id).scalar_subquery()
    has_case = exists().where(CaseRow.person_id == PersonRow.id, CaseRow.code == filters.profile)
    found = (
        select(PersonRow, OrganisationRow.name, of_person, issued)
        .outerjoin(OrganisationRow, OrganisationRow.id == PersonRow.employer_id)
        .where(*_narrowed(replace(filters, profile=""), PersonRow.registered, CaseRow.code))
        .where(has_case if filters.profile else true())
        .order_by(PersonRow.registered, PersonRow.id)
    )
    for row in _streamed(session, found):
        yield PersonLine(row[0], row[1], row[2], row[3])


def companies(session: Session) -> tuple[tuple[str, str], ...]:
    """Id and name of every company somebody works for or has an order, by name."""
    found = (
        select(OrganisationRow.id, OrganisationRow.name)
        .where(
            exists().where(PersonRow.employer_id == OrganisationRow.id)
            | exists().where(GroupOrderRow.company_id == OrganisationRow.id)
        )
        .order_by(OrganisationRow.search_name)
    )
    return tuple((str(row[0]), row[1]) for row in session.execute(found))


def _narrowed(
    filters: ExportFilters, when: InstrumentedAttribute[Any], code: InstrumentedAttribute[str]
) -> Iterator[ColumnElement[bool]]:
    """Both days count; a moment belongs to the day it has where it was written down."""
    is_moment = when.key != "issued"
    if filters.first is not None:
        yield when >= (_midnight(filters.first) if is_moment else filters.first)
    if filters.last is not None:
        after = filters.last + timedelta(days=1)
        yield when < (_midnight(after) if is_moment else after)
    if filters.company is not None:
        yield (PersonRow.employer_id == filters.company) | PersonRow.id.in_(
            _ordered(filters.company)
        )
    if filters.profile:
        yield code == filters.profile


def _ordered(company: UUID) -> Select[UUID]:
    """Who is in one of the company's orders, whoever they work for."""
    joined = select(OrderPersonRow.person_id).join(
        GroupOrderRow, GroupOrderRow.id == OrderPersonRow.order_id
    )
    return joined.where(GroupOrderRow.company_id == company)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time()).astimezone()


def _streamed(session: Session, found: Any) -> Iterator[Any]:  # noqa: ANN401 - rows of any shape
    """The rows a few hundred at a time; none stays in memory once it was passed on."""
    for chunk in session.execute(found.execution_options(yield_per=_CHUNK)).partitions():
        yield from chunk
        session.expunge_all()


def _newest_decision() -> ScalarSelect[Any]:
    row = aliased(DecisionRow)
    newest = select(row.id).where(row.case_id == CaseRow.id).order_by(row.number.desc()).limit(1)
    return newest.correlate(CaseRow).scalar_subquery()


def _newest_certificate() -> ScalarSelect[Any]:
    row = aliased(CertificateRow)
    order = (row.issued.desc(), row.status_index.desc())
    newest = select(row.id).where(row.case_id == CaseRow.id).order_by(*order).limit(1)
    return newest.correlate(CaseRow).scalar_subquery()


def write_down(session: Session, exported: Exported) -> None:
    """Keep that the export was made."""
    row = ExportRow(
        at=exported.at,
        actor=exported.actor,
        kind=exported.kind,
        rows=exported.rows,
        sha256=exported.sha256,
    )
    session.add(row)
    session.flush()
    filters = msgspec.json.encode(dict(exported.filters), order="sorted")
    session.add(ExportFileRow(export_id=row.id, file=exported.file, filters=filters))


def made(session: Session, most: int) -> tuple[Exported, ...]:
    """The exports made here, newest first; those of an older program have no file to name."""
    found = (
        select(ExportRow, ExportFileRow)
        .outerjoin(ExportFileRow, ExportFileRow.export_id == ExportRow.id)
        .order_by(ExportRow.id.desc())
        .limit(most)
    )
    return tuple(
        Exported(
            row.at,
            row.actor,
            row.kind,
            row.rows,
            row.sha256,
            "" if beside is None else beside.file,
            {} if beside is None else msgspec.json.decode(beside.filters, type=dict[str, str]),
        )
        for row, beside in session.execute(found)
    )
