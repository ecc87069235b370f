"""The ways a certificate comes in: typed, pasted, dropped, a file, the screen, the camera."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from app.domain.errors import UserError
from app.usecases.exports import ExportCheck, Exports
from app.usecases.verification import Verification
from ui.background import Background
from ui.grey import grey, screens
from ui.language import tr
from ui.screens.verify_camera import camera_box


class Ways(QObject):
    """Everything is checked off the window's thread; the answer comes back as a signal."""

    checked = Signal(object)  # Checked
    export_checked = Signal(object)  # ExportCheck
    unreadable = Signal(object)  # UserError
    said = Signal(str)  # nothing was there to check

    def __init__(
        self, owner: QWidget, verification: Verification, exports: Exports, background: Background
    ) -> None:
        super().__init__(owner)
        self._owner, self._verification, self._background = owner, verification, background
        self._exports = exports

    def text(self, text: str) -> None:
        """What a scanner, a clipboard or a hand gave; nothing for no text."""
        if text.strip():
            work = self._verification.check_text
            self._background.run(self._owner, lambda: work(text), self.checked.emit)

    def file(self, path: Path) -> None:
        """A PDF or a picture of a certificate, or an export with its manifest beside it."""
        self._run(lambda: self._file(path))

    def picture(self, image: QImage) -> None:
        """A picture in memory."""
        self._run(lambda: self._verification.check_grey([grey(image)]))

    def mime(self, mime: QMimeData) -> bool:
        """What was dropped or lies on the clipboard: a file, a picture, a link or a text."""
        files = [url.toLocalFile() for url in mime.urls() if url.isLocalFile()]
        links = [url.toString() for url in mime.urls() if not url.isLocalFile()]
        if files:
            self.file(Path(files[0]))
        elif mime.hasImage():
            self.picture(QImage(mime.imageData()))
        elif links or mime.text().strip():
            self.text(links[0] if links else mime.text())
        else:
            return False
        return True

    def screen(self) -> None:
        """Whatever code is visible on any screen now; nothing of the picture is kept."""
        seen = screens()
        if not seen:
            self.said.emit(tr("Skärmen går inte att läsa här. Ta en skärmbild och klistra in den."))
            return
        self._run(
            lambda: self._verification.check_grey([grey(image) for image in seen]),
            lambda _error: self.said.emit(
                tr("Ingen kod syns på skärmen. Ställ den bredvid det här fönstret, och läs igen.")
            ),
        )

    def camera(self) -> None:
        """The camera, or what is missing for it."""
        camera_box(self._owner, self._verification.codes_in_grey, self.text)

    def _run(
        self, work: Callable[[], object], failed: Callable[[UserError], object] | None = None
    ) -> None:
        """Beside the database's lane: a file that is slow to read holds up nothing else."""
        lane = self._background.network
        lane.run(self._owner, work, self._tell, failed or self.unreadable.emit)

    def _file(self, path: Path) -> object:
        if self._exports.is_export(path):
            return self._exports.check(path)
        return self._verification.check_file(path)

    def _tell(self, found: object) -> None:
        (self.export_checked if isinstance(found, ExportCheck) else self.checked).emit(found)
