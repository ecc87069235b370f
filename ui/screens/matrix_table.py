"""A table of levels: what is required stays on top, people scroll below it."""

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.domain.matrix import Cell, Stage, Standing
from ui.icons import draw_icon
from ui.models.matrix_model import CELL, FIRST_AREA, NAME, OWN, STAGE, MatrixModel
from ui.models.matrix_words import STAGE_ICONS, STAGE_TONES, STANDING_ICONS, STANDING_TONES
from ui.theme import colour, font, metrics, px, sized_font, tone_ground, tone_word
from ui.widgets.painting import box, empty_words, focus_ring
from ui.widgets.word_lines import lines_in

_ROW, _TOP_ROW = 24, 32
_HEAD, _LINE, _LINES = 46, 14, 3
_NAME_WIDTH, _STAGE_WIDTH, _AREA_LEAST, _AREA_MOST = 140, 96, 62, 108

Index = QModelIndex | QPersistentModelIndex


class MatrixHead(QHeaderView):
    """The areas' names in two lines, or three; an arrow at the one the rows are ordered by."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self.setFixedHeight(px(_HEAD))
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSortIndicatorShown(True)
        self.setMinimumSectionSize(px(24))
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def fit(self, width: int) -> None:
        """As high as the names are in columns of this width."""
        model, across = self.model(), Qt.Orientation.Horizontal
        names = [str(model.headerData(at, across)) for at in range(FIRST_AREA, self.count())]
        lines = max((len(_lines(name, width - px(4))) for name in names), default=1)
        self.setFixedHeight(px(_HEAD + _LINE * max(0, lines - 2)))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """One name at the bottom of its place."""
        words = str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")
        is_sorted = self.sortIndicatorSection() == section
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(colour("text" if section >= FIRST_AREA else "muted"))
        painter.setFont(sized_font(11, 600))
        place = QRectF(rect).adjusted(px(2), 0, -px(2), -px(6))
        if section == NAME:
            place.setLeft(rect.left() + metrics().card_padding)
        lines = _lines(words, place.width())
        step = painter.fontMetrics().height()
        for number, line in enumerate(reversed(lines)):
            row = QRectF(place.left(), place.bottom() - step * (number + 1), place.width(), step)
            flag = (
                Qt.AlignmentFlag.AlignHCenter
                if section >= FIRST_AREA
                else Qt.AlignmentFlag.AlignLeft
            )
            painter.drawText(row, int(flag | Qt.AlignmentFlag.AlignVCenter), line)
        if is_sorted:
            rising = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
            side = px(11)
            left = place.center().x() - side / 2
            if section < FIRST_AREA:
                left = place.left() + painter.fontMetrics().horizontalAdvance(words) + px(4)
            over = (
                place.bottom() - step * len(lines) - side
                if section >= FIRST_AREA
                else place.bottom() - step
            )
            square = QRectF(left, max(rect.top(), over + px(1)), side, side)
            draw_icon(painter, "arrow-up" if rising else "arrow-down", square, colour("muted"))
        painter.restore()


def _lines(words: str, width: float) -> list[str]:
    return lines_in(words, QFontMetricsF(sized_font(11, 600)), width, _LINES)


class MatrixDelegate(QStyledItemDelegate):
    """Paints a name, a stage with its mark, a level in its tone with its mark."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """A row's height."""
        return QSize(px(_AREA_LEAST), px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell; a ring where the keyboard is."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(option.rect)
        if index.row() == 0:
            self._required(painter, place, index)
        elif index.column() == NAME:
            self._name(painter, place, index)
        else:
            shown = index.data(CELL)
            if index.column() == STAGE:
                self._stage(painter, place, index, Stage(shown))
            elif isinstance(shown, Cell):
                _draw_cell(painter, place, shown, str(index.data()))
        view = self.parent()
        if isinstance(view, QTableView) and view.hasFocus() and view.currentIndex() == index:
            focus_ring(painter, place.adjusted(px(1), 0, -px(1), 0), px(6))
        painter.restore()

    def _required(self, painter: QPainter, place: QRectF, index: Index) -> None:
        painter.fillRect(place, colour("ground"))
        painter.setFont(font("strong"))
        painter.setPen(colour("text"))
        flags = Qt.AlignmentFlag.AlignVCenter
        if index.column() == NAME:
            place.setLeft(place.left() + metrics().card_padding)
            flags |= Qt.AlignmentFlag.AlignLeft
        elif index.column() == STAGE:
            painter.setPen(colour("accent_text"))
            place.setLeft(place.left() + px(4))
            flags |= Qt.AlignmentFlag.AlignLeft
        else:
            flags |= Qt.AlignmentFlag.AlignHCenter
        text = str(index.data())
        painter.drawText(place, int(flags), text)
        if index.data(OWN):
            painter.setBrush(colour("accent"))
            painter.setPen(Qt.PenStyle.NoPen)
            side = painter.fontMetrics().horizontalAdvance(text) / 2 + px(6)
            painter.drawEllipse(
                QPointF(place.center().x() + side, place.center().y()), px(2), px(2)
            )

    def _name(self, painter: QPainter, place: QRectF, index: Index) -> None:
        painter.setFont(font("body"))
        painter.setPen(colour("text"))
        place = place.adjusted(metrics().card_padding, 0, -px(6), 0)
        name = painter.fontMetrics().elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, int(place.width())
        )
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), name)

    def _stage(self, painter: QPainter, place: QRectF, index: Index, stage: Stage) -> None:
        side, tint = px(14), tone_word(STAGE_TONES[stage])
        square = QRectF(place.left() + px(4), place.center().y() - side / 2, side, side)
        draw_icon(painter, STAGE_ICONS[stage], square, tint)
        painter.setFont(font("small"))
        painter.setPen(tint)
        words, room = place.adjusted(px(22), 0, 0, 0), int(place.width()) - px(22)
        text = painter.fontMetrics().elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, room
        )
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), text)


