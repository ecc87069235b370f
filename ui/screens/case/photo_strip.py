"""The photos of the criterion on view, in small; the rest behind the last one."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.usecases.practical_sheet import Photo
from ui.language import tr
from ui.theme import metrics, px
from ui.widgets.photo_thumb import PhotoThumb

_SHOWN = 3
Load = Callable[[QObject, str, Callable[[QImage], object]], object]
"""Loads the photo with a hash and gives it when it is there, unless the first is gone by then."""


class PhotoStrip(QWidget):
    """At most three; a press shows them large, beginning with the one pressed."""

    chosen = Signal(int)  # its place among the photos

    def __init__(self) -> None:
        super().__init__()
        self._load: Load | None = None
        self._photos: tuple[Photo, ...] = ()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(metrics().gap_tiny)
        self.thumbs: list[PhotoThumb] = []
        self.hide()

    def load_by(self, load: Load) -> None:
        """Where the photos come from."""
        self._load = load

    def show_photos(self, photos: tuple[Photo, ...]) -> None:
        """Show these; hidden without any."""
        self.setVisible(bool(photos))
        if photos == self._photos:
            return
        self._photos = photos
        for thumb in self.thumbs:
            thumb.hide()
            thumb.deleteLater()
        shown = photos[:_SHOWN]
        self.thumbs = [self._thumb(at, photo, len(photos)) for at, photo in enumerate(shown)]
        if len(photos) > _SHOWN:
            self.thumbs[-1].show_more(len(photos) - _SHOWN + 1)

    def _thumb(self, at: int, photo: Photo, count: int) -> PhotoThumb:
        words = tr("Foto {at} av {count}: visa").format(at=at + 1, count=count)
        thumb = PhotoThumb(words)
        thumb.setObjectName(f"photo_{at + 1}")
        thumb.clicked.connect(lambda _on=False: self.chosen.emit(at))
        self._row.addWidget(thumb, 0, Qt.AlignmentFlag.AlignVCenter)
        if self._load is not None:
            self._load(thumb, photo.sha256, thumb.show_image)
        return thumb


def small(content: bytes) -> QImage:
    """The photo as a thumbnail on any screen; none of one the node alone has. For the worker."""
    image = QImage.fromData(content)
    if image.isNull():
        return image
    side = px(44) * 2
    return image.scaled(
        side,
        side,
        Qt.AspectRatioMode.KeepAspectRatioByExpanding,
        Qt.TransformationMode.SmoothTransformation,
    )
