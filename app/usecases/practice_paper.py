"""What the practice authority says of whoever signs in, for the files and badges they sign."""

from sqlalchemy.orm import Session

from app.seal.keys import SigningKey
from app.seal.paper_certificate import authority_certificate, certify_paper_key
from app.seal.paper_key import paper_key
from app.storage import certificate_files
from app.storage.seals import Accreditation
from app.storage.tables import SealRow
from app.usecases.practice_trust import PracticeKeys


def certify(session: Session, seal: SigningKey) -> None:
    """Certify the paper key of whoever signs in, as long as their accreditation lasts.

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


def endorsement_of(session: Session, kid: bytes) -> bytes | None:
    """What the practice authority says of a seal as it is accredited now; None where it is not.

    Made when a file is: the means to sign credentials take long to load for a sign-in.
    """
    from app.certificate.endorsement import make_endorsement

    accreditation = session.get_one(SealRow, kid).accreditation
    if accreditation is None:
        return None
    authority, claims = PracticeKeys.read(session).authority, Accreditation.read(accreditation)
    return make_endorsement(claims.claims, authority, "Övningsackreditering")
