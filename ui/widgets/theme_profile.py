"""Themes on a scale of steps as bars, with where each stood last time."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import colour, font, px, sized_font
from ui.widgets.painting import box, painting

_ROW, _HEAD, _BAR, _NAME = 34, 24, 14, 112
_WHOLE = 1000


@dataclass(frozen=True, slots=True)
class ProfileBar:
    """A theme: levels in permille of a step, None for none; `value` is the level in words."""

    name: str
    now: int | None
    before: int | None
    value: str


class ThemeProfile(QWidget):
    """A bar for each theme over lines at the steps; last time is a hollow ring on the line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("theme_profile")
        self._bars: tuple[ProfileBar, ...] = ()
        self._steps: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_bars(self, bars: Sequence[ProfileBar], steps: Sequence[str], spoken: str) -> None:
        """Show the themes; `steps` are the names of the scale, `spoken` says all of it."""
        self._bars, self._steps = tuple(bars), tuple(steps)
        self.setAccessibleName(spoken)
        self.setToolTip("")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """A row for each theme."""
        return QSize(px(420), px(_HEAD + _ROW * len(self._bars) + 4))

    def minimumSizeHint(self) -> QSize:
        """Names and a scale that can be told apart."""
        return QSize(px(300), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Lines of the steps, their names above, bars and values."""
        if not self._steps:
            return
        room = self._room()
        with painting(self) as painter:
            self._draw_steps(painter, room)
            for at, bar in enumerate(self._bars):
                self._draw_bar(painter, room, px(_HEAD) + at * px(_ROW), bar)

    def _room(self) -> QRectF:
        """Where the bars are, between names and values."""
        left = min(px(_NAME), round(self.width() * 0.38))
        return QRectF(left, px(_HEAD), self.width() - left - px(40), px(_ROW) * len(self._bars))

    def _draw_steps(self, painter: QPainter, room: QRectF) -> None:
        painter.setFont(sized_font(11, 500))
        wide = room.width() / len(self._steps)
        named = [f"{at} {name}" for at, name in enumerate(self._steps, 1)]
        letters = painter.fontMetrics()
        fit = all(letters.horizontalAdvance(words) <= wide - px(4) for words in named)
        for at, words in enumerate(named, 1):
            right = room.left() + at * wide
            painter.setPen(QPen(colour("line"), 1))
            painter.drawLine(QPointF(right, room.top()), QPointF(right, room.bottom()))
            painter.setPen(colour("muted"))
            place = QRectF(right - wide, 0, wide - px(4), px(_HEAD - 4))
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(place, int(flags), words if fit else str(at))

    def _draw_bar(self, painter: QPainter, room: QRectF, top: float, bar: ProfileBar) -> None:
        row = QRectF(0, top, self.width(), px(_ROW))
        middle = row.center().y()
        painter.setFont(font("state"))
        painter.setPen(colour("text"))
        name = QRectF(0, top, room.left() - px(10), row.height())
        mode = Qt.TextElideMode.ElideRight
        shown = painter.fontMetrics().elidedText(bar.name, mode, int(name.width()))
        painter.drawText(name, int(Qt.AlignmentFlag.AlignVCenter), shown)
        ground = QRectF(room.left(), middle - px(_BAR) / 2, room.width(), px(_BAR))
        box(painter, ground, px(3), colour("track"))
        if bar.now is not None:
            filled = QRectF(ground)
            filled.setWidth(self._across(room, bar.now) - room.left())
            box(painter, filled, px(3), colour("accent"))
        self._draw_before(painter, room, middle, bar)
        painter.setFont(sized_font(13, 600))
        painter.setPen(colour("text"))
        value = QRectF(room.right() + px(8), top, px(32), row.height())
        painter.drawText(value, int(Qt.AlignmentFlag.AlignVCenter), bar.value)

    def _draw_before(self, painter: QPainter, room: QRectF, middle: float, bar: ProfileBar) -> None:
        if bar.before is None:
            return
        painter.setBrush(colour("card"))
        painter.setPen(QPen(colour("text"), px(2)))
        painter.drawEllipse(QPointF(self._across(room, bar.before), middle), px(5), px(5))

    def _across(self, room: QRectF, level: int) -> float:
        return room.left() + room.width() * level / (_WHOLE * len(self._steps))
