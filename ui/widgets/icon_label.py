"""Icons as widgets: alone, on a quiet square, or on a disc."""

from typing import Literal

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.icons import draw_icon
from ui.theme import colour, metrics, px, sized_font, tone_ground, tone_word
from ui.theme_roles import TONES, Tone
from ui.widgets.painting import box, painting


class IconLabel(QWidget):
    """An icon in a tone; decoration, so it has no accessible name of its own."""

    def __init__(
        self, icon: str, tone: Tone = "neutral", size: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon, self._tone = icon, tone
        side = size or metrics().icon
        self.setFixedSize(side, side)

    def set_icon(self, icon: str, tone: Tone) -> None:
        """Another icon or tone."""
        self._icon, self._tone = icon, tone
        self.update()

    def set_tone(self, tone: Tone) -> None:
        """The same icon in another tone."""
        self.set_icon(self._icon, tone)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The icon fills the widget."""
        with painting(self) as painter:
            draw_icon(painter, self._icon, QRectF(self.rect()), tone_word(self._tone))


class IconBadge(QWidget):
    """An icon on the quiet ground of its tone: a rounded square (36) or a disc."""

    def __init__(
        self,
        icon: str,
        tone: Tone = "accent",
        *,
        size: int = 36,
        shape: Literal["square", "disc"] = "square",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon, self._tone, self._shape = icon, tone, shape
        self._size = size
        self.setFixedSize(px(size), px(size))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_icon(self, icon: str, tone: Tone) -> None:
        """Another icon or tone."""
        self._icon, self._tone = icon, tone
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground and icon."""
        with painting(self) as painter:
            rect = QRectF(self.rect())
            radius = rect.height() / 2 if self._shape == "disc" else metrics().radius + px(2)
            box(painter, rect, radius, tone_ground(self._tone))
            side = px(self._size * 0.5)
            offset = round((rect.width() - side) / 2)
            square = QRectF(offset, offset, side, side)
            draw_icon(painter, self._icon, square, tone_word(self._tone))


class Avatar(QWidget):
    """The initials of a person on a disc; filled accent for the chosen one."""

    def __init__(self, initials: str = "", size: int = 48, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._initials = initials
        self._tone: Tone = "accent"
        self._full = False
        self.setFont(sized_font(size * 0.36, 600))
        self.setFixedSize(px(size), px(size))

    def show_person(self, name: str, tone: Tone = "accent", *, full: bool = False) -> None:
        """The first letters of the first and the last name."""
        self._initials, self._tone, self._full = initials(name), tone, full
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Disc and letters."""
        with painting(self) as painter:
            rect = QRectF(self.rect())
            ground, word = self._pair()
            box(painter, rect, rect.height() / 2, ground)
            painter.setPen(word)
            painter.setFont(self.font())
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), self._initials)

    def _pair(self) -> tuple[QColor, QColor]:
        pair = TONES[self._tone]
        if self._full:
            return colour(pair.full), colour(pair.on_full)
        return colour(pair.ground), colour(pair.word)


def initials(name: str) -> str:
    """ "Karin Lindqvist" -> "KL"; one word gives one letter."""
    words = name.split()
    if not words:
        return ""
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()
