"""A table in which one chooses several rows: a tick before each, by mouse, finger or keyboard."""

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QTableView

from ui.icons import draw_icon
from ui.theme import colour, metrics, px
from ui.widgets.cell_delegate import CellDelegate, Index
from ui.widgets.cells import CellRole
from ui.widgets.painting import box
from ui.widgets.table import HairlineTable, RowHeight

_TICK, _ROOM = 20, 32
_ROWS = QItemSelectionModel.SelectionFlag.Rows
_TOGGLE = QItemSelectionModel.SelectionFlag.Toggle | _ROWS
_ANEW = QItemSelectionModel.SelectionFlag.ClearAndSelect | _ROWS
_KEEP = QItemSelectionModel.SelectionFlag.NoUpdate


class ChoiceTable(HairlineTable):
    """Space or the tick takes a row in or out, Ctrl+A takes all; Enter opens the current one.

    With `ticks_only` that is all that changes the choice; else a row that is clicked or gone to
    is chosen alone, and Ctrl and Shift add to it. A row that is not selectable has no tick.
    """

    choice_changed = Signal()

    def __init__(self, row: RowHeight = "row", name: str = "", *, ticks_only: bool = False) -> None:
        super().__init__(row, name)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.MultiSelection if ticks_only else mode.ExtendedSelection)
        self._delegate = TickDelegate(self, self._row_height)
        self.setItemDelegate(self._delegate)

    @property
    def chosen_ids(self) -> tuple[object, ...]:
        """The rows chosen, in the order shown."""
        chosen = sorted(index.row() for index in self.selectionModel().selectedRows())
        return tuple(self.model().index(row, 0).data(CellRole.ID) for row in chosen)

    def choose_rows(self, rows: Iterable[int], current: int = -1) -> None:
        """Choose these and no others, and go to `current`, which itself chooses nothing."""
        model, selection = self.model(), QItemSelection()
        last = max(0, model.columnCount() - 1)
        for first, final in _runs(sorted(rows)):
            selection.select(model.index(first, 0), model.index(final, last))
        chosen = self.selectionModel()
        chosen.select(selection, _ANEW)
        if current >= 0:
            chosen.setCurrentIndex(model.index(current, 0), _KEEP)
            self.scrollTo(model.index(current, 0))

    def choose_current(self) -> None:
        """Choose the current row alone."""
        self.choose_rows([self.currentIndex().row()] if self.currentIndex().isValid() else [])

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Draw the ticks anew and tell who listens."""
        super().selectionChanged(selected, deselected)
        self.viewport().update()
        self.choice_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space takes the current row in or out."""
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.selectionModel().select(self.currentIndex(), _TOGGLE)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """On the tick: take the row in or out, the others stay."""
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or not self._is_on_tick(event, index):
            super().mousePressEvent(event)
            return
        self.selectionModel().setCurrentIndex(index, _KEEP)
        self.selectionModel().select(index, _TOGGLE)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Twice on the tick is two changes, never an opening."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self._is_on_tick(event, index):
            self.mousePressEvent(event)
        else:
            super().mouseDoubleClickEvent(event)

    def _is_on_tick(self, event: QMouseEvent, index: QModelIndex) -> bool:
        within = metrics().card_padding + px(_ROOM)
        at_tick = index.column() == 0 and event.position().x() - self.columnViewportPosition(0)
        return event.button() is Qt.MouseButton.LeftButton and 0 < at_tick < within


class TickDelegate(CellDelegate):
    """A tick in the first column, filled where the row is chosen."""

    def __init__(self, view: QTableView, row_height: int) -> None:
        super().__init__(view, row_height)

    def detail_left(self, column: int) -> int:
        """Under the words, not under the tick."""
        inset = metrics().card_padding + px(_ROOM) if column == 0 else 0
        return super().detail_left(column) + inset

    def _draw_content(self, painter: QPainter, cell: QRect, index: Index) -> None:
        if index.column() == 0:
            if index.flags() & Qt.ItemFlag.ItemIsSelectable:
                self._draw_tick(painter, cell, index)
            cell.setLeft(cell.left() + px(_ROOM))
        super()._draw_content(painter, cell, index)

    def _draw_tick(self, painter: QPainter, cell: QRect, index: Index) -> None:
        side = px(_TICK)
        left, top = cell.left() + metrics().card_padding, cell.center().y() - side / 2 + 1
        square = QRectF(left, top, side, side)
        if self._view.selectionModel().isSelected(index):
            box(painter, square, px(5), colour("accent"))
            inner = square.adjusted(px(3), px(3), -px(3), -px(3))
            draw_icon(painter, "check", inner, colour("on_accent"))
        else:
            box(painter, square, px(5), colour("card"), colour("control_border"))


def _runs(rows: list[int]) -> list[tuple[int, int]]:
    """Rows in a row, as first and last of each run."""
    if not rows:
        return []
    breaks = [(a, b) for a, b in pairwise(rows) if b > a + 1]
    firsts = [rows[0], *(b for _, b in breaks)]
    lasts = [*(a for a, _ in breaks), rows[-1]]
    return list(zip(firsts, lasts, strict=True))
