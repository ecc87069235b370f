"""The time left between two heartbeats: runs here, is set right by every beat."""

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.theory_clock import BEAT_SECONDS

_FLICKER = 1  # a beat that gives back one second is a rounding, not a gift


class Countdown(QObject):
    """Never above the last beat; asks for a beat every five seconds and when it reaches 0."""

    changed = Signal(int)  # seconds left
    beat_due = Signal()

    def __init__(self, parent: QObject, seconds: Callable[[], float] = monotonic) -> None:
        super().__init__(parent)
        self._seconds = seconds
        self._beat, self._at, self._left = 0, 0.0, 0
        self._second = QTimer(self)
        self._second.setInterval(250)
        self._second.timeout.connect(self._on_second)
        self._heart = QTimer(self)
        self._heart.setInterval(BEAT_SECONDS * 1000)
        self._heart.timeout.connect(self.beat_due)

    @property
    def left(self) -> int:
        """Seconds left as shown."""
        return self._left

    @property
    def runs(self) -> bool:
        """Whether time is passing."""
        return self._heart.isActive()

    def start(self, left: int) -> None:
        """Run from `left` seconds."""
        self._beat, self._at = left, self._seconds()
        self._show(left)
        self._second.start()
        self._heart.start()

    def stop(self) -> None:
        """Stand still."""
        self._second.stop()
        self._heart.stop()

    def beaten(self, left: int) -> None:
        """What the last heartbeat says is left."""
        self._beat, self._at = left, self._seconds()
        if left - self._left != _FLICKER:
            self._show(left)

    def _on_second(self) -> None:
        left = max(0, self._beat - int(self._seconds() - self._at))
        if left < self._left:
            self._show(left)
            if left == 0:
                self.beat_due.emit()

    def _show(self, left: int) -> None:
        self._left = left
        self.changed.emit(left)
