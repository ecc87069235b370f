"""Three sizes of text for the test: everything a candidate reads grows together."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from ui.theme import look, px, sized_font


class TextSize(StrEnum):
    """What the three letters of the head choose."""

    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


@dataclass(frozen=True, slots=True)
class Letters:
    """Sizes in pixels at 100 %: what is read, what explains it, what one presses, the rest."""

    text: int
    hint: int
    control: int
    small: int

    def font(self, pixels: int, weight: int = 400) -> QFont:
        """The desk's type at one of the sizes."""
        return sized_font(pixels, weight)


LETTERS = {
    TextSize.SMALL: Letters(text=18, hint=15, control=15, small=13),
    TextSize.MEDIUM: Letters(text=24, hint=18, control=17, small=14),
    TextSize.LARGE: Letters(text=32, hint=24, control=20, small=17),
}

_ORDER = tuple(TextSize)


def stepped(size: TextSize, step: int) -> TextSize:
    """The next larger (1) or smaller (-1) size; the last one stays."""
    return _ORDER[max(0, min(len(_ORDER) - 1, _ORDER.index(size) + step))]


def logical_width(widget: QWidget) -> float:
    """The widget's width as it would be at 100 %: what decides how things are laid out."""
    return widget.width() * 100 / look().scale


def logical_height(widget: QWidget) -> float:
    """The widget's height as it would be at 100 %."""
    return widget.height() * 100 / look().scale


def side_margin(widget: QWidget) -> int:
    """64 as in the pictures, less in a narrow window."""
    width = logical_width(widget)
    return px(64 if width >= 1200 else 32 if width >= 800 else 16)
