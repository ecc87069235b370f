"""The answer to a check as a screen shows it: what is claimed, by whom, as of which lists."""

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from app.domain.certificate import CertificateKind
from app.domain.certificate_number import format_certificate_number
from app.domain.certificate_status import CertificateState
from app.domain.foreign_code import ForeignCode
from app.domain.layers import Layers
from app.domain.protocol import Protocol
from app.domain.text import Text
from app.seal.claims import CREDITED, CertificateClaims
from app.seal.codes import Code
from app.seal.verifying import Answer

if TYPE_CHECKING:
    from app.certificate.checking import CodeCheck

_IN_FORCE = (Answer.VALID, Answer.GENUINE_STATUS_UNCERTAIN)
_KNOWN_HERE = {
    CertificateState.SUSPENDED: Answer.SUSPENDED,
    CertificateState.REPLACED: Answer.REPLACED,
    CertificateState.REVOKED: Answer.REVOKED,
    CertificateState.VOIDED: Answer.REVOKED,
}
_WORTH_MORE = {
    Answer.SUSPENDED: (*_IN_FORCE, Answer.EXPIRED),
    Answer.REPLACED: (*_IN_FORCE, Answer.EXPIRED, Answer.SUSPENDED),
    Answer.REVOKED: (*_IN_FORCE, Answer.EXPIRED, Answer.SUSPENDED),
}


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
    the number of the certificate this desk issued in its place, "" where it did not. Of a
    protected person's there is the number and nothing else (`is_protected`). `known_here`: this
    desk itself changed the state, which no list held says yet. `layers`: what the
    file says beside the code, None where there was only the code. `foreign`: what the code is
    where it is no certificate. `more`: the other certificates in the same file.
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
    is_protected: bool = False
    known_here: bool = False
    layers: Layers | None = None
    foreign: ForeignCode | None = None
    more: "tuple[Checked, ...]" = ()

    @property
    def differs(self) -> bool:
        """Whether page, badge or signature contradict the code."""
        return self.layers is not None and self.layers.differ


def checked_of(check: "CodeCheck", protocol: Protocol | None) -> Checked:
    """The answer to one code; `protocol` gives the names where the desk has them."""
    verdict = check.verdict
    checked = Checked(
        answer=verdict.answer,
        code=verdict.code,
        status_date=verdict.status_date,
        trust_date=verdict.trust_date,
        layers=check.layers,
        foreign=check.foreign,
    )
    claims, accreditation = verdict.certificate, verdict.accreditation
    if claims is None or accreditation is None:
        return checked
    number = format_certificate_number(claims.certificate_id)
    checked = replace(checked, number=number, practice=claims.practice)
    if claims.is_protected:
        return replace(checked, is_protected=True)
    return replace(
        checked,
        name=claims.name,
        birth_date=claims.birth_date,
        profile=claims.profile,
        role=protocol.name if protocol else None,
        kind=claims.kind,
        areas=_areas(claims, protocol),
        top_level=len(protocol.scale) if protocol else 4,
        issued=claims.issued,
        valid_to=claims.valid_to,
        centre=claims.centre or accreditation.centre,
        assessor=accreditation.assessor,
        assessor_number=accreditation.number,
    )


def _areas(claims: CertificateClaims, protocol: Protocol | None) -> tuple[CheckedArea, ...]:
    names = [area.name for area in protocol.areas] if protocol else []
    return tuple(
        CheckedArea(
            names[place] if place < len(names) else None,
            0 if level == CREDITED else level,
            level == CREDITED,
        )
        for place, level in enumerate(claims.levels)
    )


def as_known_here(checked: Checked, state: CertificateState | None, newest: str) -> Checked:
    """The answer once this desk's own file is asked: it knows before any list does.

    Only what was worth something becomes less; a practice print stays one. `newest`: the number
    of its case's newest certificate.
    """
    if state is CertificateState.REPLACED:
        checked = replace(checked, replaced_by=newest)
    answer = None if state is None else _KNOWN_HERE.get(state)
    if answer is None or checked.answer not in _WORTH_MORE[answer]:
        return checked
    return replace(checked, answer=answer, code=Code.E_STATUS, known_here=True)
