"""Draws a table's cells: texts, states, levels, matched letters, details."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)

from ui.icons import draw_icon
from ui.theme import colour, font, metrics, px, sized_font, tone_ground, tone_word
from ui.widgets.cells import CellRole, CellState, Matches
from ui.widgets.painting import box
from ui.widgets.progress import draw_levels
from ui.widgets.tile_drawing import draw_wrapped, wrapped_height

Index = QModelIndex | QPersistentModelIndex
RIGHT = Qt.AlignmentFlag.AlignRight
DISPLAY = int(Qt.ItemDataRole.DisplayRole)  # looked up once: this is drawn while one types
ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
MIDDLE = Qt.AlignmentFlag.AlignVCenter
DETAIL_GAP = 8


class CellDelegate(QStyledItemDelegate):
    """One for the whole table; `row_height` is the height of a row without detail."""

    def __init__(self, view: QTableView, row_height: int) -> None:
        super().__init__(view)
        self._view, self._row_height = view, row_height

    def detail_height(self, index: Index, width: int) -> int:
        """The extra height of a row whose first cell with a detail is `index`."""
        text = index.data(CellRole.DETAIL)
        if not text:
            return 0
        return wrapped_height(font("body"), text, width) + px(DETAIL_GAP)

    def detail_left(self, column: int) -> int:
        """Where the text under a row begins that stands in this column."""
        return self._view.columnViewportPosition(column)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The content; what lies under it is drawn by the table."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(option.rect)
        cell = QRect(option.rect)
        cell.setHeight(min(cell.height(), self._row_height))
        self._draw_content(painter, cell, index)
        if option.rect.height() > self._row_height:
            self._draw_detail(painter, option.rect, index)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Rows have one height."""
        return QSize(super().sizeHint(option, index).width(), self._row_height)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """A text that is shortened is whole in its tooltip."""
        text = self._whole_text(index)
        room = option.rect.width() - px(12) - (metrics().card_padding if not index.column() else 0)
        if text and QFontMetrics(sized_font(14, 600)).horizontalAdvance(text) > room:
            QToolTip.showText(event.globalPos(), text, view)
            return True
        return super().helpEvent(event, view, option, index)

    def _whole_text(self, index: Index) -> str:
        state = index.data(CellRole.STATE)
        if isinstance(state, CellState):
            return state.words
        return str(index.data(DISPLAY) or "")

    def _draw_content(self, painter: QPainter, cell: QRect, index: Index) -> None:
        place = QRectF(cell)
        if index.column() == 0:
            place.setLeft(place.left() + metrics().card_padding)
        place.setRight(place.right() - px(12))
        state = index.data(CellRole.STATE)
        level = index.data(CellRole.LEVEL)
        if isinstance(state, CellState):
            self._draw_state(painter, place, state)
        elif level is not None:
            draw_levels(painter, place, *level)
        else:
            self._draw_text(painter, place, index)

    def _draw_state(self, painter: QPainter, place: QRectF, state: CellState) -> None:
        tint, side = tone_word(state.tone), metrics().icon
        top = round(place.center().y() - side / 2)
        draw_icon(painter, state.icon, QRectF(place.left(), top, side, side), tint)
        painter.setPen(tint)
        painter.setFont(font("state"))
        place.setLeft(place.left() + side + px(6))
        shown = painter.fontMetrics().elidedText(
            state.words, Qt.TextElideMode.ElideRight, int(place.width())
        )
        painter.drawText(place, int(MIDDLE), shown)

    def _draw_text(self, painter: QPainter, place: QRectF, index: Index) -> None:
        text = str(index.data(DISPLAY) or "")
        key, tone = bool(index.data(CellRole.KEY)), index.data(CellRole.TONE)
        current = index.row() == self._view.currentIndex().row()
        strong = tone or (key and current) or index.data(CellRole.STRONG)
        weight = 600 if strong else 500 if key else 400
        painter.setFont(sized_font(14, weight))
        painter.setPen(tone_word(tone) if tone else colour("text" if key or strong else "muted"))
        aligned = index.data(ALIGNMENT)
        flags = MIDDLE
        if aligned is not None and int(aligned) & int(RIGHT):
            flags |= RIGHT
        shown = painter.fontMetrics().elidedText(
            text, Qt.TextElideMode.ElideRight, int(place.width()) + 1
        )
        found = index.data(CellRole.MATCHES)
        if found and shown == text and not flags & RIGHT:
            self._draw_matches(painter, place, text, found)
        painter.drawText(place, int(flags), shown)

    def _draw_matches(self, painter: QPainter, place: QRectF, text: str, found: Matches) -> None:
        """A quiet ground under the letters that were sought."""
        widths = painter.fontMetrics()
        high = px(20)
        for start, length in found:
            left = place.left() + widths.horizontalAdvance(text[:start])
            wide = widths.horizontalAdvance(text[start : start + length])
            mark = QRectF(left - px(1), place.center().y() - high / 2, wide + px(2), high)
            pen = painter.pen()
            box(painter, mark, px(4), tone_ground("warn"))
            painter.setPen(pen)

    def _draw_detail(self, painter: QPainter, cell: QRect, index: Index) -> None:
        """This cell's part of the text under the row; the painter is clipped to the cell."""
        for column in range(index.model().columnCount()):
            text = index.sibling(index.row(), column).data(CellRole.DETAIL)
            if text:
                left = self.detail_left(column)
                width = self._view.viewport().width() - left - 2 * metrics().card_padding
                top = cell.top() + self._row_height - px(DETAIL_GAP / 2)
                room = QRectF(left, top, width, cell.height())
                draw_wrapped(painter, room, text, font("body"), colour("text"))
