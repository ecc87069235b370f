"""What an export reads, and the line that says it was made (I14)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.storage.tables import (
    AssessorRow,
    CaseRow,
    CertificateRow,
    DecisionRow,
    ExportRow,
    OrganisationRow,
    PersonRow,
    ProtocolRow,
)


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
class Exported:
    """An export that was written: rows, SHA-256 (hex) of the file, by whom, when."""

    at: datetime
    actor: str
    kind: str
    rows: int
    sha256: str


def cases(session: Session) -> tuple[CaseLine, ...]:
    """Every case with person, company, assessor, decision, certificate, version; oldest first."""
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
        .outerjoin(DecisionRow, DecisionRow.case_id == CaseRow.id)
        .outerjoin(CertificateRow, CertificateRow.case_id == CaseRow.id)
        .order_by(CaseRow.id)
    )
    return tuple(
        CaseLine(row[0], row[1], row[2], row[3], row[4], row[5], row[6])
        for row in session.execute(found)
    )


def certificates(session: Session) -> tuple[tuple[CertificateRow, PersonRow], ...]:
    """Every certificate with its holder, oldest first."""
    found = (
        select(CertificateRow, PersonRow)
        .join(PersonRow, PersonRow.id == CertificateRow.person_id)
        .order_by(CertificateRow.issued, CertificateRow.kid, CertificateRow.status_index)
    )
    return tuple((row[0], row[1]) for row in session.execute(found))


def write_down(session: Session, exported: Exported) -> None:
    """Keep that the export was made."""
    session.add(
        ExportRow(
            at=exported.at,
            actor=exported.actor,
            kind=exported.kind,
            rows=exported.rows,
            sha256=exported.sha256,
        )
    )
