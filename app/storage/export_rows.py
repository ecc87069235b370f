"""What an export reads, and the line that says it was made (I14)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.storage.tables import (
    AssessorRow,
    CaseRow,
    CertificateRow,
    DecisionRow,
    ExportFileRow,
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
