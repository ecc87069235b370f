"""Pictures of the screen, a clipboard or a camera, made grey for whoever looks for codes."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter

from app.usecases.verification import GreyPicture


def grey(image: QImage) -> GreyPicture:
    """The picture on white, one byte a pixel. May be called on any thread."""
    if image.hasAlphaChannel():
        image = _on_white(image)
    made = image.convertToFormat(QImage.Format.Format_Grayscale8)
    lines = made.bytesPerLine()
    pixels = memoryview(bytes(made.constBits())).cast("B")
    return GreyPicture(pixels[: lines * made.height()], lines, made.height())


def screens() -> tuple[QImage, ...]:
    """What every screen shows now; none where the system does not let a program look."""
    found = (screen.grabWindow(0).toImage() for screen in QGuiApplication.screens())
    return tuple(image for image in found if not image.isNull())


def _on_white(image: QImage) -> QImage:
    made = QImage(image.size(), QImage.Format.Format_RGB32)
    made.fill(Qt.GlobalColor.white)
    painter = QPainter(made)
    painter.drawImage(0, 0, image)
    painter.end()
    return made
