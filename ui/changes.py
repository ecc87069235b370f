"""The one way for a change: a use case announces it, screens that care load again."""

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.domain.change import Change


class Changes(QObject):
    """Tells the screens, always on the window's thread."""

    happened = Signal(object)  # app.domain.change.Change
    _told = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._told.connect(self._on_told, Qt.ConnectionType.QueuedConnection)

    def announce(self, change: Change) -> None:
        """Say what changed; may be called from any thread, arrives when the window is free."""
        self._told.emit(change)

    @Slot(object)
    def _on_told(self, change: Change) -> None:
        self.happened.emit(change)
