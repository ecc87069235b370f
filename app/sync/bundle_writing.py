"""A desk's file for the node: what the node lacks as far as is known here, oldest first."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO

from sqlalchemy.orm import Session

from app.seal.envelope import ClosingStream, key_to_close
from app.storage import carried
from app.storage.carried import Reach
from app.storage.sending import Waiting
from app.sync.bundle import (
    BUNDLE_LINE,
    MAX_BUNDLE,
    MAX_RECORDS,
    PHOTO_LINE,
    BundleEnd,
    BundleHead,
    Piece,
    put,
    put_head,
)
from app.sync.bundle_objects import wanted
from app.sync.bundle_photos import Mark, PhotoFilling, PhotosFilled
from app.sync.run import Cancelled, Progress, SyncParts
from app.sync.waiting import chunks, read_chunk, standing, to_send
from app.sync.wire import MAX_CHUNK, Head, Lack, encode, pack_records

_ROOM = MAX_RECORDS - MAX_CHUNK - 2**20
_END = 2**20
Tell = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Filled:
    """How many records a file carries, how many had no room in it, how far it reaches, bytes."""

    records: int
    left: int
    reach: tuple[Reach, ...]
    size: int
    photos: PhotosFilled


class BundleWriting:
    """One file, read from the log as it stands when this is made.

    `lacks`: what the node last said it lacks, beside what it has not answered for; `since`: also
    every record from then on, for a node that was restored.
    """

    def __init__(
        self,
        parts: SyncParts,
        lacks: Iterable[Lack] = (),
        since: datetime | None = None,
        after: Mark | None = None,
    ) -> None:
        """`after`: the last photo in the file before; this one goes on from there."""
        self._parts, self._after = parts, after
        with parts.database.reading() as session:
            self._hello = standing(session, parts.key.kid)
            self._wants = wanted(session)
            self.waiting = _waiting(session, lacks, since, self._hello.heads)

    def fill(
        self,
        out: IO[bytes],
        names: tuple[bytes, bytes],
        progress: Tell,
        cancelled: Callable[[], bool],
        room: int = MAX_BUNDLE,
    ) -> Filled:
        """Write all of it; what has no room is left for the next file, one chunk in memory.

        `names`: the file's id, and the public key its answer is to be closed to; `room`: how much
        there is where it is written. Raises Cancelled, OSError.
        """
        carries = PhotoFilling(self._parts, self._after, min(room, MAX_BUNDLE) - self._least())
        line = PHOTO_LINE if carries.chosen else BUNDLE_LINE
        stream, written = self._begun(out, line, *names), 0
        for chunk in chunks(self.waiting):
            if cancelled():
                raise Cancelled
            if stream.size > _ROOM:
                break
            with self._parts.database.reading() as session:
                records = read_chunk(session, chunk)
            put(stream, Piece.RECORDS, pack_records(records))
            written += len(chunk)
            progress(Progress(written, len(self.waiting)))
        photos = carries.fill(stream, written, progress, cancelled)
        put(stream, Piece.END, encode(BundleEnd(written)))
        left = [one.hash for one in self.waiting[written:]]
        return Filled(written, len(left), self._reach(left), stream.size, photos)

    def _least(self) -> int:
        """Room that records may take before any photo."""
        return min(_ROOM, sum(one.size for one in self.waiting) * 2) + _END

    def _begun(self, out: IO[bytes], line: bytes, id_: bytes, reply: bytes) -> ClosingStream:
        parts = self._parts
        stream = ClosingStream(out, key_to_close(parts.node_public), line)
        now = parts.clock.now()
        names = (id_, parts.node_public, stream.sender, reply)
        head = BundleHead(*names, now, self._hello, self._wants)
        put_head(stream, parts.key, head)
        return stream

    def _reach(self, left: Sequence[bytes]) -> tuple[Reach, ...]:
        with self._parts.database.reading() as session:
            lowest = carried.first_left(session, left)
        return tuple(
            Reach(head.kid, head.epoch, lowest.get((head.kid, head.epoch), head.count))
            for head in self._hello.heads
        )


def _waiting(
    session: Session, lacks: Iterable[Lack], since: datetime | None, heads: Sequence[Head]
) -> tuple[Waiting, ...]:
    waiting = to_send(session, lacks)
    if since is None:
        return waiting
    whole = [Lack(head.kid, head.epoch, 0, head.count - 1) for head in heads]
    later = {one for one in to_send(session, whole) if one.written >= since}
    return tuple(sorted(later.union(waiting)))
