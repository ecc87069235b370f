"""Records to the node and its answer back by file, where there is no network (R61)."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

import msgspec

from app.domain.change import Touched
from app.domain.errors import UserError
from app.reports.whole_file import fill_file
from app.seal.codes import BadSeal
from app.seal.envelope import (
    EnvelopeDamaged,
    EnvelopeForAnother,
    envelope_key,
    new_envelope_id,
    new_envelope_key,
)
from app.storage import blob_sending, carried, desk_facts, log
from app.storage.carried import CarriedFile
from app.sync.bundle_reading import AnswerReading, Taken, open_answer
from app.sync.bundle_writing import BundleWriting, Filled
from app.sync.run import Cancelled, Progress, SyncParts
from app.sync.wire import Lack
from app.usecases.conflict_following import follow_settled
from app.usecases.desk import Desk
from app.usecases.erasing import touched_by_node
from app.usecases.gender_telling import tell_genders
from app.usecases.log_check import mend_behind
from app.usecases.region_protocols import RegionProtocols
from app.usecases.syncing import Syncing, keep_word, last_proof

Tell = Callable[[Progress], None]
IsCancelled = Callable[[], bool]
_LACKS = "node_lacks"
_SPARE = 4 * 2**20

__all__ = ["Answered", "BundleNotRead", "Bundles", "Cancelled", "Progress", "Written"]


class BundleNotRead(UserError):
    """The file could not be read: its `name` and the system's own `reason`."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__()
        self.name = name
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Written:
    """A file for the node; `left`: records that had no room in it, `size` in bytes.

    `photos` are in it, `photos_left` wait for the next one.
    """

    name: str
    records: int
    left: int
    size: int
    photos: int = 0
    photos_left: int = 0


@dataclass(frozen=True, slots=True)
class Answered:
    """What the node's answer brought.

    `receipts`: records that waited and do no longer; `refused`: the node said no to them;
    `waiting`: still here; `lists_refused`: as in SyncStatus; `photos`: those the node has now;
    `protocols`: versions and recalls of the region's that came with it.
    """

    receipts: int
    refused: int
    waiting: int
    lists_refused: str
    node_time: datetime
    photos: int = 0
    photos_waiting: int = 0
    protocols: int = 0


