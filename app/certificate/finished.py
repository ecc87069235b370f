"""The finished file of one certificate: page, badge and signature, from facts and keys alone."""

from dataclasses import dataclass, field
from datetime import datetime

from app.certificate.badge import make_badge
from app.certificate.whole import whole_pdf
from app.domain.certificate import CertificateFacts
from app.seal.codes import BadSeal
from app.seal.keys import SigningKey, algorithm_of
from app.seal.paper_certificate import read_paper_certificate
from app.seal.paper_key import PaperKey, paper_key


@dataclass(frozen=True, slots=True)
class FileKeys:
    """What one assessor's files are signed with. `leaf`, `issuer`: b"" where there are none."""

    seal_public: bytes
    seal_secret: bytes = field(repr=False)
    endorsement: bytes | None = None
    leaf: bytes = b""
    issuer: bytes = b""


@dataclass(frozen=True, slots=True)
class WantedFile:
    """Which file is made, and when."""

    facts: CertificateFacts
    status_index: int
    when: datetime


def finished_pdf(wanted: WantedFile, keys: FileKeys) -> bytes:
    """The whole file; without signature where no X.509 certificate is good for the key now.

    Takes about 80 ms once everything is loaded. Raises as `draw_certificate`.
    """
    seal = SigningKey.from_bytes(keys.seal_secret, algorithm_of(keys.seal_public))
    badge = make_badge(wanted.facts, wanted.status_index, seal, keys.endorsement)
    paper = paper_key(seal)
    if not may_sign(keys, paper, wanted.when):
        return whole_pdf(wanted.facts, badge, sign=False)
    from app.certificate.signing import sign_pdf

    page = whole_pdf(wanted.facts, badge, sign=True)
    return sign_pdf(page, paper, keys.leaf, keys.issuer, wanted.when)


def may_sign(keys: FileKeys, paper: PaperKey, when: datetime) -> bool:
    """Whether there is a certificate for this very key, good at that time."""
    if not keys.leaf:
        return False
    try:
        stated = read_paper_certificate(keys.leaf)
    except BadSeal:
        return False
    return stated.public == paper.public and stated.covers(when)
