"""A table with hairlines over any model: one height of rows, quiet head, one current row."""

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QTableView,
    QWidget,
)

from ui.icons import draw_icon
from ui.theme import colour, metrics, px, sized_font
from ui.widgets.cell_delegate import RIGHT, CellDelegate, Index
from ui.widgets.cells import CellRole, ColumnWidth
from ui.widgets.painting import empty_words, hairline
from ui.widgets.row_ground import draw_rows

RowHeight = Literal["row", "row_sync", "row_people", "row_today"]


class TableHead(QHeaderView):
    """Column names at 12/600 muted above a full hairline; the sorted column shows an arrow."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self.setFixedHeight(metrics().table_head)
        self.setHighlightSections(False)
        self.setSectionsClickable(False)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """One name."""
        model = self.model()
        text = str(model.headerData(section, Qt.Orientation.Horizontal) or "")
        role = Qt.ItemDataRole.TextAlignmentRole
        aligned = model.headerData(section, Qt.Orientation.Horizontal, role)
        place = QRectF(rect)
        if section == 0:
            place.setLeft(place.left() + metrics().card_padding)
        place.setRight(place.right() - px(12))
        flags = Qt.AlignmentFlag.AlignVCenter
        if aligned is not None and int(aligned) & int(RIGHT):
            flags |= RIGHT
        painter.setFont(sized_font(12, 600))
        painter.setPen(colour("muted"))
        painter.drawText(place, int(flags), text)
        if self.isSortIndicatorShown() and self.sortIndicatorSection() == section:
            self._draw_arrow(painter, place, text)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The names and the line under them."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        hairline(painter, 0, self.viewport().width(), self.height() - 1)
        painter.end()

    def _draw_arrow(self, painter: QPainter, place: QRectF, text: str) -> None:
        rising = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
        left = place.left() + painter.fontMetrics().horizontalAdvance(text) + px(4)
        side = px(12)
        square = QRectF(left, place.center().y() - side / 2, side, side)
        draw_icon(painter, "arrow-up" if rising else "arrow-down", square, colour("muted"))


class HairlineTable(QTableView):
    """Set a model, then `set_columns`; a row is opened by Enter, double click or `chosen`."""

    chosen = Signal(object)  # CellRole.ID of the row opened
    current_changed = Signal(object)  # CellRole.ID of the row one is at
    sort_asked = Signal(int, bool)  # column and whether rising; the model does the sorting

    def __init__(
        self, row: RowHeight = "row", name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._row_height: int = getattr(metrics(), row)
        self._columns: tuple[ColumnWidth, ...] = ()
        self._all_rows = False
        self._details = False
        self._empty = ""
        self._delegate = CellDelegate(self, self._row_height)
        self.setAccessibleName(name)
        self.setItemDelegate(self._delegate)
        self.setHorizontalHeader(TableHead(self))
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(self._row_height)
        self.verticalHeader().setDefaultSectionSize(self._row_height)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setMinimumSectionSize(px(24))
        self._quiet()
        self.doubleClicked.connect(self._on_opened)
        self.horizontalHeader().sectionClicked.connect(self._on_head_clicked)

    def set_columns(self, columns: Sequence[ColumnWidth]) -> None:
        """How wide the columns are; the stretching one takes what is left."""
        self._columns = tuple(columns)
        self._share_width()

    def show_sort(self, column: int, *, rising: bool) -> None:
        """Show by which column the model is sorted; a click on a name asks for another."""
        head = self.horizontalHeader()
        head.setSortIndicatorShown(True)
        head.setSectionsClickable(True)
        order = Qt.SortOrder.AscendingOrder if rising else Qt.SortOrder.DescendingOrder
        head.setSortIndicator(column, order)

    def set_empty(self, words: str) -> None:
        """What stands in the middle while there are no rows."""
        self._empty = words
        self.viewport().update()

    def show_all_rows(self) -> None:
        """As high as its rows, without a scroll bar of its own."""
        self._all_rows = True
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.updateGeometry()

    def fit_details(self) -> None:
        """Give rows with a detail the height of its text; call after the rows have changed."""
        self._details = True
        model = self.model()
        for row in range(model.rowCount() if model else 0):
            extra = max(
                (self._detail_height(row, column) for column in range(model.columnCount())),
                default=0,
            )
            self.setRowHeight(row, self._row_height + extra)
        self.updateGeometry()

    def choose_row(self, row: int) -> None:
        """Go to a row, if there is one."""
        model = self.model()
        if model is not None and 0 <= row < model.rowCount():
            self.setCurrentIndex(model.index(row, 0))

    def step(self, by: int) -> None:
        """Go up (-1) or down (+1), as from the search field above."""
        self.choose_row(max(0, self.currentIndex().row() + by))

    @property
    def current_id(self) -> object:
        """What the current row is, or None."""
        index = self.currentIndex()
        return index.siblingAtColumn(0).data(CellRole.ID) if index.isValid() else None

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Take a model; keeps sizes right as rows come and go."""
        super().setModel(model)
        if model is not None:
            for signal in (model.modelReset, model.rowsInserted, model.rowsRemoved):
                signal.connect(self._on_rows_changed)
        self._share_width()

    def sizeHint(self) -> QSize:
        """Six rows, or all of them."""
        rows = 6 * self._row_height
        if self._all_rows:
            rows = self.verticalHeader().length()
        head = 0 if self.horizontalHeader().isHidden() else metrics().table_head
        return QSize(px(320), rows + head + px(2))

    def minimumSizeHint(self) -> QSize:
        """Head and two rows, or all of them."""
        if self._all_rows:
            return QSize(px(200), self.sizeHint().height())
        return QSize(px(200), metrics().table_head + 2 * self._row_height)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Draw the bar anew and tell who listens."""
        super().currentChanged(current, previous)
        self.viewport().update()
        self.current_changed.emit(self.current_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_opened()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self._share_width()
        if self._details:
            self.fit_details()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows, or the words of an empty table."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_rows(self, painter, event.rect())
        painter.end()
        super().paintEvent(event)
        model = self.model()
        if self._empty and (model is None or not model.rowCount()):
            empty_words(self, self._empty)

    def _on_opened(self, _index: QModelIndex | None = None) -> None:
        if self.currentIndex().isValid():
            self.chosen.emit(self.current_id)

    def _on_head_clicked(self, column: int) -> None:
        head = self.horizontalHeader()
        self.sort_asked.emit(column, head.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder)

    def _on_rows_changed(self) -> None:
        self.updateGeometry()
        self.viewport().update()

    def _detail_height(self, row: int, column: int) -> int:
        left = self._delegate.detail_left(column)
        width = self.viewport().width() - left - 2 * metrics().card_padding
        return self._delegate.detail_height(self.model().index(row, column), width)

    def _share_width(self) -> None:
        model = self.model()
        if model is None or len(self._columns) != model.columnCount():
            return
        for at, width in enumerate(shared_widths(self._columns, self.viewport().width())):
            self.setColumnWidth(at, width)

    def _quiet(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


def shared_widths(columns: Sequence[ColumnWidth], width: int) -> list[int]:
    """The width of each column when they share `width`.

    What is left over goes to the stretching one; what is missing is taken in proportion from
    those that give way, and only if that is not enough from all.
    """
    wanted = [px(column.pixels) for column in columns]
    left = width - sum(wanted)
    stretching = next((at for at, column in enumerate(columns) if column.stretch), None)
    if left >= 0 and stretching is not None:
        wanted[stretching] += left
    elif left < 0:
        gives = [px(column.gives) for column in columns]
        taken = min(-left, sum(gives))
        wanted = [
            one - taken * give // max(1, sum(gives))
            for one, give in zip(wanted, gives, strict=True)
        ]
        if -left > taken:
            wanted = [one * width // sum(wanted) for one in wanted]
    return wanted
