"""Tables of what goes with a certificate: its file, its changes, and who stands behind it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.storage.rows import STRICT, Row


class CertificateFileRow(Row):
    """A certificate's PDF as it was signed: every copy handed out is these bytes (I4).

    `sha256` (hex) was kept when it was made; "" for one of before that was done.
    """

    __tablename__ = "certificate_files"
    __table_args__ = STRICT
    certificate_id: Mapped[bytes] = mapped_column(ForeignKey("certificates.id"), primary_key=True)
    pdf: Mapped[bytes]
    made: Mapped[datetime]
    sha256: Mapped[str] = mapped_column(server_default="")


class CertificateChangeRow(Row):
    """A change of a certificate's state and why; `status` and `reason` as in the signed record.

    `note`: the assessor's own words, kept at this desk, never signed or sent.
    """

    __tablename__ = "certificate_changes"
    __table_args__ = STRICT
    id: Mapped[int] = mapped_column(primary_key=True)
    certificate_id: Mapped[bytes] = mapped_column(ForeignKey("certificates.id"), index=True)
    status: Mapped[str]
    reason: Mapped[str]
    note: Mapped[str]
    at: Mapped[datetime]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("assessors.id"))


class PaperCertificateRow(Row):
    """The authority's X.509 certificate for the key a seal signs files with, and its own (DER)."""

    __tablename__ = "paper_certificates"
    __table_args__ = STRICT
    kid: Mapped[bytes] = mapped_column(ForeignKey("seals.kid"), primary_key=True)
    certificate: Mapped[bytes]
    issuer: Mapped[bytes]


class EndorsementRow(Row):
    """The authority's newest accreditation of a seal as a credential (JSON), for badges."""

    __tablename__ = "endorsements"
    __table_args__ = STRICT
    kid: Mapped[bytes] = mapped_column(ForeignKey("seals.kid"), primary_key=True)
    credential: Mapped[bytes]
