"""What has happened, in order, joined by a line."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.icons import draw_icon
from ui.theme import colour, font, px, sized_font, tone_word
from ui.theme_roles import Tone
from ui.widgets.painting import painting


@dataclass(frozen=True, slots=True)
class Event:
    """One event: icon and tone, when, what."""

    icon: str
    tone: Tone
    when: str
    what: str
    current: bool = False


class Timeline(QWidget):
    """Rows of 40: icon, when, what."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._events: tuple[Event, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_events(self, events: Sequence[Event]) -> None:
        """Show `events`, newest first as given."""
        self._events = tuple(events)
        self.setAccessibleName("; ".join(f"{event.when} {event.what}" for event in events))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """One row an event."""
        return QSize(px(280), px(40) * len(self._events))

    def minimumSizeHint(self) -> QSize:
        """What is shortened below this is explained by a tooltip."""
        return QSize(px(200), px(40) * len(self._events))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Rows and the line between their icons."""
        with painting(self) as painter:
            when = self._when_width(painter)
            for at, event in enumerate(self._events):
                top = at * px(40)
                if at:
                    painter.setPen(QPen(colour("line"), px(2)))
                    painter.drawLine(px(10), top - px(8), px(10), top + px(8))
                self._draw_event(painter, event, top, when)

    def _draw_event(self, painter: QPainter, event: Event, top: int, when: int) -> None:
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        side = px(18)
        icon = QRectF(px(1), top + (px(40) - side) / 2, side, side)
        draw_icon(painter, event.icon, icon, tone_word(event.tone))
        painter.setFont(font("small"))
        painter.setPen(colour("muted"))
        painter.drawText(QRectF(px(32), top, when + 2, px(40)), middle, event.when)
        painter.setFont(sized_font(14, 600 if event.current else 500))
        painter.setPen(colour("text"))
        left = px(32) + when + px(14)
        room = self.width() - left
        shown = painter.fontMetrics().elidedText(event.what, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(left, top, room, px(40)), middle, shown)

    def _when_width(self, painter: QPainter) -> int:
        painter.setFont(font("small"))
        widths = [painter.fontMetrics().horizontalAdvance(event.when) for event in self._events]
        return max(widths, default=0)
