"""The QR code as a square of modules."""

from app.certificate.qr_words import qr_version, qr_words
from app.domain.errors import UserError

Modules = tuple[bytes, ...]
"""Rows of a code from the top, a byte a module: 1 is dark."""

_MASK = 2
_TEXT_LIMIT = 4100


class CodeTooLarge(UserError):
    """The text does not fit in a code that can be printed and read: `length` characters."""

    code = "E_TOO_LARGE"

    def __init__(self, length: int) -> None:
        super().__init__()
        self.length = length


def qr_modules(text: str) -> Modules:
    """The code without quiet zone; error correction M, fixed mask.

    `text` up to and with its first "#" goes in a byte segment, the digits behind it in a numeric
    one (ISO/IEC 18004 §7.4). Any mask may be chosen by the writer; searching the best one costs
    more than the rest of the page. Raises CodeTooLarge.
    """
    if len(text) > _TEXT_LIMIT:
        raise CodeTooLarge(len(text))
    from qrcode import QRCode
    from qrcode.constants import ERROR_CORRECT_M

    version = qr_version(text)
    if version is None:
        raise CodeTooLarge(len(text))
    code = QRCode(version, ERROR_CORRECT_M, mask_pattern=_MASK)
    code.data_cache = qr_words(text, version)  # else it counts bit by bit: 5 ms
    code.make(fit=False)
    return tuple(bytes(map(bool, row)) for row in code.modules)
