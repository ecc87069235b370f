"""Certificates: issued from a signed decision, listed, drawn again from their snapshot, printed."""

import secrets
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from uuid import UUID

import msgspec
from sqlalchemy.orm import Session

from app.domain.calendar import add_months, last_valid_day
from app.domain.case import CaseState, move_case
from app.domain.certificate import AreaLine, AreaOutcome, CertificateFacts, CertificateKind
from app.domain.certificate_number import format_certificate_number
from app.domain.change import Touched
from app.domain.protocol import Protocol
from app.domain.reason_words import area_words, paper_words
from app.domain.result import AreaResult, Result
from app.domain.text import Text
from app.seal.authority import sign_certificate
from app.seal.carrier import qr_text
from app.seal.claims import CREDITED, AccreditationClaims, CertificateClaims
from app.seal.issued_facts import IssuedFacts
from app.seal.payloads import CertificateIssued
from app.seal.records import RecordType
from app.storage import cases as case_rows
from app.storage import certificates as rows
from app.storage import log
from app.storage.seals import take_status_index
from app.storage.tables import CaseRow, CertificateRow, DecisionRow
from app.usecases.desk import Desk
from app.usecases.feedback import PlannedMeasure
from app.usecases.issued import issued_facts
from app.usecases.signing import signing_hindrance


@dataclass(frozen=True, slots=True)
class CertificateLine:
    """A certificate in a list. `state`: issued, suspended, revoked, replaced, expired.

    `name` is "" in the list of all where the holder is protected.
    """

    id: bytes
    case_id: UUID
    number: str
    name: str
    role: Text
    kind: CertificateKind
    issued: date
    valid_to: date | None
    state: str
    practice: bool
    prints: int