def _draw_cell(painter: QPainter, place: QRectF, cell: Cell, text: str) -> None:
    tile = place.adjusted(px(2), px(1), -px(2), -px(1))
    tone = STANDING_TONES[cell.standing]
    if not cell.standing.is_assessed:
        if cell.standing is Standing.NOT_ASSESSED:
            box(painter, tile, px(6), None, colour("line"))
        painter.setPen(colour("muted"))
        painter.setFont(font("small"))
        painter.drawText(tile, int(Qt.AlignmentFlag.AlignCenter), text)
        return
    box(painter, tile, px(6), tone_ground(tone))
    painter.setPen(tone_word(tone))
    painter.setFont(sized_font(14, 600))
    middle, side = tile.center(), px(13)
    left = QRectF(tile.left(), tile.top(), tile.width() / 2, tile.height())
    painter.drawText(left, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), text)
    square = QRectF(middle.x() + px(9), middle.y() - side / 2, side, side)
    draw_icon(painter, STANDING_ICONS[cell.standing], square, tone_word(tone))


class _View(QTableView):
    """One of the two views; Enter opens the cell one is at, S orders by its column."""

    opened = Signal(int, int)
    order_asked = Signal(int)
    resized = Signal()
    left_up = Signal()
    left_down = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.empty = ""
        self.setObjectName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(MatrixDelegate(self))
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(px(_ROW))
        self.verticalHeader().setDefaultSectionSize(px(_ROW))
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row(), index.column()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cells, or why there are none."""
        super().paintEvent(event)
        if self.empty and self.model().rowCount() <= 1:
            empty_words(self, self.empty)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell that there is another width to share."""
        super().resizeEvent(event)
        self.resized.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk, Enter opens, S orders; up and down lead from one view to the other."""
        at = self.currentIndex()
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if at.isValid():
                self.opened.emit(at.row(), at.column())
            case Qt.Key.Key_S if at.isValid():
                self.order_asked.emit(at.column())
            case Qt.Key.Key_Up if at.row() == 1:
                self.left_up.emit()
            case Qt.Key.Key_Down if at.row() == 0:
                self.left_down.emit()
            case _:
                super().keyPressEvent(event)


class MatrixTable(QWidget):
    """The whole table; `opened` tells the row and column of a cell, row 0 for what is required."""

    opened = Signal(int, int)

    def __init__(self, model: MatrixModel) -> None:
        super().__init__()
        self.model = model
        self.top, self.people = _View("matrix_required"), _View("matrix_people")
        self._order, self._rising = NAME, True
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        self._build_top()
        for view in (self.top, self.people):
            view.setModel(model)
            view.opened.connect(self.opened)
            view.order_asked.connect(self.order_by)
            column.addWidget(view)
        column.setStretch(1, 1)
        self.people.horizontalHeader().hide()
        self.people.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.people.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.people.horizontalScrollBar().valueChanged.connect(
            self.top.horizontalScrollBar().setValue
        )
        self.top.horizontalScrollBar().valueChanged.connect(
            self.people.horizontalScrollBar().setValue
        )
        self.top.left_down.connect(lambda: self._cross(self.people, 1))
        self.people.left_up.connect(lambda: self._cross(self.top, 0))
        model.modelReset.connect(self.lay_out)
        self.people.resized.connect(self.lay_out)
        self.people.setMinimumHeight(px(4 * _ROW))
        self.top.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # the arrow up leads there
        self.setFocusProxy(self.people)

    def set_empty(self, words: str) -> None:
        """What stands where nobody is shown."""
        self.people.empty = words
        self.people.viewport().update()

    def order_by(self, column: int) -> None:
        """Order by this column; again the other way round."""
        self._rising = not self._rising if column == self._order else True
        self._order = column
        current = self.model.person_at(self.people.currentIndex().row())
        at = max(0, self.people.currentIndex().column())
        rising = Qt.SortOrder.AscendingOrder if self._rising else Qt.SortOrder.DescendingOrder
        self.top.horizontalHeader().setSortIndicator(column, rising)
        self.model.sort(column, rising)
        row = self.model.row_of(current)
        if row:
            self.people.setCurrentIndex(self.model.index(row, at))

    def begin(self) -> None:
        """Stand at the first person's first area, unless one stands somewhere."""
        if not self.people.currentIndex().isValid() and self.model.rowCount() > 1:
            self.people.setCurrentIndex(self.model.index(1, FIRST_AREA))

    def lay_out(self) -> None:
        """Share the width among the areas; the first row stands in the upper view alone."""
        count = self.model.columnCount() - FIRST_AREA
        if count <= 0:
            return
        room = self.people.viewport().width() - px(_NAME_WIDTH + _STAGE_WIDTH) - px(8)
        each = max(px(_AREA_LEAST), min(px(_AREA_MOST), room // count))
        name = px(_NAME_WIDTH) + max(0, room - each * count)
        for view in (self.top, self.people):
            view.setColumnWidth(NAME, name)
            view.setColumnWidth(STAGE, px(_STAGE_WIDTH))
            for column in range(FIRST_AREA, FIRST_AREA + count):
                view.setColumnWidth(column, each)
        self._head.fit(each)
        self.top.setFixedHeight(self._head.height() + px(_TOP_ROW))
        self.top.setRowHeight(0, px(_TOP_ROW))
        self.people.setRowHidden(0, True)
        self._say_missing_basis(count)

    def _say_missing_basis(self, count: int) -> None:
        """Who has no basis has no cells: one place says so."""
        self.people.clearSpans()
        for number, row in enumerate(self.model.people, 1):
            if not row.person.has_basis and count > 1:
                self.people.setSpan(number, FIRST_AREA, 1, count)

    def _cross(self, view: "_View", row: int) -> None:
        at = max(0, (self.people if view is self.top else self.top).currentIndex().column())
        view.setFocus()
        view.setCurrentIndex(self.model.index(row, at))

    def _build_top(self) -> None:
        head = self._head = MatrixHead(self.top)
        self.top.setHorizontalHeader(head)
        head.sectionClicked.connect(self.order_by)
        head.setSortIndicator(NAME, Qt.SortOrder.AscendingOrder)
        for policy in (self.top.setVerticalScrollBarPolicy, self.top.setHorizontalScrollBarPolicy):
            policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.top.clicked.connect(lambda index: self.opened.emit(index.row(), index.column()))
