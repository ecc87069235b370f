"""What scrolls: exactly as high as its texts need at the width there is."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget


class Scrolled(QWidget):
    """Without it Qt reserves the height of texts wrapped to their narrowest."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("scrolled")

    def minimumSizeHint(self) -> QSize:
        """The height for the width decides alone."""
        return QSize(super().minimumSizeHint().width(), 0)
