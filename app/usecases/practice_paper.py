"""What the practice authority says of whoever signs in, for the files and badges they sign."""

from sqlalchemy.orm import Session

from app.certificate.endorsement import make_endorsement
from app.seal.claims import AccreditationClaims
from app.seal.keys import SigningKey
from app.seal.paper_certificate import authority_certificate, certify_paper_key
from app.seal.paper_key import paper_key
from app.storage import certificate_files, endorsements
from app.storage.seals import Accreditation
from app.storage.tables import SealRow
from app.usecases.practice_trust import PracticeKeys


def certify(session: Session, seal: SigningKey) -> None:
    """Certify the paper key of whoever signs in and endorse their seal, as it is accredited now.

    Done at sign-in: only then is the key there, which is made from the seal's secret.
    """
    accreditation = session.get_one(SealRow, seal.kid).accreditation
    if accreditation is None:
        return
    authority, claims = PracticeKeys.read(session).authority, Accreditation.read(accreditation)
    leaf = certify_paper_key(authority, claims.claims, paper_key(seal).public)
    pair = (leaf, authority_certificate(authority))
    if certificate_files.paper_of(session, seal.kid) != pair:
        certificate_files.keep_paper(session, seal.kid, *pair)
    _endorse(session, seal.kid, claims.claims, authority)


def _endorse(
    session: Session, kid: bytes, claims: AccreditationClaims, authority: SigningKey
) -> None:
    from app.certificate.endorsement_proof import endorsed

    held = endorsements.of_seal(session, kid)
    if held is None or endorsed(held)[1] != claims.serial:
        made = make_endorsement(claims, authority, "Övningsackreditering")
        endorsements.keep(session, kid, made)
