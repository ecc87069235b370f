"""A wrapped text that is never squeezed."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent

from ui.widgets.labels import LabelTone, TextLabel


class WholeLabel(TextLabel):
    """Keeps the height its lines need, in layouts that do not ask for height by width."""

    def __init__(self, tone: LabelTone = "text") -> None:
        super().__init__("", "body", tone, wrap=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, other lines."""
        super().resizeEvent(event)
        self._keep()

    def setText(self, text: str) -> None:
        """Another text, other lines."""
        super().setText(text)
        self._keep()

    def changeEvent(self, event: QEvent) -> None:
        """Larger letters, more lines."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._keep()

    def _keep(self) -> None:
        self.setMinimumHeight(max(0, self.heightForWidth(self.width())))
