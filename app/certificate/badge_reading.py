"""A badge read back and held against the certificate it came with, offline."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from msgspec import UNSET

from app.certificate.badge_contents import Badge
from app.certificate.badge_opening import Opened, open_badge
from app.certificate.data_integrity import proof_holds, signer_of
from app.certificate.did_key import public_of
from app.certificate.endorsement import says
from app.domain.certificate_number import format_certificate_number
from app.seal.claims import AccreditationClaims, CertificateClaims
from app.seal.keys import key_id


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
    return open_badge(raw).badge


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
    opened = open_badge(raw)
    is_by_issuer = signer_of(opened.tree) == opened.badge.seal_public
    return BadgeCheck(
        badge=opened.badge,
        proof_holds=is_by_issuer and proof_holds(opened.tree),
        endorsement=_endorsement(opened, accreditation, authorities),
        differs=_differences(opened.badge, certificate, accreditation),
    )


def _endorsement(
    opened: Opened, accreditation: AccreditationClaims, authorities: Collection[bytes]
) -> EndorsementState:
    stated = opened.credential.issuer.endorsement
    if stated is UNSET:
        return EndorsementState.MISSING
    endorsement, tree = stated[0], opened.tree["issuer"]["endorsement"][0]
    public = public_of(endorsement.issuer.id)
    is_theirs = public is not None and signer_of(tree) == public
    if not is_theirs or not says(endorsement, accreditation) or not proof_holds(tree):
        return EndorsementState.NOT_GENUINE
    is_known = public in authorities
    return EndorsementState.GENUINE if is_known else EndorsementState.UNKNOWN_AUTHORITY


def _differences(
    badge: Badge, certificate: CertificateClaims, accreditation: AccreditationClaims
) -> tuple[Difference, ...]:
    fields = _in_code(certificate, accreditation)
    told = _in_badge(badge)
    if badge.practice and certificate.practice:
        # KB1 keeps no kind for a practice print, and its badge ends the day it begins.
        for field in (BadgeField.KIND, BadgeField.VALID_TO):
            told[field] = fields[field]
    differs = [
        Difference(field, fields[field], told[field])
        for field in fields
        if fields[field] != told[field]
    ]
    return (*differs, *_level_differences(badge, certificate.levels))


def _in_code(
    certificate: CertificateClaims, accreditation: AccreditationClaims
) -> dict[BadgeField, str]:
    return {
        BadgeField.NUMBER: format_certificate_number(certificate.certificate_id),
        BadgeField.KIND: certificate.kind,
        BadgeField.PRACTICE: str(certificate.practice),
        BadgeField.NAME: certificate.name,
        BadgeField.BIRTH_DATE: _day(certificate.birth_date),
        BadgeField.PROFILE: certificate.profile,
        BadgeField.AREAS: str(len(certificate.levels)),
        BadgeField.ISSUED: _day(certificate.issued),
        BadgeField.VALID_TO: _day(certificate.valid_to),
        BadgeField.CENTRE: certificate.centre or accreditation.centre,
        BadgeField.ASSESSOR: f"{accreditation.assessor} {accreditation.number}",
        BadgeField.STATUS_INDEX: str(certificate.status_index),
        BadgeField.SEAL: key_id(accreditation.seal_public).hex(),
    }


def _in_badge(badge: Badge) -> dict[BadgeField, str]:
    return {
        BadgeField.NUMBER: format_certificate_number(badge.certificate_id),
        BadgeField.KIND: badge.kind,
        BadgeField.PRACTICE: str(badge.practice),
        BadgeField.NAME: badge.name,
        BadgeField.BIRTH_DATE: _day(badge.birth_date),
        BadgeField.PROFILE: badge.profile,
        BadgeField.AREAS: str(len(badge.areas)),
        BadgeField.ISSUED: _day(badge.issued),
        BadgeField.VALID_TO: _day(badge.valid_to),
        BadgeField.CENTRE: badge.centre,
        BadgeField.ASSESSOR: f"{badge.assessor} {badge.assessor_number}",
        BadgeField.STATUS_INDEX: str(badge.status_index),
        BadgeField.SEAL: key_id(badge.seal_public).hex(),
    }


def _level_differences(badge: Badge, levels: tuple[int, ...]) -> tuple[Difference, ...]:
    return tuple(
        Difference(BadgeField.LEVEL, str(level), str(area.level), area.number)
        for area, level in zip(badge.areas, levels, strict=False)
        if area.level != level
    )


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()
