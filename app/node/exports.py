"""Cases and certificates as files for coordinators; every export states its rows and hash."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.text import Language
from app.node.database import NodeDatabase
from app.node.status_orders import combined, reasons, standing_states
from app.node.tables import ExportLine, KnownCase, KnownPerson, RegisteredCertificate
from app.node.wording import words
from app.reports.tables import (
    Cell,
    Column,
    ColumnKind,
    Table,
    write_csv,
    write_json,
    write_xlsx,
)
from app.reports.whole_file import Manifest

FORMATS = {"xlsx": write_xlsx, "csv": write_csv, "json": write_json}
KINDS = ("cases", "certificates")


def write_export(
    database: NodeDatabase, kind: str, path: Path, language: Language, at: datetime
) -> Manifest:
    """Write `cases` or `certificates` in the format of the path's ending, and log it (I14)."""
    with database.transaction() as session:
        table = _cases(session, language) if kind == "cases" else _certificates(session, language)
        manifest = FORMATS[path.suffix[1:]](table, path, at)
        session.add(ExportLine(kind=kind, rows=manifest.rows, sha256=manifest.sha256, written=at))
    return manifest


def _cases(session: Session, language: Language) -> Table:
    text = words(language)
    columns = (
        Column("case", "Id", width=38),
        Column("person", text["person"], width=28),
        Column("profile", text["profile"]),
        Column("centre", text["centre"], width=28),
        Column("state", text["state"]),
        Column("outcome", text["outcome"]),
        Column("touched", text["touched"], ColumnKind.TIME, 20),
    )
    return Table(text["cases"], columns, _case_rows(session))


def _case_rows(session: Session) -> Iterator[tuple[Cell, ...]]:
    found = session.execute(
        select(KnownCase, KnownPerson)
        .join(KnownPerson, KnownPerson.id == KnownCase.person, isouter=True)
        .order_by(KnownCase.touched, KnownCase.id)
    )
    for case, person in found:
        name = None if person is None or person.protected else person.name
        yield (case.id, name, case.profile, case.centre, case.state, case.outcome, case.touched)


def _certificates(session: Session, language: Language) -> Table:
    text = words(language)
    columns = (
        Column("number", text["number"], width=24),
        Column("name", text["name"], width=28),
        Column("profile", text["profile"]),
        Column("role", text["role"], width=20),
        Column("kind", text["kind"]),
        Column("centre", text["centre"], width=28),
        Column("assessor", text["assessor"], width=24),
        Column("issued", text["issued"], ColumnKind.DATE, 12),
        Column("valid_to", text["valid_to"], ColumnKind.DATE, 12),
        Column("state", text["state"]),
        Column("reason", text["reason"], width=16),
    )
    return Table(text["certificates"], columns, _certificate_rows(session, language))


def _certificate_rows(session: Session, language: Language) -> Iterator[tuple[Cell, ...]]:
    hidden = set(session.scalars(select(KnownPerson.id).where(KnownPerson.protected)))
    found = select(RegisteredCertificate).order_by(
        RegisteredCertificate.issued, RegisteredCertificate.number
    )
    beside, why = standing_states(session), reasons(session)
    for row in session.scalars(found):
        name = None if row.person in hidden else row.name
        yield (
            row.number,
            name,
            row.profile,
            row.role if language == "sv" else row.role_en,
            row.kind,
            row.centre,
            row.assessor,
            row.issued,
            row.valid_to,
            combined(row.state, beside.get(row.id)),
            why.get(row.id),
        )
