"""Files that records name, taken in pieces: whole and once, and the records shown when all came."""

import errno
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import delete, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from app import log
from app.node import awaited
from app.node.blob_files import BlobFiles
from app.node.database import NodeDatabase
from app.node.enrolment import Refused
from app.node.erasing import erased_blobs
from app.node.rebuild import rebuild, seal_keys, show
from app.node.tables import HeldBlob

FOLDER = "blobs"
"""The folder beside the node's keys."""

MAX_BLOB = 16 * 2**20
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@dataclass(frozen=True, slots=True)
class Stand:
    """How much of a file is here; `length`: of the whole one, once it is."""

    offset: int
    length: int | None = None


class Blobs:
    """Takes what a record names and nothing else, each seal its own part until it is whole."""

    def __init__(self, database: NodeDatabase, folder: Path, now: Callable[[], datetime]) -> None:
        self._database, self._files, self._now = database, BlobFiles(folder), now
        self._files.sweep(now())
        self.forget_erased()

    def stand(self, kid: bytes, sha256: bytes) -> Stand:
        """How far the file is; a part that was whole when the node stopped is put in place.

        Raises Refused: unknown_blob for what no record names, disk_full.
        """
        size, wanted = self._files.size(sha256), self._wanted(sha256)
        if size is not None and (not wanted or self._files.is_sound(sha256)):
            if wanted:
                self._release(sha256, size)
            return Stand(size, size)
        if not wanted:
            raise Refused("unknown_blob", 404)
        sent = self._files.sent(kid, sha256)
        if sent in wanted:
            return self._finished(kid, sha256, sent) or Stand(0)
        return Stand(sent)

    def take(self, kid: bytes, sha256: bytes, begins: Stand, chunk: bytes) -> Stand:
        """A piece of the file, on the disk when this returns; the whole one is proved by its hash.

        `begins`: where the piece belongs, and how long the file is to be. Raises Refused:
        unknown_blob, too_large, wrong_length, wrong_offset, wrong_hash (the part is gone then),
        disk_full (what was here stays).
        """
        length, end = begins.length or 0, begins.offset + len(chunk)
        wanted = self._wanted(sha256)
        if not wanted and self._files.size(sha256) is None:
            raise Refused("unknown_blob", 404)
        if length > MAX_BLOB:
            raise Refused("too_large", 413)
        is_whole = self._files.size(sha256) is not None
        if is_whole or begins.offset != self._files.sent(kid, sha256):
            raise Refused("wrong_offset", 409)
        if length not in wanted or end > length:
            raise Refused("wrong_length", 422)
        self._write(kid, sha256, begins.offset, chunk)
        if end < length:
            return Stand(end)
        done = self._finished(kid, sha256, length)
        if done is None:
            raise Refused("wrong_hash", 422)
        return done

    def take_stock(self) -> int:
        """Believe the folder, not the table, as after a restore; how many whole files there are.

        What is shown is made again where the two differ.
        """
        with self._database.transaction() as session:
            self._database.take_turn(session)
            self._forget(session)
            there, noted = set(self._files.whole()), set(session.scalars(select(HeldBlob.sha256)))
            for lost in noted - there:
                session.execute(delete(HeldBlob).where(HeldBlob.sha256 == lost))
            for found in there - noted:
                self._note(session, found, self._files.size(found) or 0)
            if there != noted:
                session.flush()
                rebuild(session)
        return len(there)

    def forget_erased(self) -> None:
        """Remove the files of erased people, also what a stop in the midst of it left."""
        with self._database.reading() as session:
            self._forget(session)

    def _forget(self, session: Session) -> None:
        for sha256 in erased_blobs(session):
            self._files.remove(sha256)

    def _wanted(self, sha256: bytes) -> frozenset[int]:
        with self._database.reading() as session:
            return awaited.sizes(session, sha256)

    def _write(self, kid: bytes, sha256: bytes, offset: int, chunk: bytes) -> None:
        try:
            self._files.append(kid, sha256, offset, chunk)
        except OSError as error:
            raise _full(error) from error

    def _finished(self, kid: bytes, sha256: bytes, size: int) -> Stand | None:
        try:
            is_right = self._files.finish(kid, sha256)
        except OSError as error:
            raise _full(error) from error
        if not is_right:
            log.note("blobs.wrong")
            return None
        self._release(sha256, size)
        return Stand(size, size)

    def _release(self, sha256: bytes, size: int) -> None:
        """Show the records that waited for it alone. After a failure the next asking does it."""
        try:
            with self._database.transaction() as session:
                self._database.take_turn(session)
                self._note(session, sha256, size)
                session.flush()
                records = awaited.come(session, sha256)
                show(session, records, seal_keys(session))
        except OperationalError as error:
            if "full" not in str(error.orig):
                raise
            raise Refused("disk_full", 507) from error
        log.note("blobs.taken", size=size, shown=len(records))

    def _note(self, session: Session, sha256: bytes, size: int) -> None:
        if session.get(HeldBlob, sha256) is None:
            session.add(HeldBlob(sha256=sha256, size=size, received=self._now()))


def forget_copies(database: NodeDatabase, folder: Path) -> None:
    """Remove the files of erased people from a folder of copies, such as the backups'."""
    copies = BlobFiles(folder)
    with database.reading() as session:
        for sha256 in erased_blobs(session):
            copies.remove(sha256)


def _full(error: OSError) -> Exception:
    """A full disk is said as such; anything else is the node's own failure."""
    return Refused("disk_full", 507) if error.errno in _FULL else error
