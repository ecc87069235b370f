"""The node's own list of its backups, in its folder and outside its database."""

import os
from datetime import datetime
from pathlib import Path

import msgspec

_NAME, _HEADS = "backups.json", "backups"


class ListedBackup(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One backup: where it lies, when it was made, its size and how many records it holds."""

    file: str
    made: datetime
    size: int
    records: int


class BackupList:
    """The newest backups, oldest first; every change is whole or does not happen."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def all(self) -> tuple[ListedBackup, ...]:
        """All that are listed, oldest first; none when nothing was backed up or it is unreadable.

        To count too few as durable is safe, to count too many is not.
        """
        try:
            raw = (self._folder / _NAME).read_bytes()
            return msgspec.json.decode(raw, type=tuple[ListedBackup, ...])
        except (FileNotFoundError, msgspec.DecodeError):
            return ()

    def here(self) -> tuple[ListedBackup, ...]:
        """Those that still lie where they were put, with what is known of their chains."""
        return tuple(one for one in self.all() if _is_whole(one) and self.heads_of(one).exists())

    def oldest_here(self) -> ListedBackup | None:
        """The oldest that could be restored, None when none could."""
        return next(iter(self.here()), None)

    def heads_of(self, backup: ListedBackup) -> Path:
        """The file that says how far each chain is in the backup."""
        return self._folder / _HEADS / f"{Path(backup.file).name}.heads"

    def add(self, backup: ListedBackup, heads: Path, keep: int) -> tuple[ListedBackup, ...]:
        """List one more, with its heads moved in; all but the newest `keep` are removed.

        Returns those that were removed.
        """
        place = self.heads_of(backup)
        place.parent.mkdir(mode=0o700, exist_ok=True)
        heads.replace(place)
        others = [one for one in self.all() if one.file != backup.file]
        listed = sorted([*others, backup], key=lambda one: one.made)
        removed, kept = tuple(listed[:-keep]), tuple(listed[-keep:])
        for old in removed:
            Path(old.file).unlink(missing_ok=True)
            self.heads_of(old).unlink(missing_ok=True)
        self._write(kept)
        return removed

    def _write(self, listed: tuple[ListedBackup, ...]) -> None:
        fresh = self._folder / f"{_NAME}.new"
        with fresh.open("wb") as file:
            file.write(msgspec.json.encode(listed))
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self._folder / _NAME)


def _is_whole(backup: ListedBackup) -> bool:
    try:
        return Path(backup.file).stat().st_size == backup.size
    except OSError:
        return False
