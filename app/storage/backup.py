"""Copies of the desk's file: encrypted with its key, whole or not there, the newest ones kept."""

import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import file_digest
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import func, select

from app.domain.errors import UserError
from app.storage.backup_label import LabelledDesk, LabelledState, state_of, write_label
from app.storage.database import Database
from app.storage.errors import DamagedDatabase, DiskFailed, DiskFull
from app.storage.tables import RecordRow

SUFFIX = ".intyga-backup"
KEPT = 12
_FORM = "desk-%Y%m%dT%H%M%SZ"
_FULL = (28, 122)  # ENOSPC, EDQUOT


class BackupNotWritten(UserError):
    """No copy could be made; the desk itself is as it was. `is_full`: for want of room."""

    def __init__(self, folder: Path, *, is_full: bool) -> None:
        super().__init__()
        self.folder = folder
        self.is_full = is_full


class DamagedBackup(UserError):
    """The file is no whole copy of this desk: nothing was changed."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.name = path.name


@dataclass(frozen=True, slots=True, order=True)
class Backup:
    """A copy that was found: when it was made by its name, where it lies."""

    at: datetime
    path: Path


def backups_in(folder: Path) -> tuple[Backup, ...]:
    """The copies in a folder, newest first; none where the folder is not there."""
    found = []
    try:
        files = [*folder.glob(f"*{SUFFIX}")]
    except OSError:
        return ()
    for path in files:
        at = made_at(path)
        if at is not None:
            found.append(Backup(at, path))
    return tuple(sorted(found, reverse=True))


def made_at(path: Path) -> datetime | None:
    """When a copy was made by its name, None for another name."""
    try:
        return datetime.strptime(path.name.removesuffix(SUFFIX), _FORM).replace(tzinfo=UTC)
    except ValueError:
        return None


def write_backup(
    database: Database, folder: Path, now: datetime, desk: LabelledDesk | None = None
) -> Backup:
    """Copy the open desk into `folder`: proved to open and on the disk before it has its name.

    `desk`: what the copy says of itself. Raises BackupNotWritten; then nothing new stands there.
    """
    target = _place(folder, now)
    part = target.with_suffix(".part")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        sweep(folder)
        database.copy_to(part)
        copy = _prove(database, part)
        if desk is not None:
            write_label(part, copy, desk, now)
        _put_in_place(part, target)
    except (DiskFull, DiskFailed, DamagedDatabase, sqlcipher.Error, OSError) as error:
        raise BackupNotWritten(folder, is_full=_is_full(error, folder)) from error
    finally:
        _remove(part)
    _prune(folder, target)
    return Backup(now, target)


def copy_backup(backup: Backup, folder: Path) -> Backup:
    """Put the same copy in a second place, such as a stick; read back before it has its name.

    Raises BackupNotWritten, also where the place is not there.
    """
    target = folder / backup.path.name
    part = target.with_suffix(".part")
    try:
        sweep(folder)
        with backup.path.open("rb") as whole, part.open("wb") as copy:
            shutil.copyfileobj(whole, copy, 1 << 20)
            copy.flush()
            os.fsync(copy.fileno())
        if _digest(part) != _digest(backup.path):
            raise OSError(part)
        _put_in_place(part, target)
    except OSError as error:
        raise BackupNotWritten(folder, is_full=_is_full(error, folder)) from error
    finally:
        _remove(part)
    _prune(folder, target)
    return Backup(backup.at, target)


def sweep(folder: Path) -> None:
    """Remove what a copy that was cut off has left."""
    for left in folder.glob("desk-*.part*"):
        left.unlink(missing_ok=True)


def fsync_folder(folder: Path) -> None:
    """Make a name just given outlast a power cut."""
    if os.name != "posix":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _place(folder: Path, now: datetime) -> Path:
    return folder / (now.astimezone(UTC).strftime(_FORM) + SUFFIX)


def _prove(database: Database, part: Path) -> LabelledState:
    """A copy counts once it opens, every page holds, and it has all records of this moment."""
    copy = database.open_copy(part)
    try:
        if not copy.is_sound() or _records(copy) > _records(database):
            raise DamagedDatabase(part)
        copy.settle()
        return state_of(copy)
    finally:
        copy.close()


def _records(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(RecordRow)) or 0


def _put_in_place(part: Path, target: Path) -> None:
    with part.open("rb+") as written:
        os.fsync(written.fileno())
    part.replace(target)
    fsync_folder(target.parent)


def _prune(folder: Path, newest: Path) -> None:
    """The one just written always stays, whatever a clock once said."""
    others: Sequence[Backup] = [one for one in backups_in(folder) if one.path != newest]
    for one in others[KEPT - 1 :]:
        one.path.unlink(missing_ok=True)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _is_full(error: BaseException, folder: Path) -> bool:
    if isinstance(error, DiskFull) or getattr(error, "errno", None) in _FULL:
        return True
    if getattr(error, "sqlite_errorcode", 0) & 0xFF == 13:
        return True
    try:
        return shutil.disk_usage(folder).free < 1 << 20
    except OSError:
        return False


def _remove(part: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        part.with_name(part.name + suffix).unlink(missing_ok=True)
