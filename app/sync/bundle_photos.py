"""Photos behind a file's records: smallest first, as many as have room; the next one goes on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from app.seal.envelope import ClosingStream, EnvelopeDamaged
from app.storage import blob_sending, photo_trouble, photos
from app.storage.blob_sending import WaitingBlob
from app.sync.bundle import PHOTO_HASH, Piece, put
from app.sync.run import Cancelled, Progress, SyncParts

_EACH = 128
"""What a photo takes in a file beyond its own length, at most."""

Mark = tuple[int, str]


@dataclass(frozen=True, slots=True)
class PhotosFilled:
    """How many a file carries, how many had no room in it, and the last of them."""

    photos: int = 0
    left: int = 0
    mark: Mark | None = None


class PhotoFilling:
    """The photos of one file, chosen by how much room there is; one in memory at a time."""

    def __init__(self, parts: SyncParts, after: Mark | None, room: int) -> None:
        """`after`: the last one in the file before, so that several files carry them all."""
        self._parts = parts
        with parts.database.reading() as session:
            waiting = blob_sending.waiting(session)
        self.chosen = _fitting(_going_on(waiting, after), room)
        self._left = len(waiting) - len(self.chosen)

    def fill(
        self,
        stream: ClosingStream,
        records: int,
        progress: Callable[[Progress], None],
        cancelled: Callable[[], bool],
    ) -> PhotosFilled:
        """Write them; one that is damaged here is left out and said. Raises Cancelled, OSError."""
        written = 0
        for done, blob in enumerate(self.chosen):
            if cancelled():
                raise Cancelled
            progress(Progress(records, records, done, len(self.chosen)))
            content = sound_photo(self._parts, blob)
            if content is not None:
                put(stream, Piece.PHOTO, bytes.fromhex(blob.sha256) + content)
                written += 1
        last = self.chosen[-1] if self.chosen else None
        return PhotosFilled(written, self._left, (last.size, last.sha256) if last else None)


def sound_photo(parts: SyncParts, blob: WaitingBlob) -> bytes | None:
    """The photo as it was signed; None, and noted, where it is damaged or gone here."""
    with parts.database.reading() as session:
        content = photos.content(session, blob.sha256)
    if sha256(content).hexdigest() == blob.sha256:
        return content
    with parts.database.transaction() as session:
        photo_trouble.note(session, blob.sha256)
    return None


def photos_there(parts: SyncParts, content: bytes) -> int:
    """Keep what the node says it has now; how many. Raises EnvelopeDamaged."""
    if len(content) % PHOTO_HASH:
        raise EnvelopeDamaged
    hashes = [content[at : at + PHOTO_HASH].hex() for at in range(0, len(content), PHOTO_HASH)]
    with parts.database.transaction() as session:
        for one in hashes:
            blob_sending.arrived(session, one, parts.clock.now())
    return len(hashes)


def _going_on(waiting: Sequence[WaitingBlob], after: Mark | None) -> list[WaitingBlob]:
    """Those beyond what lies in the file before, then round again."""
    later = [blob for blob in waiting if after is None or (blob.size, blob.sha256) > after]
    return [*later, *(blob for blob in waiting if blob not in set(later))]


def _fitting(waiting: Sequence[WaitingBlob], room: int) -> tuple[WaitingBlob, ...]:
    chosen = []
    for blob in waiting:
        room -= blob.size + _EACH
        if room < 0:
            break
        chosen.append(blob)
    return tuple(chosen)
