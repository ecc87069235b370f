"""An SVG of a protocol as a PNG for paper, sharp at 300 dots an inch."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

_DOTS_WIDE, _DOTS_HIGH_MOST = 1400, 2800


def svg_png(svg: bytes) -> bytes:
    """The drawing on white, 1400 dots wide; works on any thread."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    svg_image(svg).save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def svg_image(svg: bytes) -> QImage:
    """The same, not yet a file."""
    renderer = QSvgRenderer(QByteArray(svg))
    size = renderer.viewBoxF().size()
    share = size.height() / size.width() if size.width() else 1.0
    high = max(1, min(_DOTS_HIGH_MOST, round(_DOTS_WIDE * share)))
    picture = QImage(round(high / share), high, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    painter = QPainter(picture)
    renderer.render(painter)
    painter.end()
    return picture
