"""One question about a QR text, answered offline: is it genuine, and does it count (R40)."""

import hashlib
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from app.seal import cose
from app.seal.carrier import read_text
from app.seal.claims import AccreditationClaims, CertificateClaims
from app.seal.codes import BadSeal, Code
from app.seal.cose import Purpose
from app.seal.keys import key_id
from app.seal.status import CertificateState, SealState, SealStatus, StatusList, good_mark
from app.seal.trust import Trust


class Answer(StrEnum):
    """What the person holding the paper is told."""

    VALID = "VALID"
    GENUINE_STATUS_UNCERTAIN = "GENUINE_STATUS_UNCERTAIN"
    SUSPENDED = "SUSPENDED"
    REVOKED = "REVOKED"
    REPLACED = "REPLACED"
    EXPIRED = "EXPIRED"
    NOT_ACCREDITED = "NOT_ACCREDITED"
    PRACTICE = "PRACTICE"
    UNKNOWN_ISSUER = "UNKNOWN_ISSUER"
    NOT_GENUINE = "NOT_GENUINE"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer, why, and as of which lists. Claims only where a signature carries them (R41).

    `hash` is the SHA-256 of the signed certificate, by which a node knows it.
    """

    answer: Answer
    code: Code
    certificate: CertificateClaims | None = None
    accreditation: AccreditationClaims | None = None
    status_date: date | None = None
    trust_date: date | None = None
    hash: bytes | None = None


_STATES = {
    CertificateState.SUSPENDED: Answer.SUSPENDED,
    CertificateState.REVOKED: Answer.REVOKED,
    CertificateState.REPLACED: Answer.REPLACED,
}
_GRACE = timedelta(days=1)  # dates are local: the issuer's day may have begun before ours


@dataclass(frozen=True, slots=True)
class _Paper:
    """Everything read from a text, nothing proved yet."""

    signed_certificate: cose.Signed
    signed_accreditation: cose.Signed
    certificate: CertificateClaims
    accreditation: AccreditationClaims
    hash: bytes


def verify(text: str, trust: Trust, today: date) -> Verdict:
    """Answer for a QR text on the day `today`. Never raises, whatever the text.

    The order is certificate.md's: text, CBOR, both signatures, date and role, withdrawn or
    compromised, status bit, expiry, freshness.
    """
    try:
        verdict = _judge(_read(text), trust, today)
    except BadSeal as fault:
        verdict = Verdict(Answer.NOT_GENUINE, fault.code)
    return replace(verdict, status_date=trust.status_date, trust_date=trust.trust_date)


def accreditation_fault(accreditation: AccreditationClaims, profile: str, day: date) -> Code | None:
    """E_ACC_DATE or E_ACC_ROLE when it does not cover `profile` (`CNC-1/1`) on `day`, else None.

    The same rule for issuing and for verifying (R1, I8).
    """
    if not accreditation.first_day <= day <= accreditation.last_day:
        return Code.E_ACC_DATE
    if profile.split("/")[0] not in accreditation.profiles:
        return Code.E_ACC_ROLE
    return None


def certificate_hash(cert: bytes) -> bytes:
    """What a node knows a certificate by: SHA-256 of the signed statement."""
    return hashlib.sha256(cert).digest()


def _read(text: str) -> _Paper:
    cert, acc = read_text(text)
    signed_certificate = cose.open1(cert, Purpose.CERTIFICATE)
    signed_accreditation = cose.open1(acc, Purpose.ACCREDITATION)
    return _Paper(
        signed_certificate,
        signed_accreditation,
        CertificateClaims.from_bytes(signed_certificate.payload),
        AccreditationClaims.from_bytes(signed_accreditation.payload),
        certificate_hash(cert),
    )


def _judge(paper: _Paper, trust: Trust, today: date) -> Verdict:
    claims, accreditation = paper.certificate, paper.accreditation
    authority = trust.authority_behind(paper.signed_accreditation, accreditation.first_day)
    if authority is None and not claims.practice:
        return Verdict(Answer.UNKNOWN_ISSUER, Code.E_UNKNOWN_KEY)
    cose.check1(paper.signed_certificate, accreditation.seal_public, accreditation.algorithm)
    if claims.practice:
        answer, code = Answer.PRACTICE, Code.E_PRACTICE
    else:
        answer, code = _standing(paper, trust.status, today)
    return Verdict(answer, code, claims, accreditation, hash=paper.hash)


def _standing(paper: _Paper, status: StatusList | None, today: date) -> tuple[Answer, Code]:
    """What a genuine certificate is worth on the day `today`."""
    claims, accreditation = paper.certificate, paper.accreditation
    if claims.issued > today + _GRACE:
        raise BadSeal(Code.E_FUTURE)
    fault = accreditation_fault(accreditation, claims.profile, claims.issued)
    seal = status.seals.get(key_id(accreditation.seal_public)) if status else None
    if seal:
        fault = fault or _seal_fault(seal, paper)
    if fault:
        return Answer.NOT_ACCREDITED, fault
    state = seal.certificate(claims.status_index) if seal else CertificateState.VALID
    if state is not CertificateState.VALID:
        return _STATES[state], Code.E_STATUS
    if claims.valid_to is not None and claims.valid_to < today:
        return Answer.EXPIRED, Code.E_EXPIRED
    doubt = _doubt(status, seal, today)
    return (Answer.GENUINE_STATUS_UNCERTAIN, doubt) if doubt else (Answer.VALID, Code.OK)


def _seal_fault(seal: SealStatus, paper: _Paper) -> Code | None:
    if seal.state is SealState.COMPROMISED and good_mark(paper.hash) not in seal.good:
        return Code.E_KEY_COMPROMISED
    if seal.state is SealState.WITHDRAWN:
        is_earlier = seal.since is not None and paper.certificate.issued < seal.since
        return None if is_earlier else Code.E_ACC_WITHDRAWN
    return None


def _doubt(status: StatusList | None, seal: SealStatus | None, today: date) -> Code | None:
    """Why the status list cannot be relied on today, gravest first; None when it can."""
    if status is None:
        return Code.W_NO_STATUS
    if status.hard_expiry.date() < today:
        return Code.W_STATUS_EXPIRED
    if seal is None:
        return Code.W_KEY_NOT_LISTED
    if status.next_update.date() < today:
        return Code.W_STATUS_STALE
    return None
