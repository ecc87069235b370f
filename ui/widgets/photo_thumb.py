"""A photo in small: a button that shows it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui.theme import colour, metrics, px, sized_font
from ui.widgets.painting import box, focus_ring, painting


class PhotoThumb(QAbstractButton):
    """Square, the middle of the photo in it; `more` others are told as a number over it."""

    def __init__(self, spoken: str) -> None:
        super().__init__()
        self._image: QImage | None = None
        self._more = 0
        self.setAccessibleName(spoken)
        self.setToolTip(spoken)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_image(self, image: QImage) -> None:
        """The photo; until then a quiet ground."""
        self._image = image
        self.update()

    def show_more(self, more: int) -> None:
        """How many photos stand behind this one."""
        self._more = more
        self.update()

    def sizeHint(self) -> QSize:
        """As high as a control."""
        return QSize(px(44), px(44))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Photo, number, frame."""
        with painting(self) as painter:
            rect = QRectF(self.rect())
            box(painter, rect, metrics().radius, colour("track"))
            if self._image is not None and not self._image.isNull():
                clip = QPainterPath()
                clip.addRoundedRect(rect, metrics().radius, metrics().radius)
                painter.setClipPath(clip)
                painter.drawImage(rect, self._image, _middle(self._image))
                painter.setClipping(False)
            if self._more:
                painter.setOpacity(0.8)
                box(painter, rect, metrics().radius, colour("card"))
                painter.setOpacity(1)
                painter.setFont(sized_font(14, 600))
                painter.setPen(colour("text"))
                painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), f"+{self._more}")
            box(painter, rect, metrics().radius, None, colour("control_border"))
            if self.hasFocus():
                focus_ring(painter, rect, metrics().radius)


def _middle(image: QImage) -> QRectF:
    side = min(image.width(), image.height())
    return QRectF((image.width() - side) / 2, (image.height() - side) / 2, side, side)
