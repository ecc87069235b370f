"""The printed code at the key file: wrong ones counted on disk, and spent when it has opened."""

from datetime import datetime
from uuid import UUID

import msgspec

from app.domain.errors import UserError
from app.seal.keys import ED25519, SigningKey, algorithm_of
from app.seal.recovery import recovery_secret
from app.seal.vault import (
    Opened,
    Recovery,
    TooManyTries,
    open_recovery,
    wrap_entry,
)
from app.seal.vault_file import ClockSetBack, VaultFile, wait_over


class NoRecoveryCode(UserError):
    """No code has been made for this desk, or the one there was has been used."""


class MistypedRecoveryCode(UserError):
    """What was typed cannot be a code: a letter too few or too many, or its check is wrong."""


class RecoveryDoor:
    """One desk's key file, opened by the code instead of by somebody's secret."""

    def __init__(self, file: VaultFile) -> None:
        self._file = file

    def open(self, code: str, now: datetime) -> bytes:
        """The data key behind the code; the try is on disk before it is judged.

        What cannot be a code is no try. Raises NoRecoveryCode, MistypedRecoveryCode,
        WrongRecoveryCode, TooManyTries, DamagedVault, NewerVault, VaultNotSaved.
        """
        recovery = self._recovery()
        if recovery_secret(code) is None:
            raise MistypedRecoveryCode
        try:
            wait_over(recovery.tries, recovery.last_try, now)
        except ClockSetBack as error:
            self._count(recovery, recovery.tries, now)
            raise TooManyTries(error.wait_seconds) from error
        self._count(recovery, recovery.tries + 1, now)
        return open_recovery(recovery, code)

    def admit(self, assessor_id: UUID, data_key: bytes, secret: str, pepper: bytes | None) -> None:
        """Let the assessor in by a new secret with a new seal; the code is spent with it.

        One write: before it the old secret and the code hold, after it neither. The others are
        untouched. Raises NoRecoveryCode, VaultNotSaved; KeyError for somebody not there.
        """
        vault = self._file.read()
        if vault.recovery is None:
            raise NoRecoveryCode
        before = vault.entry(assessor_id)
        seal = SigningKey.generate(algorithm_of(before.seal_public) or ED25519)
        entry = wrap_entry(before, Opened(data_key, seal), secret, pepper)
        entry = msgspec.structs.replace(entry, profiles=(), accredited_to=None)
        self._file.write(msgspec.structs.replace(vault.with_entry(entry), recovery=None))

    def _recovery(self) -> Recovery:
        recovery = self._file.read().recovery
        if recovery is None:
            raise NoRecoveryCode
        return recovery

    def _count(self, recovery: Recovery, tries: int, now: datetime) -> None:
        counted = msgspec.structs.replace(recovery, tries=tries, last_try=now)
        self._file.write(msgspec.structs.replace(self._file.read(), recovery=counted))
