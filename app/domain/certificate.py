"""Every fact a certificate prints: the snapshot that is stored, signed and drawn (I4)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.protocol import Codes, ScaleStep
from app.domain.text import Text


class CertificateKind(StrEnum):
    """Full: all required areas; partial: some; statement: what was done, none shown."""

    FULL = "full"
    PARTIAL = "partial"
    STATEMENT = "statement"


class AreaOutcome(StrEnum):
    """What an area came to; one cannot fail a validation, only not yet have shown it."""

    SHOWN = "shown"
    CREDITED = "credited"
    NOT_YET = "not_yet"
    NOT_ASSESSED = "not_assessed"
    SAFETY = "safety"


@dataclass(frozen=True, slots=True)
class AreaLine:
    """One area as printed. `level` 0 = not assessed, 1–4; 14 in the code = credited without level.

    `gap` and `next_step` stand on a partial certificate for areas that remain.
    """

    name: Text
    level: int
    required_level: int
    outcome: AreaOutcome
    credit_note: Text | None = None
    gap: Text | None = None
    next_step: Text | None = None


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """All a certificate says. Never an identity number (I12), never an adjustment (R44)."""

    certificate_id: bytes
    kind: CertificateKind
    practice: bool
    name: str
    birth_date: date | None
    profile: str
    protocol_code: str
    protocol_version: str
    role: Text
    level: Text
    owner: str
    scale: tuple[ScaleStep, ...]
    areas: tuple[AreaLine, ...]
    centre: str
    assessor: str
    assessor_number: int
    issued: date
    valid_to: date | None
    banked_to: date | None
    codes: Codes
    label: Text
    disclaimer: Text
    qr_text: str
    replaces: bytes | None = None
