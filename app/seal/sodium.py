"""Ed25519 by libsodium where it is installed: in half the time, and others go on meanwhile."""

from collections.abc import Callable
from functools import cache
from typing import NamedTuple


class Sodium(NamedTuple):
    """What is used of it; `refusal`: raised for a signature that does not hold.

    What it signs is the same to the bit. What it finds good OpenSSL does too; the other way round
    it refuses keys and points of small order, so that its no is never the last word.
    """

    sign: Callable[[bytes, bytes], bytes]
    open: Callable[[bytes, bytes], bytes]
    refusal: type[Exception]


def proves(public: bytes, signature: bytes, message: bytes) -> bool:
    """Whether it is here and finds the signature (64 bytes) by `public` (32 bytes) good."""
    sodium = loaded()
    if sodium is None:
        return False
    try:
        sodium.open(signature + message, public)
    except sodium.refusal:
        return False
    return True


def signer() -> Callable[[bytes, bytes], bytes] | None:
    """Signs a message with a secret and its public key, one after the other; None without it."""
    sodium = loaded()
    return sodium and sodium.sign


@cache
def loaded() -> Sodium | None:
    """It, or None on a computer without it."""
    try:
        from nacl.bindings import crypto_sign, crypto_sign_open
        from nacl.exceptions import CryptoError
    except ImportError:  # a desk does without
        return None
    return Sodium(crypto_sign, crypto_sign_open, CryptoError)
