"""The areas of a protocol, each with how much of it is rated."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.icons import draw_icon
from ui.theme import colour, px, sized_font
from ui.widgets.list_row import ListRow
from ui.widgets.progress import draw_share


@dataclass(frozen=True, slots=True)
class AreaCount:
    """An area: key, name, criteria done and in all."""

    key: str
    name: str
    done: int
    total: int


class AreaProgress(ListRow):
    """State icon, name, 3/7 and a bar."""

    def __init__(self, area: AreaCount, parent: QWidget | None = None) -> None:
        super().__init__(48, parent)
        self._area = area
        self.setObjectName(f"area_{area.key}")
        self.show_area(area)

    def show_area(self, area: AreaCount) -> None:
        """Show new counts."""
        self._area = area
        self.setAccessibleName(f"{area.name} {area.done}/{area.total}")
        self.update()

    def draw_content(self, painter: QPainter, rect: QRectF) -> None:
        """Icon, name, count above the bar."""
        area, left, right = self._area, px(34), px(10)
        complete = area.done >= area.total
        icon, role = ("check", "ok") if complete else ("dot", "accent")
        if not area.done and not self.is_current:
            icon, role = "clock", "muted"
        draw_icon(painter, icon, QRectF(px(9), px(9), px(16), px(16)), colour(role))
        count = f"{area.done}/{area.total}"
        painter.setFont(sized_font(12, 600))
        painter.setPen(colour("muted"))
        width = painter.fontMetrics().horizontalAdvance(count)
        place = QRectF(rect.width() - right - width, px(6), width + 1, px(22))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), count)
        painter.setFont(sized_font(13, 600 if self.is_current else 500))
        painter.setPen(colour("text"))
        room = QRectF(left, px(6), place.left() - left - px(8), px(22))
        self.draw_line(painter, room, area.name)
        bar = QRectF(left, px(33), rect.width() - left - right, px(6))
        share = 1000 * area.done // area.total if area.total else 0
        draw_share(painter, bar, share, colour("ok" if complete else "accent"))


class AreaList(QWidget):
    """All areas in order; a click or Enter goes there."""

    chosen = Signal(str)  # the area's key

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[str, AreaProgress] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(4))

    def show_areas(self, areas: Sequence[AreaCount], current: str = "") -> None:
        """Show counts; rows are made once and kept as long as the areas are the same."""
        if list(self._rows) != [area.key for area in areas]:
            self._rebuild(areas)
        for area in areas:
            self._rows[area.key].show_area(area)
            self._rows[area.key].set_current(area.key == current)

    def _rebuild(self, areas: Sequence[AreaCount]) -> None:
        for row in self._rows.values():
            row.hide()
            row.deleteLater()
        self._rows = {area.key: AreaProgress(area) for area in areas}
        for key, row in self._rows.items():
            row.clicked.connect(lambda _on=False, key=key: self.chosen.emit(key))
            self._column.addWidget(row)
