"""The QR code as a square of modules."""

from app.domain.errors import UserError


class CodeTooLarge(UserError):
    """The text does not fit in a code that can be printed and read: `length` characters."""

    code = "E_TOO_LARGE"

    def __init__(self, length: int) -> None:
        super().__init__()
        self.length = length


def qr_modules(text: str) -> tuple[tuple[bool, ...], ...]:
    """Rows of modules, dark is True, without quiet zone; error correction M, fixed mask.

    `text` up to and with its first "#" goes in a byte segment, the digits behind it in a numeric
    one (ISO/IEC 18004 §7.4). Raises CodeTooLarge.
    """
    raise NotImplementedError(text)
