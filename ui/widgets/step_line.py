"""A line of steps on a way: those behind filled, the rest as rings; said in words too."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import colour, px, sized_font
from ui.widgets.painting import painting

_DOT, _GAP, _LINE = 5, 5, 10


class StepLine(QWidget):
    """`show_steps([(words, is_taken)…])`: as wide as its words need."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: tuple[tuple[str, bool], ...] = ()
        self.setFont(sized_font(12, 600))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_steps(self, steps: Sequence[tuple[str, bool]]) -> None:
        """Another way."""
        self._steps = tuple(steps)
        self.setAccessibleName(" → ".join(f"{words} ✓" if on else words for words, on in steps))
        self.setToolTip(self.accessibleName())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Dots, words and the lines between them."""
        measure = QFontMetrics(self.font())
        words = sum(measure.horizontalAdvance(text) for text, _ in self._steps)
        each = 2 * px(_DOT) + 2 * px(_GAP)
        lines = max(0, len(self._steps) - 1) * (px(_LINE) + px(_GAP))
        return QSize(words + each * len(self._steps) + lines, px(20))

    def minimumSizeHint(self) -> QSize:
        """All of it."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """From left to right."""
        measure, x = QFontMetrics(self.font()), 0.0
        middle, radius = self.height() / 2, px(_DOT)
        with painting(self) as painter:
            painter.setFont(self.font())
            for number, (words, on) in enumerate(self._steps):
                tint = colour("ok" if on else "muted")
                if number:
                    painter.setPen(QPen(tint, px(2)))
                    painter.drawLine(QPointF(x, middle), QPointF(x + px(_LINE), middle))
                    x += px(_LINE) + px(_GAP)
                painter.setPen(QPen(tint, px(2)))
                painter.setBrush(tint if on else Qt.BrushStyle.NoBrush)
                painter.drawEllipse(QPointF(x + radius, middle), radius - 1, radius - 1)
                x += 2 * radius + px(_GAP)
                wide = measure.horizontalAdvance(words)
                place = QRectF(x, 0, wide + px(2), self.height())
                painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), words)
                x += wide + px(_GAP)
