"""A copy of the desk put in its place: nothing signed is lost, no link and no index used twice."""

import errno
import os
import shutil
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import UserError
from app.seal.payloads import OpeningReason
from app.storage import desk_facts, epochs
from app.storage.backup import DamagedBackup, fsync_folder
from app.storage.database import Database
from app.storage.errors import DamagedDatabase, DamagedRecord, DiskFailed, DiskFull
from app.storage.tables import ReceiptRow, RecordRow, SealRow
from app.storage.taking_in import ComeBack, take_in
from app.storage.upgrade import open_desk
from app.usecases.desk_folder import DeskFolder

_SIDES = ("-wal", "-shm")


def restore(folder: DeskFolder, assessor_id: UUID, secret: str, backup: Path) -> Path:
    """Put `backup` in the place of the desk's file; where the file as it was lies now.

    What the present file has signed and the copy lacks is taken over where it can be read (R59).
    Every seal writes in a new epoch from then on (R60), and the next sync asks the node for what
    is missing. Cut off at any point, the desk is the one of before or the one of after.
    Raises DamagedBackup, NewerDatabase, DiskFull, and what opening the key file raises.
    """
    opened = folder.keys.open(assessor_id, secret)
    file = folder.path / "desk.db"
    working = file.with_name("desk.db.restoring")
    try:
        _sweep(working)
        _copy(backup, working)
        _prepare(working, file, opened.data_key)
        return _exchange(working, file, f"{folder.clock.now():%Y%m%dT%H%M%S}")
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise DiskFull(file) from error
        raise DamagedBackup(backup) from error
    except (DamagedDatabase, DamagedRecord) as error:
        raise DamagedBackup(backup) from error
    finally:
        _sweep(working)


def _prepare(working: Path, file: Path, key: bytes) -> None:
    if not working.stat().st_size:
        raise DamagedDatabase(working)  # it would be filled as a new desk's
    database = open_desk(working, key)
    try:
        if not database.is_sound():
            raise DamagedDatabase(working)
        present = _present(file, key)
        try:
            with database.transaction() as session:
                desk_facts.need(session, desk_facts.EPOCH)
                if present is not None:
                    _take_over(session, present)
                epochs.begin(session, OpeningReason.RESTORED)
        finally:
            if present is not None:
                present.close()
        database.settle()
    finally:
        database.close()


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


def _take_over(session: Session, present: Database) -> None:
    """Records with their receipts, and how far status indexes went."""
    try:
        with present.reading() as held:
            rows = held.scalars(select(RecordRow).order_by(RecordRow.kid, RecordRow.seq))
            come = [ComeBack(row.raw, row.salt, row.payload) for row in rows]
            receipts = held.scalars(select(ReceiptRow)).all()
            indexes = {row.kid: row.next_status_index for row in held.scalars(select(SealRow))}
    except UserError:
        return  # another version's tables: what it had is in the file set aside
    if take_in(session, come):
        epochs.leave_rows_behind(session, behind=True)
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


def _exchange(working: Path, file: Path, stamp: str) -> Path:
    """The old file keeps a name at every moment; the new one takes its place in one step."""
    beside = file.with_name(f"{file.name}.before-restore-{stamp}")
    if file.exists():
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
    return beside


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


def _sweep(working: Path) -> None:
    for left in working.parent.glob(f"{working.name}*"):
        left.unlink(missing_ok=True)
