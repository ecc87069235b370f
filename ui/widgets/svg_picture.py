"""A drawing (SVG) on a light ground in every theme, as large as its place allows."""

from PySide6.QtCore import QByteArray, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import metrics, px
from ui.theme_roles import LIGHT
from ui.widgets.painting import box, painting

_EMPTY = QSizeF(4, 3)


class SvgPicture(QWidget):
    """Keeps the drawing's proportions; its ground is light because drawings are dark lines."""

    def __init__(self, parent: QWidget | None = None, *, padding: int = 12) -> None:
        """`padding` around the drawing in pixels at 100 %."""
        super().__init__(parent)
        self._renderer = QSvgRenderer(self)
        self._padding = padding
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def is_drawn(self) -> bool:
        """Whether there is a drawing that can be drawn."""
        return self._renderer.isValid()

    def show_picture(self, svg: bytes, spoken: str) -> None:
        """Show a drawing; `spoken` says it in words to screen readers."""
        self._renderer.load(QByteArray(svg))
        self._renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
        self.setAccessibleName(spoken)
        self.updateGeometry()
        self.update()

    def natural(self) -> QSizeF:
        """The size the drawing was made at, in pixels at 100 %."""
        size = self._renderer.viewBoxF().size()
        return size if self.is_drawn and not size.isEmpty() else _EMPTY

    def fitted(self, room: QSize) -> QSize:
        """The size of this widget when the drawing fills `room` as well as it can."""
        size = self.natural().scaled(QSizeF(room), Qt.AspectRatioMode.KeepAspectRatio)
        return size.toSize()

    def sizeHint(self) -> QSize:
        """Room enough to read the drawing."""
        return QSize(px(480), px(280))

    def minimumSizeHint(self) -> QSize:
        """Smaller than this one has to enlarge it."""
        return QSize(px(240), px(170))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Light ground, the drawing in the middle."""
        with painting(self) as painter:
            rect = QRectF(self.rect())
            box(painter, rect, metrics().card_radius, QColor(LIGHT.card), QColor(LIGHT.line))
            if self.is_drawn:
                inset = px(self._padding)
                self._renderer.render(painter, rect.adjusted(inset, inset, -inset, -inset))
