"""Certificates whose code is truly signed over what their page says."""

from dataclasses import replace
from datetime import timedelta

from app.certificate.text_layer import Signed
from app.domain.certificate import AreaOutcome, CertificateFacts
from app.domain.protocol import Protocol
from app.seal.authority import sign_accreditation, sign_certificate
from app.seal.carrier import qr_text
from app.seal.claims import CREDITED, AccreditationClaims, CertificateClaims
from app.seal.keys import SigningKey
from tests.app.seal import world

STATUS_INDEX = 17


def claims_of(facts: CertificateFacts) -> CertificateClaims:
    """What the seal signs for these facts, as issuing does."""
    return CertificateClaims(
        certificate_id=facts.certificate_id,
        name=facts.name,
        birth_date=facts.birth_date,
        profile=facts.profile,
        levels=tuple(
            CREDITED if area.outcome is AreaOutcome.CREDITED and area.level > 4 else area.level
            for area in facts.areas
        ),
        issued=facts.issued,
        valid_to=facts.valid_to,
        status_index=STATUS_INDEX,
        kind=facts.kind,
        practice=facts.practice,
        replaces=facts.replaces,
    )


def accreditation_of(facts: CertificateFacts, seal: SigningKey = world.SEAL) -> AccreditationClaims:
    """What the authority signed for the assessor of these facts."""
    return replace(
        world.ACCREDITATION,
        number=facts.assessor_number,
        seal_public=seal.public,
        algorithm=seal.algorithm,
        assessor=facts.assessor,
        centre=facts.centre,
        profiles=(facts.protocol_code,),
        first_day=facts.issued - timedelta(days=30),
        last_day=facts.issued + timedelta(days=60),
    )


def sealed(facts: CertificateFacts, seal: SigningKey = world.SEAL) -> CertificateFacts:
    """The facts with the code that is signed over them."""
    certificate = sign_certificate(seal, claims_of(facts))
    accreditation = sign_accreditation(world.AUTHORITY, accreditation_of(facts, seal))
    return replace(facts, qr_text=qr_text(world.HOST, certificate, accreditation))


def signed(facts: CertificateFacts, protocol: Protocol | None = None) -> Signed:
    """What the code of these facts proves."""
    return Signed(claims_of(facts), accreditation_of(facts), protocol)
