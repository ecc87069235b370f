"""PDF pages as pictures, on white."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdfium2 import PdfBitmap, PdfDocument, PdfPage

_POINTS_PER_INCH = 72
_PIXELS_MOST = 40_000_000
_pdfium = Lock()


def page_png(pdf: bytes, page: int, dpi: int) -> bytes:
    """Page number `page` (from 0) as PNG at `dpi`, painted on white."""
    picture = BytesIO()
    with opened(pdf) as document:
        painted(document[page], dpi).to_pil().save(picture, "PNG", compress_level=1)
    return picture.getvalue()


@contextmanager
def opened(pdf: bytes) -> Iterator["PdfDocument"]:
    """The document; one at a time in the whole process, since PDFium keeps global state."""
    from pypdfium2 import PdfDocument

    with _pdfium:
        document = PdfDocument(pdf)
        try:
            yield document
        finally:
            document.close()


def painted(page: "PdfPage", dpi: float, grey: bool = False) -> "PdfBitmap":
    """The page on white; a page of absurd size at fewer dpi, so that memory stays bounded."""
    inches = (page.get_width() / _POINTS_PER_INCH) * (page.get_height() / _POINTS_PER_INCH)
    scale = min(dpi, (_PIXELS_MOST / inches) ** 0.5) / _POINTS_PER_INCH
    return page.render(scale=scale, fill_color=(255, 255, 255, 255), grayscale=grey)
