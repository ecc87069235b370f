"""The finished file of one certificate: page, badge and signature, from facts and keys alone."""

from dataclasses import dataclass, field
from datetime import datetime

from app.certificate.badge import make_badge
from app.certificate.signature import check_signature
from app.certificate.whole import BADGE_NAME, whole_pdf
from app.domain.certificate import CertificateFacts
from app.seal.codes import BadSeal
from app.seal.keys import SigningKey, algorithm_of
from app.seal.paper_certificate import read_paper_certificate
from app.seal.paper_key import PaperKey, paper_key

_SIGNED = b"/ETSI.CAdES.detached"


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
    if not _may_sign(keys, paper, wanted.when):
        return whole_pdf(wanted.facts, badge, sign=False)
    from app.certificate.signing import sign_pdf

    page = whole_pdf(wanted.facts, badge, sign=True)
    return sign_pdf(page, paper, keys.leaf, keys.issuer, wanted.when)


def is_signed(pdf: bytes) -> bool:
    """Whether one of our files carries a signature."""
    return _SIGNED in pdf


def has_badge(pdf: bytes) -> bool:
    """Whether one of our files carries the credential."""
    return BADGE_NAME.encode() in pdf


def is_whole_file(pdf: bytes, number: str) -> bool:
    """Whether what was kept is the file of the certificate with this number, every byte there.

    Without a signature only the beginning, the number in its metadata and the end tell.
    """
    signature = check_signature(pdf)
    is_intact = signature.is_whole if is_signed(pdf) else pdf.rstrip().endswith(b"%%EOF")
    return is_intact and pdf.startswith(b"%PDF-") and number.encode() in pdf


def _may_sign(keys: FileKeys, paper: PaperKey, when: datetime) -> bool:
    """Whether there is a certificate for this very key, good at that time."""
    if not keys.leaf:
        return False
    try:
        stated = read_paper_certificate(keys.leaf)
    except BadSeal:
        return False
    return stated.public == paper.public and stated.covers(when)
