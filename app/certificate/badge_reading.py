"""A badge read back and held against the certificate it came with, offline."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.certificate import CertificateKind
from app.seal.claims import AccreditationClaims, CertificateClaims


@dataclass(frozen=True, slots=True)
class BadgeArea:
    """One area, bound by its id. `level` as in KB1: 0 not assessed, 1–4, 14 credited."""

    number: int
    name: str
    level: int
    required_level: int


@dataclass(frozen=True, slots=True)
class Badge:
    """What a badge says; nothing proved yet. `areas` in protocol order, by their ids.

    `valid_to` of a practice badge is None: its credential ends where it begins.
    """

    certificate_id: bytes
    kind: CertificateKind
    practice: bool
    name: str
    birth_date: date | None
    profile: str
    areas: tuple[BadgeArea, ...]
    issued: date
    valid_to: date | None
    centre: str
    assessor: str
    assessor_number: int
    status_index: int
    seal_public: bytes
    has_endorsement: bool


class EndorsementState(StrEnum):
    """What the authority's word inside the badge is worth."""

    GENUINE = "genuine"
    MISSING = "missing"
    UNKNOWN_AUTHORITY = "unknown_authority"
    NOT_GENUINE = "not_genuine"


class BadgeField(StrEnum):
    """What may differ between the signed code and the badge."""

    NUMBER = "number"
    KIND = "kind"
    PRACTICE = "practice"
    NAME = "name"
    BIRTH_DATE = "birth_date"
    PROFILE = "profile"
    AREAS = "areas"
    LEVEL = "level"
    ISSUED = "issued"
    VALID_TO = "valid_to"
    CENTRE = "centre"
    ASSESSOR = "assessor"
    STATUS_INDEX = "status_index"
    SEAL = "seal"


@dataclass(frozen=True, slots=True)
class Difference:
    """One fact that the signed code and the badge say differently; dates as ISO, "" for none.

    `area`: the area's number from 1 where the field is LEVEL, else 0.
    """

    field: BadgeField
    in_code: str
    in_badge: str
    area: int = 0


@dataclass(frozen=True, slots=True)
class BadgeCheck:
    """A badge held against its certificate. `proof_holds`: its own signature, by the seal in it."""

    badge: Badge
    proof_holds: bool
    endorsement: EndorsementState
    differs: tuple[Difference, ...]

    @property
    def is_good(self) -> bool:
        """Whether signed, the same as the code, and no word of an authority in it is false."""
        is_false = self.endorsement is EndorsementState.NOT_GENUINE
        return self.proof_holds and not self.differs and not is_false


def read_badge(raw: bytes) -> Badge:
    """What `raw` (JSON, UTF-8) says as a badge. Raises BadBadge; proves nothing."""
    raise NotImplementedError


def check_badge(
    raw: bytes,
    certificate: CertificateClaims,
    accreditation: AccreditationClaims,
    authorities: Collection[bytes],
) -> BadgeCheck:
    """Prove the badge and compare it with the signed code's claims. Raises BadBadge.

    `authorities`: the public keys that may have accredited; an endorsement by another key is
    UNKNOWN_AUTHORITY.
    """
    raise NotImplementedError
