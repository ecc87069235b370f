"""The one way for a change: a use case announces it, screens that care load again."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal, Slot


@dataclass(frozen=True, slots=True)
class Change:
    """What kinds of things are different now, such as "case", "person", "certificate", "sync"."""

    kinds: frozenset[str]

    def touches(self, *kinds: str) -> bool:
        """Whether any of `kinds` is among them."""
        return not self.kinds.isdisjoint(kinds)


class Changes(QObject):
    """Tells the screens, always on the window's thread."""

    happened = Signal(object)  # Change
    _told = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._told.connect(self._on_told, Qt.ConnectionType.QueuedConnection)

    def announce(self, kinds: frozenset[str]) -> None:
        """Say what changed; may be called from any thread, arrives when the window is free."""
        self._told.emit(Change(kinds))

    @Slot(object)
    def _on_told(self, change: Change) -> None:
        self.happened.emit(change)
