"""Copies of the desk by themselves while it is open; what goes wrong is said once."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ui.background import Background

if TYPE_CHECKING:
    from app.usecases.backups import Backups

_LOOK = 5 * 60 * 1000


class BackupTimer(QObject):
    """Looks every few minutes whether a copy is due; the copy is made beside the work."""

    troubled = Signal()

    def __init__(self, backups: "Backups", background: Background, look: int = _LOOK) -> None:
        super().__init__()
        self._backups, self._background = backups, background
        self._timer = QTimer(self)
        self._timer.setInterval(look)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Begin to look."""
        self._timer.start()

    def stop(self) -> None:
        """Look no more: the desk is being left."""
        self._timer.stop()

    def look(self) -> None:
        """A copy if one is due."""
        self._background.run(self, self._backups.keep_if_due, self._on_kept)

    def _on_kept(self, is_new_trouble: object) -> None:
        if is_new_trouble:
            self.troubled.emit()
