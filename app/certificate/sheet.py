"""One A4 page in millimetres from its top left corner; text is tagged, shapes decorate."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from app.certificate.look import PAGE_HEIGHT
from app.certificate.marking import Marking
from app.certificate.marks import DISC_HEIGHT, MARKS, Mark, split_at_marks
from app.certificate.structure import Box, Role, Scope, Structure, Tag
from app.certificate.typeface import MM_PER_POINT, Face, Style, run_width, width

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

Point = tuple[float, float]
Run = tuple[int, int, int]
_STROKE = {Face.REGULAR: 0.075, Face.BOLD: 0.115}
_ROUND = 0.5523  # the control points of a quarter circle in parts of its radius


class Sheet:
    """What is drawn here is text (read aloud, searched) or shape (an artifact, or a figure).

    The operators are written as they stand: a canvas' own drawing costs four times as much.
    """

    def __init__(self, canvas: "Canvas", structure: Structure) -> None:
        from reportlab.pdfbase.pdfmetrics import getFont

        self._canvas: Any = canvas  # its stub hides what fonts need
        self._font_of: Any = getFont
        self._marking = Marking(structure)
        self._write = canvas.addLiteral
        self._end: tuple[float, float, Style] | None = None

    def inside(self, tag: Tag) -> AbstractContextManager[Tag]:
        """Text drawn meanwhile belongs to `tag`, on this page and on those that go on with it."""
        return self._marking.inside(tag)

    def tagged(
        self, role: Role, name: str = "", language: str = "", scope: Scope | None = None
    ) -> AbstractContextManager[Tag]:
        """Text drawn meanwhile belongs to a new tag."""
        return self._marking.inside(Tag(role, name, language, scope=scope))

    def figure(
        self, name: str, spoken: str, left: float, top: float, wide: float, high: float
    ) -> AbstractContextManager[Tag]:
        """Shapes drawn meanwhile are one picture, which is read aloud as `spoken`."""
        place = _rectangle(left, top, wide, high)
        box: Box = (place[0], place[1], place[0] + place[2], place[1] + place[3])
        return self._marking.inside(Tag(Role.FIGURE, name, spoken=spoken, box=box))

    def artifact(self) -> AbstractContextManager[None]:
        """Text drawn meanwhile is not read aloud: it repeats or decorates."""
        return self._marking.artifact()

    def finish(self) -> None:
        """The page is done."""
        self._write(self._marking.end())
        self._canvas.showPage()

    def text(self, x: float, y: float, words: str, style: Style) -> float:
        """One line from `x` with its baseline at `y`; gives the x where it ends."""
        opening, goes_on = self._marking.before_text()
        if opening:
            self._write(opening)
        elif goes_on:
            self._part_from_last()
        for run in split_at_marks(words):
            if run in MARKS:
                self._mark_in_text(x, y, run, style)
            else:
                self._run(x, y, run, style)
            x += run_width(run, style)
        self._end = (x, y, style)
        return x

    def text_to(self, right: float, y: float, words: str, style: Style) -> None:
        """One line that ends at `right`."""
        self.text(right - width(words, style), y, words, style)

    def turned_text(self, x: float, y: float, degrees: float, words: str, style: Style) -> None:
        """One line centred on a point and turned against the clock: decoration, never read."""
        self._shape("q")
        self._canvas.translate(*_points(x, y))
        self._canvas.rotate(degrees)
        left = -width(words, style) / MM_PER_POINT / 2
        self._show(left, -style.size * DISC_HEIGHT, words, style)
        self._write("Q")

    def mark(self, x: float, y: float, mark: Mark, style: Style) -> None:
        """A drawn mark that decorates, from `x` on the baseline `y`."""
        self._shape("")
        self._draw_mark(x, y, mark, style)

    def rule(self, left: float, right: float, y: float, points: float, colour: int) -> None:
        """A horizontal line, `points` thick."""
        start, end = _points(left, y), _points(right, y)
        self._shape(f"{_line(points, colour)} {_pair(start)} m {_pair(end)} l S")

    def box(self, left: float, top: float, wide: float, high: float, colour: int) -> None:
        """A filled rectangle."""
        self._shape(f"{_fill(colour)} {_numbers(_rectangle(left, top, wide, high))} re f")

    def frame(
        self, left: float, top: float, wide: float, high: float, points: float, colour: int
    ) -> None:
        """An outlined rectangle, its line `points` thick."""
        place = _numbers(_rectangle(left, top, wide, high))
        self._shape(f"{_line(points, colour)} {place} re S")

    def picture(self, png: bytes, left: float, top: float, wide: float, high: float) -> None:
        """A picture in PNG, `wide` by `high` mm."""
        from reportlab.lib.utils import ImageReader

        x, y, across, up = _rectangle(left, top, wide, high)
        self._shape("")
        self._canvas.drawImage(ImageReader(BytesIO(png)), x, y, across, up)

    def disc(self, x: float, y: float, radius: float, colour: int) -> None:
        """A filled circle."""
        self._shape(_dot(_points(x, y), radius / MM_PER_POINT, colour))

    def circle(self, x: float, y: float, radius: float, points: float, colour: int) -> None:
        """An outlined circle, its line inside `radius`."""
        outline = _circle((0, 0), radius / MM_PER_POINT - points / 2)
        at = f"q 1 0 0 1 {_pair(_points(x, y))} cm"
        self._shape(f"{at} {_line(points, colour)} {outline} S Q")

    def shape(self, outline: tuple[tuple[Point, ...], ...], colour: int) -> None:
        """A filled outline: its pieces are a point (straight on) or three (a Bézier curve)."""
        path = [f"{_pair(_points(*outline[0][0]))} m"]
        for piece in outline[1:]:
            at = " ".join(_pair(_points(*point)) for point in piece)
            path.append(f"{at} {'l' if len(piece) == 1 else 'c'}")
        self._shape(f"{_fill(colour)} {' '.join(path)} h f")

    def black(self, left: float, top: float, unit: float, runs: Iterable[Run]) -> None:
        """Runs (x, y, length) one high, counted in `unit` mm from a corner, as one path in pure
        black: no seams between them, one ink.
        """
        x, y = _points(left, top)
        scale = unit / MM_PER_POINT
        path = " ".join([f"{start} {row} {length} 1 re" for start, row, length in runs])
        self._shape(f"q {scale:.5f} 0 0 {-scale:.5f} {x:.4f} {y:.4f} cm 0 g {path} f Q")

    def _shape(self, operators: str) -> None:
        self._write(self._marking.before_shape() + operators)

    def _run(self, x: float, y: float, run: str, style: Style) -> None:
        self._show(*_points(x, y), run, style)

    def _show(self, x: float, y: float, run: str, style: Style) -> None:
        """A run of letters at a point in points: BT, place, colour, font, letters, ET."""
        font, document = self._font_of(style.face), self._canvas._doc
        said = [f"BT 1 0 0 1 {x:.2f} {y:.2f} Tm {_fill(style.colour)} {style.tracking:g} Tc"]
        for subset, codes in font.splitString(run, document):
            name = font.getSubsetInternalName(subset, document)
            said.append(f"{name} {style.size:.6g} Tf <{codes.hex()}> Tj")
        self._write(f"{' '.join(said)} ET")

    def _part_from_last(self) -> None:
        """A space where the last text of the same tag ended, so that words are not joined."""
        if self._end:
            x, y, style = self._end
            self._run(x, y, " ", style)

    def _mark_in_text(self, x: float, y: float, letter: str, style: Style) -> None:
        """A drawn letter: readers get the letter, eyes the strokes."""
        real = self._marking.is_real()
        if real:
            self._write(f"/Span <</ActualText <FEFF{ord(letter):04X}>>> BDC")
        self._draw_mark(x, y, MARKS[letter], style)
        if real:
            self._write("EMC")

    def _draw_mark(self, x: float, y: float, mark: Mark, style: Style) -> None:
        em = style.size * MM_PER_POINT
        if mark.disc:
            middle = _points(x + mark.advance / 2 * em, y - DISC_HEIGHT * em)
            self._write(_dot(middle, mark.disc * style.size, style.colour))
        for stroke in mark.strokes:
            at = [_pair(_points(x + right * em, y - up * em)) for right, up in stroke]
            path = f"{at[0]} m {' '.join(f'{point} l' for point in at[1:])}"
            self._write(f"{_line(style.size * _STROKE[style.face], style.colour)} {path} S")


def _points(x: float, y: float) -> Point:
    return x / MM_PER_POINT, (PAGE_HEIGHT - y) / MM_PER_POINT


def _rectangle(left: float, top: float, wide: float, high: float) -> Box:
    return *_points(left, top + high), wide / MM_PER_POINT, high / MM_PER_POINT


@lru_cache(maxsize=64)
def _circle(middle: Point, radius: float) -> str:
    """Four Bézier curves against the clock from the right."""
    (x, y), k = middle, radius * _ROUND
    r = radius
    curves = (
        (x + r, y + k, x + k, y + r, x, y + r),
        (x - k, y + r, x - r, y + k, x - r, y),
        (x - r, y - k, x - k, y - r, x, y - r),
        (x + k, y - r, x + r, y - k, x + r, y),
    )
    return f"{_pair((x + r, y))} m {' '.join(f'{_numbers(curve)} c' for curve in curves)} h"


def _dot(middle: Point, radius: float, colour: int) -> str:
    return f"q 1 0 0 1 {_pair(middle)} cm {_fill(colour)} {_circle((0, 0), radius)} f Q"


def _pair(point: Point) -> str:
    return f"{point[0]:.2f} {point[1]:.2f}"


def _numbers(numbers: Iterable[float]) -> str:
    return " ".join(f"{number:.2f}" for number in numbers)


def _fill(colour: int) -> str:
    return f"{_rgb(colour)} rg"


def _line(points: float, colour: int) -> str:
    return f"{_rgb(colour)} RG {points:.3g} w"


def _rgb(colour: int) -> str:
    return f"{(colour >> 16) / 255:.3g} {(colour >> 8 & 255) / 255:.3g} {(colour & 255) / 255:.3g}"
