"""The text of a page as lines of upright segments, and the page itself as a picture."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from app.certificate.picture import opened, painted
from app.certificate.typeface import MM_PER_POINT

if TYPE_CHECKING:
    from PIL.Image import Image
    from pypdfium2 import PdfPage, PdfTextPage

SCALE = 2.5
"""Pixels a point: 180 dpi."""
_DPI = SCALE * 72
_SAME_LINE = 0.4
_LEAST, _LARGEST = 4.0, 60.0
_AT_LINE_END = "\x02"
"""What PDFium tells for a hyphen that ends a line."""
_LETTERS_MOST, _SEGMENTS_MOST = 20_000, 1_500
"""Far more than any certificate has; what comes after is not seen, and so is missed."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter with its origin on the baseline, in points from the lower left corner."""

    text: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Segment:
    """Letters in one go: one size, one baseline, no gap. Places in mm from the top left corner."""

    letters: tuple[Letter, ...]
    left: float
    right: float
    baseline: float
    size: float
    bold: bool

    @property
    def text(self) -> str:
        """Its letters with single spaces."""
        return " ".join("".join(letter.text for letter in self.letters).split())


Line = tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class SeenPage:
    """A page: its text, and what it looks like (grey, SCALE pixels a point), with annotations."""

    width: float
    height: float
    segments: tuple[Segment, ...]
    picture: "Image"
    is_plain: bool

    @property
    def lines(self) -> tuple[Line, ...]:
        """Segments on one baseline together from left to right; lines from top to bottom."""
        lines: list[list[Segment]] = []
        for segment in sorted(self.segments, key=lambda s: s.baseline):
            if lines and segment.baseline - lines[-1][0].baseline < _SAME_LINE:
                lines[-1].append(segment)
            else:
                lines.append([segment])
        return tuple(tuple(sorted(line, key=lambda s: s.left)) for line in lines)


def seen_pages(pdf: bytes, first: int, count: int) -> tuple[SeenPage, ...]:
    """So many pages from number `first` (from 0), fewer where the file ends."""
    with opened(pdf) as document:
        last = min(first + count, len(document))
        return tuple(_seen(document[number]) for number in range(first, last))


def _seen(page: "PdfPage") -> SeenPage:
    bitmap = painted(page, _DPI, grey=True)
    width, height = page.get_width(), page.get_height()
    segments = tuple(islice(_segments(page.get_textpage(), height), _SEGMENTS_MOST))
    plain = page.get_rotation() == 0 and tuple(page.get_cropbox())[:2] == (0, 0)
    return SeenPage(width, height, segments, bitmap.to_pil().convert("L"), plain)


def _segments(texts: "PdfTextPage", height: float) -> Iterator[Segment]:
    """PDFium puts a made-up letter wherever the text stops and begins elsewhere."""
    run: list[tuple[Letter, float, float, bool]] = []
    for letter in _letters(texts):
        if run and (letter is None or _begins_anew(run[-1], letter)):
            yield _segment(run, height)
            run = []
        if letter is not None:
            run.append(letter)
    if run:
        yield _segment(run, height)


def _begins_anew(before: "_Measured", after: "_Measured") -> bool:
    return (
        abs(before[0].y - after[0].y) > _SAME_LINE
        or abs(before[2] - after[2]) > 0.05
        or before[3] != after[3]
    )


def _segment(run: "list[_Measured]", height: float) -> Segment:
    first = run[0]
    return Segment(
        letters=tuple(letter for letter, *_ in run),
        left=first[0].x * MM_PER_POINT,
        right=max(right for _, right, _, _ in run) * MM_PER_POINT,
        baseline=(height - first[0].y) * MM_PER_POINT,
        size=first[2],
        bold=first[3],
    )


_Measured = tuple[Letter, float, float, bool]  # right edge and size in points, bold


def _letters(texts: "PdfTextPage") -> Iterator[_Measured | None]:
    """Every upright letter of a readable size; None where PDFium made one up, or at others."""
    import pypdfium2.raw as pdfium

    box = [ctypes.c_double() for _ in range(4)]
    x, y = ctypes.c_double(), ctypes.c_double()
    matrix = pdfium.FS_MATRIX()
    for at in range(min(texts.count_chars(), _LETTERS_MOST)):
        pdfium.FPDFText_GetMatrix(texts, at, matrix)
        size = pdfium.FPDFText_GetFontSize(texts, at) * matrix.d
        upright = abs(matrix.b) < 0.001 and abs(matrix.c) < 0.001 and matrix.a > 0
        if pdfium.FPDFText_IsGenerated(texts, at) == 1 or not upright:
            yield None
        elif _LEAST <= size <= _LARGEST:
            pdfium.FPDFText_GetCharOrigin(texts, at, x, y)
            pdfium.FPDFText_GetCharBox(texts, at, box[0], box[1], box[2], box[3])
            told = chr(pdfium.FPDFText_GetUnicode(texts, at))
            letter = Letter("-" if told == _AT_LINE_END else told, x.value, y.value)
            yield letter, box[1].value, size, _is_bold(texts, at)
        else:
            yield None


def _is_bold(texts: "PdfTextPage", at: int) -> bool:
    import pypdfium2.raw as pdfium

    name = ctypes.create_string_buffer(64)
    pdfium.FPDFText_GetFontInfo(texts, at, name, 64, ctypes.c_int())
    return b"Bold" in name.value
