"""The text in the QR: an address, a number sign and the signed bytes as decimal digits (R40)."""

import re

from app.seal import cbor
from app.seal.codes import BadSeal, Code, TooLarge

_MAX_HOST = 24
_MAX_DIGITS = 4000
MAX_TEXT = len("https://") + _MAX_HOST + len("/v#") + _MAX_DIGITS
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,22}[a-z0-9])?")
_TEXT = re.compile(rf"https://{_HOST.pattern}/v#([1-9][0-9]{{19,{_MAX_DIGITS - 1}}})")
_VERSION = 1
_MARK = b"\x01"  # keeps leading zero bytes of the carrier


def qr_text(host: str, cert: bytes, acc: bytes) -> str:
    """The text to print as QR. `host`: lower case, at most 24 characters, else ValueError.

    Raises TooLarge when the statements do not fit in 4000 digits.
    """
    if not _HOST.fullmatch(host):
        raise ValueError(host)
    carrier = cbor.encode([_VERSION, cert, acc])
    number = int.from_bytes(_MARK + carrier, "big")
    if number >= 10**_MAX_DIGITS:
        raise TooLarge(len(carrier), (10**_MAX_DIGITS).bit_length() // 8 - 1)
    return f"https://{host}/v#{number}"


def read_text(text: str) -> tuple[bytes, bytes]:
    """The signed certificate and accreditation in a QR text; white space is the caller's to strip.

    Raises BadSeal: E_TEXT, E_CBOR, E_NONCANONICAL, E_VERSION, E_SHAPE.
    """
    return _read_carrier(carrier_bytes(text))


def carrier_bytes(text: str) -> bytes:
    """The carrier's bytes, unread. Raises BadSeal E_TEXT."""
    match = _TEXT.fullmatch(text) if len(text) <= MAX_TEXT else None
    if match is None:
        raise BadSeal(Code.E_TEXT)
    number = int(match[1])
    marked = number.to_bytes((number.bit_length() + 7) // 8, "big")
    if marked[:1] != _MARK:
        raise BadSeal(Code.E_TEXT)
    return marked[1:]


def _read_carrier(carrier: bytes) -> tuple[bytes, bytes]:
    parts = cbor.decode(carrier)
    if not isinstance(parts, list) or not parts or type(parts[0]) is not int:
        raise BadSeal(Code.E_SHAPE)
    if parts[0] != _VERSION:
        raise BadSeal(Code.E_VERSION)
    if len(parts) != 3 or not isinstance(parts[1], bytes) or not isinstance(parts[2], bytes):
        raise BadSeal(Code.E_SHAPE)
    return parts[1], parts[2]
