"""The snapshot of a certificate's printed facts as it stands in a record (I4)."""

from datetime import date

import msgspec

from app.domain.certificate import AreaOutcome, CertificateFacts, CertificateKind
from app.seal.codes import BadSeal, Code


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What every part has in common: one canonical form, nothing unforeseen."""


class IssuedText(_Part, frozen=True):
    """A text in both languages."""

    sv: str
    en: str


class IssuedStep(_Part, frozen=True):
    """One step of the scale."""

    code: int
    name: IssuedText
    description: IssuedText


class IssuedArea(_Part, frozen=True):
    """One area's line."""

    name: IssuedText
    level: int
    required_level: int
    outcome: AreaOutcome
    credit_note: IssuedText | None = None
    gap: IssuedText | None = None
    next_step: IssuedText | None = None


class IssuedCodes(_Part, frozen=True):
    """Classification codes; empty where there is no sure match."""

    ssyk: str = ""
    isco: str = ""
    jobtech_ssyk: str = ""
    jobtech_occupation: str = ""
    esco_occupation: str = ""
    sun_field: str = ""


class IssuedFacts(_Part, frozen=True):
    """CertificateFacts, field by field: what a node shows and a desk can print again."""

    certificate_id: bytes
    kind: CertificateKind
    practice: bool
    name: str
    birth_date: date | None
    profile: str
    protocol_code: str
    protocol_version: str
    role: IssuedText
    level: IssuedText
    owner: str
    scale: tuple[IssuedStep, ...]
    areas: tuple[IssuedArea, ...]
    centre: str
    assessor: str
    assessor_number: int
    issued: date
    valid_to: date | None
    banked_to: date | None
    codes: IssuedCodes
    label: IssuedText
    disclaimer: IssuedText
    qr_text: str
    replaces: bytes | None = None

    @classmethod
    def of(cls, facts: CertificateFacts) -> "IssuedFacts":
        """The snapshot of these facts."""
        return msgspec.convert(msgspec.to_builtins(facts), cls)

    def to_facts(self) -> CertificateFacts:
        """The facts as the paper is drawn from. Raises BadSeal E_SHAPE when they do not fit."""
        try:
            return msgspec.convert(msgspec.to_builtins(self), CertificateFacts)
        except msgspec.ValidationError as error:
            raise BadSeal(Code.E_SHAPE) from error
