"""Photos of a case for looking at only: loaded whole, in the background."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from ui.screens.case.photo_strip import Load
from ui.screens.case.work import CaseWork


def large_photos(work: CaseWork) -> Load:
    """How a box that shows photos gets them."""

    def load(owner: QObject, sha256: str, show: Callable[[QImage], object]) -> None:
        photos = work.desk.photos
        work.background.run(owner, lambda: QImage.fromData(photos.content(sha256)), show)

    return load
