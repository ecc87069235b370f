"""One A4 page in millimetres from its top left corner; text and shapes are kept apart."""

from collections.abc import Iterable
from io import BytesIO
from typing import TYPE_CHECKING

from app.certificate.look import PAGE_HEIGHT
from app.certificate.marks import DISC_HEIGHT, MARKS, Mark, split_at_marks
from app.certificate.typeface import MM_PER_POINT, Face, Style, run_width, width

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

Point = tuple[float, float]
Box = tuple[int, int, int, int]
_STROKE = {Face.REGULAR: 0.075, Face.BOLD: 0.115}


class Sheet:
    """What is drawn here is text (read aloud, searched) or shape (an artifact)."""

    def __init__(self, canvas: "Canvas") -> None:
        self._canvas = canvas

    def text(self, x: float, y: float, words: str, style: Style) -> float:
        """One line from `x` with its baseline at `y`; gives the x where it ends."""
        for run in split_at_marks(words):
            if run in MARKS:
                self.mark(x, y, MARKS[run], style)
            else:
                self._run(x, y, run, style)
            x += run_width(run, style)
        return x

    def text_to(self, right: float, y: float, words: str, style: Style) -> None:
        """One line that ends at `right`."""
        self.text(right - width(words, style), y, words, style)

    def turned_text(self, x: float, y: float, degrees: float, words: str, style: Style) -> None:
        """One line centred on a point and turned against the clock."""
        self._canvas.saveState()
        self._canvas.translate(*_points(x, y))
        self._canvas.rotate(degrees)
        self._fill_colour(style.colour)
        self._canvas.setFont(style.face, style.size)
        left = -width(words, style) / MM_PER_POINT / 2
        self._canvas.drawString(left, -style.size * DISC_HEIGHT, words, charSpace=style.tracking)
        self._canvas.restoreState()

    def mark(self, x: float, y: float, mark: Mark, style: Style) -> None:
        """A drawn mark in place of a letter, from `x` on the baseline `y`."""
        em = style.size * MM_PER_POINT
        if mark.disc:
            middle = x + mark.advance / 2 * em
            self.disc(middle, y - DISC_HEIGHT * em, mark.disc * em, style.colour)
        for line in mark.strokes:
            at = tuple((x + right * em, y - up * em) for right, up in line)
            self._stroke(at, style.size * _STROKE[style.face], style.colour)

    def rule(self, left: float, right: float, y: float, points: float, colour: int) -> None:
        """A horizontal line, `points` thick."""
        self._line(points, colour)
        self._canvas.line(*_points(left, y), *_points(right, y))

    def box(self, left: float, top: float, wide: float, high: float, colour: int) -> None:
        """A filled rectangle."""
        self._fill_colour(colour)
        self._canvas.rect(*_rectangle(left, top, wide, high), stroke=0, fill=1)

    def frame(
        self, left: float, top: float, wide: float, high: float, points: float, colour: int
    ) -> None:
        """An outlined rectangle, its line `points` thick."""
        self._line(points, colour)
        self._canvas.rect(*_rectangle(left, top, wide, high), stroke=1, fill=0)

    def picture(self, png: bytes, left: float, top: float, wide: float, high: float) -> None:
        """A picture in PNG, `wide` by `high` mm."""
        from reportlab.lib.utils import ImageReader

        x, y, across, up = _rectangle(left, top, wide, high)
        self._canvas.drawImage(ImageReader(BytesIO(png)), x, y, across, up)

    def disc(self, x: float, y: float, radius: float, colour: int) -> None:
        """A filled circle."""
        self._fill_colour(colour)
        self._canvas.circle(*_points(x, y), radius / MM_PER_POINT, stroke=0, fill=1)

    def circle(self, x: float, y: float, radius: float, points: float, colour: int) -> None:
        """An outlined circle, its line inside `radius`."""
        self._line(points, colour)
        self._canvas.circle(*_points(x, y), radius / MM_PER_POINT - points / 2, stroke=1, fill=0)

    def shape(self, outline: tuple[tuple[Point, ...], ...], colour: int) -> None:
        """A filled outline: its pieces are a point (straight on) or three (a Bézier curve)."""
        path = self._canvas.beginPath()
        path.moveTo(*_points(*outline[0][0]))
        for piece in outline[1:]:
            numbers = [number for point in piece for number in _points(*point)]
            (path.lineTo if len(piece) == 1 else path.curveTo)(*numbers)
        path.close()
        self._fill_colour(colour)
        self._canvas.drawPath(path, stroke=0, fill=1)

    def black(self, left: float, top: float, unit: float, boxes: Iterable[Box]) -> None:
        """Boxes (x, y, width, height) counted in `unit` mm from a corner, as one path in pure
        black: no seams between them, one ink. Written as it stands, for there are thousands.
        """
        x, y = _points(left, top)
        scale = unit / MM_PER_POINT
        path = " ".join(f"{bx} {by} {wide} {high} re" for bx, by, wide, high in boxes)
        self._canvas.addLiteral(
            f"q {scale:.5f} 0 0 {-scale:.5f} {x:.4f} {y:.4f} cm 0 g {path} f Q", escaped=1
        )

    def _run(self, x: float, y: float, run: str, style: Style) -> None:
        self._fill_colour(style.colour)
        self._canvas.setFont(style.face, style.size)
        self._canvas.drawString(*_points(x, y), run, charSpace=style.tracking)

    def _stroke(self, at: tuple[Point, ...], points: float, colour: int) -> None:
        self._line(points, colour)
        path = self._canvas.beginPath()
        path.moveTo(*_points(*at[0]))
        for point in at[1:]:
            path.lineTo(*_points(*point))
        self._canvas.drawPath(path, stroke=1, fill=0)

    def _line(self, points: float, colour: int) -> None:
        self._canvas.setStrokeColorRGB(*_rgb(colour))
        self._canvas.setLineWidth(points)

    def _fill_colour(self, colour: int) -> None:
        self._canvas.setFillColorRGB(*_rgb(colour))


def _points(x: float, y: float) -> Point:
    return x / MM_PER_POINT, (PAGE_HEIGHT - y) / MM_PER_POINT


def _rectangle(
    left: float, top: float, wide: float, high: float
) -> tuple[float, float, float, float]:
    return *_points(left, top + high), wide / MM_PER_POINT, high / MM_PER_POINT


def _rgb(colour: int) -> tuple[float, float, float]:
    return (colour >> 16) / 255, (colour >> 8 & 255) / 255, (colour & 255) / 255
