"""One big answer: colour, icon and words; the top of the verification card."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFont, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.icons import draw_icon
from ui.theme import colour, metrics, px, sized_font
from ui.theme_roles import TONES, Tone
from ui.widgets.painting import box, painting
from ui.widgets.tile_drawing import draw_wrapped, wrapped_height


class AnswerBand(QWidget):
    """Disc of 64 with an icon, the answer at 34/600, a line that says as of when."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone: Tone = "neutral"
        self._icon, self._words, self._line = "info", "", ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_answer(self, tone: Tone, icon: str, words: str, line: str) -> None:
        """Show an answer; spoken as a whole."""
        self._tone, self._icon, self._words, self._line = tone, icon, words, line
        self.setAccessibleName(f"{words}. {line}")
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Long answers wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """112, more when the words wrap."""
        return max(px(112), self._words_height(width) + self._line_height(width) + px(48))

    def sizeHint(self) -> QSize:
        """Wide as the card."""
        return QSize(px(480), self.heightForWidth(max(px(480), self.width())))

    def minimumSizeHint(self) -> QSize:
        """The answer always has its room."""
        return QSize(px(320), px(112))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The band with round upper corners, the disc, the words."""
        pair, radius = TONES[self._tone], metrics().card_radius
        with painting(self) as painter:
            band = QPainterPath()
            band.addRoundedRect(QRectF(0, 0, self.width(), self.height() + radius), radius, radius)
            painter.fillPath(band, colour(pair.full))
            disc = QRectF(px(24), (self.height() - px(64)) / 2, px(64), px(64))
            box(painter, disc, px(32), colour(pair.on_full))
            mark = disc.adjusted(px(13), px(13), -px(13), -px(13))
            draw_icon(painter, self._icon, mark, colour(pair.full))
            words, line = self._words_height(self.width()), self._line_height(self.width())
            top = (self.height() - words - line - px(4)) / 2
            room = QRectF(px(112), top, self._room(self.width()), words)
            draw_wrapped(painter, room, self._words, self._big(), colour(pair.on_full))
            room = QRectF(px(112), top + words + px(4), room.width(), line)
            draw_wrapped(painter, room, self._line, sized_font(15, 500), colour(pair.on_full))

    def _words_height(self, width: int) -> int:
        return wrapped_height(self._big(), self._words, self._room(width))

    def _line_height(self, width: int) -> int:
        return wrapped_height(sized_font(15, 500), self._line, self._room(width))

    def _big(self) -> QFont:
        return sized_font(34, 600)

    def _room(self, width: int) -> int:
        return width - px(112 + 24)
