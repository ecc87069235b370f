"""A share as a bar with a mark where it had to reach; words say the same beside it."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import colour, px
from ui.theme_roles import TONES, Tone
from ui.widgets.painting import painting
from ui.widgets.progress import draw_share


class CutBar(QWidget):
    """One bar of 8 with a share and a cut in permille; the cut stands above and below the bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = self._cut = 0
        self._tone: Tone = "ok"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, share: int, cut: int, spoken: str) -> None:
        """Fill `share` permille, mark `cut`; in the tone of ok where the cut is reached."""
        self._share, self._cut = max(0, min(1000, share)), max(0, min(1000, cut))
        self._tone = "ok" if share >= cut else "warn"
        self.setAccessibleName(spoken)
        self.update()

    def sizeHint(self) -> QSize:
        """Wide as there is room."""
        return QSize(px(120), px(16))

    def minimumSizeHint(self) -> QSize:
        """Still a bar."""
        return QSize(px(60), px(16))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Track, share, mark."""
        with painting(self) as painter:
            bar = QRectF(0, px(4), self.width(), px(8))
            draw_share(painter, bar, self._share, colour(TONES[self._tone].full))
            at = min(self.width() - px(2), self.width() * self._cut / 1000)
            painter.fillRect(QRectF(at, 0, px(2), px(16)), colour("text"))