class Certificates:
    """One for each decided case; a print never changes it (I4, R42)."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def issue(self, case_id: UUID) -> bytes:
        """Issue from the signed decision, or give the id of the one already issued.

        Raises NotDecided, WrongState, NotAccredited, AccreditationExpired, ClockBehind,
        MissingGlyph.
        """
        with self._desk.database.transaction() as session:
            case = case_rows.case(session, case_id)
            issued = case_rows.certificate_of(session, case_id)
            if issued is not None:
                return issued.id
            decision = case_rows.decision(session, case_id)
            if decision is None:
                raise case_rows.NotDecided(case_id)
            protocol = self._desk.protocol(case.protocol_hash)
            hindrance = signing_hindrance(self._desk, session, protocol, case)
            if hindrance is not None:
                raise hindrance
            state = move_case(CaseState(case.state), CaseState.CERTIFIED)
            certificate_id = self._issue(session, case, protocol, decision)
            case.state = state
        self._desk.announce(Touched.CASES, Touched.CERTIFICATES, Touched.PEOPLE, Touched.LOG)
        return certificate_id

    def list(self, text: str = "") -> tuple[CertificateLine, ...]:
        """Certificates whose name or number has `text`, newest first; protected names hidden."""
        with self._desk.database.reading() as session:
            return tuple(
                replace(certificate_line(row), name="") if is_protected else certificate_line(row)
                for row, is_protected in rows.find(session, text)
            )

    def of_case(self, case_id: UUID) -> CertificateLine | None:
        """The certificate of a case, None before it is issued."""
        with self._desk.database.reading() as session:
            row = case_rows.certificate_of(session, case_id)
            return None if row is None else certificate_line(row)

    def facts(self, certificate_id: bytes) -> CertificateFacts:
        """Everything the certificate prints. Raises UnknownCertificate, DamagedRecord."""
        with self._desk.database.reading() as session:
            return issued_facts(session, certificate_id)

    def pdf(self, certificate_id: bytes) -> bytes:
        """The page, the same bytes every time."""
        from app.certificate.page import draw_certificate

        return draw_certificate(self.facts(certificate_id))

    def preview(self, certificate_id: bytes, dpi: int) -> bytes:
        """The first page as PNG."""
        from app.certificate.picture import page_png

        return page_png(self.pdf(certificate_id), 0, dpi)

    def save(self, certificate_id: bytes, path: Path) -> None:
        """Write the PDF to `path` whole or not at all. Raises NotWritten."""
        from app.reports.whole_file import write_file

        write_file(path, self.pdf(certificate_id))
        self._count(certificate_id, "saved")

    def print(self, certificate_id: bytes, printer: str | None = None) -> None:
        """Send the PDF to a printer. Raises NoPrinterProgram, PrintFailed."""
        from app.certificate.printing import print_pdf

        number = format_certificate_number(certificate_id)
        print_pdf(self.pdf(certificate_id), number, printer)
        self._count(certificate_id, "printed")

    def printers(self) -> tuple[str, ...]:
        """The printers of this computer, the default one first."""
        from app.certificate.printing import printers

        return printers()

    def _count(self, certificate_id: bytes, kind: str) -> None:
        with self._desk.database.transaction() as session:
            row = rows.certificate(session, certificate_id)
            row.prints += 1
            case = case_rows.case(session, row.case_id)
            now, actor = self._desk.clock.now(), self._desk.assessor.name
            case_rows.add_event(session, case, now, kind, actor, row.number)
        self._desk.announce(Touched.CERTIFICATES, Touched.CASES)

    def _issue(
        self, session: Session, case: CaseRow, protocol: Protocol, decision: DecisionRow
    ) -> bytes:
        desk, today = self._desk, self._desk.clock.now().date()
        result = msgspec.json.decode(decision.result, type=Result)
        person = case_rows.person_of(session, case)
        valid = protocol.rules.validity_months
        claims = CertificateClaims(
            certificate_id=secrets.token_bytes(10),
            name=person.name,
            birth_date=person.birth_date if protocol.rules.print_birth_date else None,
            profile=protocol.profile,
            levels=tuple(CREDITED if a.level is None else a.level for a in result.areas),
            issued=today,
            valid_to=last_valid_day(today, valid) if valid else None,
            status_index=take_status_index(session, desk.signer.kid),
            kind=result.outcome,
            practice=desk.is_practice,
        )
        accreditation = desk.accreditation()
        certificate = sign_certificate(desk.signer.key, claims)
        text = qr_text(desk.host, certificate, accreditation.raw)
        plan = case_rows.plan(session, case.id)
        measures = (
            msgspec.json.decode(plan.measures, type=tuple[PlannedMeasure, ...]) if plan else ()
        )
        facts = _printed(protocol, result, claims, accreditation.claims, measures, text)
        self._refuse_unprintable(facts)
        self._write(session, case, facts, claims, (certificate, accreditation.raw))
        return claims.certificate_id

    def _refuse_unprintable(self, facts: CertificateFacts) -> None:
        from app.certificate.letters import check_letters

        check_letters(facts)

    def _write(
        self,
        session: Session,
        case: CaseRow,
        facts: CertificateFacts,
        claims: CertificateClaims,
        signed: tuple[bytes, bytes],
    ) -> None:
        session.add(_row(case, facts, claims, self._desk.signer.kid))
        number = format_certificate_number(facts.certificate_id)
        now, actor = self._desk.clock.now(), self._desk.assessor.name
        case_rows.add_event(session, case, now, "certified", actor, number)
        log.append(
            session,
            self._desk.signer,
            RecordType.CERTIFICATE_ISSUED,
            str(case.person_id),
            CertificateIssued(
                case=str(case.id),
                person=str(case.person_id),
                facts=IssuedFacts.of(facts),
                status_index=claims.status_index,
                cert=signed[0],
                acc=signed[1],
            ),
            protocol_hash=case.protocol_hash,
            case_id=case.id,
        )


def _row(
    case: CaseRow, facts: CertificateFacts, claims: CertificateClaims, kid: bytes
) -> CertificateRow:
    return CertificateRow(
        id=facts.certificate_id,
        case_id=case.id,
        person_id=case.person_id,
        number=format_certificate_number(facts.certificate_id),
        kind=facts.kind,
        state="issued",
        kid=kid,
        status_index=claims.status_index,
        issued=facts.issued,
        valid_to=facts.valid_to,
        snapshot=msgspec.json.encode(facts, order="sorted"),
        prints=0,
    )


def _printed(
    protocol: Protocol,
    result: Result,
    claims: CertificateClaims,
    accreditation: AccreditationClaims,
    measures: tuple[PlannedMeasure, ...],
    text: str,
) -> CertificateFacts:
    banked = result.outcome is CertificateKind.PARTIAL and protocol.rules.banked_months
    return CertificateFacts(
        certificate_id=claims.certificate_id,
        kind=result.outcome,
        practice=claims.practice,
        name=claims.name,
        birth_date=claims.birth_date,
        profile=protocol.profile,
        protocol_code=protocol.code,
        protocol_version=protocol.version,
        role=protocol.name,
        level=protocol.level,
        owner=protocol.owner,
        scale=protocol.scale,
        areas=tuple(_area_line(protocol, area, measures) for area in result.areas),
        centre=accreditation.centre,
        assessor=accreditation.assessor,
        assessor_number=accreditation.number,
        issued=claims.issued,
        valid_to=claims.valid_to,
        banked_to=add_months(claims.issued, protocol.rules.banked_months) if banked else None,
        codes=protocol.codes,
        label=protocol.wording.label,
        disclaimer=protocol.wording.disclaimer,
        qr_text=text,
    )


def _area_line(
    protocol: Protocol, area: AreaResult, measures: tuple[PlannedMeasure, ...]
) -> AreaLine:
    planned = next((m.text for m in measures if m.area == area.area), "")
    credited = area.outcome is AreaOutcome.CREDITED
    return AreaLine(
        name=protocol.area(area.area).name,
        level=area.level or 0,
        required_level=area.required_level,
        outcome=area.outcome,
        credit_note=area_words(protocol, area) if credited else None,
        gap=None if area.is_passed else paper_words(protocol, area),
        next_step=None if area.is_passed or not planned else Text(planned, planned),
    )


def _facts(row: CertificateRow) -> CertificateFacts:
    return msgspec.json.decode(row.snapshot, type=CertificateFacts)


def certificate_line(row: CertificateRow) -> CertificateLine:
    """The row as a list shows it."""
    facts = _facts(row)
    return CertificateLine(
        id=row.id,
        case_id=row.case_id,
        number=row.number,
        name=facts.name,
        role=facts.role,
        kind=facts.kind,
        issued=row.issued,
        valid_to=row.valid_to,
        state=row.state,
        practice=facts.practice,
        prints=row.prints,
    )
