"""The dark rail at the left: where one can go, where one is, what waits."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui.icons import draw_icon
from ui.language import tr
from ui.theme import colour, metrics, px, sized_font
from ui.widgets.painting import box, painting


@dataclass(frozen=True, slots=True)
class Place:
    """A place to go: key, icon, Swedish words (marked for translation), at the foot or not."""

    key: str
    icon: str
    words: str
    at_foot: bool = False


_APART, _CLOSE = 6, 2


class RailItem(QPushButton):
    """Icon above a word; the current one lighter, with a badge when something waits."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self._badge = 0
        self.setObjectName(f"rail_{place.key}")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFont(sized_font(11, 500))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Maximum)
        self.retranslate()

    def retranslate(self) -> None:
        """The word in the language in force."""
        self.setText(tr(self.place.words))
        self.setToolTip(self.text())
        self.setAccessibleName(self.text())

    def show_badge(self, count: int) -> None:
        """A number at the icon; 0 takes it away."""
        self._badge = count
        waiting = tr("%n väntar", count) if count else ""
        self.setAccessibleDescription(waiting)
        self.update()

    def sizeHint(self) -> QSize:
        """68 × 58."""
        return QSize(px(68), px(58))

    def minimumSizeHint(self) -> QSize:
        """In a low window only the icon is left; the word is its tooltip."""
        return QSize(px(68), px(25))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground, icon, word, badge, focus; closer together in a low window."""
        with painting(self) as painter:
            rect = QRectF(self.rect())
            lit = self.isChecked() or self.underMouse()
            if self.isChecked():
                box(painter, rect, metrics().radius, colour("rail_current"))
            tint = colour("rail_current_text" if lit else "rail_text")
            side, high = metrics().icon_rail, px(18)
            worded = rect.height() >= side + high
            free = rect.height() - side - (high if worded else 0)
            top = round(free * 0.5)
            icon = QRectF((rect.width() - side) / 2, top, side, side)
            draw_icon(painter, self.place.icon, icon, tint)
            painter.setPen(tint)
            painter.setFont(self.font())
            if worded:
                word = QRectF(0, top + side + min(px(3), free / 4), rect.width(), high)
                painter.drawText(word, int(Qt.AlignmentFlag.AlignCenter), self.text())
            if self._badge:
                self._draw_badge(painter, top)
            if self.hasFocus():
                ring = rect.adjusted(px(2), px(2), -px(2), -px(2))
                role = "rail_current_text"
                box(painter, ring, metrics().radius - px(2), None, colour(role), px(2))

    def _draw_badge(self, painter: QPainter, top: int) -> None:
        words = str(self._badge) if self._badge < 100 else "99+"
        painter.setFont(sized_font(11, 600))
        wide = max(px(18), painter.fontMetrics().horizontalAdvance(words) + px(9))
        place = QRectF(self.width() / 2 + px(8), max(0, top - px(5)), wide, px(18))
        box(painter, place, px(9), colour("badge"))
        painter.setPen(colour("on_badge"))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), words)


class Rail(QWidget):
    """Places from the top, some at the foot; one is current."""

    went = Signal(str)  # the key of the place

    def __init__(self, places: list[Place], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setFixedWidth(metrics().rail)
        self.items: dict[str, RailItem] = {}
        column = QVBoxLayout(self)
        side = metrics().gap_small
        column.setContentsMargins(side, metrics().gap, side, metrics().gap)
        column.setSpacing(px(_APART))
        for place in places:
            if not place.at_foot:
                column.addWidget(self._item(place))
        column.addStretch(1)
        for place in places:
            if place.at_foot:
                column.addWidget(self._item(place))

    def show_place(self, key: str) -> None:
        """Mark where one is; a key that is not on the rail changes nothing."""
        if key in self.items:
            self.items[key].setChecked(True)

    def show_badge(self, key: str, count: int) -> None:
        """How much waits at a place."""
        if key in self.items:
            self.items[key].show_badge(count)

    def retranslate(self) -> None:
        """Every word in the language in force."""
        for item in self.items.values():
            item.retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the places stand closer together."""
        super().resizeEvent(event)
        layout, count = self.layout(), len(self.items)
        wanted = count * (px(58) + px(_APART)) + 2 * metrics().gap
        if layout is not None:
            layout.setSpacing(px(_APART if self.height() >= wanted else _CLOSE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The rail's own colour."""
        with painting(self) as painter:
            painter.fillRect(self.rect(), colour("rail"))

    def _item(self, place: Place) -> RailItem:
        item = RailItem(place)
        item.clicked.connect(lambda _on=False: self.went.emit(place.key))
        self.items[place.key] = item
        return item
