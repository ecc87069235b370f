"""An endorsement that came from outside, proved before anybody keeps it."""

from collections.abc import Collection

import msgspec

from app.certificate.badge_errors import BadBadge, BadgeCode
from app.certificate.badge_opening import read_json
from app.certificate.badge_shape import CONTEXTS, Endorsement, as_json
from app.certificate.badge_words import ACCREDITATION_ID
from app.certificate.data_integrity import proof_holds, signer_of
from app.certificate.did_key import public_of
from app.certificate.endorsement import says
from app.seal.claims import AccreditationClaims


def endorsed(raw: bytes) -> tuple[bytes, int]:
    """The kid of the seal an endorsement is about, and which of its accreditations by serial.

    Raises BadBadge; proves nothing.
    """
    named = ACCREDITATION_ID.fullmatch(_opened(raw).id)
    if named is None:
        raise BadBadge(BadgeCode.E_BADGE_SHAPE)
    return bytes.fromhex(named[1]), int(named[2])


def prove_endorsement(
    raw: bytes, accreditation: AccreditationClaims, authorities: Collection[bytes]
) -> None:
    """Raises BadBadge unless `raw` is of this very accreditation and by one of the authorities."""
    endorsement, tree = _opened(raw), read_json(raw)
    public = public_of(endorsement.issuer.id)
    if public is None or public not in authorities or signer_of(tree) != public:
        raise BadBadge(BadgeCode.E_BADGE_PROOF)
    if not says(endorsement, accreditation) or not proof_holds(tree):
        raise BadBadge(BadgeCode.E_BADGE_PROOF)


def _opened(raw: bytes) -> Endorsement:
    tree = read_json(raw)
    try:
        endorsement = msgspec.convert(tree, Endorsement)
    except msgspec.ValidationError as error:
        raise BadBadge(BadgeCode.E_BADGE_SHAPE) from error
    if endorsement.context != CONTEXTS or as_json(endorsement) != tree:
        raise BadBadge(BadgeCode.E_BADGE_SHAPE)
    return endorsement
