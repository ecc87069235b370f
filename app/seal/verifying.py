"""One question about a QR text, answered without network: is it genuine, and does it count (R40)."""

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.seal import carrier, cose
from app.seal.claims import AccreditationClaims, CertificateClaims
from app.seal.codes import BadSeal, Code
from app.seal.cose import Purpose
from app.seal.keys import key_id
from app.seal.status import CertificateState, SealState, SealStatus, StatusList, good_mark
from app.seal.trust import ListedKey, Trust


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


def verify(text: str, trust: Trust, today: date) -> Verdict:
    """Answer for a QR text on the day `today`. Never raises, whatever the text.

    The order is certificate.md's: text, CBOR, both signatures, date and role, withdrawn or
    compromised, status bit, expiry, freshness.
    """
    raise NotImplementedError


def accreditation_fault(accreditation: AccreditationClaims, profile: str, day: date) -> Code | None:
    """E_ACC_DATE or E_ACC_ROLE when it does not cover `profile` (`CNC-1/1`) on `day`, else None.

    The same rule for issuing and for verifying (R1, I8).
    """
    raise NotImplementedError
