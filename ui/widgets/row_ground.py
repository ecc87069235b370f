"""What lies under a table's rows: the current row's bar, a row's tone, hairlines between."""

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QTableView

from ui.theme import colour, metrics, px, tone_ground
from ui.theme_roles import Tone
from ui.widgets.cells import CellRole
from ui.widgets.painting import box, focus_ring, hairline


def draw_rows(view: QTableView, painter: QPainter, dirty: QRect) -> None:
    """Draw the grounds of every row that `dirty` touches; the cells come on top."""
    model = view.model()
    first, last = view.rowAt(dirty.top()), view.rowAt(dirty.bottom())
    if model is None or first < 0:
        return
    rows = model.rowCount()
    last = rows - 1 if last < 0 else last
    current = view.currentIndex().row()
    tones: dict[int, Tone | None] = {
        row: model.index(row, 0).data(CellRole.ROW_TONE)
        for row in range(first, min(last + 2, rows))
    }
    for row in range(first, last + 1):
        bar = _bar(view, row)
        if tones[row] or row == current:
            _draw_bar(view, painter, bar, tones[row], current=row == current)
        elif row + 1 < rows and row + 1 != current and not tones[row + 1]:
            side = metrics().card_padding
            bottom = view.rowViewportPosition(row) + view.rowHeight(row) - 1
            hairline(painter, side, view.viewport().width() - side, bottom)


def _bar(view: QTableView, row: int) -> QRectF:
    inset, gap = px(8), px(3)
    top, high = view.rowViewportPosition(row) + gap, view.rowHeight(row) - 2 * gap
    return QRectF(inset, top, view.viewport().width() - 2 * inset, high)


def _draw_bar(
    view: QTableView, painter: QPainter, bar: QRectF, tone: Tone | None, *, current: bool
) -> None:
    ground = tone_ground(tone) if tone else colour("accent_ground")
    box(painter, bar, metrics().radius, ground)
    if current and view.hasFocus():
        focus_ring(painter, bar, metrics().radius)
