"""Rows of a short list that are chosen like buttons: the case's steps, the areas."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.theme import colour, metrics, px
from ui.widgets.painting import box, focus_ring, painting


class ListRow(QPushButton):
    """A row with the accent's quiet ground when it is the current one; children draw the rest."""

    def __init__(self, height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._height = height
        self._current = False
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def is_current(self) -> bool:
        """Whether this is the row one is at."""
        return self._current

    def set_current(self, current: bool) -> None:
        """Mark the row one is at."""
        self._current = current
        self.update()

    def sizeHint(self) -> QSize:
        """Wide as the list."""
        return QSize(px(160), px(self._height))

    def minimumSizeHint(self) -> QSize:
        """Text is shortened below this."""
        return QSize(px(120), px(self._height))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground, content, focus."""
        with painting(self) as painter:
            rect = QRectF(self.rect())
            if self._current:
                box(painter, rect, metrics().radius, colour("accent_ground"))
            elif self.underMouse() and self.isEnabled():
                box(painter, rect, metrics().radius, colour("ground"))
            self.draw_content(painter, rect)
            if self.hasFocus():
                focus_ring(painter, rect, metrics().radius)

    def draw_content(self, painter: QPainter, rect: QRectF) -> None:
        """What the row says."""

    def draw_line(self, painter: QPainter, place: QRectF, text: str) -> None:
        """One line of text in the painter's font, shortened with … and explained by a tooltip."""
        shown = painter.fontMetrics().elidedText(
            text, Qt.TextElideMode.ElideRight, int(place.width())
        )
        self.setToolTip(text if shown != text else "")
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), shown)
