"""QR codes read back out of a PDF or a picture."""

from pathlib import Path

from app.domain.errors import UserError

SIZE_LIMIT = 20 * 1024 * 1024


class FileTooLarge(UserError):
    """The file or the picture in it is larger than we read: `size` bytes (or pixels), `limit`."""

    def __init__(self, size: int, limit: int) -> None:
        super().__init__()
        self.size = size
        self.limit = limit


class NotReadable(UserError):
    """Neither a PDF nor a picture we can open; `reason`: "missing" "encrypted" "damaged" "unknown"."""

    def __init__(self, reason: str) -> None:
        super().__init__()
        self.reason = reason


class NoCodeFound(UserError):
    """The file was read (`pages` of it), but no QR code is on it."""

    def __init__(self, pages: int) -> None:
        super().__init__()
        self.pages = pages


def codes_in_file(path: Path) -> tuple[str, ...]:
    """Texts of the QR codes in a PDF, PNG or JPEG file, in order of appearance, each once.

    Raises FileTooLarge, NotReadable, NoCodeFound.
    """
    raise NotImplementedError(path)


def codes_in_bytes(raw: bytes) -> tuple[str, ...]:
    """As `codes_in_file`, for bytes already in memory."""
    raise NotImplementedError(raw)
