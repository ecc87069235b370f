"""Asking for the secret at a desk that is open already: also when the disk has no room."""

from datetime import datetime
from uuid import UUID

import msgspec

from app.seal.vault import TooManyTries, VaultEntry, WrongSecret, open_entry
from app.seal.vault_file import FREE_TRIES, VaultFile, VaultNotSaved, wait_after


class SecretCheck:
    """Tries are counted on disk; those the disk had no room for are counted here.

    Nothing is won by filling the disk: they are forgotten only with the open desk, and unlocking
    it anew asks for room on the disk first.
    """

    def __init__(self, file: VaultFile) -> None:
        self._file = file
        self._tries: dict[UUID, VaultEntry] = {}

    def check(self, entry_id: UUID, secret: str, pepper: bytes | None, now: datetime) -> None:
        """Let the assessor through. Raises WrongSecret, TooManyTries, DamagedVault."""
        self._wait_over(entry_id, now)
        try:
            self._file.open(entry_id, secret, pepper, now)
        except VaultNotSaved:
            self._check_here(entry_id, secret, pepper, now)
        self._tries.pop(entry_id, None)

    def _check_here(self, entry_id: UUID, secret: str, pepper: bytes | None, now: datetime) -> None:
        entry = self._file.read().entry(entry_id)
        known = self._tries.get(entry_id, entry)
        tries = max(entry.tries, known.tries) + 1
        self._tries[entry_id] = msgspec.structs.replace(entry, tries=tries, last_try=now)
        if open_entry(entry, secret, pepper) is None:
            raise WrongSecret(max(0, FREE_TRIES - tries))

    def _wait_over(self, entry_id: UUID, now: datetime) -> None:
        tried = self._tries.get(entry_id)
        if tried is None or tried.last_try is None:
            return
        passed = max(0, int((now - tried.last_try).total_seconds()))
        left = wait_after(tried.tries) - passed
        if left > 0:
            raise TooManyTries(left)
