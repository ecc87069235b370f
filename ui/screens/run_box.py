"""A box in which something long runs: asks, shows how far it is, can be stopped, tells the end."""

from collections.abc import Callable
from threading import Event
from typing import TypeVar

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QWidget

from app.domain.errors import UserError
from app.usecases.batch_report import BatchProgress, Cancelled, Tell
from ui.background import Background
from ui.language import tr
from ui.screens.batch_progress import BatchProgressPart
from ui.screens.box import Box
from ui.widgets.buttons import PrimaryButton

T = TypeVar("T")


class RunBox(Box):
    """Escape and the button stop the work at the next whole certificate, then the end is told.

    When the desk is locked the box closes at once; the work stops at the next whole one too.
    """

    def __init__(
        self, parent: QWidget, heading: str, act: PrimaryButton, background: Background
    ) -> None:
        super().__init__(parent, heading, act, tr("Avbryt"))
        self._lane = background.network
        self._stop = Event()
        self._leaving = False
        self.is_running = False
        self.progress = BatchProgressPart()
        self.progress.hide()
        self.leave.setObjectName("batch_leave")

    def run(
        self,
        work: Callable[[Tell, Cancelled], T],
        done: Callable[[T], object],
        failed: Callable[[UserError], object] | None = None,
    ) -> None:
        """Do `work` beside the window; one at a time."""
        if self.is_running:
            return
        self._stop, self.is_running = Event(), True
        stop, lane = self._stop, self._lane
        tell: Tell = lane.relay(self, self._on_progress)

        def ended(value: T) -> None:
            self._end()
            done(value)

        def refused(error: UserError) -> None:
            self._end()
            (failed or self.show_error)(error)

        lane.run(self, lambda: work(tell, lambda: stop.is_set() or lane.is_closed), ended, refused)

    def show_running(self) -> None:
        """Only how far it is, and the button that stops it."""
        self.errors.clear()
        self.progress.start()
        self.progress.show()
        self.act.hide()
        self.leave.setText(tr("Avbryt"))
        self.leave.setEnabled(True)
        self.leave.setFocus()

    def reject(self) -> None:
        """Leave the box; while something runs, stop that first and stay to tell how it ended."""
        if self.is_running and not self._leaving:
            self._stop.set()
            self.leave.setText(tr("Avbryter …"))
            self.leave.setEnabled(False)
            return
        self._stop.set()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closed by the lock: nobody waits for how it ended."""
        self._leaving = not event.spontaneous()
        super().closeEvent(event)

    def _on_progress(self, progress: BatchProgress) -> None:
        if self.is_running:
            self.progress.show_progress(progress)

    def _end(self) -> None:
        self.is_running = False
        self.progress.hide()
        self.act.show()
        self.leave.setText(tr("Stäng"))
        self.leave.setEnabled(True)
