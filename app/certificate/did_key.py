"""A public key as did:key and back (W3C CCG did:key, multibase base58btc, multicodec)."""

from typing import Final

from app.seal.keys import ED25519, ESP256, algorithm_of

_ALPHABET: Final = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_CODECS: Final = {ED25519: b"\xed\x01", ESP256: b"\x80\x24"}
_PREFIX: Final = "did:key:"
_LONGEST: Final = 120
"""Letters of the longest text ever read: a signature has 88."""


def did_of(public: bytes) -> str:
    """`did:key:z6Mk…` of an Ed25519 key (32 bytes) or `did:key:zDn…` of P-256 (33); ValueError."""
    algorithm = algorithm_of(public)
    if algorithm is None:
        raise ValueError(len(public))
    return f"{_PREFIX}{multibase(_CODECS[algorithm] + public)}"


def method_of(did: str) -> str:
    """The one key of a did:key, as a proof names it."""
    return f"{did}#{did.removeprefix(_PREFIX)}"


def public_of(did: str) -> bytes | None:
    """The key behind a did:key, None when it is no key of a kind we verify with."""
    if not did.startswith(_PREFIX):
        return None
    raw = from_multibase(did.removeprefix(_PREFIX))
    for algorithm, codec in _CODECS.items():
        if raw is not None and raw.startswith(codec):
            public = raw.removeprefix(codec)
            return public if algorithm_of(public) == algorithm else None
    return None


def multibase(raw: bytes) -> str:
    """`z` and base58btc."""
    number, letters = int.from_bytes(raw, "big"), ""
    while number:
        number, place = divmod(number, 58)
        letters = _ALPHABET[place] + letters
    zeros = len(raw) - len(raw.lstrip(b"\0"))
    return "z" + _ALPHABET[0] * zeros + letters


def from_multibase(text: str) -> bytes | None:
    """The bytes behind `z…`; None for anything else, or anything longer than a signature."""
    letters = text[1:]
    if not text.startswith("z") or len(text) > _LONGEST or not set(letters) <= set(_ALPHABET):
        return None
    number = 0
    for letter in letters:
        number = number * 58 + _ALPHABET.index(letter)
    zeros = len(letters) - len(letters.lstrip(_ALPHABET[0]))
    return bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8, "big")
