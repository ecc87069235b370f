"""The QR code as a square of modules."""

from math import isqrt
from typing import Any

from app.domain.errors import UserError

Modules = tuple[bytes, ...]
"""Rows of a code from the top, a byte a module: 1 is dark."""

_TEXT_LIMIT = 4100
_QUIET = 4


class CodeTooLarge(UserError):
    """The text does not fit in a code that can be printed and read: `length` characters."""

    code = "E_TOO_LARGE"

    def __init__(self, length: int) -> None:
        super().__init__()
        self.length = length


def qr_modules(text: str) -> Modules:
    """The code without quiet zone at error correction M.

    The writer splits the text itself: the address in a byte segment, the digits behind "#" in a
    numeric one (ISO/IEC 18004 §7.4). Raises CodeTooLarge.
    """
    if len(text) > _TEXT_LIMIT:
        raise CodeTooLarge(len(text))
    import zxingcpp

    try:
        code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    except ValueError as error:  # beyond version 40
        raise CodeTooLarge(len(text)) from error
    picture: Any = code.to_image(scale=1)  # a buffer of side × side bytes, which its stub hides
    pixels = bytes(memoryview(picture))
    side = isqrt(len(pixels))
    within = range(_QUIET, side - _QUIET)
    dark = pixels.translate(bytes([1]) + bytes(255))
    return tuple(dark[row * side + _QUIET : (row + 1) * side - _QUIET] for row in within)
