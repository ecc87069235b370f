"""PDF pages as pictures, on white."""


def page_count(pdf: bytes) -> int:
    """How many pages the PDF has."""
    raise NotImplementedError(pdf)


def page_png(pdf: bytes, page: int, dpi: int) -> bytes:
    """Page number `page` (from 0) as PNG at `dpi`, painted on white."""
    raise NotImplementedError(pdf, page, dpi)
