"""The key of the safety stop while a practical runs: in every box, on every screen of the desk."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from ui.commands import BY_KEY

_NAME = "stop_key"


class StopKey(QObject):
    """Listens in whatever window has the keyboard; a shortcut of one window is deaf in a box."""

    pressed = Signal()

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self._owner = owner
        self._shortcuts: list[QShortcut] = []
        self._listens = False
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus)

    def listen(self, on: bool) -> None:
        """Hear the key, or be deaf to it."""
        self._listens = on
        here = QApplication.activeWindow()
        if on:
            self._hear_in(self._owner.window())
            if here is not None:
                self._hear_in(here)
        for shortcut in self._shortcuts:
            shortcut.setEnabled(on)

    def _on_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        if self._listens and now is not None:
            self._hear_in(now.window())

    def _hear_in(self, window: QWidget) -> None:
        if any(each.parent() is window for each in self._shortcuts):
            return
        shortcut = QShortcut(QKeySequence(BY_KEY["practical.stop"].keys), window)
        shortcut.setObjectName(_NAME)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(self.pressed)
        shortcut.destroyed.connect(lambda: self._forget(shortcut))
        self._shortcuts.append(shortcut)

    def _forget(self, gone: QShortcut) -> None:
        self._shortcuts = [each for each in self._shortcuts if each is not gone]
