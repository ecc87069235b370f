"""The secrets of people who log in: made, hashed, sealed; each use has a key of its own."""

import hashlib
import hmac
import os
import secrets
import threading
import unicodedata
from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import InvalidKey, InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.node.keys import NodeKeys

_LETTERS: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_NONCE: Final = 12
# Each hash takes the memory below: so many at once, the others wait their turn.
_AT_ONCE: Final = threading.Semaphore(2)


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess of a password costs: KiB of memory, passes, lanes."""

    memory: int
    passes: int
    lanes: int


COST: Final = Cost(memory=64 * 1024, passes=3, lanes=4)
"""The second recommended choice of RFC 9106 §4: 64 MiB, three passes, four lanes."""


def hash_password(password: str, cost: Cost = COST) -> str:
    """The password as a PHC string, its parameters and salt in it."""
    kdf = Argon2id(
        salt=os.urandom(16),
        length=32,
        iterations=cost.passes,
        lanes=cost.lanes,
        memory_cost=cost.memory,
    )
    with _AT_ONCE:
        return kdf.derive_phc_encoded(_bytes(password))


def is_password(password: str, kept: str) -> bool:
    """Whether it is the one that is kept."""
    with _AT_ONCE:
        try:
            Argon2id.verify_phc_encoded(_bytes(password), kept)
        except InvalidKey:
            return False
    return True


def is_outdated(kept: str, cost: Cost = COST) -> bool:
    """Whether the kept one was made at another cost than is asked for now."""
    return f"$m={cost.memory},t={cost.passes},p={cost.lanes}$" not in kept


def new_token() -> str:
    """What a browser or a link carries: 256 random bits."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> bytes:
    """What is kept of a token; it is random, a plain hash hides it."""
    return hashlib.sha256(token.encode()).digest()


def new_recovery_code() -> str:
    """`K7QM-4T2P-9XWD`: 58 random bits."""
    code = "".join(secrets.choice(_LETTERS) for _ in range(12))
    return "-".join(code[i : i + 4] for i in (0, 4, 8))


class PersonKeys:
    """Keys made of the node's own: who copies the database alone can neither guess nor forge."""

    def __init__(self, keys: NodeKeys) -> None:
        made = [_derive(keys, use) for use in (b"form", b"code", b"knock", b"seal")]
        self._form, self._code, self._knock, sealing = made
        self._sealing = ChaCha20Poly1305(sealing)

    def form_token(self, token: str) -> str:
        """What every form of this browser carries."""
        return hmac.new(self._form, token.encode(), hashlib.sha256).hexdigest()

    def code_hash(self, account: str, code: str) -> bytes:
        """What is kept of a recovery code, however it is typed."""
        typed = code.upper().replace("-", "").replace(" ", "")
        return hmac.new(self._code, f"{account} {typed}".encode(), hashlib.sha256).digest()

    def knocker(self, kind: str, *who: str) -> bytes:
        """Who knocks, without telling a name or an address."""
        return hmac.new(self._knock, "\0".join((kind, *who)).encode(), hashlib.sha256).digest()

    def seal(self, secret: bytes, account: str) -> bytes:
        """A second factor's secret as it is kept, bound to its account."""
        nonce = os.urandom(_NONCE)
        return nonce + self._sealing.encrypt(nonce, secret, account.encode())

    def unseal(self, kept: bytes, account: str) -> bytes | None:
        """The secret; None where it is not this node's or not this account's."""
        try:
            return self._sealing.decrypt(kept[:_NONCE], kept[_NONCE:], account.encode())
        except InvalidTag:
            return None


def _derive(keys: NodeKeys, use: bytes) -> bytes:
    info = b"intyga people 1 " + use
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(keys.node.raw)


def _bytes(password: str) -> bytes:
    """Typed on whatever keyboard, the same letters are the same bytes."""
    return unicodedata.normalize("NFC", password).encode("utf-8", "replace")
