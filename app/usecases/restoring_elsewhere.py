"""A copy brought to a computer that cannot open the desk: the printed code, a new PIN and seal."""

import os
import shutil
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from app.domain.desks import DeskKind
from app.domain.errors import UserError
from app.seal.payloads import OpeningReason
from app.seal.recovery_door import RecoveryDoor
from app.seal.vault import Vault, VaultEntry
from app.storage import epochs
from app.storage.backup import DamagedBackup, fsync_folder
from app.storage.backup_label import BackupLabel, copy_pages
from app.storage.database import mark_of
from app.usecases.backup_file import CopyFile
from app.usecases.desk_folder import DeskFolder
from app.usecases.desk_home import DeskHome
from app.usecases.recovering import try_log
from app.usecases.restore_steps import Steps, in_restore_words
from app.usecases.restoring import Contents, Restoring, opened_copy, reached


class CopyWithoutCode(UserError):
    """No recovery code was in force when the copy was made: only its own computer opens it."""


@dataclass(frozen=True, slots=True)
class NewKeys:
    """Who is to unlock the desk here: by which code, and their new secret."""

    person_id: UUID
    code: str
    secret: str


def prepare_elsewhere(
    home: DeskHome, kind: DeskKind, copy: CopyFile, keys: NewKeys, steps: Steps
) -> Restoring:
    """The desk of the copy in a folder of its own, to take its place here.

    The log begins anew as a clone's: the first computer may still be at work (R60). Raises
    CopyWithoutCode, MistypedRecoveryCode, WrongRecoveryCode, ClockBehind, DamagedBackup, CutBackup,
    NewerDatabase, NoRoomToRestore, BackupNotRead, RestoreStopped.
    """
    if copy.label is None or copy.label.desk.recovery is None:
        raise CopyWithoutCode
    with ExitStack() as held, in_restore_words(copy.path):
        draft = home.draft(kind, empty=True, replacing=True)
        held.callback(shutil.rmtree, draft, ignore_errors=True)
        folder = home.at(kind, draft)
        folder.vault.write(_vault(copy.label, keys.person_id))
        key = RecoveryDoor(folder.vault).open(keys.code, folder.clock.now())
        if mark_of(key) != copy.label.state.mark:
            raise DamagedBackup(copy.path)
        file = draft / "desk.db"
        copy_pages(copy.path, copy.label, file, steps.copied)
        contents = _prove(file, key, copy, steps)
        try_log(file, key, folder.clock)

        def exchange() -> Path | None:
            _admit(folder, key, keys)
            fsync_folder(draft)
            return home.take_place(kind, draft)

        return Restoring(contents, kind, exchange, held.pop_all(), is_elsewhere=True)


def _prove(file: Path, key: bytes, copy: CopyFile, steps: Steps) -> Contents:
    database = opened_copy(file, key, steps)
    try:
        with database.transaction() as session:
            contents = Contents(copy, reached(session), None)
            epochs.begin(session, OpeningReason.CLONED)
        steps.check()
        database.settle()
        return contents
    finally:
        database.close()


def _admit(folder: DeskFolder, key: bytes, keys: NewKeys) -> None:
    """A keyring's half of the new secret, and the new secret's lock; the code is spent here."""
    pepper = folder.pepper.make()
    RecoveryDoor(folder.vault).admit(keys.person_id, key, keys.secret, pepper)


def _vault(label: BackupLabel, person_id: UUID) -> Vault:
    """A key file with the one who comes in by code; the others join again by one-time codes."""
    who = next((one for one in label.desk.people if one.id == person_id), None)
    if who is None or label.desk.recovery is None:
        raise CopyWithoutCode
    cost = label.desk.recovery.cost
    entry = VaultEntry(who.id, who.name, who.roles, os.urandom(16), cost, b"", b"", who.seal_public)
    return Vault(label.desk.name, label.desk.centre, (entry,), label.desk.recovery)
