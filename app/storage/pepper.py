"""The second half of every secret: kept by the operating system, never beside the database."""

import os
import secrets
from pathlib import Path
from typing import Protocol

from app.domain.errors import UserError

_SERVICE = "Intyga"
_LEAST_PRIORITY = 1


class PepperMissing(UserError):
    """The desk was made with a keyring that cannot be reached now: log in as usual, unlock it."""


class SecretStore(Protocol):
    """Where a pepper is kept. A store that cannot keep one says so by `is_usable`."""

    def is_usable(self) -> bool:
        """Whether what is put here is there again tomorrow."""
        ...

    def get(self, name: str) -> bytes | None:
        """The secret under `name`, None when there is none."""
        ...

    def put(self, name: str, secret: bytes) -> None:
        """Keep `secret` under `name`."""
        ...


class KeyringStore:
    """The operating system's keyring: Secret Service, Keychain or Credential Locker."""

    def is_usable(self) -> bool:
        """Whether there is a real keyring that is not locked."""
        import keyring
        from keyring.errors import KeyringError

        if keyring.get_keyring().priority < _LEAST_PRIORITY:
            return False
        probe = secrets.token_hex(4)
        try:
            keyring.set_password(_SERVICE, probe, probe)
            is_kept = keyring.get_password(_SERVICE, probe) == probe
            keyring.delete_password(_SERVICE, probe)
        except KeyringError:
            return False
        return is_kept

    def get(self, name: str) -> bytes | None:
        """The secret under `name`, None when there is none or the keyring stays locked."""
        import keyring
        from keyring.errors import KeyringError

        try:
            kept = keyring.get_password(_SERVICE, name)
        except KeyringError:
            return None
        return None if kept is None else bytes.fromhex(kept)

    def put(self, name: str, secret: bytes) -> None:
        """Keep `secret` under `name`."""
        import keyring

        keyring.set_password(_SERVICE, name, secret.hex())


class FolderStore:
    """A file beside the practice desk, where nothing is worth stealing."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def is_usable(self) -> bool:
        """Always."""
        return True

    def get(self, name: str) -> bytes | None:
        """The file's content."""
        file = self._folder / f"{name}.pepper"
        return file.read_bytes() if file.exists() else None

    def put(self, name: str, secret: bytes) -> None:
        """Write the file."""
        (self._folder / f"{name}.pepper").write_bytes(secret)


class Pepper:
    """One desk's pepper. A file beside the vault names it, so that its loss is noticed."""

    def __init__(self, folder: Path, store: SecretStore) -> None:
        self._name_file, self._store = folder / "pepper.name", store

    def make(self) -> bytes | None:
        """A new pepper for a new desk; None where there is no keyring: then a passphrase."""
        if not self._store.is_usable():
            return None
        name, pepper = secrets.token_hex(8), os.urandom(32)
        self._store.put(name, pepper)
        self._name_file.write_text(name, encoding="utf-8")
        return pepper

    def read(self) -> bytes | None:
        """The pepper; None for a desk made without. Raises PepperMissing."""
        if not self._name_file.exists():
            return None
        pepper = self._store.get(self._name_file.read_text(encoding="utf-8"))
        if pepper is None:
            raise PepperMissing
        return pepper

    def is_used(self) -> bool:
        """Whether the desk was made with one."""
        return self._name_file.exists()
