"""Any picture a camera gives becomes a small JPEG with nothing in it but the piece (R28)."""

import io
import struct
import warnings
import zlib
from typing import TYPE_CHECKING

from app.domain.errors import UserError
from app.domain.photo import LARGEST_PHOTO, LONGEST_SIDE, is_bare_photo

if TYPE_CHECKING:
    from PIL.Image import Image

LARGEST_FILE = 64_000_000
MOST_PIXELS = 120_000_000
"""Of the picture as it comes; a phone's largest mode gives 108 million."""

_KINDS = ("JPEG", "PNG", "WEBP", "BMP")
_QUALITIES = (85, 75, 65, 55, 45)
_APPLE = {b"heic": "HEIC", b"heix": "HEIC", b"mif1": "HEIC", b"hevc": "HEIC", b"avif": "AVIF"}
_BROKEN = (
    *(OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError),
    *(OverflowError, MemoryError, RuntimeError, struct.error, zlib.error),
)
"""What Pillow raises for files that are cut off, damaged or made to do harm."""


class PhotoNotRead(UserError):
    """The file is no picture that can be read here; `problem` such as HEIC where that is known."""

    def __init__(self, problem: str = "") -> None:
        super().__init__()
        self.problem = problem


class PhotoTooLarge(UserError):
    """The picture is larger than anything a camera gives: `megapixels`, or the file too large."""

    def __init__(self, megapixels: int) -> None:
        super().__init__()
        self.megapixels = megapixels


def small_photo(raw: bytes) -> bytes:
    """The picture upright, at most LONGEST_SIDE and LARGEST_PHOTO, without any other word in it.

    Takes about 0.1 s. Raises PhotoNotRead, PhotoTooLarge.
    """
    if len(raw) > LARGEST_FILE:
        raise PhotoTooLarge(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of Pillow's, on odd files: the answer is ours
            photo = _upright(raw)
    except _BROKEN as error:
        raise PhotoNotRead(_kind(raw)) from error
    content = _fitting(photo)
    if not is_bare_photo(content):
        raise PhotoNotRead
    return content


def _upright(raw: bytes) -> "Image":
    from PIL import Image, ImageOps

    with _opened(raw) as opened:
        pixels = opened.width * opened.height
        if pixels > MOST_PIXELS:
            raise PhotoTooLarge(pixels // 1_000_000)
        opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        opened.thumbnail((LONGEST_SIDE, LONGEST_SIDE), reducing_gap=2.0)
        upright = ImageOps.exif_transpose(opened)
        clear = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
        bare = Image.new("RGB", clear.size, "white")
        bare.paste(clear, mask=clear.getchannel("A") if clear.mode == "RGBA" else None)
        return bare


def _opened(raw: bytes) -> "Image":
    from PIL import Image

    try:
        return Image.open(io.BytesIO(raw), formats=_KINDS)
    except Image.DecompressionBombError as error:
        raise PhotoTooLarge(2 * (Image.MAX_IMAGE_PIXELS or 0) // 1_000_000) from error


def _fitting(photo: "Image") -> bytes:
    """Encoded as well as the limit allows; the size gives way when quality has."""
    while True:
        for quality in _QUALITIES:
            content = _encoded(photo, quality)
            if len(content) <= LARGEST_PHOTO:
                return content
        photo = photo.resize((photo.width * 3 // 4, photo.height * 3 // 4))


def _encoded(photo: "Image", quality: int) -> bytes:
    out = io.BytesIO()
    photo.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()


def _kind(raw: bytes) -> str:
    """The name of a kind that phones use and that cannot be read here, empty for others."""
    return _APPLE.get(raw[8:12], "") if raw[4:8] == b"ftyp" else ""
