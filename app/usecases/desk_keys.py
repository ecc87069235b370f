"""The key file of an open desk: who works here, and opening it with somebody's own secret."""

from collections.abc import Callable
from functools import cache
from threading import Lock
from uuid import UUID

import msgspec

from app.domain.clock import Clock
from app.seal.vault import Opened, Vault, VaultEntry
from app.seal.vault_file import VaultFile


class DeskKeys:
    """One desk's key file; tries are counted and changes made one after the other."""

    def __init__(self, file: VaultFile, pepper: Callable[[], bytes | None], clock: Clock) -> None:
        self._file, self._clock = file, clock
        self._pepper = cache(pepper)  # read once: the keyring may lock itself during the day
        self._turn = Lock()

    def open(self, assessor_id: UUID, secret: str) -> Opened:
        """What the assessor's secret opens; takes about 0.6 s.

        Raises KeyError for somebody who does not work here, WrongSecret, TooManyTries,
        SealMismatch, DamagedVault, PepperMissing, VaultNotSaved.
        """
        with self._turn:
            return self._file.open(assessor_id, secret, self._pepper(), self._clock.now())

    def entries(self) -> tuple[VaultEntry, ...]:
        """Everybody who may unlock this desk. Raises DamagedVault, NewerVault."""
        with self._turn:
            return self._file.read().entries

    def change(self, changed: Callable[[Vault], Vault]) -> None:
        """Write the key file as `changed` makes it, unless that is as it was."""
        with self._turn:
            vault = self._file.read()
            new = changed(vault)
            if new != vault:
                self._file.write(new)

    def remove(self, assessor_id: UUID) -> None:
        """Let the assessor no longer unlock this desk; twice is as good as once."""
        self.change(
            lambda vault: msgspec.structs.replace(
                vault, entries=tuple(e for e in vault.entries if e.id != assessor_id)
            )
        )
