"""Strokes shared by the widgets that draw themselves."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QAbstractItemView, QWidget

from ui.theme import colour, font, metrics, px


@contextmanager
def painting(widget: QWidget) -> Iterator[QPainter]:
    """A smooth painter on `widget`, ended whatever happens."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    try:
        yield painter
    finally:
        painter.end()


def empty_words(view: QAbstractItemView, words: str) -> None:
    """What a list without rows says in the middle of its place."""
    painter = QPainter(view.viewport())
    painter.setPen(colour("muted"))
    painter.setFont(font("body"))
    side = metrics().card_padding
    room = view.viewport().rect().adjusted(side, side, -side, -side)
    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
    painter.drawText(room, int(flags), words)
    painter.end()


def box(
    painter: QPainter,
    rect: QRectF,
    radius: float,
    fill: QColor | None,
    border: QColor | None = None,
    width: float = 1,
) -> None:
    """A rounded box; the border lies inside `rect`."""
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    if border is None:
        painter.setPen(Qt.PenStyle.NoPen)
    else:
        painter.setPen(QPen(border, width))
        rect = rect.adjusted(width / 2, width / 2, -width / 2, -width / 2)
    painter.drawRoundedRect(rect, radius, radius)


def strip(painter: QPainter, rect: QRectF, radius: float, width: float, tint: QColor) -> None:
    """A colour strip along the left edge of a rounded box."""
    path = QPainterPath()
    path.addRoundedRect(rect, radius, radius)
    painter.save()
    painter.setClipRect(QRectF(rect.left(), rect.top(), width, rect.height()))
    painter.fillPath(path, tint)
    painter.restore()


def focus_ring(painter: QPainter, rect: QRectF, radius: float) -> None:
    """The 2 px accent ring of what has the keyboard."""
    box(painter, rect, radius, None, colour("accent"), px(2))


def dotted_focus(painter: QPainter, rect: QRectF, radius: float) -> None:
    """The dotted ring inside a chosen tile that has the keyboard."""
    pen = QPen(colour("text"), max(1.0, px(3) / 2), Qt.PenStyle.CustomDashLine)
    pen.setDashPattern([1.6, 1.6])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect, radius, radius)


def hairline(painter: QPainter, left: float, right: float, y: float) -> None:
    """A line of one device pixel between two rows."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(QPen(colour("line"), 1))
    painter.drawLine(round(left), round(y), round(right), round(y))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
