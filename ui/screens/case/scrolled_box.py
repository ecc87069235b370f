"""A box whose content scrolls where the window is too low for it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.screens.box import Box
from ui.screens.case.wrapped import Wrapped
from ui.theme import metrics, px
from ui.widgets.buttons import Button
from ui.widgets.quiet_scroll import QuietScroll


class ScrolledBox(Box):
    """`asked` is the place for what it asks; its buttons are always in reach."""

    def __init__(self, parent: QWidget, heading: str, act: Button, leave: str) -> None:
        super().__init__(parent, heading, act, leave)
        inner, m = Wrapped(), metrics()
        self.asked = QVBoxLayout(inner)
        self.asked.setContentsMargins(px(2), 0, m.gap, 0)
        self.asked.setSpacing(m.gap)
        self._scroll = QuietScroll(inner, least=120)
        self.body.addWidget(self._scroll, 1)

    def size_at(self, width: int, height: int = 0) -> None:
        """So wide in pixels at 100 %, as high as it needs; within the window."""
        over = self.parentWidget()
        assert over is not None
        self.resize(min(px(width), over.width()), min(px(height), over.height()))
        self.grow()

    def grow(self) -> None:
        """Make room for what is said now, as far as the window goes."""
        layout, over = self.layout(), self.parentWidget()
        assert layout is not None
        assert over is not None
        layout.activate()
        m = metrics()
        around = layout.minimumSize().height() - self._scroll.minimumSizeHint().height()
        inside = self.asked.heightForWidth(self.width() - 2 * m.gap_huge - m.gap)
        if inside < 0:  # nothing in it wraps
            inside = self.asked.sizeHint().height()
        self.resize(self.width(), min(around + inside + px(4), over.height() - px(16)))
