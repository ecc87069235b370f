"""The desk's own icons: drawn by us as SVG, tinted by the theme, sharp at any pixel density."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ui.paths import ICONS
from ui.theme import colour


def icon_names() -> list[str]:
    """Every icon there is, sorted."""
    return sorted(path.stem for path in ICONS.glob("*.svg"))


def draw_icon(painter: QPainter, name: str, rect: QRectF, tint: QColor) -> None:
    """Draw icon `name` into `rect` in the colour `tint`; KeyError if there is no such icon."""
    size = QSize(round(rect.width()), round(rect.height()))
    ratio = painter.device().devicePixelRatio()
    painter.drawPixmap(rect.topLeft(), icon_pixmap(name, size.width(), tint, ratio))


def icon(name: str, role: str = "text", size: int = 24) -> QIcon:
    """A QIcon in a role's colour, for menus and actions; ask again after a change of theme."""
    made = QIcon()
    for ratio in (1.0, 2.0):
        made.addPixmap(icon_pixmap(name, size, colour(role), ratio))
    return made


def icon_pixmap(name: str, size: int, tint: QColor, ratio: float = 1.0) -> QPixmap:
    """Icon `name` as a square of `size` logical pixels at the device pixel ratio `ratio`."""
    return _rendered(name, size, tint.name(QColor.NameFormat.HexRgb), ratio)


@lru_cache(maxsize=512)
def _rendered(name: str, size: int, tint: str, ratio: float) -> QPixmap:
    drawing = _drawing(name).replace("currentColor", tint)
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter)
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


@lru_cache(maxsize=128)
def _drawing(name: str) -> str:
    path = ICONS / f"{name}.svg"
    if not path.is_file():
        raise KeyError(f"no icon {name!r}; there are {', '.join(icon_names())}")
    return path.read_text(encoding="utf-8")