class Bundles:
    """Writes what waits into a file that only the node can read, and reads its answer."""

    def __init__(
        self, desk: Desk, syncing: Syncing, room: Callable[[Path], int] | None = None
    ) -> None:
        """`room`: how much has room at a place; what its disk says where nothing is given."""
        self._desk, self._syncing, self._room = desk, syncing, room or _room

    def proposed_name(self) -> str:
        """A name that says from where and when: `intyga-barbar-07-2026-05-04-1405.intyga`."""
        kept = "".join(one if one.isalnum() else "-" for one in self._desk.name.lower())
        at = self._desk.clock.now().astimezone()
        return f"intyga-{kept.strip('-') or 'dator'}-{at:%Y-%m-%d-%H%M}.intyga"

    def write(
        self,
        path: Path,
        progress: Tell,
        cancelled: IsCancelled,
        since: datetime | None = None,
    ) -> Written:
        """Write everything without a receipt, photos as far as there is room, and what it lacks.

        `since`: also all from then on, for a node that was restored. With nothing waiting the
        file still asks for lists and feed. Whole or not at all; one that was there is replaced.
        Raises NotEnrolled, NotWritten, Cancelled, DiskFull.
        """
        parts, key, id_ = self._syncing.parts(), new_envelope_key(), new_envelope_id()
        tell_genders(self._desk)
        with self._desk.database.reading() as session:
            after = carried.last_photo(session)
        writing = BundleWriting(parts, self._lacks(), since, after)
        begun = CarriedFile(
            id_, parts.key.kid, path.name, self._desk.clock.now(), key.private_bytes_raw(), ()
        )
        filled: list[Filled] = []

        def fill(part: Path) -> int:
            with part.open("wb") as out:
                names = (id_, key.public_key().public_bytes_raw())
                filled.append(writing.fill(out, names, progress, cancelled, self._room(part)))
            # Before it takes its place: the answer to a file that is there can always be read.
            self._keep(msgspec.structs.replace(begun, reach=filled[-1].reach))
            return filled[-1].records

        fill_file(path, fill)
        return self._written(begun, filled[-1])

    def _written(self, begun: CarriedFile, done: Filled) -> Written:
        """Remember that the file is there, and what it carries."""
        photos = done.photos
        there = msgspec.structs.replace(
            begun,
            reach=done.reach,
            is_there=True,
            photos=photos.photos,
            last_photo=photos.mark,
        )
        self._keep(there)
        self._desk.announce(Touched.LOG)
        return Written(begun.name, done.records, done.left, done.size, photos.photos, photos.left)

    def read(self, path: Path, progress: Tell, cancelled: IsCancelled) -> Answered:
        """Take the node's answer as a run over the wire would have; again changes nothing.

        One that is cut, changed, another desk's or none at all changes nothing either. Raises
        NotEnrolled, BundleNotRead, NotAnEnvelope, WrongDirection, NewerEnvelope,
        EnvelopeForAnother, EnvelopeCut, EnvelopeDamaged, Cancelled (what was taken stays).
        """
        parts = self._syncing.parts()
        with self._desk.database.reading() as session:
            keys = [envelope_key(file.key) for file in reversed(carried.files(session))]
            before = len(log.waiting(session))
        try:
            with _opened(path) as file:
                answer = open_answer(file, keys, parts.node_public)
                taken = AnswerReading(parts, answer).take(progress, cancelled)
            after = self._note(parts, answer.head.id, taken)
            self._follow()
        except BadSeal as error:
            raise EnvelopeDamaged from error
        finally:
            self._desk.read_accreditation()
            self._desk.announce(*touched_by_node(self._desk))
        with self._desk.database.reading() as session:
            photos_waiting, _ = blob_sending.count(session)
        return Answered(
            receipts=before - after,
            refused=taken.kept.refused,
            waiting=after,
            lists_refused=taken.lists_refused,
            node_time=taken.hello.server_time,
            photos=taken.photos,
            photos_waiting=photos_waiting,
            protocols=taken.files,
        )

    def _follow(self) -> None:
        """Act on what the node told, as after a run over the wire."""
        RegionProtocols(self._desk).apply()
        mend_behind(self._desk)
        follow_settled(self._desk)

    def _note(self, parts: SyncParts, id_: bytes, taken: Taken) -> int:
        """Keep the node's word to the seal that asked; how many records wait now."""
        with self._desk.database.transaction() as session:
            file = carried.find(session, id_)
            if file is None:
                raise EnvelopeForAnother
            asked = (file.kid, parts.node_public, parts.clock.now())
            if keep_word(session, taken.hello, asked, taken.kept.receipt):
                blob_sending.lacked(session, taken.hello.lacks_blobs)
                lacks = msgspec.json.encode(taken.hello.lacks)
                desk_facts.put(session, _LACKS, lacks.decode())
            return len(log.waiting(session))

    def _lacks(self) -> tuple[Lack, ...]:
        """What the node said in its last file, unless it has been reached since."""
        with self._desk.database.reading() as session:
            proof, raw = last_proof(session), desk_facts.get(session, _LACKS)
        if raw is None or proof is None or not proof.lacking:
            return ()
        return msgspec.json.decode(raw, type=tuple[Lack, ...])

    def _keep(self, file: CarriedFile) -> None:
        with self._desk.database.transaction() as session:
            carried.keep(session, file)


def _room(part: Path) -> int:
    """What the place has, less what a file system keeps for itself."""
    return max(0, shutil.disk_usage(part.parent).free - _SPARE)


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    try:
        if not path.is_file():
            raise BundleNotRead(path.name, "")
        with path.open("rb") as file:
            yield file
    except OSError as error:
        raise BundleNotRead(path.name, error.strerror or str(error)) from error
