"""The authority's accreditation of a seal as an Open Badges EndorsementCredential."""

import msgspec

from app.certificate.badge_shape import Authority, Endorsed, Endorsement, as_json
from app.certificate.badge_words import accreditation_id, day_begins, day_ends
from app.certificate.data_integrity import secured
from app.certificate.did_key import did_of
from app.seal.claims import AccreditationClaims
from app.seal.keys import SigningKey, key_id


def make_endorsement(claims: AccreditationClaims, authority: SigningKey, name: str) -> bytes:
    """The signed endorsement of one accreditation, JSON; `name`: the authority's, as listed."""
    credential = Endorsement(
        id=accreditation_id(key_id(claims.seal_public), claims.serial),
        name="Ackreditering / Accreditation",
        issuer=Authority(id=did_of(authority.public), name=name),
        valid_from=day_begins(claims.first_day),
        valid_until=day_ends(claims.last_day),
        credential_subject=Endorsed(
            id=did_of(claims.seal_public), endorsement_comment=comment_on(claims)
        ),
    )
    return msgspec.json.encode(secured(as_json(credential), authority, credential.valid_from))


def comment_on(claims: AccreditationClaims) -> str:
    """What the authority says, in words: whose seal it is and what it may certify."""
    profiles = ", ".join(claims.profiles)
    return (
        f"Yrkesbedömare nr {claims.number} {claims.assessor}, {claims.centre}: {profiles} / "
        f"Assessor no {claims.number} {claims.assessor}, {claims.centre}: {profiles}"
    )


def says(endorsement: Endorsement, claims: AccreditationClaims) -> bool:
    """Whether the endorsement is of this very accreditation; its proof is another question."""
    return (
        endorsement.id == accreditation_id(key_id(claims.seal_public), claims.serial)
        and endorsement.credential_subject.id == did_of(claims.seal_public)
        and endorsement.credential_subject.endorsement_comment == comment_on(claims)
        and endorsement.valid_from == day_begins(claims.first_day)
        and endorsement.valid_until == day_ends(claims.last_day)
    )
