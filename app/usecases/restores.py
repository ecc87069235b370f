"""Before anybody has unlocked: which copies there are, and one of them put in a desk's place."""

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from app.domain.desks import SHORTEST_PASSPHRASE, SHORTEST_PIN, DeskKind, SecretTooShort
from app.domain.errors import UserError
from app.seal.recovery_door import RecoveryDoor
from app.storage.backup import backups_in
from app.storage.lock import DeskLock
from app.usecases import restoring
from app.usecases.backup_file import CopyFile, OtherDesk, look_at
from app.usecases.desk_home import DeskHome
from app.usecases.restore_steps import RestoreProgress, RestoreStep, Steps
from app.usecases.restoring import Contents, Restored, Restoring
from app.usecases.restoring_elsewhere import NewKeys, prepare_elsewhere

__all__ = [
    "CodeKey",
    "Contents",
    "CopyFile",
    "NewKeys",
    "PinKey",
    "RestoreProgress",
    "RestoreStep",
    "Restored",
    "Restores",
    "Restoring",
    "Steps",
]

_NO_STEPS = Steps()


@dataclass(frozen=True, slots=True)
class PinKey:
    """Somebody who unlocks the desk here, by PIN or passphrase."""

    person_id: UUID
    secret: str


@dataclass(frozen=True, slots=True)
class CodeKey:
    """The printed recovery code of the desk here; it is not spent by a restore."""

    code: str


class Restores:
    """Looks at copies and prepares one; the question is asked between `prepare` and `restore`."""

    def __init__(self, home: DeskHome) -> None:
        self._home = home

    def copies(self, kind: DeskKind) -> tuple[CopyFile, ...]:
        """The copies beside the desk, newest first; those that cannot be read are left out."""
        found = []
        for one in backups_in(self._home.folder(kind) / "backups"):
            try:
                found.append(look_at(one.path))
            except UserError:
                continue
        return tuple(found)

    def look_at(self, path: Path) -> CopyFile:
        """What a file says of itself; see app.usecases.backup_file.

        Raises NotABackup, CutBackup, NewerBackup, NewerDatabase, BackupNotRead.
        """
        return look_at(path)

    def is_opened_here(self, kind: DeskKind) -> bool:
        """Whether somebody's PIN can open a desk of this kind on this computer."""
        return self._home.has(kind) and self._home.opens(kind)

    def takes_passphrase(self, kind: DeskKind) -> bool:
        """Whether a desk set up here now takes a passphrase instead of a PIN."""
        return self._home.new_needs_passphrase(kind)

    def prepare(
        self, kind: DeskKind, key: PinKey | CodeKey, copy: CopyFile, steps: Steps = _NO_STEPS
    ) -> Restoring:
        """The copy, proved, beside the desk that is here; nobody else opens it meanwhile.

        Raises WrongSecret, TooManyTries, NoRecoveryCode, MistypedRecoveryCode, WrongRecoveryCode,
        DeskInUse, OtherDesk, DamagedBackup, CutBackup, NewerDatabase, NoRoomToRestore,
        BackupNotRead, RestoreStopped and what opening the key file raises.
        """
        with ExitStack() as held:
            held.callback(DeskLock(self._home.lock_file(kind)).release)
            if copy.kind not in (kind, None):
                raise OtherDesk(copy.desk, copy.centre)
            folder = self._home.at(kind)
            if isinstance(key, PinKey):
                data_key = folder.keys.open(key.person_id, key.secret).data_key
            else:
                data_key = RecoveryDoor(folder.vault).open(key.code, folder.clock.now())
            return restoring.prepare(folder, data_key, copy, steps, held)

    def prepare_elsewhere(
        self, kind: DeskKind, copy: CopyFile, keys: NewKeys, steps: Steps = _NO_STEPS
    ) -> Restoring:
        """The desk of the copy on a computer where none is that anybody can open.

        Raises SecretTooShort, DeskExists, and what `restoring_elsewhere` raises.
        """
        phrased = self.takes_passphrase(kind)
        least = SHORTEST_PASSPHRASE if phrased else SHORTEST_PIN
        if len(keys.secret) < least:
            raise SecretTooShort(least)
        return prepare_elsewhere(self._home, kind, copy, keys, steps)
