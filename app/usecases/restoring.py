"""A copy of the desk put in its place: nothing signed is lost, no link and no index used twice."""

import os
import shutil
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.desks import DeskKind
from app.domain.errors import UserError
from app.seal.payloads import OpeningReason
from app.storage import conversations, desk_facts, epochs, participation
from app.storage.backup import fsync_folder
from app.storage.backup_label import copy_pages
from app.storage.database import Database, mark_of
from app.storage.errors import DamagedDatabase, DiskFailed
from app.storage.tables import ReceiptRow, RecordRow, SealRow
from app.storage.taking_in import ComeBack, take_in, take_photos
from app.storage.upgrade import open_desk
from app.sync.erasing import obey_known
from app.usecases.backup_file import CopyFile, OtherDesk, Reached
from app.usecases.desk_folder import DeskFolder
from app.usecases.restore_steps import RestoreStep, Steps, in_restore_words

_SIDES = ("-wal", "-shm")


@dataclass(frozen=True, slots=True)
class Contents:
    """What is in a copy that is proved. `here`: how far the present file goes, None where none can.

    `taken_over`: records that only the present file has; they come along.
    """

    file: CopyFile
    copy: Reached
    here: Reached | None
    taken_over: int = 0

    @property
    def is_older(self) -> bool:
        """Whether something was signed here after the newest in the copy."""
        if self.here is None or self.here.newest is None:
            return False
        return self.copy.newest is None or self.here.newest > self.copy.newest


@dataclass(frozen=True, slots=True)
class Restored:
    """What was done. `aside`: where the file as it was lies now, None where there was none.

    `is_elsewhere`: on a computer that had no such desk.
    """

    contents: Contents
    kind: DeskKind
    aside: Path | None
    is_elsewhere: bool = False


class Restoring:
    """A copy proved and ready; nothing is changed before `restore`, and nothing by `leave`.

    Whichever of the two comes first ends it.
    """

    def __init__(
        self,
        contents: Contents,
        kind: DeskKind,
        exchange: Callable[[], Path | None],
        held: ExitStack,
        *,
        is_elsewhere: bool = False,
    ) -> None:
        self.contents, self._kind, self._exchange, self._held = contents, kind, exchange, held
        self._is_elsewhere = is_elsewhere

    def restore(self) -> Restored:
        """Let the copy take the desk's place in one step. Raises NoRoomToRestore, BackupNotRead."""
        with self._held, in_restore_words(self.contents.file.path):
            aside = self._exchange()
        return Restored(self.contents, self._kind, aside, self._is_elsewhere)

    def leave(self) -> None:
        """Let everything be as it was."""
        self._held.close()


def prepare(
    folder: DeskFolder, key: bytes, copy: CopyFile, steps: Steps, held: ExitStack
) -> Restoring:
    """The copy beside the desk's file, proved, with what only the present file has (R59).

    Every seal writes in a new epoch from then on (R60), and the next sync asks the node for what
    is missing. Cut off at any point, the desk is the one of before or the one of after. `held` is
    closed when it is over. Raises DamagedBackup, CutBackup, OtherDesk, NewerDatabase,
    NoRoomToRestore, BackupNotRead, RestoreStopped.
    """
    file = folder.path / "desk.db"
    working = file.with_name("desk.db.restoring")
    with ExitStack() as mine, in_restore_words(copy.path):
        mine.push(held.pop_all())
        mine.callback(sweep, working)
        sweep(working)
        if copy.label is not None and copy.label.state.mark != mark_of(key):
            raise OtherDesk(copy.desk, copy.centre)
        copy_pages(copy.path, copy.label, working, steps.copied)
        contents = _prove(working, folder, key, copy, steps)
        stamp = f"{folder.clock.now():%Y%m%dT%H%M%S}"
        put = partial(_exchange, working, file, stamp)
        return Restoring(contents, folder.kind, put, mine.pop_all())


def opened_copy(working: Path, key: bytes, steps: Steps) -> Database:
    """The copy, brought to this version's tables, every page proved; the caller closes it.

    Raises DamagedDatabase, NewerDatabase.
    """
    steps.at(RestoreStep.PROVING)
    if not working.stat().st_size:
        raise DamagedDatabase(working)  # it would be filled as a new desk's
    database = open_desk(working, key)
    try:
        if not database.is_sound():
            raise DamagedDatabase(working)
        with database.reading() as session:
            desk_facts.need(session, desk_facts.EPOCH)
    except BaseException:
        database.close()
        raise
    return database


