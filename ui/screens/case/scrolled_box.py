"""A box that asks much: its questions stand closer, and it shrinks with them."""

from PySide6.QtWidgets import QWidget

from ui.screens.box import Box
from ui.theme import metrics
from ui.widgets.buttons import Button


class ScrolledBox(Box):
    """`asked` is the place for what it asks."""

    def __init__(self, parent: QWidget, heading: str, act: Button, leave: str) -> None:
        super().__init__(parent, heading, act, leave)
        self.asked = self.body
        self.asked.setSpacing(metrics().gap)

    def grow(self) -> None:
        """As high as what is said now, as far as the window goes."""
        self.resize(self.width(), min(self._needed(), self._highest()))
