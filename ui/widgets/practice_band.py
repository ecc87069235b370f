"""The practice desk is unmistakable: a striped band above, a line below."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.icons import draw_icon
from ui.language import tr
from ui.theme import colour, metrics, px, sized_font
from ui.widgets.painting import box, painting


class PracticeBand(QWidget):
    """Stripes of 48, in a small window 28, with what practice means, in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("practice_band")
        self.setFixedHeight(metrics().practice_band)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_low(self, low: bool) -> None:
        """Lower in a small window, where the work needs the room."""
        m = metrics()
        self.setFixedHeight(m.practice_band_low if low else m.practice_band)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Stripes, and the words on a plain place."""
        words = tr("ÖVNING – inget räknas, inget skickas, utskrifter märks PROV")
        self.setAccessibleName(words)
        with painting(self) as painter:
            painter.fillRect(self.rect(), colour("practice"))
            self._draw_stripes(painter)
            painter.setFont(self._letters(words))
            wide = painter.fontMetrics().horizontalAdvance(words) + px(28)
            left = (self.width() - wide) / 2
            plain = QRectF(left - px(16), px(3), wide + px(44), self.height() - px(6))
            box(painter, plain, px(12), colour("practice"))
            tint = colour("on_practice")
            side = min(px(18), self.height() - px(4))
            icon = QRectF(left, round((self.height() - side) / 2), side, side)
            draw_icon(painter, "warning", icon, tint)
            painter.setPen(tint)
            room = QRectF(left + px(28), 0, wide, self.height())
            painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), words)

    def _letters(self, words: str) -> QFont:
        """The largest letters in which the words fit beside their icon and into the height."""
        for pixels in (15, 13, 11):
            letters = sized_font(pixels, 600)
            measure = QFontMetrics(letters)
            if measure.height() > self.height():
                continue
            if measure.horizontalAdvance(words) < self.width() - px(60):
                return letters
        return sized_font(9, 600)

    def _draw_stripes(self, painter: QPainter) -> None:
        painter.setPen(QPen(colour("practice_stripe"), px(12), c=Qt.PenCapStyle.FlatCap))
        high = self.height()
        for left in range(-high - px(40), self.width() + px(40), px(34)):
            painter.drawLine(left, high + px(8), left + high + px(16), -px(8))


class PracticeFoot(QWidget):
    """The same colour as a line of 8 at the bottom."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(metrics().practice_foot)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """One colour."""
        with painting(self) as painter:
            painter.fillRect(self.rect(), colour("practice"))
