"""What a second person said before a decision: reviews and overrides of a case."""

from uuid import UUID

from sqlalchemy import delete, select, text
from sqlalchemy.orm import Session

from app.storage.tables import OverrideRow, ReviewRow


def reviews(session: Session, case_id: UUID) -> tuple[ReviewRow, ...]:
    """Every review of the case, oldest first, also when the clock was set back between two."""
    written = text("reviews.rowid")
    found = select(ReviewRow).where(ReviewRow.case_id == case_id).order_by(written)
    return tuple(session.scalars(found))


def newest_review(session: Session, case_id: UUID) -> ReviewRow | None:
    """The review that counts."""
    return next(reversed(reviews(session, case_id)), None)


def overrides(session: Session, case_id: UUID) -> tuple[OverrideRow, ...]:
    """The areas two people want to decide otherwise, before it is signed."""
    found = select(OverrideRow).where(OverrideRow.case_id == case_id).order_by(OverrideRow.at)
    return tuple(session.scalars(found))


def take_back(session: Session, case_id: UUID, area_id: str) -> bool:
    """Drop the override of one area; whether there was one."""
    gone = session.execute(
        delete(OverrideRow).where(OverrideRow.case_id == case_id, OverrideRow.area_id == area_id)
    )
    return bool(gone.rowcount)  # type: ignore[attr-defined]
