"""A hand scanner types like nobody can: a code that is whole is taken though no Enter came."""

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal
from PySide6.QtWidgets import QLineEdit

_QUIET = 150
_PACE = 40
_LEAST = 300


class ScannerField(QObject):
    """Watches a field; only a fast burst that has ended and that is a whole code is taken.

    What is typed by hand, slowly, is left until Enter.
    """

    scanned = Signal(str)

    def __init__(
        self,
        edit: QLineEdit,
        is_whole: Callable[[str], bool],
        now: Callable[[], int] | None = None,
    ) -> None:
        """`now` gives milliseconds that only grow."""
        super().__init__(edit)
        self._edit, self._is_whole = edit, is_whole
        self._watch = QElapsedTimer()
        self._watch.start()
        self._now = now or self._watch.elapsed
        self._first = self._last = self._count = 0
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_QUIET)
        self._quiet.timeout.connect(self.settle)
        edit.textEdited.connect(self._on_edited)

    def settle(self) -> None:
        """The keys have rested: take what they gave if it is a code."""
        text = self._edit.text()
        if self._count >= _LEAST and self._is_fast() and self._is_whole(text):
            self._count = 0
            self.scanned.emit(text)

    def _on_edited(self, text: str) -> None:
        if len(text) <= 1:
            self._first, self._count = self._now(), 0
        self._count += 1
        self._last = self._now()
        self._quiet.start()

    def _is_fast(self) -> bool:
        return (self._last - self._first) / max(1, self._count) < _PACE
