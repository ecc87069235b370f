"""Photos in the practical: from a file, the clipboard, a drop or a camera; seen, taken away."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication, QImage

from app.domain.errors import UserError
from app.usecases.photo_making import LARGEST_FILE, PhotoNotRead, PhotoTooLarge
from app.usecases.practical_sheet import Photo
from ui.language import tr
from ui.screens.case.photo_box import PhotoBox
from ui.screens.case.photo_strip import small
from ui.screens.case.practical_page import PracticalPage
from ui.screens.choose_file import open_file

PATTERNS = "*.jpg *.jpeg *.png *.webp *.bmp"


class PracticalPhotos(QObject):
    """What is done with photos on the criterion on view."""

    shown = Signal(str, tuple)  # criterion id, the photos it has now

    def __init__(self, pane: PracticalPage) -> None:
        super().__init__(pane)
        self._pane = pane
        self._known: dict[str, QImage] = {}
        card = pane.card
        card.photos.load_by(self._load_small)
        card.photos.chosen.connect(self._view)
        card.photo.clicked.connect(self.choose)
        card.dropped.connect(self.take)
        card.note.picture_pasted.connect(lambda: self.paste())

    def choose(self) -> None:
        """Ask for a file."""
        if self._pane.may_rate:
            open_file(self._pane, tr("Välj en bild"), PATTERNS, self._add_file)

    def paste(self) -> None:
        """The picture, or the picture file, on the clipboard."""
        self.take(QGuiApplication.clipboard().mimeData())

    def take(self, given: QMimeData) -> None:
        """What was dropped or lies on the clipboard; nothing where it holds no picture."""
        if not self._pane.may_rate:
            return
        files = [Path(url.toLocalFile()) for url in given.urls() if url.isLocalFile()]
        if files:
            for path in files:
                self._add_file(path)
        elif given.hasImage():
            image = QImage(given.imageData())
            self._add(lambda: _as_file(image))

    def _add_file(self, path: Path) -> None:
        self._add(lambda: _content(path))

    def _add(self, read: Callable[[], bytes]) -> None:
        """Keep the picture with the criterion that is on view now, wherever one goes meanwhile."""
        pane = self._pane
        if pane.sheet is None or pane.book is None:
            return
        sitting_id, criterion_id = pane.sheet.sitting_id, pane.book.current
        photos = pane.work.desk.photos
        pane.card.show_reading(True)
        self._keep(criterion_id, lambda: photos.add(sitting_id, criterion_id, read()))

    def _keep(self, criterion_id: str, act: Callable[[], tuple[Photo, ...]]) -> None:
        self._pane.work.background.run(
            self, act, lambda shown: self._on_kept(criterion_id, shown), self._on_refused
        )

    def _on_kept(self, criterion_id: str, photos: tuple[Photo, ...]) -> None:
        self._pane.card.show_reading(False)
        self.shown.emit(criterion_id, photos)

    def _on_refused(self, error: UserError) -> None:
        self._pane.card.show_reading(False)
        self._pane.show_error(error)

    def _view(self, at: int) -> None:
        pane = self._pane
        if pane.book is None:
            return
        opened = PhotoBox(
            pane, pane.book.here.photos, at, self._load_large, locked=not pane.may_rate
        )
        criterion_id = pane.book.current
        opened.removed.connect(lambda photo: self._remove(criterion_id, photo))
        opened.open()

    def _remove(self, criterion_id: str, photo: Photo) -> None:
        photos = self._pane.work.desk.photos
        self._keep(criterion_id, lambda: photos.remove(photo.id))
        self._pane.offer_undo(
            tr("Fotot är borttaget."),
            lambda: self._keep(criterion_id, lambda: photos.add_again(photo.id)),
        )

    def _load_small(self, owner: QObject, sha256: str, show: Callable[[QImage], object]) -> None:
        if sha256 in self._known:
            show(self._known[sha256])
            return
        photos = self._pane.work.desk.photos

        def loaded(image: QImage) -> None:
            self._known[sha256] = image
            show(image)

        self._pane.work.background.run(owner, lambda: small(photos.content(sha256)), loaded)

    def _load_large(self, owner: QObject, sha256: str, show: Callable[[QImage], object]) -> None:
        photos = self._pane.work.desk.photos
        self._pane.work.background.run(owner, lambda: QImage.fromData(photos.content(sha256)), show)


def _content(path: Path) -> bytes:
    """The file's bytes. Raises PhotoNotRead, PhotoTooLarge."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise PhotoTooLarge(0)
        return path.read_bytes()
    except OSError as error:
        raise PhotoNotRead from error


def _as_file(image: QImage) -> bytes:
    """A picture of the clipboard as a PNG file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())
