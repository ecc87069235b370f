"""The key file on disk: read, replaced whole or not at all, and wrong tries counted in it."""

import os
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import msgspec

from app.domain.errors import UserError
from app.seal.vault import VERSION, Opened, TooManyTries, Vault, WrongSecret, open_entry

FREE_TRIES = 5
_FIRST_WAIT, _LONGEST_WAIT = 30, 3600


class DamagedVault(UserError):
    """The key file cannot be read: bytes changed or cut short."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path


class NewerVault(UserError):
    """The key file was written by a newer Intyga."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path


class VaultNotSaved(UserError):
    """The key file could not be written (disk full, read-only): the one before is untouched."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path


class VaultFile:
    """One desk's key file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def exists(self) -> bool:
        """Whether the desk has been set up."""
        return self.path.exists()

    def read(self) -> Vault:
        """The vault. Raises DamagedVault, NewerVault; FileNotFoundError when there is none."""
        raw = self.path.read_bytes()
        try:
            return msgspec.json.decode(raw, type=Vault)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise self._unreadable(raw) from error

    def write(self, vault: Vault) -> None:
        """Replace the file; durable before it returns, the old one whole if it fails."""
        try:
            self._replace(msgspec.json.format(msgspec.json.encode(vault), indent=1))
        except OSError as error:
            raise VaultNotSaved(self.path) from error

    def open(self, entry_id: UUID, secret: str, pepper: bytes | None, now: datetime) -> Opened:
        """What the assessor's secret opens at the time `now` (aware).

        The try is on disk before it is judged, so that pulling the plug gives none for free.
        Raises WrongSecret, TooManyTries, SealMismatch, DamagedVault, VaultNotSaved.
        """
        vault = self.read()
        entry = vault.entry(entry_id)
        try:
            wait_over(entry.tries, entry.last_try, now)
        except ClockSetBack as error:
            self.write(vault.with_entry(msgspec.structs.replace(entry, last_try=now)))
            raise TooManyTries(error.wait_seconds) from error
        tried = msgspec.structs.replace(entry, tries=entry.tries + 1, last_try=now)
        self.write(vault.with_entry(tried))
        opened = open_entry(entry, secret, pepper)
        if opened is None:
            raise WrongSecret(max(0, FREE_TRIES - tried.tries))
        self._forget_tries(entry_id)
        return opened

    def _forget_tries(self, entry_id: UUID) -> None:
        # Read anew: judging took a while, and somebody may have written an accreditation.
        vault = self.read()
        entry = msgspec.structs.replace(vault.entry(entry_id), tries=0, last_try=None)
        self.write(vault.with_entry(entry))

    def _unreadable(self, raw: bytes) -> UserError:
        try:
            version = msgspec.json.decode(raw, type=_Versioned).version
        except (msgspec.DecodeError, UnicodeDecodeError):
            version = VERSION
        return NewerVault(self.path) if version > VERSION else DamagedVault(self.path)

    def _replace(self, raw: bytes) -> None:
        draft = self.path.with_name(self.path.name + ".new")
        with open(draft, "wb", opener=_for_owner_only) as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self.path)
        _sync_folder(self.path.parent)


class ClockSetBack(Exception):
    """The last try is in the future: the wait starts anew, or a wrong clock locks for years."""

    def __init__(self, wait_seconds: int) -> None:
        super().__init__()
        self.wait_seconds = wait_seconds


def wait_over(tries: int, last_try: datetime | None, now: datetime) -> None:
    """Let the next try through, or raise TooManyTries; ClockSetBack asks to keep `now`."""
    if tries < FREE_TRIES or last_try is None:
        return
    wait, passed = wait_after(tries), now - last_try
    if passed < timedelta(0):
        raise ClockSetBack(wait)
    left = wait - int(passed.total_seconds())
    if left > 0:
        raise TooManyTries(left)


def wait_after(tries: int) -> int:
    """Seconds to wait after so many wrong tries: none for four, then 30, doubling to an hour."""
    if tries < FREE_TRIES:
        return 0
    return min(_LONGEST_WAIT, _FIRST_WAIT << min(tries - FREE_TRIES, 20))


class _Versioned(msgspec.Struct):
    version: int


def _for_owner_only(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _sync_folder(folder: Path) -> None:
    """Make the renaming durable; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
