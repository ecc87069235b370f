"""Identity numbers at rest: sealed to read again, and a keyed hash to find (I12)."""

import hashlib
import hmac
import os
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.storage.errors import DamagedRecord

_NONCE = 12


class IdentityCipher:
    """Seals and finds identity numbers with keys of their own, drawn from the desk's data key."""

    def __init__(self, data_key: bytes) -> None:
        self._sealing = AESGCM(_subkey(data_key, b"intyga identity seal"))
        self._finding = _subkey(data_key, b"intyga identity look-up")

    def seal(self, digits: str, person_id: UUID) -> bytes:
        """AES-256-GCM over the 12 digits, bound to the person: a moved value does not open."""
        nonce = os.urandom(_NONCE)
        return nonce + self._sealing.encrypt(nonce, digits.encode(), person_id.bytes)

    def open(self, sealed: bytes, person_id: UUID) -> str:
        """The 12 digits. Raises DamagedRecord when the bytes are not this person's seal."""
        try:
            digits = self._sealing.decrypt(sealed[:_NONCE], sealed[_NONCE:], person_id.bytes)
        except InvalidTag as error:
            raise DamagedRecord(hashlib.sha256(sealed).digest()) from error
        return digits.decode()

    def hash(self, digits: str) -> bytes:
        """HMAC-SHA-256 of the 12 digits: the same number gives the same hash on this desk only."""
        return hmac.digest(self._finding, digits.encode(), hashlib.sha256)


def _subkey(key: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(key)
