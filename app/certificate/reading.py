"""QR codes read back out of a PDF or a picture."""

import warnings
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from time import thread_time
from typing import TYPE_CHECKING, Literal

from app.certificate.picture import opened, painted
from app.domain.errors import UserError

if TYPE_CHECKING:
    from PIL.Image import Image
    from pypdfium2 import PdfPage

SIZE_LIMIT = 20 * 1024 * 1024
PIXEL_LIMIT = 64_000_000
PAGE_LIMIT = 200
WORK_LIMIT = 600_000_000
"""Pixels painted in all before one file is given up: some seconds, or 150 pages of A4."""
_DPI = (200, 300, 150)
_PATIENCE = 15.0  # seconds of work, for pages slow to paint and not for want of pixels
_PASSWORD = 4  # FPDF_ERR_PASSWORD

Reason = Literal["missing", "encrypted", "damaged", "unknown"]


class FileTooLarge(UserError):
    """The file (bytes) or the picture in it (pixels) is larger than we read."""

    def __init__(self, size: int, limit: int) -> None:
        super().__init__()
        self.size = size
        self.limit = limit


class NotReadable(UserError):
    """No PDF or picture we can open; `reason` is missing, encrypted, damaged or unknown."""

    def __init__(self, reason: Reason) -> None:
        super().__init__()
        self.reason = reason


class NoCodeFound(UserError):
    """The file was read (`pages` of it), but no QR code is on it."""

    def __init__(self, pages: int) -> None:
        super().__init__()
        self.pages = pages


@dataclass(frozen=True, slots=True)
class FoundCode:
    """The text of a QR code and the page, counted from 0, on which it stands first."""

    text: str
    page: int


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file and the codes in it, at least one, in order of appearance, each once."""

    raw: bytes
    codes: tuple[FoundCode, ...]
    pages: int
    is_pdf: bool


def codes_in_file(path: Path) -> tuple[str, ...]:
    """Texts of the QR codes in a PDF, PNG or JPEG file, in order of appearance, each once.

    Raises FileTooLarge, NotReadable, NoCodeFound.
    """
    return tuple(code.text for code in read_file(path).codes)


def codes_in_bytes(raw: bytes) -> tuple[str, ...]:
    """As `codes_in_file`, for bytes already in memory."""
    return tuple(code.text for code in read_bytes(raw).codes)


def codes_in_grey(grey: memoryview, width: int, height: int) -> tuple[str, ...]:
    """Texts of the codes in one picture of a camera: one byte a pixel, row after row."""
    return tuple(dict.fromkeys(_decoded(grey, width, height)))


def read_file(path: Path) -> ReadFile:
    """The file with its codes. Raises FileTooLarge, NotReadable, NoCodeFound."""
    try:
        with path.open("rb") as file:
            raw = file.read(SIZE_LIMIT + 1)
            size = max(len(raw), path.stat().st_size)
    except OSError as error:
        raise NotReadable("missing") from error
    if size > SIZE_LIMIT:
        raise FileTooLarge(size, SIZE_LIMIT)
    return read_bytes(raw)


def read_bytes(raw: bytes) -> ReadFile:
    """As `read_file`, for bytes already in memory."""
    if len(raw) > SIZE_LIMIT:
        raise FileTooLarge(len(raw), SIZE_LIMIT)
    if raw[:1024].find(b"%PDF-") >= 0:
        return _in_pdf(raw)
    if raw.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")):
        return _in_picture(raw)
    raise NotReadable("unknown")


def _in_pdf(raw: bytes) -> ReadFile:
    """All pages at one resolution before any at the next: a second try only where nothing is."""
    from pypdfium2 import PdfiumError

    try:
        with opened(raw) as document:
            pages = min(len(document), PAGE_LIMIT)
            work, end = 0, thread_time() + _PATIENCE
            for dpi in _DPI:
                found: dict[str, int] = {}
                for n in range(pages):
                    if work < WORK_LIMIT and thread_time() < end:
                        texts, pixels = _on_page(document[n], dpi)
                        found = dict.fromkeys(texts, n) | found
                        work += pixels
                if found:
                    codes = sorted(found.items(), key=lambda item: item[1])
                    read = tuple(FoundCode(text, page) for text, page in codes)
                    return ReadFile(raw, read, len(document), is_pdf=True)
    except PdfiumError as error:
        raise NotReadable("encrypted" if error.err_code == _PASSWORD else "damaged") from error
    raise NoCodeFound(pages)


def _on_page(page: "PdfPage", dpi: int) -> tuple[list[str], int]:
    """The texts on the page, and how many pixels were painted for them."""
    bitmap = painted(page, dpi, grey=True)
    texts = _decoded(memoryview(bitmap.buffer).cast("B"), bitmap.stride, bitmap.height)
    return texts, bitmap.stride * bitmap.height


def _in_picture(raw: bytes) -> ReadFile:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        picture = _opened_picture(raw)
    found = _decoded(memoryview(picture.tobytes()), picture.width, picture.height)
    if not found:
        raise NoCodeFound(1)
    codes = tuple(FoundCode(text, 0) for text in dict.fromkeys(found))
    return ReadFile(raw, codes, 1, is_pdf=False)


def _opened_picture(raw: bytes) -> "Image":
    """The picture in grey on white. Its size is looked at before a pixel is unpacked."""
    from PIL import Image

    try:
        with Image.open(BytesIO(raw), formats=("PNG", "JPEG")) as picture:
            if picture.width * picture.height > PIXEL_LIMIT:
                raise FileTooLarge(picture.width * picture.height, PIXEL_LIMIT)
            if not picture.has_transparency_data:
                return picture.convert("L")
            white = Image.new("RGBA", picture.size, "white")
            return Image.alpha_composite(white, picture.convert("RGBA")).convert("L")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise FileTooLarge(PIXEL_LIMIT + 1, PIXEL_LIMIT) from error
    except (OSError, SyntaxError, ValueError) as error:
        raise NotReadable("damaged") from error


def _decoded(grey: memoryview, width: int, height: int) -> list[str]:
    """The texts in a picture of one byte a pixel, `width` including any padding of its rows."""
    import zxingcpp

    formats = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
    shaped = grey.cast("B", (height, width))
    codes = zxingcpp.read_barcodes(shaped, formats=formats)
    return [code.text for code in codes if code.text]
