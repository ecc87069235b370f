"""Columns that fold: three to two to one as the window gets narrower, then the page scrolls."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from ui.theme import metrics, px


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its widget, its width at 100 %, whether that is fixed, how narrow it may get."""

    widget: QWidget
    width: int
    fixed: bool = False
    least: int = 0  # pixels at 100 %; 0 means two thirds of the width


class FlowColumns(QScrollArea):
    """Side by side while every column has its least width; else the last goes under the one before.

    The first column to stay alone is the widest; with three columns the right one folds first,
    then the left one goes on top.
    """

    folded = Signal(int)  # how many columns stand side by side now

    def __init__(self, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._shown = 0
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        inner.setObjectName("scrolled")
        self._grid = QGridLayout(inner)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(metrics().column_gap)
        self.setWidget(inner)
        inner.installEventFilter(self)
        self._arrange(len(self._columns))

    @property
    def side_by_side(self) -> int:
        """How many columns stand side by side now."""
        return self._shown

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold or unfold."""
        super().resizeEvent(event)
        self._fold()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What stands in a column may need more room than before."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fold()
        return super().eventFilter(watched, event)

    def _fold(self) -> None:
        bar = self.verticalScrollBar().sizeHint().width()  # kept free, so that it never decides
        wanted = self._wanted(self.width() - bar)
        if wanted != self._shown:
            self._arrange(wanted)
            self.folded.emit(wanted)

    def _wanted(self, width: int) -> int:
        for count in range(len(self._columns), 1, -1):
            least = sum(self._least(column) for column in self._columns[:count])
            if least + metrics().column_gap * (count - 1) <= width:
                return count
        return 1

    def _least(self, column: Column) -> int:
        if column.fixed:
            return px(column.width)
        least = px(column.least or column.width * 2 // 3)
        return max(least, column.widget.minimumSizeHint().width())

    def _arrange(self, count: int) -> None:
        """Place the columns: `count` in the first row, the rest below the last of them."""
        self._shown = count
        for at in range(len(self._columns)):
            self._grid.setColumnStretch(at, 0)
            self._grid.setColumnMinimumWidth(at, 0)
            self._grid.setRowStretch(at, 0)
        for at, column in enumerate(self._columns):
            self._grid.removeWidget(column.widget)
            across = min(at, count - 1)
            down = max(0, at - count + 1)
            spans = len(self._columns) - count + 1 if at < count - 1 else 1
            self._size(column, alone=at >= count - 1 and count < len(self._columns))
            self._grid.addWidget(column.widget, down, across, spans, 1)
            self._grid.setColumnStretch(across, 0 if self._stays(at, count) else column.width)
        self._grid.setRowStretch(0, 1)

    def _stays(self, at: int, count: int) -> bool:
        """Whether the column's width stays as it is in this arrangement."""
        return self._columns[at].fixed and at < count and not (at == count - 1 and count == 1)

    def _size(self, column: Column, *, alone: bool) -> None:
        if column.fixed and not alone:
            column.widget.setFixedWidth(px(column.width))
        else:
            column.widget.setMinimumWidth(0)
            column.widget.setMaximumWidth(16_777_215)


def stacked(*widgets: QWidget, stretch: int = -1) -> QWidget:
    """Widgets under each other as one column; the one at index `stretch` takes what is left."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(metrics().column_gap)
    for at, widget in enumerate(widgets):
        column.addWidget(widget, 1 if at == stretch else 0)
    if stretch < 0:
        column.addStretch(1)
    return holder


def scrolling(inner: QWidget) -> QScrollArea:
    """`inner` as large as the place it gets, scrolled where it needs more."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inner)
    return area
