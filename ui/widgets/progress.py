"""How far something has come: segments, a bar, a ring, levels."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import colour, px, sized_font
from ui.theme_roles import TONES, Tone
from ui.widgets.painting import box, painting

SegmentState = Literal["done", "current", "missing", "todo"]


@dataclass(frozen=True, slots=True)
class Segment:
    """One part: its state, and for the current one how much of it is done in permille."""

    state: SegmentState
    share: int = 0


class SegmentBar(QWidget):
    """Equal segments of 8 with gaps of 4; missing ones are outlined, with bold numbers below."""

    def __init__(self, *, numbered: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._segments: tuple[Segment, ...] = ()
        self._numbered = numbered
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_segments(self, segments: Sequence[Segment], spoken: str = "") -> None:
        """Show the parts in order; `spoken` says the same in words."""
        self._segments = tuple(segments)
        self.setAccessibleName(spoken)
        self.update()

    def sizeHint(self) -> QSize:
        """Wide as there is room."""
        return QSize(px(240), px(30 if self._numbered else 8))

    def minimumSizeHint(self) -> QSize:
        """Every segment stays visible."""
        return QSize(px(96), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The segments, and their numbers."""
        if not self._segments:
            return
        gap, count = px(4), len(self._segments)
        width = (self.width() - gap * (count - 1)) / count
        with painting(self) as painter:
            for at, segment in enumerate(self._segments):
                place = QRectF(at * (width + gap), 0, width, px(8))
                self._draw_segment(painter, place, segment)
                if self._numbered:
                    self._draw_number(painter, place, at + 1, segment)

    def _draw_segment(self, painter: QPainter, place: QRectF, segment: Segment) -> None:
        radius = place.height() / 2
        if segment.state == "missing":
            box(painter, place, radius, colour("warn_ground"), colour("warn"))
            return
        ground = colour("ok" if segment.state == "done" else "track")
        box(painter, place, radius, ground)
        if segment.state == "current" and segment.share:
            place.setWidth(max(place.height(), place.width() * segment.share / 1000))
            box(painter, place, radius, colour("accent"))

    def _draw_number(self, painter: QPainter, place: QRectF, number: int, segment: Segment) -> None:
        missing = segment.state == "missing"
        painter.setFont(sized_font(12, 600 if missing else 500))
        painter.setPen(colour("warn" if missing else "muted"))
        under = QRectF(place.left(), px(12), place.width(), px(18))
        painter.drawText(under, int(Qt.AlignmentFlag.AlignCenter), str(number))


class ThinBar(QWidget):
    """One bar of 6 with a share in permille filled in a tone."""

    def __init__(self, tone: Tone = "accent", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share, self._tone = 0, tone
        self.setFixedHeight(px(6))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, share: int, tone: Tone | None = None, spoken: str = "") -> None:
        """Fill `share` permille of the bar."""
        self._share = max(0, min(1000, share))
        self._tone = tone or self._tone
        self.setAccessibleName(spoken)
        self.update()

    def sizeHint(self) -> QSize:
        """Wide as there is room."""
        return QSize(px(160), px(6))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Track and share."""
        with painting(self) as painter:
            draw_share(painter, QRectF(self.rect()), self._share, colour(TONES[self._tone].full))


class Ring(QWidget):
    """A share as a ring with the percentage in it."""

    def __init__(self, size: int = 92, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size, self._share = size, 0
        self.setFixedSize(px(size), px(size))

    def show_share(self, share: int, spoken: str = "") -> None:
        """Show `share` permille; `spoken` says it in words."""
        self._share = max(0, min(1000, share))
        self.setAccessibleName(spoken or f"{self._share // 10} %")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Track, arc from the top, figure."""
        width = px(9)
        ring = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        with painting(self) as painter:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for span, role in ((1000, "track"), (self._share, "accent")):
                if span:
                    pen = QPen(colour(role), width)
                    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
                    painter.setPen(pen)
                    painter.drawArc(ring, 90 * 16, -round(360 * 16 * span / 1000))
            painter.setPen(colour("text"))
            painter.setFont(sized_font(self._size * 0.24, 500))
            words = f"{self._share // 10}%"
            painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), words)


class LevelBar(QWidget):
    """A level as filled pieces out of the scale's steps."""

    def __init__(self, level: int = 0, steps: int = 4, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._level, self._steps = level, steps
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_level(self, level: int, steps: int, spoken: str = "") -> None:
        """Show `level` of `steps`."""
        self._level, self._steps = level, steps
        self.setAccessibleName(spoken or f"{level}/{steps}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Pieces of 18 × 8 every 22."""
        return QSize(px(22) * self._steps - px(4), px(8))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The pieces."""
        with painting(self) as painter:
            draw_levels(painter, QRectF(self.rect()), self._level, self._steps)


def draw_share(painter: QPainter, rect: QRectF, share: int, tint: QColor) -> None:
    """A rounded track with `share` permille filled."""
    box(painter, rect, rect.height() / 2, colour("track"))
    if share:
        width = max(rect.height(), rect.width() * share / 1000)
        filled = QRectF(rect.left(), rect.top(), width, rect.height())
        box(painter, filled, rect.height() / 2, tint)


def draw_levels(painter: QPainter, rect: QRectF, level: int, steps: int) -> None:
    """Level pieces from the left edge of `rect`, centred in its height; also for delegates."""
    top = rect.center().y() - px(4)
    for at in range(steps):
        piece = QRectF(rect.left() + at * px(22), top, px(18), px(8))
        box(painter, piece, px(4), colour("accent" if at < level else "track"))
