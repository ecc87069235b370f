"""Issued certificates, found by number or name."""

from datetime import date
from uuid import UUID

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from app.domain.errors import UserError
from app.storage.tables import CertificateRow, PersonRow

_MOST = 500


class UnknownCertificate(UserError):
    """This desk has issued no such certificate."""

    def __init__(self, certificate_id: bytes) -> None:
        super().__init__()
        self.certificate_id = certificate_id


def certificate(session: Session, certificate_id: bytes) -> CertificateRow:
    """The certificate; raises UnknownCertificate."""
    row = session.get(CertificateRow, certificate_id)
    if row is None:
        raise UnknownCertificate(certificate_id)
    return row


def of_person(session: Session, person_id: UUID) -> tuple[CertificateRow, ...]:
    """A person's certificates, newest first."""
    found = (
        select(CertificateRow)
        .where(CertificateRow.person_id == person_id)
        .order_by(CertificateRow.issued.desc(), CertificateRow.status_index.desc())
    )
    return tuple(session.scalars(found))


def last_days(session: Session, first: date, last: date) -> tuple[date, ...]:
    """The last days, from `first` to `last`, of certificates nothing was done to; in order."""
    found = (
        select(CertificateRow.valid_to)
        .where(CertificateRow.state == "issued", CertificateRow.valid_to.between(first, last))
        .order_by(CertificateRow.valid_to)
    )
    return tuple(day for day in session.scalars(found) if day is not None)


def find(session: Session, text: str) -> tuple[tuple[CertificateRow, bool], ...]:
    """At most 500 whose number or holder's name has `text`, newest first.

    With each, whether its holder is protected: they are found by number only.
    """
    pattern = f"%{_escaped(text.strip())}%"
    found = (
        select(CertificateRow, PersonRow.protected)
        .join(PersonRow, PersonRow.id == CertificateRow.person_id)
        .where(
            or_(
                CertificateRow.number.like(pattern, escape="\\"),
                and_(~PersonRow.protected, PersonRow.name.like(pattern, escape="\\")),
            )
        )
        .order_by(CertificateRow.issued.desc(), CertificateRow.status_index.desc())
        .limit(_MOST)
    )
    return tuple((row[0], row[1]) for row in session.execute(found))


def _escaped(text: str) -> str:
    storable = text.encode(errors="replace").decode()  # half a pair of a broken paste
    return storable.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
