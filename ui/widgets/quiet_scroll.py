"""A part of a card that scrolls by itself, so that the rest of the page stays where it is."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from ui.theme import px


class QuietScroll(QScrollArea):
    """No frame, no ground, only up and down; asks for little room and takes what there is."""

    def __init__(self, content: QWidget, least: int) -> None:
        """`least`: the height it always keeps, in pixels at 100 %."""
        super().__init__()
        self._least = least
        content.setObjectName("scrolled")
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def sizeHint(self) -> QSize:
        """The least."""
        return QSize(px(160), px(self._least))

    def minimumSizeHint(self) -> QSize:
        """The least."""
        return QSize(px(120), px(self._least))
