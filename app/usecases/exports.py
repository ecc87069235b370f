"""Cases and certificates as files for coordinators; every export is written down (I14)."""

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import msgspec

from app.domain.case import CaseState
from app.domain.certificate import CertificateFacts, CertificateKind
from app.domain.certificate_status import CertificateState
from app.domain.text import Language
from app.reports.tables import (
    Cell,
    Column,
    ColumnKind,
    Manifest,
    Table,
    write_csv,
    write_json,
    write_xlsx,
)
from app.storage import export_rows as rows
from app.storage.tables import CertificateRow, PersonRow
from app.usecases import export_words as words
from app.usecases.certificate_standing import shown_states
from app.usecases.desk import Desk

__all__ = ["Exports", "Format", "Manifest"]

Format = Literal["xlsx", "csv", "json"]

_WRITERS = {"xlsx": write_xlsx, "csv": write_csv, "json": write_json}
_KINDS = {
    "birth_date": ColumnKind.DATE,
    "issued": ColumnKind.DATE,
    "valid_to": ColumnKind.DATE,
    "opened": ColumnKind.TIME,
    "booked": ColumnKind.TIME,
    "decided": ColumnKind.TIME,
    "prints": ColumnKind.INTEGER,
    "practice": ColumnKind.BOOLEAN,
}
_WIDTHS = {"case": 38, "name": 28, "company": 28, "role": 22, "centre": 24, "assessor": 24}
_CASE_KEYS = (
    *("case", "name", "birth_date", "company", "profile", "role", "version", "state", "outcome"),
    *("centre", "assessor", "opened", "booked", "decided", "certificate", "practice"),
)
_CERTIFICATE_KEYS = (
    *("certificate", "name", "birth_date", "kind", "profile", "role", "version", "issued"),
    *("valid_to", "state", "centre", "assessor", "prints", "practice"),
)


class Exports:
    """Files out of the desk: never an identity number (I12), protected people without name."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def cases(self, path: Path, format_: Format, language: Language = "sv") -> Manifest:
        """Every case, one a row. Raises NotWritten; then nothing stands at `path`."""
        with self._desk.database.reading() as session:
            lines = [self._case(line, language) for line in rows.cases(session)]
        name = words.CASES.in_language(language)
        table = Table(name, _columns(_CASE_KEYS, language), lines)
        return self._write("cases", table, path, format_)

    def certificates(self, path: Path, format_: Format, language: Language = "sv") -> Manifest:
        """Every certificate, one a row. Raises NotWritten; then nothing stands at `path`."""
        with self._desk.database.reading() as session:
            shown = shown_states(self._desk, session)
            lines = [
                _certificate(row, person, language, shown(row).state)
                for row, person in rows.certificates(session)
            ]
        name = words.CERTIFICATES.in_language(language)
        table = Table(name, _columns(_CERTIFICATE_KEYS, language), lines)
        return self._write("certificates", table, path, format_)

    def _write(self, kind: str, table: Table, path: Path, format_: Format) -> Manifest:
        now, actor = self._desk.clock.now(), self._desk.assessor.name
        manifest = _WRITERS[format_](table, path, now)
        exported = rows.Exported(now, actor, f"{kind}.{format_}", manifest.rows, manifest.sha256)
        with self._desk.database.transaction() as session:
            rows.write_down(session, exported)
        return manifest

    def _case(self, line: rows.CaseLine, language: Language) -> tuple[Cell, ...]:
        case, person, decision = line.case, line.person, line.decision
        is_open = not person.protected
        kind = None if decision is None else CertificateKind(decision.outcome)
        return (
            str(case.id),
            person.name if is_open else None,
            person.birth_date if is_open else None,
            line.company if is_open else None,
            case.code,
            self._desk.protocol(case.protocol_hash).name.in_language(language),
            line.version,
            words.STATES[CaseState(case.state)].in_language(language),
            None if kind is None else words.KINDS[kind].in_language(language),
            case.centre,
            line.assessor,
            case.opened,
            case.booked,
            None if decision is None else decision.signed,
            None if line.certificate is None else line.certificate.number,
            self._desk.is_practice,
        )


def _certificate(
    row: CertificateRow, person: PersonRow, language: Language, state: CertificateState
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


def _columns(keys: Iterable[str], language: Language) -> tuple[Column, ...]:
    return tuple(
        Column(
            key,
            words.HEADS[key].in_language(language),
            _KINDS.get(key, ColumnKind.TEXT),
            _WIDTHS.get(key, 16),
        )
        for key in keys
    )
