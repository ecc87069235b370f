"""The key file of an open desk: who works here, and opening it with somebody's own secret."""

from collections.abc import Callable
from functools import cache
from hashlib import sha256
from threading import Lock
from uuid import UUID

import msgspec

from app.domain.clock import Clock
from app.seal.keys import SigningKey
from app.seal.secret_check import SecretCheck
from app.seal.vault import (
    Cost,
    Opened,
    Recovery,
    Vault,
    VaultEntry,
    new_entry,
    new_recovery,
    open_entry,
    wrap_entry,
)
from app.seal.vault_file import DamagedVault, VaultFile
from app.storage.errors import OpenForReading


class DeskKeys:
    """One desk's key file; tries are counted and changes made one after the other."""

    def __init__(
        self,
        file: VaultFile,
        pepper: Callable[[], bytes | None],
        clock: Clock,
        cost: Cost | None = None,
    ) -> None:
        """`cost`: of a guess at the secret of somebody who joins; the usual one if None."""
        self._file, self._clock, self._cost = file, clock, cost
        self._joining = VaultFile(file.path.with_name("joining.json"))
        self._pepper = cache(pepper)  # read once: the keyring may lock itself during the day
        self._turn = Lock()
        self._check = SecretCheck(file)
        self._is_for_reading = False

    def only_read(self) -> None:
        """Refuse every change of the key file from now on; tries are counted all the same."""
        self._is_for_reading = True

    def open(self, assessor_id: UUID, secret: str) -> Opened:
        """What the assessor's secret opens; takes about 0.6 s.

        Raises KeyError for somebody who does not work here, WrongSecret, TooManyTries,
        SealMismatch, DamagedVault, PepperMissing, VaultNotSaved.
        """
        with self._turn:
            return self._file.open(assessor_id, secret, self._pepper(), self._clock.now())

    def check(self, assessor_id: UUID, secret: str) -> None:
        """Let through somebody whose desk is open; also when the disk has no room for the try.

        Raises WrongSecret, TooManyTries, DamagedVault, PepperMissing.
        """
        with self._turn:
            self._check.check(assessor_id, secret, self._pepper(), self._clock.now())

    def entries(self) -> tuple[VaultEntry, ...]:
        """Everybody who may unlock this desk. Raises DamagedVault, NewerVault."""
        with self._turn:
            return self._file.read().entries

    def recovery(self) -> Recovery | None:
        """What the printed code opens, None when there is no code. Raises DamagedVault."""
        with self._turn:
            return self._file.read().recovery

    def wrap_recovery(self, code: str, data_key: bytes) -> Recovery:
        """The data key behind a new code, not kept yet; takes about 0.6 s."""
        return new_recovery(code, data_key, self._cost)

    def change(self, changed: Callable[[Vault], Vault]) -> None:
        """Write the key file as `changed` makes it, unless that is as it was.

        Raises OpenForReading.
        """
        if self._is_for_reading:
            raise OpenForReading
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

    def keep_joining(
        self, person_id: UUID, data_key: bytes, joining: tuple[str, str], algorithm: int
    ) -> tuple[VaultEntry, Opened]:
        """The wrapped seal of somebody who joins by code and secret.

        Of an attempt cut off, if there is one with a seal of this algorithm.
        It is on disk, beside the key file, before anybody is told of it. Raises VaultNotSaved.
        """
        if self._is_for_reading:
            raise OpenForReading
        code, secret = joining
        mark = sha256("".join(filter(str.isalnum, code.upper())).encode()).hexdigest()
        with self._turn:
            kept = self._read_joining()
            for entry in kept.entries:
                opened = open_entry(entry, secret, self._pepper()) if entry.name == mark else None
                if opened is not None and _is_kept(opened, data_key, algorithm):
                    return entry, opened
            opened = Opened(data_key, SigningKey.generate(algorithm))
            entry = new_entry((person_id, mark, ()), opened, secret, self._pepper(), self._cost)
            self._joining.write(kept.with_entry(entry))
            return entry, opened

    def let_in(self, joined: VaultEntry, kept: VaultEntry, opened: Opened, secret: str) -> None:
        """Let somebody who joined as `kept` unlock this desk as `joined`; wrapped anew for its id.

        Raises VaultNotSaved.
        """
        entry = joined
        if joined.id != kept.id:
            entry = wrap_entry(joined, opened, secret, self._pepper())
        self.change(lambda vault: vault.with_entry(entry))
        with self._turn:
            left = tuple(e for e in self._read_joining().entries if e.id != kept.id)
            self._joining.write(Vault(entries=left))

    def _read_joining(self) -> Vault:
        if not self._joining.exists():
            return Vault()
        try:
            return self._joining.read()
        except DamagedVault:
            return Vault()


def _is_kept(opened: Opened, data_key: bytes, algorithm: int) -> bool:
    return opened.data_key == data_key and opened.seal.algorithm == algorithm
