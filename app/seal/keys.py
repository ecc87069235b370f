"""Signing keys of the two algorithms a verifier knows: Ed25519 and ECDSA over P-256."""

import hashlib
from functools import lru_cache
from typing import TypeAlias

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
    derive_private_key,
    generate_private_key,
)
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from app.seal import sodium

ED25519 = -19
ESP256 = -9
ALGORITHMS = {"ed25519": ED25519, "p256": ESP256}  # as settings and people name them
_LENGTHS = {ED25519: 32, ESP256: 33}
_Private: TypeAlias = Ed25519PrivateKey | EllipticCurvePrivateKey


@lru_cache(maxsize=1024)
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
    """A key pair. `raw` is the 32-byte secret of either algorithm: keep it wrapped (vault.py).

    `public` is as it stands in statements: 32 bytes, or 33 (compressed point) for P-256.
    """

    __slots__ = ("_private", "algorithm", "kid", "public")

    def __init__(self, private: _Private) -> None:
        self._private = private
        self.public = _public_bytes(private)
        self.algorithm = ED25519 if isinstance(private, Ed25519PrivateKey) else ESP256
        self.kid = key_id(self.public)

    @classmethod
    def generate(cls, algorithm: int = ED25519) -> "SigningKey":
        """A new random key; ValueError for an algorithm no verifier knows."""
        if algorithm == ED25519:
            return cls(Ed25519PrivateKey.generate())
        if algorithm == ESP256:
            return cls(generate_private_key(SECP256R1()))
        raise ValueError(algorithm)

    @classmethod
    def from_bytes(cls, raw: bytes, algorithm: int | None = ED25519) -> "SigningKey":
        """The key with this 32-byte secret; ValueError for what is no secret of the algorithm."""
        if algorithm == ED25519:
            return cls(Ed25519PrivateKey.from_private_bytes(raw))
        if algorithm == ESP256 and len(raw) == 32:
            return cls(derive_private_key(int.from_bytes(raw, "big"), SECP256R1()))
        raise ValueError(algorithm)

    @property
    def raw(self) -> bytes:
        """The 32-byte secret; for P-256 the number, big-endian."""
        if isinstance(self._private, Ed25519PrivateKey):
            return self._private.private_bytes_raw()
        return self._private.private_numbers().private_value.to_bytes(32, "big")

    def sign(self, message: bytes) -> bytes:
        """The 64-byte signature over `message`: RFC 8032, or r || s with RFC 6979's nonce."""
        if isinstance(self._private, Ed25519PrivateKey):
            if (sign := sodium.signer()) is not None:
                return sign(message, self.raw + self.public)[:64]
            return self._private.sign(message)
        der = self._private.sign(message, ECDSA(SHA256(), deterministic_signing=True))
        r, s = decode_dss_signature(der)
        return r.to_bytes(32, "big") + s.to_bytes(32, "big")


def _public_bytes(private: _Private) -> bytes:
    if isinstance(private, Ed25519PrivateKey):
        return private.public_key().public_bytes_raw()
    return private.public_key().public_bytes(Encoding.X962, PublicFormat.CompressedPoint)


def verify_signature(public: bytes, algorithm: int, signature: bytes, message: bytes) -> bool:
    """Whether `signature` (64 bytes; r || s for ESP256) over `message` is by `public`."""
    if len(public) != _LENGTHS.get(algorithm) or len(signature) != 64:
        return False
    try:
        if algorithm == ED25519:
            if not sodium.proves(public, signature, message):
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
