"""How themes have moved from one occasion to the next: a line for each theme, days across."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import colour, font, px, sized_font
from ui.theme_roles import Tone
from ui.widgets.painting import hairline, painting

_ROW, _HEAD, _NAME, _MOVE = 54, 24, 120, 52
_LOWEST, _HIGHEST = 1000, 4000


@dataclass(frozen=True, slots=True)
class ThemeLine:
    """A theme over the occasions: level in permille of a step and its words, None for none.

    `move`: how far it has come since the first, in words; `tone` beside them.
    """

    name: str
    levels: tuple[int | None, ...]
    values: tuple[str, ...]
    move: str
    tone: Tone


class ThemeDevelopment(QWidget):
    """A row for each theme: a dot for each occasion at its height, with the level above it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("theme_development")
        self._days: tuple[str, ...] = ()
        self._lines: tuple[ThemeLine, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_lines(self, days: Sequence[str], lines: Sequence[ThemeLine], spoken: str) -> None:
        """Show the themes over these days; `spoken` says all of it."""
        self._days, self._lines = tuple(days), tuple(lines)
        self.setAccessibleName(spoken)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """A row for each theme."""
        return QSize(px(420), px(_HEAD + _ROW * len(self._lines) + 2))

    def minimumSizeHint(self) -> QSize:
        """Names and a few days."""
        return QSize(px(300), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Days above, rows between hairlines."""
        if not self._days:
            return
        left = min(px(_NAME), round(self.width() * 0.36))
        room = QRectF(left + px(24), 0, self.width() - left - px(48 + _MOVE), self.height())
        with painting(self) as painter:
            self._draw_days(painter, room)
            for at, line in enumerate(self._lines):
                top = px(_HEAD) + at * px(_ROW)
                hairline(painter, 0, self.width(), top)
                self._draw_line(painter, room, top, line)

    def _across(self, room: QRectF, at: int) -> float:
        last = len(self._days) - 1
        return room.center().x() if not last else room.left() + room.width() * at / last

    def _draw_days(self, painter: QPainter, room: QRectF) -> None:
        painter.setFont(sized_font(11, 500))
        painter.setPen(colour("muted"))
        wide = px(84)
        shown = range(len(self._days))
        if len(self._days) > 1 and room.width() / (len(self._days) - 1) < wide:
            shown = range(0, len(self._days), len(self._days) - 1)  # the first and the last
        for at in shown:
            place = QRectF(self._across(room, at) - wide / 2, 0, wide, px(_HEAD - 4))
            painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), self._days[at])

    def _draw_line(self, painter: QPainter, room: QRectF, top: float, line: ThemeLine) -> None:
        name = QRectF(0, top, room.left() - px(34), px(_ROW))
        painter.setFont(font("state"))
        painter.setPen(colour("text"))
        mode = Qt.TextElideMode.ElideRight
        shown = painter.fontMetrics().elidedText(line.name, mode, int(name.width()))
        painter.drawText(name, int(Qt.AlignmentFlag.AlignVCenter), shown)
        points = [
            (QPointF(self._across(room, at), self._height(top, level)), value)
            for at, (level, value) in enumerate(zip(line.levels, line.values, strict=True))
            if level is not None
        ]
        painter.setPen(QPen(colour("accent"), px(2)))
        for (one, _), (other, _) in pairwise(points):
            painter.drawLine(one, other)
        for number, (point, value) in enumerate(points, 1):
            self._draw_point(painter, point, value, is_last=number == len(points))
        painter.setFont(sized_font(13, 600))
        painter.setPen(colour({"ok": "ok", "warn": "warn"}.get(line.tone, "muted")))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        place = QRectF(self.width() - px(_MOVE), top, px(_MOVE), px(_ROW))
        painter.drawText(place, int(flags), line.move)

    def _draw_point(self, painter: QPainter, point: QPointF, value: str, *, is_last: bool) -> None:
        painter.setPen(QPen(colour("accent"), px(2)))
        painter.setBrush(colour("accent" if is_last else "card"))
        painter.drawEllipse(point, px(4), px(4))
        painter.setFont(sized_font(11, 600 if is_last else 500))
        painter.setPen(colour("text" if is_last else "muted"))
        above = QRectF(point.x() - px(20), point.y() - px(20), px(40), px(14))
        painter.drawText(above, int(Qt.AlignmentFlag.AlignCenter), value)

    def _height(self, top: float, level: int) -> float:
        share = (level - _LOWEST) / (_HIGHEST - _LOWEST)
        return top + px(_ROW - 7) - share * px(_ROW - 30)
