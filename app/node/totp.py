"""The second factor: six digits that a phone shows for thirty seconds (RFC 6238, RFC 4226)."""

import base64
import hmac
import os
from collections.abc import Sequence
from datetime import datetime
from typing import Final
from urllib.parse import quote

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.hotp import HOTP

STEP: Final = 30
_DIGITS: Final = 6
_SECRET: Final = 20
_KEPT: Final = 16
_EITHER_SIDE: Final = 1


def new_secret() -> bytes:
    """160 random bits (RFC 4226 §4, R6)."""
    return os.urandom(_SECRET)


def code_at(secret: bytes, step: int) -> str:
    """The six digits of one step."""
    return HOTP(secret, _DIGITS, SHA1(), enforce_key_length=False).generate(step).decode()


def step_of(now: datetime) -> int:
    """Which thirty seconds since 1970 it is."""
    return int(now.timestamp()) // STEP


def step_shown(secret: bytes, typed: str, now: datetime, used: Sequence[int]) -> int | None:
    """The step whose digits were typed: this one or a neighbour, never one that was used.

    The steps used are remembered one by one, so that a clock set back locks nobody out.
    """
    digits, here, found = typed.replace(" ", ""), step_of(now), None
    for step in range(here - _EITHER_SIDE, here + _EITHER_SIDE + 1):
        is_it = hmac.compare_digest(code_at(secret, step).encode(), digits.encode())
        if is_it and step not in used:
            found = step
    return found


def with_used(used: Sequence[int], step: int) -> tuple[int, ...]:
    """The steps to remember once this one is used too."""
    return (*used, step)[-_KEPT:]


def as_text(secret: bytes) -> str:
    """The secret as it is typed into a phone, in fours."""
    text = base64.b32encode(secret).decode().rstrip("=")
    return " ".join(text[i : i + 4] for i in range(0, len(text), 4))


def as_address(secret: bytes, node: str, login: str) -> str:
    """What a phone reads out of the QR code (the key URI format that every such app knows)."""
    text = base64.b32encode(secret).decode().rstrip("=")
    issuer, label = quote(f"Intyga {node}", safe=""), quote(login, safe="")
    return f"otpauth://totp/{issuer}:{label}?secret={text}&issuer={issuer}"


def qr_path(content: str) -> tuple[int, str]:
    """The QR code as an SVG path, and how many squares wide it is with its margin."""
    import qrcode

    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M, border=4)
    code.add_data(content)
    code.make(fit=True)
    rows = code.get_matrix()
    squares = (
        f"M{x} {y}h1v1h-1z"
        for y, row in enumerate(rows)
        for x, is_dark in enumerate(row)
        if is_dark
    )
    return len(rows), "".join(squares)
