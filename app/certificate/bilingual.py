"""A line in Swedish with its English behind it, smaller and muted; below it where room is short."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from app.certificate import look
from app.certificate.sheet import Sheet
from app.certificate.structure import Role
from app.certificate.typeface import Style, fitted, width, wrapped
from app.domain.text import Text

_GAP = 2.0
LEADING = 3.75
SIZES = (look.ENGLISH, replace(look.ENGLISH, size=look.SMALL.size))
ENGLISH = "en-GB"


@dataclass(frozen=True, slots=True)
class Pair:
    """What to draw: the Swedish as one line no wider than `room` mm, the English where it fits."""

    swedish: str
    style: Style
    english_style: Style
    beside: str
    below: tuple[str, ...]

    @property
    def extra(self) -> float:
        """How many mm the English needs under the Swedish baseline's line."""
        return LEADING * len(self.below)

    @property
    def wide(self) -> float:
        """How many mm the first line takes."""
        english = _GAP + width(self.beside, self.english_style) if self.beside else 0.0
        return width(self.swedish, self.style) + english

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        """From `x`, the Swedish with its baseline at `y`."""
        self.draw_beside(sheet, sheet.text(x, y, self.swedish, self.style), y)
        if self.below:
            with sheet.tagged(Role.SPAN, language=ENGLISH):
                for number, line in enumerate(self.below, 1):
                    sheet.text(x, y + number * LEADING + 0.3, line, self.english_style)

    def draw_beside(self, sheet: Sheet, end: float, y: float) -> None:
        """The English alone, behind the Swedish that ends at `end`."""
        if self.beside:
            with sheet.tagged(Role.SPAN, language=ENGLISH):
                sheet.text(end + _GAP, y, self.beside, self.english_style)


def pair(text: Text, style: Style, room: float, sizes: Sequence[Style] = SIZES) -> Pair:
    """The text set for `room` mm: the Swedish shrinks to fit, the English goes below if it must.

    sizes: those the English may have beside it, the best first.
    """
    style = fitted(text.sv, style, room)
    left = room - width(text.sv, style) - _GAP
    if not text.en or text.en == text.sv:
        return Pair(text.sv, style, look.ENGLISH, "", ())
    for english in sizes:
        if width(text.en, english) <= left:
            return Pair(text.sv, style, english, text.en, ())
    return Pair(text.sv, style, look.ENGLISH, "", wrapped(text.en, look.ENGLISH, room))


def alike(texts: Iterable[Text], style: Style, room: float) -> Sequence[Style]:
    """The sizes for English in rows that belong together: the smaller for all if one needs it."""
    small = any(pair(text, style, room).english_style is not SIZES[0] for text in texts)
    return SIZES[1:] if small else SIZES
