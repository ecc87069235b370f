"""Keys at rest: the data key and each assessor's seal, wrapped by what only the assessor knows."""

import os
import unicodedata
from datetime import date, datetime
from typing import Annotated
from uuid import UUID

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from app.domain.errors import UserError
from app.seal.keys import SigningKey, algorithm_of
from app.seal.recovery import recovery_secret

VERSION = 1
_NONCE = 12


class WrongSecret(UserError):
    """The PIN or passphrase is not the one; `left` more tries before the next has to wait."""

    def __init__(self, left: int) -> None:
        super().__init__()
        self.left = left


class TooManyTries(UserError):
    """Too many wrong tries: the next is taken in `wait_seconds`."""

    def __init__(self, wait_seconds: int) -> None:
        super().__init__()
        self.wait_seconds = wait_seconds


class WrongRecoveryCode(UserError):
    """The recovery code is mistyped or belongs to another desk."""


class SealMismatch(UserError):
    """The key file was tampered with: the key unwrapped is not the seal it names."""


class Cost(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one guess costs: Argon2id memory in KiB, passes and lanes (RFC 9106 §4)."""

    memory_kib: Annotated[int, msgspec.Meta(ge=64, le=2**22)] = 256 * 1024
    passes: Annotated[int, msgspec.Meta(ge=1, le=64)] = 3
    lanes: Annotated[int, msgspec.Meta(ge=1, le=16)] = 4


class VaultEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One assessor. Everything but the two wrapped keys may be read before anybody unlocks.

    `profiles` and `accredited_to` are the accreditation's summary for the unlock screen, None
    before there is one; `tries` counts wrong ones since the last right one, the newest at
    `last_try`.
    """

    id: UUID
    name: str
    roles: tuple[str, ...]
    salt: bytes
    cost: Cost
    data_key: bytes
    seal_key: bytes
    seal_public: bytes
    profiles: tuple[str, ...] = ()
    accredited_to: date | None = None
    tries: int = 0
    last_try: datetime | None = None


class Recovery(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The data key wrapped by the printed recovery code. Seals are not recovered: new ones are.

    `made` by whom, for the settings; wrong tries are counted as an assessor's are.
    """

    salt: bytes
    cost: Cost
    data_key: bytes
    made: date | None = None
    by: str = ""
    tries: int = 0
    last_try: datetime | None = None


class Vault(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The key file of one desk; `desk` and `centre` are shown before unlock."""

    desk: str = ""
    centre: str = ""
    entries: tuple[VaultEntry, ...] = ()
    recovery: Recovery | None = None
    version: int = VERSION

    def entry(self, entry_id: UUID) -> VaultEntry:
        """The assessor with this id; KeyError when there is none."""
        for entry in self.entries:
            if entry.id == entry_id:
                return entry
        raise KeyError(entry_id)

    def with_entry(self, entry: VaultEntry) -> "Vault":
        """The vault with this entry added, or in place of the one with its id."""
        known = any(old.id == entry.id for old in self.entries)
        kept = tuple(entry if old.id == entry.id else old for old in self.entries)
        return msgspec.structs.replace(self, entries=kept if known else (*kept, entry))


class Opened(msgspec.Struct, frozen=True):
    """What the right secret opens: the desk's data key (32 bytes) and the assessor's seal."""

    data_key: bytes
    seal: SigningKey


def new_data_key() -> bytes:
    """32 random bytes for database and blobs."""
    return os.urandom(32)


def wrapping_key(secret: str, pepper: bytes | None, salt: bytes, cost: Cost) -> bytes:
    """The 32-byte key that wraps: Argon2id of the secret, the pepper from the keyring as key.

    Without a keyring `pepper` is None and the secret has to be a passphrase. Takes the time
    and memory `cost` says, about 0.6 s for the usual one.
    """
    kdf = Argon2id(
        salt=salt,
        length=32,
        iterations=cost.passes,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
        secret=pepper,
    )
    return kdf.derive(unicodedata.normalize("NFC", secret).encode("utf-8", "surrogatepass"))


def wrap_key(key: bytes, wrapping: bytes, owner: UUID | None, purpose: str) -> bytes:
    """`key` under AES-256-GCM, bound to whose it is and what for; nonce first."""
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(wrapping).encrypt(nonce, key, _bound(owner, purpose))


def unwrap_key(wrapped: bytes, wrapping: bytes, owner: UUID | None, purpose: str) -> bytes | None:
    """The key that `wrap_key` wrapped, or None for another wrapping key, owner or purpose."""
    try:
        return AESGCM(wrapping).decrypt(wrapped[:_NONCE], wrapped[_NONCE:], _bound(owner, purpose))
    except (InvalidTag, ValueError):
        return None


def wrap_entry(entry: VaultEntry, opened: Opened, secret: str, pepper: bytes | None) -> VaultEntry:
    """`entry` with both keys wrapped under `secret`, a fresh salt, and the tries forgotten."""
    salt = os.urandom(16)
    wrapping = wrapping_key(secret, pepper, salt, entry.cost)
    return msgspec.structs.replace(
        entry,
        salt=salt,
        data_key=wrap_key(opened.data_key, wrapping, entry.id, "data"),
        seal_key=wrap_key(opened.seal.raw, wrapping, entry.id, "seal"),
        seal_public=opened.seal.public,
        tries=0,
        last_try=None,
    )


def new_entry(
    person: tuple[UUID, str, tuple[str, ...]],
    opened: Opened,
    secret: str,
    pepper: bytes | None,
    cost: Cost | None = None,
) -> VaultEntry:
    """The entry of a new assessor (id, name, roles) with their seal and the desk's data key."""
    entry_id, name, roles = person
    blank = VaultEntry(entry_id, name, roles, b"", cost or Cost(), b"", b"", b"")
    return wrap_entry(blank, opened, secret, pepper)


def open_entry(entry: VaultEntry, secret: str, pepper: bytes | None) -> Opened | None:
    """What `secret` opens, or None when it is not the one. Raises SealMismatch.

    Counts no tries: a desk goes through VaultFile.open.
    """
    wrapping = wrapping_key(secret, pepper, entry.salt, entry.cost)
    data_key = unwrap_key(entry.data_key, wrapping, entry.id, "data")
    seal_key = unwrap_key(entry.seal_key, wrapping, entry.id, "seal")
    if data_key is None or seal_key is None:
        return None
    return Opened(data_key, _seal_named(seal_key, entry.seal_public))


def _seal_named(raw: bytes, public: bytes) -> SigningKey:
    """The seal with this secret, of the algorithm its public half tells. Raises SealMismatch."""
    try:
        seal = SigningKey.from_bytes(raw, algorithm_of(public))
    except ValueError as error:
        raise SealMismatch from error
    if seal.public != public:
        raise SealMismatch
    return seal


def new_recovery(code: str, data_key: bytes, cost: Cost | None = None) -> Recovery:
    """The data key wrapped by a code of `new_recovery_code`. Raises WrongRecoveryCode."""
    salt, cost = os.urandom(16), cost or Cost()
    wrapping = wrapping_key(_secret_of(code), None, salt, cost)
    return Recovery(salt, cost, wrap_key(data_key, wrapping, None, "recovery"))


def open_recovery(recovery: Recovery, code: str) -> bytes:
    """The data key behind the printed code, however it is spaced. Raises WrongRecoveryCode."""
    wrapping = wrapping_key(_secret_of(code), None, recovery.salt, recovery.cost)
    data_key = unwrap_key(recovery.data_key, wrapping, None, "recovery")
    if data_key is None:
        raise WrongRecoveryCode
    return data_key


def _secret_of(code: str) -> str:
    secret = recovery_secret(code)
    if secret is None:
        raise WrongRecoveryCode
    return secret


def _bound(owner: UUID | None, purpose: str) -> bytes:
    return f"intyga/{owner or 'desk'}/{purpose}".encode()
