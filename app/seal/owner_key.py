"""A scheme owner's or an authority's key as a file, locked by a passphrase."""

import os
from pathlib import Path

import msgspec

from app.domain.errors import UserError
from app.seal.keys import ED25519, SigningKey, algorithm_of
from app.seal.vault import Cost, unwrap_key, wrap_key, wrapping_key

SHORTEST = 12
_VERSION = 1
_PURPOSE = "owner"


class KeyFileUnreadable(UserError):
    """The file is no key file; `name` is the file's."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


class KeyFileNotWritten(UserError):
    """The key file could not be written, or there is one of that name; `reason`: the system's."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__()
        self.name = name
        self.reason = reason


class PassphraseTooShort(UserError):
    """The passphrase has fewer than `least` characters."""

    def __init__(self, least: int) -> None:
        super().__init__()
        self.least = least


class WrongPassphrase(UserError):
    """The passphrase is not the key's."""


class _KeyFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stands in the file; everything but `key` may be read by anybody."""

    intyga_key: int
    public: bytes
    salt: bytes
    cost: Cost
    key: bytes


def create_key(
    path: Path, passphrase: str, cost: Cost | None = None, algorithm: int = ED25519
) -> SigningKey:
    """A new key in a new file for its owner only; durable before it returns.

    Raises PassphraseTooShort, KeyFileNotWritten.
    """
    if len(passphrase) < SHORTEST:
        raise PassphraseTooShort(SHORTEST)
    key, salt, cost = SigningKey.generate(algorithm), os.urandom(16), cost or Cost()
    wrapping = wrapping_key(passphrase, None, salt, cost)
    wrapped = wrap_key(key.raw, wrapping, None, _PURPOSE)
    raw = msgspec.json.encode(_KeyFile(_VERSION, key.public, salt, cost, wrapped))
    try:
        opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(opened, "wb") as file:
            file.write(msgspec.json.format(raw) + b"\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise KeyFileNotWritten(path.name, error.strerror or str(error)) from error
    return key


def open_key(path: Path, passphrase: str) -> SigningKey:
    """The key in the file. Takes about 0.6 s. Raises KeyFileUnreadable, WrongPassphrase."""
    stored = _read(path)
    wrapping = wrapping_key(passphrase, None, stored.salt, stored.cost)
    raw = unwrap_key(stored.key, wrapping, None, _PURPOSE)
    if raw is None:
        raise WrongPassphrase
    try:
        key = SigningKey.from_bytes(raw, algorithm_of(stored.public))
    except ValueError as error:
        raise KeyFileUnreadable(path.name) from error
    if key.public != stored.public:
        raise KeyFileUnreadable(path.name)
    return key


def _read(path: Path) -> _KeyFile:
    try:
        stored = msgspec.json.decode(path.read_bytes(), type=_KeyFile)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise KeyFileUnreadable(path.name) from error
    if stored.intyga_key != _VERSION:
        raise KeyFileUnreadable(path.name)
    return stored
