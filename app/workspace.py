"""The desks of one computer from outside: which there are, who may unlock, opening one."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from app.domain.clock import Clock
from app.domain.desks import (
    AssessorCard,
    DeskKind,
    EnrolmentRequest,
    NodeIdentity,
    SecretTooShort,
)
from app.domain.ids import IdMaker
from app.open_desk import Workspace, shortest_secret
from app.storage.lock import DeskLock, Holder, holder, is_free
from app.storage.pepper import KeyringStore, SecretStore
from app.usecases.desk_home import DeskExists, DeskHome

if TYPE_CHECKING:
    from app.seal.vault import Cost
    from app.storage.backup import Backup
    from app.usecases.desk import Desk
    from app.usecases.desk_folder import DeskFolder
    from app.usecases.restores import Restores

__all__ = ["DeskExists", "Desks", "SecretTooShort", "Workspace"]


class Desks:
    """The desks in one home folder."""

    def __init__(
        self,
        home: Path,
        clock: Clock,
        secrets: SecretStore | None = None,
        argon: "Cost | None" = None,
    ) -> None:
        self._argon = argon
        self._home = DeskHome(home, clock, secrets or KeyringStore(), IdMaker(clock), argon)

    def existing(self) -> tuple[DeskKind, ...]:
        """The desks set up here."""
        return tuple(kind for kind in DeskKind if self._home.has(kind))

    def assessors(self, kind: DeskKind) -> tuple[AssessorCard, ...]:
        """Who may unlock, before anybody has. Raises DamagedVault, NewerVault."""
        return tuple(
            AssessorCard(entry.id, entry.name, entry.roles, entry.profiles, entry.accredited_to)
            for entry in self._home.vault(kind).entries
        )

    def centre(self, kind: DeskKind) -> str:
        """The test centre's name."""
        return self._home.vault(kind).centre

    def desk_name(self, kind: DeskKind) -> str:
        """What this laptop is called."""
        return self._home.vault(kind).desk

    def needs_passphrase(self, kind: DeskKind) -> bool:
        """Whether a PIN is not enough: a real desk without the operating system's keyring."""
        return self._home.needs_passphrase(kind)

    def create_practice(self) -> None:
        """Set up the practice desk, with people, bookings and a trust of its own.

        Takes about a second. Raises DeskExists, DiskFull.
        """
        from app.usecases.practice_desk import create

        draft = self._home.draft(DeskKind.PRACTICE, empty=True)
        create(self._home.at(DeskKind.PRACTICE, draft))
        self._home.take_place(DeskKind.PRACTICE, draft)

    def probe(self, node_url: str) -> NodeIdentity:
        """Who answers at the address. Raises NodeUnreachable, NotTheNode."""
        from app.sync.enrolment import probe

        found = probe(node_url)
        return NodeIdentity(found.name, found.fingerprint)

    def enrol(self, request: EnrolmentRequest) -> None:
        """Set up the real desk with a one-time code; asking again after a cut is safe.

        Raises DeskExists, SecretTooShort, RootMismatch, NodeNotProved, NodeRefused,
        NodeUnreachable, NotTheNode, DiskFull.
        """
        from app.usecases.enrolment import create

        needs_passphrase = self.needs_passphrase(DeskKind.REAL)
        least = shortest_secret(passphrase=needs_passphrase)
        if len(request.secret) < least:
            raise SecretTooShort(least)
        draft = self._home.draft(DeskKind.REAL)
        create(self._home.at(DeskKind.REAL, draft), request, self._argon)
        self._home.take_place(DeskKind.REAL, draft)

    def unlock(self, kind: DeskKind, assessor_id: UUID, secret: str) -> Workspace:
        """Open the desk for an assessor. Takes 0.3–1 s.

        Raises WrongSecret, TooManyTries, DeskInUse, DamagedVault, PepperMissing,
        DamagedDatabase, NewerDatabase, DiskFull.
        """
        with DeskLock(self._home.lock_file(kind)).unless_kept() as lock:
            folder = self._home.at(kind)
            return self._begun(folder, folder.unlock(assessor_id, secret), lock)

    def look(self, kind: DeskKind, assessor_id: UUID, secret: str) -> Workspace:
        """Open the desk for looking while another window writes; it sees what that one commits.

        Raises WrongSecret, TooManyTries, DamagedVault, PepperMissing, DamagedDatabase,
        NewerDatabase, DeskBusy.
        """
        folder = self._home.at(kind)
        desk = folder.look(folder.keys.open(assessor_id, secret), assessor_id)
        return Workspace(desk, folder, None, takes_passphrase=self.needs_passphrase(kind))

    def is_free(self, kind: DeskKind) -> bool:
        """Whether no window writes at the desk any more."""
        return is_free(self._home.lock_file(kind))

    def window_name(self, kind: DeskKind) -> str:
        """What the window that writes listens to: one for each desk."""
        return self._home.window_name(kind)

    def writer(self, kind: DeskKind) -> Holder | None:
        """Who writes at the desk, since when, as far as it says."""
        return holder(self._home.lock_file(kind))

    def write_instead(self, looking: Workspace) -> Workspace:
        """The desk open for writing, in place of one open for looking, which closes.

        Raises DeskInUse, then it still looks; DamagedDatabase, NewerDatabase, DiskFull.
        """
        kind, who = looking.kind, looking.assessor.id
        with DeskLock(self._home.lock_file(kind)).unless_kept() as lock:
            folder = self._home.at(kind)
            opened = looking.desk.opened()
            looking.close()
            return self._begun(folder, folder.open_with(opened, who), lock)

    def _begun(self, folder: "DeskFolder", desk: "Desk", lock: DeskLock) -> Workspace:
        phrased = self.needs_passphrase(desk.kind)
        opened = Workspace(desk, folder, lock, takes_passphrase=phrased)
        opened.log_check.mend_behind()
        opened.course.lapse_due()
        lock.note(Holder(desk.assessor.name, desk.clock.now()))
        return opened

    @cached_property
    def restores(self) -> "Restores":
        """Putting a copy in a desk's place, with a look at it first."""
        from app.usecases.restores import Restores

        return Restores(self._home)

    def backups(self, kind: DeskKind) -> tuple["Backup", ...]:
        """The copies of a desk beside it, newest first."""
        from app.storage.backup import backups_in

        return backups_in(self._home.folder(kind) / "backups")

    def restore(self, kind: DeskKind, assessor_id: UUID, secret: str, backup: Path) -> Path | None:
        """Put a copy in the desk's place at once, and give where the file as it was lies now.

        Raises what `Restores.prepare` raises.
        """
        from app.usecases.restores import PinKey

        restores = self.restores
        key = PinKey(assessor_id, secret)
        done = restores.prepare(kind, key, restores.look_at(backup)).restore()
        return done.aside

    def has_recovery(self, kind: DeskKind) -> bool:
        """Whether a recovery code is in force. Raises DamagedVault, NewerVault."""
        return self._home.vault(kind).recovery is not None

    def recover(self, kind: DeskKind, assessor_id: UUID, code: str, secret: str) -> Workspace:
        """Open the desk for an assessor by the printed code; `secret` is theirs from now on.

        Takes about two seconds. Raises SecretTooShort, NoRecoveryCode, MistypedRecoveryCode,
        WrongRecoveryCode, VaultNotSaved and what `unlock` raises.
        """
        least = shortest_secret(passphrase=self.needs_passphrase(kind))
        if len(secret) < least:
            raise SecretTooShort(least)
        lock = DeskLock(self._home.lock_file(kind))
        try:
            self._home.at(kind).recover(assessor_id, code, secret)
        finally:
            lock.release()
        return self.unlock(kind, assessor_id, secret)
