"""Photos of criteria and their content, kept once however often it is used."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from app.domain.errors import UserError
from app.storage.tables import BlobRow, NamedBlobRow, PhotoRow


class UnknownPhoto(UserError):
    """No such photo in this desk's file."""


def keep(session: Session, sha256: str, media: str, content: bytes, added: datetime) -> None:
    """Keep content under its hash; the same content twice is one."""
    values = {"sha256": sha256, "media": media, "content": content, "added": added}
    session.execute(insert(BlobRow).values(values).on_conflict_do_nothing())


def content(session: Session, sha256: str) -> bytes:
    """The content with this hash; raises UnknownPhoto."""
    row = session.get(BlobRow, sha256)
    if row is None:
        raise UnknownPhoto
    return row.content


def sizes(session: Session, hashes: frozenset[str]) -> dict[str, tuple[int, str]]:
    """Length in bytes and media type by hash; of one let go, as it was named to the node."""
    held = func.nullif(func.length(BlobRow.content), 0)
    found = (
        select(BlobRow.sha256, func.coalesce(held, NamedBlobRow.size, 0), BlobRow.media)
        .outerjoin(NamedBlobRow, NamedBlobRow.sha256 == BlobRow.sha256)
        .where(BlobRow.sha256.in_(hashes))
    )
    return {sha256: (size, media) for sha256, size, media in session.execute(found)}


def photo(session: Session, photo_id: UUID) -> PhotoRow:
    """The photo; raises UnknownPhoto."""
    row = session.get(PhotoRow, photo_id)
    if row is None:
        raise UnknownPhoto
    return row


def of_sitting(session: Session, sitting_id: UUID) -> dict[str, tuple[PhotoRow, ...]]:
    """The photos of a sitting by criterion, in the order taken; those taken away are left out."""
    found = (
        select(PhotoRow)
        .where(PhotoRow.sitting_id == sitting_id, PhotoRow.removed.is_(None))
        .order_by(PhotoRow.id)
    )
    photos: dict[str, tuple[PhotoRow, ...]] = {}
    for row in session.scalars(found):
        photos[row.criterion_id] = (*photos.get(row.criterion_id, ()), row)
    return photos


def of_criterion(session: Session, sitting_id: UUID, criterion_id: str) -> tuple[PhotoRow, ...]:
    """The photos of one criterion in one sitting, in the order taken."""
    found = (
        select(PhotoRow)
        .where(PhotoRow.sitting_id == sitting_id, PhotoRow.criterion_id == criterion_id)
        .where(PhotoRow.removed.is_(None))
        .order_by(PhotoRow.id)
    )
    return tuple(session.scalars(found))
