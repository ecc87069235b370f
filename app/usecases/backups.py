"""Copies of the desk's file, made by themselves: once an hour, and when the desk is left."""

import threading
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import msgspec

from app.domain.errors import UserError
from app.storage import desk_facts, epochs
from app.storage.backup import Backup, BackupNotWritten, backups_in, copy_backup, write_backup
from app.storage.backup_label import LabelledDesk, LabelledPerson
from app.storage.epochs import GivenBack
from app.storage.errors import OpenForReading
from app.usecases.desk import Desk

EVERY = timedelta(hours=1)
SECOND = "backup_second_place"
"""The fact of where else copies are kept."""


__all__ = [
    "EVERY",
    "Backup",
    "BackupNotWritten",
    "BackupState",
    "Backups",
    "GivenBack",
    "NoSuchFolder",
]


class NoSuchFolder(UserError):
    """There is no such folder to keep copies in, or nothing can be written there."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder


@dataclass(frozen=True, slots=True)
class BackupState:
    """How the copies stand. `second`: the other place, None when none was chosen.

    `is_second_there`: whether it can be reached now; `problem`: why the last copy was not made.
    `given_back`: what the node gave back after the last restore.
    """

    folder: Path
    newest: Backup | None
    second: Path | None
    newest_second: Backup | None
    is_second_there: bool
    problem: BackupNotWritten | None
    given_back: GivenBack | None


class Backups:
    """Keeps the newest copies beside the desk, and in a second place where one was chosen."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._turn = threading.Lock()
        self._problem: BackupNotWritten | None = None

    @property
    def folder(self) -> Path:
        """Where the copies lie, beside the desk."""
        return self._desk.database.path.parent / "backups"

    def state(self) -> BackupState:
        """What is there, read from the folders themselves."""
        with self._desk.database.reading() as session:
            back = epochs.given_back(session)
        second = self._second()
        here = backups_in(self.folder)
        there = backups_in(second) if second else ()
        return BackupState(
            self.folder,
            here[0] if here else None,
            second,
            there[0] if there else None,
            second is not None and second.is_dir(),
            self._problem,
            back,
        )

    def choose_second(self, folder: Path | None) -> None:
        """Keep every copy in this folder too, or no longer. Raises NoSuchFolder."""
        if folder is not None and not folder.is_dir():
            raise NoSuchFolder(folder)
        with self._desk.database.transaction() as session:
            desk_facts.put(session, SECOND, str(folder) if folder else "")

    def is_due(self) -> bool:
        """Whether an hour has gone by since the newest copy, and something was written since.

        A copy from a time that is still to come says nothing about how old the newest is.
        """
        now = self._desk.clock.now()
        past = [one for one in backups_in(self.folder) if one.at <= now]
        return self._is_changed(past) and (not past or now - past[0].at >= EVERY)

    def keep_if_due(self) -> bool:
        """A copy when one is due. True where a problem is new, so that it is told once."""
        return self._keep_quietly() if self.is_due() else False

    def keep_on_leaving(self) -> bool:
        """A copy of what was done since the newest one, when the desk is left; never raises it."""
        return self._keep_quietly() if self._is_changed(backups_in(self.folder)) else False

    def keep_now(self) -> Path:
        """A copy at once. Raises BackupNotWritten."""
        with self._turn:
            return self._keep().path

    def _keep_quietly(self) -> bool:
        had = self._problem
        try:
            self.keep_now()
        except BackupNotWritten as error:
            self._problem = error
            return had is None
        return False

    def _keep(self) -> Backup:
        if self._desk.database.is_for_reading:
            raise OpenForReading
        now, label = self._desk.clock.now(), self._label()
        kept = write_backup(self._desk.database, self.folder, now, label)
        self._problem = None
        second = self._second()
        if second is not None and second.is_dir():
            copy_backup(kept, second)
        return kept

    def _label(self) -> LabelledDesk:
        """Names and the lock of the printed code; nothing that a PIN opens leaves the computer."""
        desk = self._desk
        bare = LabelledDesk(desk.name, desk.centre, desk.kind)
        try:
            recovery, entries = desk.keys.recovery(), desk.keys.entries()
        except (UserError, OSError):
            return bare  # a damaged key file is no reason to go without a copy
        if recovery is not None:
            recovery = msgspec.structs.replace(recovery, tries=0, last_try=None)
        people = tuple(LabelledPerson(e.id, e.name, e.roles, e.seal_public) for e in entries)
        return msgspec.structs.replace(bare, people=people, recovery=recovery)

    def _second(self) -> Path | None:
        with self._desk.database.reading() as session:
            said = desk_facts.get(session, SECOND)
        return Path(said) if said else None

    def _is_changed(self, kept: tuple[Backup, ...] | list[Backup]) -> bool:
        """Whether the file was written to after the newest copy of it."""
        if not kept:
            return True
        copied = max(one.path.stat().st_mtime_ns for one in kept)
        file = self._desk.database.path
        pages = (file, file.with_name(file.name + "-wal"))
        return any(page.exists() and page.stat().st_mtime_ns > copied for page in pages)
