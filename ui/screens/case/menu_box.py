"""A menu over the window: a heading and big rows, which scroll where the window is low."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from ui.theme import metrics, px
from ui.widgets.labels import TextLabel
from ui.widgets.quiet_scroll import QuietScroll
from ui.widgets.wrapped import Wrapped

_LEAST = 96


class MenuBox(QDialog):
    """`rows` is the place for what one may choose, `foot` for what always stays in reach."""

    def __init__(self, parent: QWidget, heading: str, line: str, width: int) -> None:
        """`line`: what it is about, "" for none; `width` in pixels at 100 %."""
        super().__init__(parent.window())
        self.setWindowTitle(heading)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._over = parent.window()
        m, inner = metrics(), Wrapped()
        column, head = QVBoxLayout(self), QVBoxLayout()
        column.setContentsMargins(0, m.gap_huge, 0, m.card_padding)
        column.setSpacing(m.gap)
        self.rows, self.foot = QVBoxLayout(inner), QVBoxLayout()
        self.rows.setSpacing(m.gap_small)
        head.addWidget(TextLabel(heading, "heading", wrap=True))
        if line:
            head.addWidget(TextLabel(line, "body", "muted", wrap=True))
        for part in (head, self.rows, self.foot):
            part.setContentsMargins(m.gap_huge, 0, m.gap_huge, 0)
        self._scroll = QuietScroll(inner, _LEAST)
        column.addLayout(head)
        column.addWidget(self._scroll, 1)
        column.addLayout(self.foot)
        self.setFixedWidth(min(px(width), self._over.width() - px(32)))

    def showEvent(self, event: QShowEvent) -> None:
        """As high as its rows, as far as the window goes."""
        self._fit()
        super().showEvent(event)

    def _fit(self) -> None:
        layout = self.layout()
        assert layout is not None
        layout.activate()
        width = self.width()
        around = layout.heightForWidth(width) if layout.hasHeightForWidth() else -1
        around = max(around, layout.sizeHint().height()) - self._scroll.sizeHint().height()
        wraps = self.rows.hasHeightForWidth()
        inside = self.rows.heightForWidth(width) if wraps else self.rows.sizeHint().height()
        self.resize(width, min(around + inside, self._over.height() - px(16)))
