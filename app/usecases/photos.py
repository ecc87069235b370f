"""Photos of the piece: made small and bare, kept by content, taken away without a trace lost."""

from collections.abc import Mapping
from hashlib import sha256
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.case import Part
from app.domain.errors import UserError
from app.domain.photo import MOST_PHOTOS, PHOTO_MEDIA
from app.storage import photos as rows
from app.storage.tables import PhotoRow, SittingRow
from app.usecases.desk import Desk
from app.usecases.photo_making import small_photo
from app.usecases.practical_sheet import Photo, photos_of
from app.usecases.rating import at_work, rated_criterion
from app.usecases.sittings import Sittings

_MOST_IN_SITTING = 250
"""A signed record names at most 256 files."""


class PhotosFull(UserError):
    """The criterion has as many photos as are kept, `most`; take one away first."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most


class Photos:
    """Add, look at and take away the photos of a criterion (R28)."""

    def __init__(self, desk: Desk, sittings: Sittings) -> None:
        self._desk, self._sittings = desk, sittings

    def add(self, sitting_id: UUID, criterion_id: str, raw: bytes) -> tuple[Photo, ...]:
        """Keep a picture as any camera gives it; the criterion's photos. The same twice is one.

        Raises PhotoNotRead, PhotoTooLarge, PhotosFull, NotInSitting, SittingNotRunning,
        NotAccredited, NotYourSitting. Takes about 0.1 s.
        """
        return self.add_all(sitting_id, {criterion_id: raw})[criterion_id]

    def add_all(self, sitting_id: UUID, raw: Mapping[str, bytes]) -> dict[str, tuple[Photo, ...]]:
        """As `add`, a picture for each criterion: all of them are kept, or none."""
        small = {criterion_id: small_photo(each) for criterion_id, each in raw.items()}
        shown = {}
        with self._desk.database.transaction() as session:
            now = self._desk.clock.now()
            for criterion_id, content in small.items():
                row = self._rating(session, sitting_id, criterion_id)
                rows.keep(session, _hash(content), PHOTO_MEDIA, content, now)
                shown[criterion_id] = self._show(session, row, criterion_id, _hash(content))
        return shown

    def add_again(self, photo_id: UUID) -> tuple[Photo, ...]:
        """Undo a removal; the criterion's photos. Raises UnknownPhoto, PhotosFull."""
        with self._desk.database.transaction() as session:
            gone = rows.photo(session, photo_id)
            row = self._rating(session, gone.sitting_id, gone.criterion_id)
            return self._show(session, row, gone.criterion_id, gone.sha256)

    def remove(self, photo_id: UUID) -> tuple[Photo, ...]:
        """Take a photo away, its row stays; the criterion's photos. Raises UnknownPhoto."""
        with self._desk.database.transaction() as session:
            photo = rows.photo(session, photo_id)
            self._rating(session, photo.sitting_id, photo.criterion_id)
            photo.removed = photo.removed or self._desk.clock.now()
            session.flush()
            return photos_of(rows.of_criterion(session, photo.sitting_id, photo.criterion_id))

    def content(self, sha256: str) -> bytes:
        """The JPEG of a photo. Raises UnknownPhoto."""
        with self._desk.database.reading() as session:
            return rows.content(session, sha256)

    def _rating(self, session: Session, sitting_id: UUID, criterion_id: str) -> SittingRow:
        work = at_work(self._desk, self._sittings, session, sitting_id, Part.PRACTICAL)
        rated_criterion(session, work.case, work.protocol, criterion_id)
        return work.row

    def _show(
        self, session: Session, row: SittingRow, criterion_id: str, hash_: str
    ) -> tuple[Photo, ...]:
        """Put the photo with the criterion's others."""
        all_ = rows.of_sitting(session, row.id)
        here = all_.get(criterion_id, ())
        if any(photo.sha256 == hash_ for photo in here):
            return photos_of(here)
        if len(here) >= MOST_PHOTOS or sum(map(len, all_.values())) >= _MOST_IN_SITTING:
            raise PhotosFull(MOST_PHOTOS)
        added = PhotoRow(
            id=self._desk.new_id(),
            sitting_id=row.id,
            criterion_id=criterion_id,
            sha256=hash_,
            author_id=self._desk.assessor.id,
            at=self._desk.clock.now(),
        )
        session.add(added)
        return photos_of((*here, added))


def _hash(content: bytes) -> str:
    return sha256(content).hexdigest()
