"""Hears at once what the node tells, while it is reached and nothing is sent; else keeps quiet."""

import random
import threading
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.errors import UserError
from app.sync.backoff import next_delay
from ui.background import Background

if TYPE_CHECKING:
    from app.sync.listening import Listening
    from app.usecases.hearing import Hearing
    from app.usecases.syncing import SyncStatus

_TOO_SOON = 5.0
"""Seconds: an answer without news that comes earlier is none to hurry back for."""


class FeedListener(QObject):
    """One wait at a time, in a thread that holds nothing of the desk and is left when it locks."""

    news = Signal()
    _heard = Signal(object)  # what the wait came to: True, False, or None when it failed

    def __init__(
        self, hearing: "Hearing", background: Background, chance: random.Random | None = None
    ) -> None:
        super().__init__()
        self._hearing, self._background = hearing, background
        self._chance = chance or random.Random()
        self._line: Listening | None = None
        self._closed, self._turn, self._is_out = threading.Event(), threading.Lock(), False
        self._waits, self._failures = False, 0
        self._asked_at = self._news_at = -1
        self._heard.connect(self._on_heard)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self._listen)

    @property
    def waits(self) -> bool:
        """Whether the node is asked just now."""
        return self._waits

    def on_status(self, status: "SyncStatus") -> None:
        """Listen while the last run reached the node; a failed one says when to try again."""
        is_reached = status.last_try is not None and not status.last_try.failures
        if status.node is not None and is_reached and not self._again.isActive():
            self._listen()

    def close(self) -> None:
        """Hear nothing more; a wait under way ends by itself, unheard, and lets go of the line."""
        self._again.stop()
        with self._turn:
            self._closed.set()
            is_out = self._is_out
        if not is_out:
            self._let_go()

    def _let_go(self) -> None:
        if self._line is not None:
            self._line.close()

    def _listen(self) -> None:
        if self._waits or self._closed.is_set():
            return
        self._waits = True
        self._background.run(self, self._cursor, self._begin, lambda _error: self._rest())

    def _cursor(self) -> int:
        if self._line is None:
            self._line = self._hearing.line()
        return self._hearing.cursor()

    def _begin(self, cursor: int) -> None:
        line = self._line
        if line is None:
            return
        if self._closed.is_set():
            self._let_go()
            return
        if cursor == self._news_at:  # told already, and the run did not take it in
            self._news_at = -1
            self._rest()
            return
        self._asked_at, self._is_out = cursor, True
        threading.Thread(target=self._wait, args=(line, cursor), daemon=True).start()

    def _wait(self, line: "Listening", cursor: int) -> None:
        """On the thread: touches the line alone."""
        began = time.monotonic()
        try:
            heard: bool | None = line.wait(cursor)
        except UserError:
            heard = None
        if heard is False and time.monotonic() - began < _TOO_SOON:
            heard = None
        with self._turn:
            self._is_out = False
            is_closed = self._closed.is_set()
        if is_closed:
            line.close()
            return
        self._heard.emit(heard)

    def _on_heard(self, heard: object) -> None:
        if heard is None:
            self._rest()
            return
        self._waits, self._failures = False, 0
        if heard:
            self._news_at = self._asked_at
            self.news.emit()  # the run that follows has this listen again
        else:
            self._listen()

    def _rest(self) -> None:
        """Ask again later, and later still; what is missed meanwhile comes with the next run."""
        self._waits = False
        self._failures += 1
        if not self._closed.is_set():
            self._again.start(round(1000 * next_delay(self._failures, self._chance)))
