"""Draw widgets to pictures, and find texts that do not fit."""

import os
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSize
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QDialog,
    QLabel,
    QWidget,
)

from app.settings import Settings
from ui.theme import ThemeChoice, apply_theme, look
from ui.widgets.labels import ElidedLabel

DEEP = int(os.environ.get("INTYGA_EXAMPLES", "100")) > 100
"""Whether every look is drawn; else those in which sizes, letters, languages and themes meet."""

FILES = DEEP or "PYTEST_XDIST_WORKER" not in os.environ
"""Whether pictures are saved: where somebody runs some tests to look at what they draw."""

PICTURES = Path(__file__).resolve().parents[2] / "out" / "pictures"
DESK = QSize(1366, 768)
SMALL = QSize(1093, 614)
_FINGER = 44
_QUICKLY = 85  # zlib's first level; the picture is the same
_ROUNDS = 5  # a layout that gets another size asks those around it again

in_every_look = pytest.mark.parametrize(
    ("size", "scale", "language", "theme"),
    [(DESK, 100, "sv", "light"), (SMALL, 100, "en", "dark"), (DESK, 200, "sv", "light")],
)
"""A desk's size, the smallest one in English and dark, letters twice as large."""


def look_of(request: pytest.FixtureRequest) -> Settings:
    """The settings a drawn test asks for by its parameters; else light, 100 %, Swedish.

    A window built with them is dressed once; another look afterwards dresses every widget anew.
    """
    asked = request.node.callspec.params if hasattr(request.node, "callspec") else {}
    looks = {name: asked[name] for name in ("theme", "scale", "language") if name in asked}
    return msgspec.convert({"theme": "light", **looks}, Settings)


def dress(theme: ThemeChoice = "light", scale: int = 100) -> None:
    """Dress the application; widgets made before keep their old scale."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply_theme(app, theme, scale)


def settle(widget: QWidget) -> None:
    """Let layouts, styles and deletions take effect."""
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
    lay_out()


def lay_out() -> None:
    """Give every widget the place it is to have, and let nothing else happen.

    An answer from a worker that came with the last events has changed words, and the layouts have
    not heard of it yet; more events could bring the next one.
    """
    for _ in range(_ROUNDS):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)


def draw(widget: QWidget, name: str, size: QSize | None = None) -> Path:
    """Show `widget` at `size` and save it as out/pictures/`name`.png, where that file is to be.

    In a run on every core it is drawn as ever, but no file made that nobody would look at.
    """
    path = PICTURES / f"{name}.png"
    drawn = picture(widget, size)
    if not FILES:
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    if not drawn.save(str(path), "PNG", _QUICKLY):
        raise OSError(f"cannot write {path}")
    return path


def picture(widget: QWidget, size: QSize | None = None) -> QPixmap:
    """`widget` as it is shown at `size`."""
    if size is not None:
        widget.resize(size)
    widget.show()
    settle(widget)
    return widget.grab()


def clipped_texts(widget: QWidget) -> list[str]:
    """Texts of labels and buttons on view that do not fit and are not explained by a tooltip."""
    lay_out()
    seen = [child for child in widget.findChildren(QWidget) if child.isVisibleTo(widget)]
    cut = [
        f"{type(child).__name__} {child.objectName()}: {_text(child)}"
        for child in seen
        if _text(child) and (_is_clipped(child) or _sticks_out(child, widget))
    ]
    return [*cut, *_too_large(widget)]


def small_targets(widget: QWidget) -> list[str]:
    """Buttons, tiles and ticks on view that a gloved finger may miss: under 44 at 100 %."""
    least = _FINGER * look().scale // 100
    seen = [one for one in widget.findChildren(QAbstractButton) if one.isVisibleTo(widget)]
    return [
        f"{type(one).__name__} {one.objectName()} {one.text()}: {one.width()}x{one.height()}"
        for one in seen
        if one.isEnabled() and min(one.width(), one.height()) < least
    ]


def _too_large(widget: QWidget) -> list[str]:
    """Boxes on view that are larger than the window they stand over."""
    boxes = [one for one in widget.window().findChildren(QDialog) if one.isVisible()]
    if isinstance(widget, QDialog):
        boxes.append(widget)
    found = []
    for box in dict.fromkeys(boxes):
        over = _under(box)
        if over is not None and over.isVisible():
            room, size = over.size(), box.size()
            if size.width() > room.width() or size.height() > room.height():
                found.append(f"{type(box).__name__} {box.objectName()}: {size} over {room}")
    return found


def _under(box: QWidget) -> QWidget | None:
    """The window below, also of a box over a box."""
    over: QWidget | None = box
    while isinstance(over, QDialog):
        below = over.parentWidget()
        over = None if below is None else below.window()
    return over


def _sticks_out(child: QWidget, widget: QWidget) -> bool:
    """Whether part of it lies beyond the sides of what is on view.

    One can scroll up and down; sideways only where letters are enlarged.
    """
    place = child.parentWidget()
    while place is not None and place is not widget and not isinstance(place, QAbstractScrollArea):
        place = place.parentWidget()
    if isinstance(place, QAbstractScrollArea) and look().scale > 100:
        return False
    around = place.viewport() if isinstance(place, QAbstractScrollArea) else widget
    left = child.mapTo(around, child.rect().topLeft()).x() if around.isAncestorOf(child) else 0
    return left < -1 or left + child.width() > around.width() + 1


def _text(child: QWidget) -> str:
    return child.text() if isinstance(child, QLabel | QAbstractButton) else ""


def _is_clipped(child: QWidget) -> bool:
    if isinstance(child, ElidedLabel):
        return child.is_elided and not child.toolTip()
    if isinstance(child, QLabel) and child.wordWrap():
        return child.heightForWidth(child.width()) > child.height() + 1
    least = child.minimumSizeHint()
    return least.width() > child.width() + 1 or least.height() > child.height() + 1
