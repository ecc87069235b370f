"""Certificates: issued from a signed decision, listed, drawn again from their snapshot, printed."""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from uuid import UUID

import msgspec
from sqlalchemy.orm import Session

from app.domain.case import CaseState, move_case
from app.domain.certificate import CertificateFacts, CertificateKind
from app.domain.certificate_number import format_certificate_number
from app.domain.certificate_status import ShownState
from app.domain.change import Touched
from app.domain.erasure import erasure_in
from app.domain.errors import UserError
from app.domain.text import Text
from app.storage import cases as case_rows
from app.storage import certificates as rows
from app.storage.tables import CaseRow, CertificateRow
from app.usecases.certificate_files import CertificateFiles
from app.usecases.certificate_standing import shown_states
from app.usecases.desk import Desk
from app.usecases.issued import issued_facts
from app.usecases.issuing import write_certificate
from app.usecases.protected_reading import note_read
from app.usecases.signing import signing_hindrance


@dataclass(frozen=True, slots=True)
class CertificateLine:
    """A certificate in a list. `state`: a CertificateState, as everybody may be told it today.

    `name` is "" in the list of all where the holder is protected; `company` stands there alone.
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
    company: str = ""

    @property
    def is_erased(self) -> bool:
        """Whether the person is erased: number and state stand, and there is no page."""
        return erasure_in(self.name) is not None


@dataclass(frozen=True, slots=True)
class Issued:
    """The certificate of a case; `is_new`: issued just now, not before."""

    id: bytes
    is_new: bool


ISSUING_TOUCHES = (Touched.CASES, Touched.CERTIFICATES, Touched.PEOPLE, Touched.LOG)
"""What an issued certificate changes."""


class Certificates:
    """One for each decided case; a print never changes it (I4, R42)."""

    def __init__(self, desk: Desk, files: CertificateFiles) -> None:
        self._desk, self._files = desk, files

    def issue(self, case_id: UUID) -> bytes:
        """Issue from the signed decision, or give the id of the one already issued.

        Then its file is made; what keeps that from being done takes nothing back, and the file is
        made at the next look. Raises NotDecided, WrongState, NotAccredited, AccreditationExpired,
        ClockBehind, MissingGlyph.
        """
        with self._desk.database.transaction() as session:
            issued = issue_in(self._desk, session, case_id)
        if issued.is_new:
            self._desk.announce(*ISSUING_TOUCHES)
            with suppress(UserError):
                self._files.make(issued.id)
        return issued.id

    def list(self, text: str = "") -> tuple[CertificateLine, ...]:
        """Certificates whose name or number has `text`, newest first; protected names hidden."""
        with self._desk.database.reading() as session:
            shown = shown_states(self._desk, session)
            return tuple(
                replace(line, name="") if is_protected else line
                for row, is_protected in rows.find(session, text)
                for line in (certificate_line(row, shown(row)),)
            )

    def of_case(self, case_id: UUID) -> CertificateLine | None:
        """The certificate of the decision that counts, None before it is issued."""
        with self._desk.database.reading() as session:
            row = counting_certificate(session, case_rows.case(session, case_id))
            shown = shown_states(self._desk, session)
            return None if row is None else certificate_line(row, shown(row))

    def facts(self, certificate_id: bytes) -> CertificateFacts:
        """Everything the certificate prints. Raises UnknownCertificate, DamagedRecord."""
        with self._desk.database.reading() as session:
            return issued_facts(session, certificate_id)

    def pdf(self, certificate_id: bytes) -> bytes:
        """The certificate's file, the same bytes every time (I4). Raises as CertificateFiles."""
        return self._files.pdf(certificate_id).pdf

    def preview(self, certificate_id: bytes, dpi: int) -> bytes:
        """The first page as PNG; a protected person's is not seen unnoticed (R55)."""
        from app.certificate.picture import page_png

        note_read(self._desk, certificate_id)
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
            note_copy(self._desk, session, certificate_id, kind)
        self._desk.announce(Touched.CERTIFICATES, Touched.CASES)


def issue_in(desk: Desk, session: Session, case_id: UUID) -> Issued:
    """Issue in the caller's transaction, or give what is issued; the caller announces.

    Raises as Certificates.issue.
    """
    case = case_rows.case(session, case_id)
    issued = counting_certificate(session, case)
    if issued is not None:
        return Issued(issued.id, is_new=False)
    decision = case_rows.decision(session, case_id)
    if decision is None:
        raise case_rows.NotDecided(case_id)
    protocol = desk.protocol(case.protocol_hash)
    hindrance = signing_hindrance(desk, session, protocol, case)
    if hindrance is not None:
        raise hindrance
    state = move_case(CaseState(case.state), CaseState.CERTIFIED)
    certificate_id = write_certificate(desk, session, case, protocol, decision)
    case.state = state
    return Issued(certificate_id, is_new=True)


def note_copy(desk: Desk, session: Session, certificate_id: bytes, kind: str) -> None:
    """Count a copy handed out, `printed` or `saved`, in the caller's transaction."""
    row = rows.certificate(session, certificate_id)
    row.prints += 1
    case = case_rows.case(session, row.case_id)
    case_rows.add_event(session, case, desk.clock.now(), kind, desk.assessor.name, row.number)


def counting_certificate(session: Session, case: CaseRow) -> CertificateRow | None:
    """The newest certificate, unless a changed decision waits for one of its own."""
    waits = case.state in (CaseState.DECIDED, CaseState.DEBRIEFED)
    return None if waits else case_rows.certificate_of(session, case.id)


def _facts(row: CertificateRow) -> CertificateFacts:
    return msgspec.json.decode(row.snapshot, type=CertificateFacts)


def certificate_line(row: CertificateRow, shown: ShownState) -> CertificateLine:
    """The row as a list shows it; `shown` is what `shown_states` gives for it."""
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
        state=shown.state,
        practice=facts.practice,
        prints=row.prints,
    )
