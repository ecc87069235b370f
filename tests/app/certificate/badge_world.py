"""Certificates with a genuine code, and their badges, endorsed or not."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property
from typing import Any

import msgspec

from app.certificate.badge import make_badge
from app.certificate.endorsement import make_endorsement
from app.domain.certificate import AreaOutcome, CertificateFacts
from app.seal.authority import sign_accreditation, sign_certificate
from app.seal.carrier import qr_text
from app.seal.claims import CREDITED, AccreditationClaims, CertificateClaims
from app.seal.keys import SigningKey
from tests.app.certificate import samples
from tests.app.seal import world

AUTHORITY_NAME = "Ackrediteringsrådet"
HOST = "bevis.example.se"


@dataclass(frozen=True)
class Issued:
    """A certificate as issued: facts with a genuine code, and the claims in it."""

    facts: CertificateFacts
    claims: CertificateClaims
    accreditation: AccreditationClaims
    seal: SigningKey
    authority: SigningKey

    @cached_property
    def endorsement(self) -> bytes:
        """What the authority says of the seal."""
        return make_endorsement(self.accreditation, self.authority, AUTHORITY_NAME)

    @cached_property
    def badge(self) -> bytes:
        """The badge with the endorsement in it."""
        return make_badge(self.facts, self.claims.status_index, self.seal, self.endorsement)

    @cached_property
    def plain(self) -> bytes:
        """The badge of a seal that nobody has endorsed."""
        return make_badge(self.facts, self.claims.status_index, self.seal, None)

    def tree(self) -> Any:
        """The badge's JSON, to be bent."""
        return msgspec.json.decode(self.badge)


def issued(
    facts: CertificateFacts | None = None,
    seal: SigningKey = world.SEAL,
    authority: SigningKey = world.AUTHORITY,
    index: int = 17,
) -> Issued:
    """A certificate that says what `facts` do."""
    drawn = facts or samples.full()
    accreditation = AccreditationClaims(
        number=drawn.assessor_number,
        seal_public=seal.public,
        algorithm=seal.algorithm,
        assessor=drawn.assessor,
        centre=drawn.centre,
        profiles=("CNC-1", "SVE-1"),
        first_day=drawn.issued - timedelta(days=20),
        last_day=drawn.issued + timedelta(days=60),
        serial=3,
    )
    claims = _claims(drawn, index)
    text = qr_text(
        HOST, sign_certificate(seal, claims), sign_accreditation(authority, accreditation)
    )
    return Issued(replace(drawn, qr_text=text), claims, accreditation, seal, authority)


def _claims(facts: CertificateFacts, index: int) -> CertificateClaims:
    return CertificateClaims(
        certificate_id=facts.certificate_id,
        name=facts.name,
        birth_date=facts.birth_date,
        profile=facts.profile,
        levels=tuple(
            CREDITED if area.outcome is AreaOutcome.CREDITED and area.level == 0 else area.level
            for area in facts.areas
        ),
        issued=facts.issued,
        valid_to=facts.valid_to,
        status_index=index,
        kind=facts.kind,
        practice=facts.practice,
        replaces=facts.replaces,
    )


def places(part: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every value that is no object or list."""
    entries = (
        part.items()
        if isinstance(part, dict)
        else enumerate(part)
        if isinstance(part, list)
        else ()
    )
    found = False
    for key, value in entries:
        found = True
        yield from places(value, (*path, key))
    if not found:
        yield path
