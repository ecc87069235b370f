"""Which key does what, at the foot of a list."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.theme import colour, metrics, px, sized_font
from ui.widgets.labels import TextLabel
from ui.widgets.painting import box, painting


class Key(QWidget):
    """A key as it looks on the keyboard."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = key
        self.setFont(sized_font(12, 500))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for its name."""
        return QSize(self.fontMetrics().horizontalAdvance(self._key) + px(16), px(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Frame and name."""
        with painting(self) as painter:
            rect = QRectF(self.rect())
            box(painter, rect, px(5), colour("ground"), colour("strong_line"))
            painter.setPen(colour("muted"))
            painter.setFont(self.font())
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), self._key)


class KeyHint(QWidget):
    """A key and what it does."""

    def __init__(self, key: str, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = TextLabel(words, "small", "muted")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, metrics().gap_small, 0)
        row.setSpacing(metrics().gap_small)
        row.addWidget(Key(key))
        row.addWidget(self.words)
