"""Assessors' seals on this laptop: public key, accreditation, and the next status index."""

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.storage.tables import CertificateRow, SealRow


def seal_of(session: Session, assessor_id: UUID) -> SealRow | None:
    """The active seal of an assessor."""
    return session.scalar(
        select(SealRow).where(SealRow.assessor_id == assessor_id, SealRow.state == "active")
    )


def take_status_index(session: Session, kid: bytes) -> int:
    """The next free index in the seal's status list; never given twice, gaps are allowed (I7)."""
    seal = session.get_one(SealRow, kid)
    highest = session.scalar(
        select(func.max(CertificateRow.status_index)).where(CertificateRow.kid == kid)
    )
    index = seal.next_status_index if highest is None else max(seal.next_status_index, highest + 1)
    seal.next_status_index = index + 1
    return index
