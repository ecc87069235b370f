"""Signing keys (Ed25519) and the two signature algorithms a verifier knows."""

import hashlib

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePublicKey,
)
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

ED25519 = -19
ESP256 = -9
_LENGTHS = {ED25519: 32, ESP256: 33}


def key_id(public: bytes) -> bytes:
    """The kid: first 8 bytes of SHA-256 over the public key as it stands in the statements."""
    return hashlib.sha256(public).digest()[:8]


def algorithm_of(public: bytes) -> int | None:
    """-19 for a 32-byte Ed25519 key, -9 for a 33-byte compressed P-256 key, else None."""
    for algorithm, length in _LENGTHS.items():
        if len(public) == length:
            return algorithm
    return None


class SigningKey:
    """An Ed25519 key pair. `raw` is the 32-byte secret: keep it wrapped (see vault.py)."""

    __slots__ = ("_private", "kid", "public")

    def __init__(self, private: Ed25519PrivateKey) -> None:
        self._private = private
        self.public = private.public_key().public_bytes_raw()
        self.kid = key_id(self.public)

    @classmethod
    def generate(cls) -> "SigningKey":
        """A new random key."""
        return cls(Ed25519PrivateKey.generate())

    @classmethod
    def from_bytes(cls, raw: bytes) -> "SigningKey":
        """The key with this 32-byte secret; ValueError for another length."""
        return cls(Ed25519PrivateKey.from_private_bytes(raw))

    @property
    def raw(self) -> bytes:
        """The 32-byte secret."""
        return self._private.private_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        """The 64-byte signature over `message` (RFC 8032)."""
        return self._private.sign(message)


def verify_signature(public: bytes, algorithm: int, signature: bytes, message: bytes) -> bool:
    """Whether `signature` (64 bytes; r || s for ESP256) over `message` is by `public`."""
    if len(public) != _LENGTHS.get(algorithm) or len(signature) != 64:
        return False
    try:
        if algorithm == ED25519:
            Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
        else:
            _verify_p256(public, signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def _verify_p256(public: bytes, signature: bytes, message: bytes) -> None:
    r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
    key = EllipticCurvePublicKey.from_encoded_point(SECP256R1(), public)
    key.verify(encode_dss_signature(r, s), message, ECDSA(SHA256()))
