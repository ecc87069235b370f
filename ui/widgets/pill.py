"""A small rounded state: icon, word and colour, never colour alone."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.icons import draw_icon
from ui.theme import px, sized_font, tone_ground, tone_word
from ui.theme_roles import Tone
from ui.widgets.painting import box, painting


class Pill(QWidget):
    """An icon (or none) and a word in a tone; 24 high."""

    def __init__(
        self, text: str = "", tone: Tone = "neutral", icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._text, self._tone, self._icon = text, tone, icon
        self.setFont(sized_font(12, 600))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    @property
    def text(self) -> str:
        """What it says."""
        return self._text

    def show_state(self, text: str, tone: Tone, icon: str = "") -> None:
        """Say something else; an empty text hides the pill."""
        self._text, self._tone, self._icon = text, tone, icon
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for icon and word."""
        icon = px(14 + 6) if self._icon else 0
        return QSize(
            self.fontMetrics().horizontalAdvance(self._text) + icon + 2 * px(self._side()), px(24)
        )

    def minimumSizeHint(self) -> QSize:
        """Never shortened."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground, icon, word."""
        with painting(self) as painter:
            rect = QRectF(self.rect())
            box(painter, rect, rect.height() / 2, tone_ground(self._tone))
            word = tone_word(self._tone)
            x = float(px(self._side()))
            if self._icon:
                side = px(14)
                draw_icon(
                    painter, self._icon, QRectF(x, (rect.height() - side) / 2, side, side), word
                )
                x += side + px(6)
            painter.setPen(word)
            painter.setFont(self.font())
            where = QRectF(x, 0, rect.width() - x, rect.height())
            painter.drawText(where, int(Qt.AlignmentFlag.AlignVCenter), self._text)

    def _side(self) -> int:
        return 11


class CountPill(Pill):
    """A number after a card's title."""

    def __init__(self, tone: Tone = "neutral", parent: QWidget | None = None) -> None:
        super().__init__("", tone, parent=parent)

    def show_count(self, count: int) -> None:
        """Show `count`."""
        self.show_state(str(count), self._tone)
