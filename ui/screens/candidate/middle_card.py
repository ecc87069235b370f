"""A card in the middle of the page, as high as what it says; what does not fit scrolls."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui.screens.candidate.sizes import side_margin
from ui.theme import metrics, px
from ui.widgets.card import Card


class HuggingArea(QScrollArea):
    """Asks for the height of its content."""

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._inner = inner
        self.setWidget(inner)

    def sizeHint(self) -> QSize:
        """Room for everything at the width there is."""
        inner = self._inner
        high = inner.heightForWidth(self.width()) if inner.hasHeightForWidth() else -1
        hint = inner.sizeHint()
        return QSize(hint.width(), max(high, 0) or hint.height())

    def minimumSizeHint(self) -> QSize:
        """Some lines."""
        return QSize(px(200), px(120))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, another height."""
        super().resizeEvent(event)
        self.updateGeometry()


class MiddleCard(QWidget):
    """The page of a card: margins by the width of the window."""

    def __init__(self, widest: int) -> None:
        """`widest` in pixels at 100 %."""
        super().__init__()
        self.card = Card()
        self.card.setMaximumWidth(px(widest))
        column = QVBoxLayout()
        column.addStretch(1)
        column.addWidget(self.card)
        column.addStretch(1)
        self._row = QHBoxLayout(self)
        self._row.addStretch(1)
        self._row.addLayout(column, 100)
        self._row.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Less around it in a narrow window."""
        super().resizeEvent(event)
        side = side_margin(self)
        self._row.setContentsMargins(side, metrics().gap_wide, side, metrics().gap_wide)
