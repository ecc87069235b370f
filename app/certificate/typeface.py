"""The two faces of paper, Noto Sans Regular and Bold: loaded once, measured in millimetres."""

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, lru_cache

from app.certificate.marks import MARKS, split_at_marks
from app.paths import resource_folder

MM_PER_POINT = 25.4 / 72
_LAST_LEAST = 0.36


class Face(StrEnum):
    """A face by its name in the PDF, which is also the stem of its font file."""

    REGULAR = "NotoSans-Regular"
    BOLD = "NotoSans-Bold"


@dataclass(frozen=True, slots=True)
class Style:
    """How a line of text looks: size and tracking in points, colour as 0xRRGGBB."""

    face: Face
    size: float
    colour: int
    tracking: float = 0.0


@cache
def letters_covered() -> frozenset[str]:
    """Every letter that both faces can show, and the marks drawn without a font."""
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont

    covered = []
    for face in Face:
        path = resource_folder() / "fonts" / f"{face}.ttf"
        font = TTFont(face, path, asciiReadable=0)  # only the letters that are used
        registerFont(font)
        covered.append(frozenset(map(chr, font.face.charToGlyph)))
    return frozenset.intersection(*covered) | frozenset(MARKS)


def width(words: str, style: Style) -> float:
    """The width of one line in mm, side bearings included."""
    return sum(run_width(run, style) for run in split_at_marks(words))


@lru_cache(maxsize=4096)
def run_width(run: str, style: Style) -> float:
    """The width in mm of one run as `split_at_marks` gives them."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    if run in MARKS:
        return (MARKS[run].advance * style.size + style.tracking) * MM_PER_POINT
    letters_covered()
    points = stringWidth(run, style.face, style.size) + style.tracking * len(run)
    return float(points) * MM_PER_POINT


def fitted(words: str, style: Style, room: float) -> Style:
    """`style`, smaller where needed, so that `words` are at most `room` mm wide."""
    needed = width(words, style)
    if needed <= room:
        return style
    shrink = room / needed
    return replace(style, size=style.size * shrink, tracking=style.tracking * shrink)


def wrapped(words: str, style: Style, room: float) -> tuple[str, ...]:
    """`words` in lines of at most `room` mm, broken at spaces, or in a word wider than that."""
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".lstrip()
        if width(longer, style) <= room:
            lines[-1] = longer
        else:
            lines += _pieces(word, style, room)
    return tuple(line for line in lines if line)


def wrapped_evenly(words: str, style: Style, room: float) -> tuple[str, ...]:
    """As `wrapped`, but no last word stands alone: the lines before it give it company."""
    best = wrapped(words, style, room)
    narrower = room
    while len(best) > 1 and width(best[-1], style) < room * _LAST_LEAST:
        narrower *= 0.97
        found = wrapped(words, style, narrower)
        if len(found) > len(best):
            break
        best = found
    return best


def fitted_lines(words: str, style: Style, room: float, most: int) -> tuple[Style, tuple[str, ...]]:
    """`words` in at most `most` lines of `room` mm, in `style` made as much smaller as it takes."""
    lines = wrapped(words, style, room)
    while len(lines) > most:
        style = replace(style, size=style.size * 0.94, tracking=style.tracking * 0.94)
        lines = wrapped(words, style, room)
    return style, lines


def _pieces(word: str, style: Style, room: float) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and width(pieces[-1] + letter, style) > room:
            pieces.append("")
        pieces[-1] += letter
    return pieces
