"""Sends by itself while records wait: after a pause that grows, never in the window's way."""

import random
from datetime import date, datetime, timedelta
from enum import StrEnum
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.change import Change, Touched
from app.domain.clock import Clock
from app.domain.errors import UserError
from app.sync.backoff import next_delay
from ui.background import Background
from ui.status import Status

if TYPE_CHECKING:
    from app.usecases.syncing import RunResult, Syncing, SyncStatus

_LONG, _TOO_LONG = timedelta(hours=24), timedelta(days=7)


class Overdue(StrEnum):
    """How long the oldest record has waited (R62)."""

    NO = "no"
    DAY = "day"
    WEEK = "week"


class SyncTimer(QObject):
    """One run at a time on the network's worker; tells how it stands after each."""

    status_read = Signal(object)  # SyncStatus
    progressed = Signal(object)  # Progress
    running_changed = Signal(bool)
    failed = Signal(object)  # UserError of a run a person asked for

    def __init__(
        self,
        syncing: "Syncing",
        background: Background,
        shown: Status,
        clock: Clock,
        chance: random.Random | None = None,
    ) -> None:
        """`shown` is what the page head says; `chance` spreads the pauses."""
        super().__init__()
        self._syncing, self._background, self._shown = syncing, background, shown
        self._clock, self._chance = clock, chance or random.Random()
        self._stop = Event()
        self._asked = self._closed = False
        self.running = False
        self.status: SyncStatus | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._run)

    @property
    def next_try(self) -> datetime | None:
        """When it tries again by itself; None while nothing is planned."""
        if not self._timer.isActive():
            return None
        left = timedelta(milliseconds=self._timer.remainingTime())
        return self._clock.now() + left

    def start(self) -> None:
        """Look how it stands; one run even when nothing waits, for newer lists."""
        self._look(first=True)

    def look(self) -> None:
        """Count again what waits, and tell."""
        self._look()

    def today(self) -> date:
        """The day on the desk's clock."""
        return self._clock.now().date()

    def close(self) -> None:
        """No more runs and no more looks: the desk is locked, a colleague may open it anew."""
        self._closed = True
        self._stop.set()
        self._timer.stop()

    def try_now(self) -> None:
        """A run at once, asked for by a person: its error is told."""
        if not self.running:
            self._asked = True
            self._run()

    def run_for_news(self) -> None:
        """A run at once, since the node has something to tell; nobody waits for it."""
        if not (self.running or self._closed):
            self._run()

    def cancel(self) -> None:
        """Stop the run under way after the chunk at hand; what is acknowledged stays so."""
        self._stop.set()

    def on_change(self, change: Change) -> None:
        """Something was signed: it waits now."""
        if Touched.LOG in change.touched and not self.running:
            self._look()

    def overdue(self) -> Overdue:
        """How long the oldest record has waited here."""
        oldest = self.status.oldest if self.status else None
        if oldest is None:
            return Overdue.NO
        waited = self._clock.now() - oldest
        return (
            Overdue.WEEK if waited >= _TOO_LONG else Overdue.DAY if waited >= _LONG else Overdue.NO
        )

    def _look(self, *, first: bool = False) -> None:
        if self._closed:
            return

        def show(status: "SyncStatus") -> None:
            self._show(status)
            due = status.waiting or status.photos_waiting or status.coming or first
            if status.node is not None and due:
                self._plan(status.last_try.failures if status.last_try else 0)

        self._background.run(self, self._syncing.status, show)

    def _show(self, status: "SyncStatus") -> None:
        self.status = status
        reached = status.last_try is not None and not status.last_try.failures
        self._shown.network(
            online=reached and status.node is not None,
            waiting=status.waiting + status.photos_waiting if status.node is not None else 0,
            sending=self.running,
            enrolled=status.node is not None,
        )
        self.status_read.emit(status)

    def _plan(self, failures: int) -> None:
        if not self._timer.isActive() and not self.running:
            self._timer.start(round(1000 * next_delay(failures, self._chance)))

    def _run(self) -> None:
        self._timer.stop()
        self._stop.clear()
        self._set_running(running=True)
        lane = self._background.network
        tell = lane.relay(self, self.progressed.emit)
        lane.run(
            self,
            lambda: self._syncing.run(tell, self._stop.is_set),
            self._on_done,
            self._on_failed,
        )

    def _on_done(self, _result: "RunResult") -> None:
        self._asked = False
        self._set_running(running=False)
        self._look()

    def _on_failed(self, error: UserError) -> None:
        asked, self._asked = self._asked, False
        self._set_running(running=False)
        if asked:
            self.failed.emit(error)
        self._look()

    def _set_running(self, *, running: bool) -> None:
        self.running = running
        shown = self._shown
        shown.network(
            online=shown.online, waiting=shown.waiting, sending=running, enrolled=shown.enrolled
        )
        self.running_changed.emit(running)