def reached(session: Session) -> Reached:
    """How far a file goes."""
    counted = session.scalar(select(func.count()).select_from(RecordRow)) or 0
    return Reached(counted, session.scalar(select(func.max(RecordRow.written))))


def _prove(working: Path, folder: DeskFolder, key: bytes, copy: CopyFile, steps: Steps) -> Contents:
    file, now = folder.path / "desk.db", folder.clock.now()
    with ExitStack() as open_now:
        database = opened_copy(working, key, steps)
        open_now.callback(database.close)
        steps.at(RestoreStep.TAKING_OVER)
        present = _present(file, key)
        if present is not None:
            open_now.callback(present.close)
        with database.transaction() as session:
            contents = Contents(copy, reached(session), None)
            if present is not None:
                contents = _take_over(session, present, contents, now)
            epochs.begin(session, OpeningReason.RESTORED)
        steps.check()
        database.settle()
    return contents


def _present(file: Path, key: bytes) -> Database | None:
    """The file that is to be set aside, where it can be read; its write-ahead log folded in."""
    if not file.exists() or not file.stat().st_size:
        return None
    database = None
    try:
        database = Database.open(file, key)
        database.settle()
        if database.is_sound():
            return database
    except (DamagedDatabase, DiskFailed):
        pass
    if database is not None:
        database.close()
    return None


def _take_over(session: Session, present: Database, contents: Contents, now: datetime) -> Contents:
    """Records with their receipts, how far status indexes went, and who was erased meanwhile."""
    try:
        with present.reading() as held:
            rows = held.scalars(select(RecordRow).order_by(RecordRow.kid, RecordRow.seq))
            come = [ComeBack(row.raw, row.salt, row.payload) for row in rows]
            receipts = held.scalars(select(ReceiptRow)).all()
            indexes = {row.kid: row.next_status_index for row in held.scalars(select(SealRow))}
            here = reached(held)
    except UserError:
        return contents  # another version's tables: what it had is in the file set aside
    taken = take_in(session, come)
    if taken:
        epochs.leave_rows_behind(session, behind=True)
        with present.reading() as held:
            take_photos(session, held)
            participation.take_projects(session, held)
            conversations.take_guides(session, held)
    with present.reading() as held:
        obey_known(session, held, now)
    for seal in session.scalars(select(SealRow)):
        seal.next_status_index = max(seal.next_status_index, indexes.get(seal.kid, 0))
    for one in receipts:
        if session.get(RecordRow, one.record_hash) and not session.get(ReceiptRow, one.record_hash):
            session.add(
                ReceiptRow(
                    record_hash=one.record_hash,
                    result=one.result,
                    raw=one.raw,
                    received=one.received,
                )
            )
    return replace(contents, here=here, taken_over=taken)


def _exchange(working: Path, file: Path, stamp: str) -> Path | None:
    """The old file keeps a name at every moment; the new one takes its place in one step."""
    beside = file.with_name(f"{file.name}.before-restore-{stamp}")
    was_there = file.exists()
    if was_there:
        _keep(file, beside)
    for side in _SIDES:
        log = file.with_name(file.name + side)
        if log.exists():  # of a file that cannot be read: it must not meet the new one
            _keep(log, beside.with_name(beside.name + side))
            log.unlink()
    fsync_folder(file.parent)
    with working.open("rb+") as written:
        os.fsync(written.fileno())
    working.replace(file)
    fsync_folder(file.parent)
    return beside if was_there else None


def _keep(file: Path, beside: Path) -> None:
    beside.unlink(missing_ok=True)
    try:
        os.link(file, beside)
    except OSError:
        _copy(file, beside)


def _copy(source: Path, target: Path) -> None:
    with source.open("rb") as whole, target.open("wb") as copy:
        shutil.copyfileobj(whole, copy, 1 << 20)
        copy.flush()
        os.fsync(copy.fileno())


def sweep(working: Path) -> None:
    """Remove what a restore that was cut off, or is over, has left."""
    for left in working.parent.glob(f"{working.name}*"):
        left.unlink(missing_ok=True)
