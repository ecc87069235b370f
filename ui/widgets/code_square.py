"""A QR code on the screen: black on white in every theme, whole pixels a module."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

_QUIET = 4
_LEAST = 2


class CodeSquare(QWidget):
    """Shows rows of modules (a byte each, 1 is dark) as large as fits in its square."""

    def __init__(self, side: int, parent: QWidget | None = None) -> None:
        """`side`: at most so many pixels; never so small that a module is one pixel."""
        super().__init__(parent)
        self._side = side
        self._modules: Sequence[bytes] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_code(self, modules: Sequence[bytes], spoken: str) -> None:
        """Show a code; `spoken` says to screen readers what it is."""
        self._modules = modules
        self.setAccessibleName(spoken)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """A square of whole modules."""
        wide = (len(self._modules) + 2 * _QUIET) * self._pixels()
        return QSize(wide, wide)

    def minimumSizeHint(self) -> QSize:
        """It is not made smaller: it would not be read."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """White square, dark runs."""
        step = self._pixels()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("white"))
        for y, row in enumerate(self._modules):
            for x, dark in enumerate(row):
                if dark:
                    at = QRect((x + _QUIET) * step, (y + _QUIET) * step, step, step)
                    painter.fillRect(at, QColor("black"))
        painter.end()

    def _pixels(self) -> int:
        return max(_LEAST, self._side // (len(self._modules) + 2 * _QUIET))
