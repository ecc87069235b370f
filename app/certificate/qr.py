"""The QR code as a square of modules."""

from typing import Final

from app.domain.errors import UserError

_MASK = 2
# Mode indicators of ISO/IEC 18004 table 2, as qrcode's MODE_NUMBER and MODE_8BIT_BYTE.
_NUMERIC: Final = 1
_BYTES: Final = 4
_TEXT_LIMIT = 4100


class CodeTooLarge(UserError):
    """The text does not fit in a code that can be printed and read: `length` characters."""

    code = "E_TOO_LARGE"

    def __init__(self, length: int) -> None:
        super().__init__()
        self.length = length


def qr_modules(text: str) -> tuple[tuple[bool, ...], ...]:
    """Rows of modules, dark is True, without quiet zone; error correction M, fixed mask.

    `text` up to and with its first "#" goes in a byte segment, the digits behind it in a numeric
    one (ISO/IEC 18004 §7.4). Any mask may be chosen by the writer; searching the best one costs
    more than the rest of the page. Raises CodeTooLarge.
    """
    if len(text) > _TEXT_LIMIT:
        raise CodeTooLarge(len(text))
    from qrcode import QRCode
    from qrcode.constants import ERROR_CORRECT_M
    from qrcode.util import QRData

    address, mark, digits = text.partition("#")
    numeric = digits.isascii() and digits.isdigit()
    code = QRCode(error_correction=ERROR_CORRECT_M, mask_pattern=_MASK)
    code.add_data(QRData((address + mark).encode(), mode=_BYTES), optimize=0)
    if digits:
        code.add_data(QRData(digits.encode(), mode=_NUMERIC if numeric else _BYTES), optimize=0)
    try:
        code.best_fit(start=1)  # make(fit=True) would look for the version three times
        code.make(fit=False)
    except ValueError as error:  # beyond version 40
        raise CodeTooLarge(len(text)) from error
    return tuple(tuple(bool(dark) for dark in row) for row in code.modules)
