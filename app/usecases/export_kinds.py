"""The tables a desk gives away: people, cases, certificates; never an identity number (I12)."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import msgspec

from app.domain.case import CaseState
from app.domain.certificate import CertificateFacts, CertificateKind
from app.reports.tables import Cell, Column, ColumnKind, Row, Table
from app.storage import export_rows as rows
from app.usecases import export_words as words
from app.usecases.certificate_standing import shown_states

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.domain.certificate_status import CertificateState
    from app.domain.text import Language
    from app.storage.tables import CertificateRow, PersonRow
    from app.usecases.desk import Desk

_KINDS = {
    "birth_date": ColumnKind.DATE,
    "issued": ColumnKind.DATE,
    "valid_to": ColumnKind.DATE,
    "opened": ColumnKind.TIME,
    "booked": ColumnKind.TIME,
    "decided": ColumnKind.TIME,
    "registered": ColumnKind.TIME,
    "prints": ColumnKind.INTEGER,
    "cases": ColumnKind.INTEGER,
    "certificates": ColumnKind.INTEGER,
    "practice": ColumnKind.BOOLEAN,
}
_WIDTHS = {
    **{"case": 38, "person": 38, "name": 28, "company": 28, "role": 22},
    **{"centre": 24, "assessor": 24},
}
_CASE_KEYS = (
    *("case", "name", "birth_date", "company", "profile", "role", "version", "state", "outcome"),
    *("centre", "assessor", "opened", "booked", "decided", "certificate", "practice"),
)
_CERTIFICATE_KEYS = (
    *("certificate", "name", "birth_date", "kind", "profile", "role", "version", "issued"),
    *("valid_to", "state", "centre", "assessor", "prints", "practice"),
)
_PEOPLE_KEYS = (
    *("person", "name", "birth_date", "company", "employment", "registered", "cases"),
    *("certificates", "practice"),
)


def case_table(
    desk: "Desk", session: "Session", filters: rows.ExportFilters, language: "Language"
) -> Table:
    """Every case, one a row."""
    lines = (_case(desk, line, language) for line in rows.cases(session, filters))
    return Table(words.CASES.in_language(language), columns(_CASE_KEYS, language), lines)


def certificate_table(
    desk: "Desk", session: "Session", filters: rows.ExportFilters, language: "Language"
) -> Table:
    """Every certificate, one a row, with what everybody may be told of it today."""
    shown = shown_states(desk, session)
    found = rows.certificates(session, filters)
    lines = (_certificate(row, person, language, shown(row).state) for row, person in found)
    name = words.CERTIFICATES.in_language(language)
    return Table(name, columns(_CERTIFICATE_KEYS, language), lines)


def people_table(
    desk: "Desk", session: "Session", filters: rows.ExportFilters, language: "Language"
) -> Table:
    """Everybody at the desk, one a row; protected people without name, birth date and company."""
    lines = _people(desk, rows.people(session, filters), language)
    return Table(words.PEOPLE.in_language(language), columns(_PEOPLE_KEYS, language), lines)


def columns(keys: Iterable[str], language: "Language") -> tuple[Column, ...]:
    """The columns of these keys, with the heads people read."""
    return tuple(
        Column(
            key,
            words.HEADS[key].in_language(language),
            _KINDS.get(key, ColumnKind.TEXT),
            _WIDTHS.get(key, 16),
        )
        for key in keys
    )


def _people(desk: "Desk", lines: Iterable[rows.PersonLine], language: "Language") -> Iterator[Row]:
    for line in lines:
        person, is_open = line.person, not line.person.protected
        yield (
            str(person.id),
            person.name if is_open else None,
            person.birth_date if is_open else None,
            line.company if is_open else None,
            words.EMPLOYMENTS[person.employment].in_language(language),
            person.registered,
            line.cases,
            line.certificates,
            desk.is_practice,
        )


def _case(desk: "Desk", line: rows.CaseLine, language: "Language") -> tuple[Cell, ...]:
    case, person, decision = line.case, line.person, line.decision
    is_open = not person.protected
    kind = None if decision is None else CertificateKind(decision.outcome)
    return (
        str(case.id),
        person.name if is_open else None,
        person.birth_date if is_open else None,
        line.company if is_open else None,
        case.code,
        desk.protocol(case.protocol_hash).name.in_language(language),
        line.version,
        words.STATES[CaseState(case.state)].in_language(language),
        None if kind is None else words.KINDS[kind].in_language(language),
        case.centre,
        line.assessor,
        case.opened,
        case.booked,
        None if decision is None else decision.signed,
        None if line.certificate is None else line.certificate.number,
        desk.is_practice,
    )


def _certificate(
    row: "CertificateRow", person: "PersonRow", language: "Language", state: "CertificateState"
) -> tuple[Cell, ...]:
    facts = msgspec.json.decode(row.snapshot, type=CertificateFacts)
    is_open = not person.protected
    return (
        row.number,
        facts.name if is_open else None,
        facts.birth_date if is_open else None,
        words.KINDS[facts.kind].in_language(language),
        facts.profile,
        facts.role.in_language(language),
        facts.protocol_version,
        row.issued,
        row.valid_to,
        words.CERTIFICATE_STATES[state].in_language(language),
        facts.centre,
        facts.assessor,
        row.prints,
        facts.practice,
    )
