"""Locks the desk when nobody has touched it for a while; never during a candidate's test."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

from ui.appearance import Appearance

_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)
_MINUTE = 60_000


class AutoLock(QObject):
    """`due` after the minutes of the settings without key or mouse."""

    due = Signal()

    def __init__(
        self, appearance: Appearance, busy: Callable[[], bool], minute: int = _MINUTE
    ) -> None:
        """`busy`: a candidate is at the computer; `minute` in milliseconds."""
        super().__init__()
        self._appearance, self._busy, self._minute = appearance, busy, minute
        self._is_watching = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_time)

    def start(self) -> None:
        """Begin to watch."""
        if not self._is_watching:
            _application().focusWindowChanged.connect(self._watch)
        self._is_watching = True
        for window in QGuiApplication.topLevelWindows():
            self._watch(window)
        self._again()

    def stop(self) -> None:
        """Watch no more: the desk is locked."""
        self._timer.stop()
        if self._is_watching:
            _application().focusWindowChanged.disconnect(self._watch)
        self._is_watching = False
        for window in QGuiApplication.topLevelWindows():
            window.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Every touch begins the wait anew."""
        if event.type() in _TOUCHES:
            self._again()
        return super().eventFilter(watched, event)

    def _watch(self, window: QWindow | None) -> None:
        """Keys and mouse come to a window first; what its widgets tell each other is far more."""
        if window is not None:
            window.installEventFilter(self)

    def _on_time(self) -> None:
        if self._busy():
            self._again()
        else:
            self.due.emit()

    def _again(self) -> None:
        self._timer.start(self._appearance.settings.auto_lock_minutes * self._minute)


def _application() -> QGuiApplication:
    found = QGuiApplication.instance()
    assert isinstance(found, QGuiApplication)
    return found
