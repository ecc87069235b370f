"""The camera, an extra: only where QtMultimedia is installed (`python3 dev.py` says how)."""

from importlib.util import find_spec
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QCamera, QVideoFrame

EXTRA = 'pip install "PySide6-Addons>=6.10,<6.12"'
"""What installs the extra, in the environment the desk runs in."""


def is_installed() -> bool:
    """Whether this desk can use a camera at all."""
    return find_spec("PySide6.QtMultimedia") is not None


class Camera(QObject):
    """The cameras of this computer and what the chosen one sees."""

    seen = Signal(QImage)
    failed = Signal(str)  # what the system says; "" where it says nothing

    def __init__(self, parent: QObject | None = None) -> None:
        """Only where `is_installed`."""
        super().__init__(parent)
        from PySide6.QtMultimedia import QMediaCaptureSession, QMediaDevices, QVideoSink

        self.sink = QVideoSink(self)
        self._session = QMediaCaptureSession(self)
        self._session.setVideoSink(self.sink)
        self._devices = QMediaDevices(self)
        self._camera: QCamera | None = None
        self.sink.videoFrameChanged.connect(self._on_frame)

    def names(self) -> tuple[str, ...]:
        """The cameras, the system's own choice first."""
        from PySide6.QtMultimedia import QMediaDevices

        default = QMediaDevices.defaultVideoInput()
        found = sorted(QMediaDevices.videoInputs(), key=lambda one: one != default)
        return tuple(one.description() for one in found)

    def start(self, number: int) -> None:
        """Look through the camera of this number in `names`."""
        from PySide6.QtMultimedia import QCamera, QMediaDevices

        self.stop()
        default = QMediaDevices.defaultVideoInput()
        found = sorted(QMediaDevices.videoInputs(), key=lambda one: one != default)
        if number >= len(found):
            return
        self._camera = QCamera(found[number], self)
        self._camera.errorOccurred.connect(lambda _error, words: self.failed.emit(words))
        self._session.setCamera(self._camera)
        self._camera.start()

    def stop(self) -> None:
        """Close the camera: its light goes out."""
        if self._camera is not None:
            self._camera.stop()
            self._camera.deleteLater()
            self._camera = None

    def _on_frame(self, frame: "QVideoFrame") -> None:
        image = frame.toImage()
        if not image.isNull():
            self.seen.emit(image)
