"""What all tiles share: frame by state, texts that wrap, the tick of the chosen one."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractButton

from ui.icons import draw_icon
from ui.theme import colour, metrics, px, sized_font
from ui.theme_roles import TONES, Tone
from ui.widgets.painting import box, dotted_focus, focus_ring

WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


def tile_frame(painter: QPainter, tile: QAbstractButton, tone: Tone) -> None:
    """Ground and border: quiet, under the mouse, chosen in its tone, with keyboard focus."""
    rect, radius = QRectF(tile.rect()), metrics().radius + px(2)
    pair = TONES[tone]
    if tile.isChecked():
        box(painter, rect, radius, colour(pair.ground), colour(pair.full), px(2))
    else:
        lit = tile.underMouse() and tile.isEnabled()
        border = colour("accent" if lit else "control_border")
        box(painter, rect, radius, colour("card"), border)
    if not tile.hasFocus():
        return
    if tile.isChecked():
        inset = px(5)
        dotted_focus(painter, rect.adjusted(inset, inset, -inset, -inset), radius - px(3))
    else:
        focus_ring(painter, rect, radius)


def mark_tile(
    painter: QPainter, rect: QRectF, text: str, letters: QFont, full: Tone | None
) -> None:
    """The small square with a number or letter; filled in its tone when chosen."""
    ground = colour(TONES[full].full) if full else colour("track")
    box(painter, rect, px(6) if rect.height() < px(32) else px(10), ground)
    painter.setPen(colour(TONES[full].on_full if full else "muted"))
    painter.setFont(letters)
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), text)


def tick(painter: QPainter, right: float, middle: float, side: int, tint: QColor) -> None:
    """The tick of the chosen tile, its right edge at `right`."""
    draw_icon(painter, "check", QRectF(right - side, middle - side / 2, side, side), tint)


def wrapped_height(letters: QFont, text: str, width: int) -> int:
    """How high `text` is when wrapped to `width`."""
    if not text:
        return 0
    room = QRect(0, 0, max(1, width), 100_000)
    return QFontMetrics(letters).boundingRect(room, WRAPPED, text).height()


def largest_that_fits(text: str, width: int) -> QFont:
    """The largest of 15 to 12 in which the longest word of `text` fits in `width`."""
    longest = max(text.split(), key=len, default="")
    for pixels in (15, 14, 13):
        letters = sized_font(pixels, 600)
        if QFontMetrics(letters).horizontalAdvance(longest) <= width:
            return letters
    return sized_font(12, 600)


def draw_wrapped(
    painter: QPainter, rect: QRectF, text: str, letters: QFont, tint: QColor, flags: int = WRAPPED
) -> None:
    """Draw `text` wrapped into `rect`."""
    painter.setPen(tint)
    painter.setFont(letters)
    painter.drawText(rect, flags, text)
