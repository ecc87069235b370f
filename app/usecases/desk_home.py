"""Where the desks of one computer lie, and a new one's way into its place."""

import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from app.domain.clock import Clock
from app.domain.desks import DeskKind
from app.domain.errors import UserError
from app.storage.pepper import FolderStore, Pepper, PepperMissing, SecretStore

if TYPE_CHECKING:
    from app.seal.vault import Cost, Vault
    from app.usecases.desk_folder import DeskFolder

_VAULT, _LOCK, _READY = "vault.json", "desk.lock", "ready"


class DeskExists(UserError):
    """There is a desk of this kind on the computer already: unlock it."""

    def __init__(self, kind: DeskKind) -> None:
        super().__init__()
        self.kind = kind


class DeskHome:
    """One home folder with a folder for each kind of desk."""

    def __init__(
        self,
        path: Path,
        clock: Clock,
        secrets: SecretStore,
        new_id: Callable[[], UUID],
        argon: "Cost | None" = None,
    ) -> None:
        self.path, self.clock, self.argon = path, clock, argon
        self._secrets, self._new_id = secrets, new_id

    def folder(self, kind: DeskKind) -> Path:
        """Where the desk lies."""
        return self.path / kind

    def lock_file(self, kind: DeskKind) -> Path:
        """Who holds it, holds the desk."""
        return self.folder(kind) / _LOCK

    def window_name(self, kind: DeskKind) -> str:
        """A short name for this desk on this computer."""
        place = str(self.folder(kind).absolute()).encode()
        return f"intyga-{sha256(place).hexdigest()[:16]}"

    def has(self, kind: DeskKind) -> bool:
        """Whether there is such a desk; one that was cut off on its last step takes its place."""
        draft = self._draft(kind)
        if not self.folder(kind).exists() and (draft / _READY).exists():
            draft.replace(self.folder(kind))
        return (self.folder(kind) / _VAULT).exists()

    def vault(self, kind: DeskKind) -> "Vault":
        """The key file. Raises DamagedVault, NewerVault, FileNotFoundError."""
        from app.seal.vault_file import VaultFile

        return VaultFile(self.folder(kind) / _VAULT).read()

    def needs_passphrase(self, kind: DeskKind) -> bool:
        """Whether a PIN is not enough: a real desk without the operating system's keyring."""
        if kind is DeskKind.PRACTICE:
            return False
        if self.has(kind):
            return not Pepper(self.folder(kind), self._secrets).is_used()
        return self.new_needs_passphrase(kind)

    def new_needs_passphrase(self, kind: DeskKind) -> bool:
        """Whether a desk set up here now takes a passphrase."""
        return kind is DeskKind.REAL and not self._secrets.is_usable()

    def at(self, kind: DeskKind, path: Path | None = None) -> "DeskFolder":
        """The desk at rest in its folder, or in another: a draft."""
        from app.usecases.desk_folder import DeskFolder

        place = path or self.folder(kind)
        store = FolderStore(place) if kind is DeskKind.PRACTICE else self._secrets
        return DeskFolder(place, kind, store, self.clock, self._new_id, self.argon)

    def opens(self, kind: DeskKind) -> bool:
        """Whether there is a desk whose key file and keyring can be read.

        Nothing else says whether somebody's PIN can open it here.
        """
        from app.seal.vault_file import DamagedVault

        try:
            self.at(kind).pepper.read()
            return bool(self.vault(kind).entries)
        except (PepperMissing, DamagedVault, OSError):
            return False

    def draft(self, kind: DeskKind, *, empty: bool = False, replacing: bool = False) -> Path:
        """The folder a desk is set up in; it takes its place when everything is there.

        `replacing`: also where there is a desk that nobody can open here. Raises DeskExists.
        """
        if self.has(kind) and not (replacing and not self.opens(kind)):
            raise DeskExists(kind)
        draft = self._draft(kind)
        if empty:
            shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700, parents=True, exist_ok=True)
        return draft

    def take_place(self, kind: DeskKind, draft: Path) -> Path | None:
        """Put the draft in place; what was in the way is set aside, never removed. Where to.

        Cut off between the two, the draft is the desk at the next start.
        """
        from app.storage.backup import fsync_folder

        folder, beside = self.folder(kind), None
        (draft / _READY).touch()
        fsync_folder(draft)
        if folder.exists():
            beside = self.path / f"{kind}.before-{self.clock.now():%Y%m%dT%H%M%S}"
            folder.replace(beside)
        draft.replace(folder)
        fsync_folder(self.path)
        (folder / _READY).unlink(missing_ok=True)
        return beside

    def _draft(self, kind: DeskKind) -> Path:
        return self.path / f"{kind}.new"
