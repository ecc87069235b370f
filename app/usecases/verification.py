"""Is this certificate genuine, in force, whose and for what: answered without network."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.certificate import CertificateKind
from app.domain.certificate_number import format_certificate_number
from app.domain.protocol import Protocol
from app.domain.text import Text
from app.seal.claims import CREDITED
from app.seal.codes import Code
from app.seal.payloads import ListedStatus
from app.seal.verifying import Answer, Verdict, verify
from app.storage.cases import certificate_of
from app.storage.protocols import newest_of_major
from app.storage.tables import CertificateRow, VerificationRow
from app.usecases.desk import Desk

_RECENT = 6
_BEST_FIRST = tuple(Answer)

__all__ = ["Answer", "CheckedArea", "Checked", "Code", "RecentCheck", "Verification"]  # noqa: RUF022


@dataclass(frozen=True, slots=True)
class CheckedArea:
    """A level in the code; `name` where this desk knows the profile. 0 not assessed."""

    name: Text | None
    level: int
    credited: bool


@dataclass(frozen=True, slots=True)
class Checked:
    """The answer, and what the code claims where a signature carries it (R41).

    `status_date`, `trust_date`: as of which lists (R40), None when none is held. `replaced_by`:
    the number of the certificate this desk issued in its place, "" where it did not.
    """

    answer: Answer
    code: Code
    number: str = ""
    name: str = ""
    birth_date: date | None = None
    profile: str = ""
    role: Text | None = None
    kind: CertificateKind | None = None
    practice: bool = False
    areas: tuple[CheckedArea, ...] = ()
    top_level: int = 4
    issued: date | None = None
    valid_to: date | None = None
    centre: str = ""
    assessor: str = ""
    assessor_number: int = 0
    status_date: date | None = None
    trust_date: date | None = None
    replaced_by: str = ""


@dataclass(frozen=True, slots=True)
class RecentCheck:
    """A check made at this desk: nothing personal is kept."""

    at: datetime
    number: str
    answer: Answer


class Verification:
    """Check a text, a PDF or a picture against the lists this desk holds."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def check_text(self, text: str) -> Checked:
        """The answer for what a camera, scanner or clipboard gave; never raises for bad text."""
        return self._remember(self._check(text.strip()))

    def check_file(self, path: Path) -> Checked:
        """The answer for the code in a PDF or picture; of several codes the best answer.

        Raises FileTooLarge, NotReadable, NoCodeFound.
        """
        from app.certificate.reading import codes_in_file

        checked = [self._check(text) for text in codes_in_file(path)]
        return self._remember(min(checked, key=lambda c: _BEST_FIRST.index(c.answer)))

    def recent(self) -> tuple[RecentCheck, ...]:
        """The last checks, newest first."""
        newest = select(VerificationRow).order_by(VerificationRow.id.desc()).limit(_RECENT)
        with self._desk.database.reading() as session:
            return tuple(
                RecentCheck(row.at, row.number, Answer(row.answer))
                for row in session.scalars(newest)
            )

    def _check(self, text: str) -> Checked:
        verdict = verify(text, self._desk.trust(), self._desk.clock.now().date())
        if verdict.certificate is None:
            return Checked(
                verdict.answer,
                verdict.code,
                status_date=verdict.status_date,
                trust_date=verdict.trust_date,
            )
        with self._desk.database.reading() as session:
            found = newest_of_major(session, verdict.certificate.profile)
            following = _following(session, verdict.certificate.certificate_id)
        checked = _checked(verdict, None if found is None else self._desk.protocol(found))
        return checked if not following else _as_replaced(checked, following)

    def _remember(self, checked: Checked) -> Checked:
        with self._desk.database.transaction() as session:
            now = self._desk.clock.now()
            session.add(VerificationRow(at=now, number=checked.number, answer=checked.answer))
        return checked


def _following(session: Session, certificate_id: bytes) -> str:
    """The number of the certificate this desk put in its place; it knows before any list does."""
    row = session.get(CertificateRow, certificate_id)
    if row is None or row.state != ListedStatus.REPLACED:
        return ""
    newest = certificate_of(session, row.case_id)
    return "" if newest is None else newest.number


def _as_replaced(checked: Checked, following: str) -> Checked:
    """What was worth something is replaced; a practice print stays one."""
    worth = (Answer.VALID, Answer.GENUINE_STATUS_UNCERTAIN, Answer.EXPIRED, Answer.REPLACED)
    if checked.answer in worth:
        checked = replace(checked, answer=Answer.REPLACED, code=Code.E_STATUS)
    return replace(checked, replaced_by=following)


def _checked(verdict: Verdict, protocol: Protocol | None) -> Checked:
    certificate, accreditation = verdict.certificate, verdict.accreditation
    assert certificate is not None
    names = [area.name for area in protocol.areas] if protocol else []
    return Checked(
        answer=verdict.answer,
        code=verdict.code,
        number=format_certificate_number(certificate.certificate_id),
        name=certificate.name,
        birth_date=certificate.birth_date,
        profile=certificate.profile,
        role=protocol.name if protocol else None,
        kind=certificate.kind,
        practice=certificate.practice,
        areas=tuple(
            CheckedArea(
                names[n] if n < len(names) else None,
                0 if level == CREDITED else level,
                level == CREDITED,
            )
            for n, level in enumerate(certificate.levels)
        ),
        top_level=len(protocol.scale) if protocol else 4,
        issued=certificate.issued,
        valid_to=certificate.valid_to,
        centre=certificate.centre or (accreditation.centre if accreditation else ""),
        assessor=accreditation.assessor if accreditation else "",
        assessor_number=accreditation.number if accreditation else 0,
        status_date=verdict.status_date,
        trust_date=verdict.trust_date,
    )
