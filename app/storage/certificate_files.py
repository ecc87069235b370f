"""Files of certificates as they were made, and the X.509 certificates for the keys behind them."""

from collections.abc import Collection
from datetime import datetime
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.storage.tables import CertificateFileRow, PaperCertificateRow


def kept(session: Session, certificate_id: bytes) -> bytes | None:
    """The certificate's PDF, None before it is made, and for one that is not what was made."""
    row = session.get(CertificateFileRow, certificate_id)
    return row.pdf if row is not None and is_as_made(row) else None


def is_as_made(row: CertificateFileRow) -> bool:
    """Whether its bytes are those of the day it was made, as far as a hash was kept then."""
    return not row.sha256 or sha256(row.pdf).hexdigest() == row.sha256


def keep(session: Session, certificate_id: bytes, pdf: bytes, now: datetime) -> None:
    """Keep the PDF; one that is there and whole is left alone by the caller."""
    row = session.get(CertificateFileRow, certificate_id)
    if row is None:
        row = CertificateFileRow(certificate_id=certificate_id)
        session.add(row)
    row.pdf, row.made, row.sha256 = pdf, now, sha256(pdf).hexdigest()


def which_are_kept(session: Session, ids: Collection[bytes]) -> set[bytes]:
    """Those of the certificates whose file is here."""
    found = select(CertificateFileRow.certificate_id).where(
        CertificateFileRow.certificate_id.in_(ids)
    )
    return set(session.scalars(found))


def paper_of(session: Session, kid: bytes) -> tuple[bytes, bytes] | None:
    """The X.509 certificate for the paper key of a seal and its issuer's (DER)."""
    row = session.get(PaperCertificateRow, kid)
    return None if row is None else (row.certificate, row.issuer)


def keep_paper(session: Session, kid: bytes, certificate: bytes, issuer: bytes) -> None:
    """Keep the newest X.509 certificate for a seal's paper key; the caller has proved it."""
    session.merge(PaperCertificateRow(kid=kid, certificate=certificate, issuer=issuer))
