"""What scrolls by itself is never lower than its wrapped texts need at the width there is."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget


class Wrapped(QWidget):
    """Content of a scrolled part; without it Qt squeezes texts that wrap to more lines."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wraps otherwise."""
        super().resizeEvent(event)
        self._follow()

    def event(self, event: QEvent) -> bool:
        """Other texts need another height."""
        answered = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._follow()
        return answered

    def _follow(self) -> None:
        layout = self.layout()
        if layout is not None:
            wraps = layout.hasHeightForWidth()
            self.setMinimumHeight(layout.minimumHeightForWidth(self.width()) if wraps else 0)
