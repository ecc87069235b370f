"""The practical's clock on the screen: its beat, a pause, going on, after an interruption."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from ui.screens.case.practical_page import PracticalPage

HEARTBEAT = 5_000


class PracticalClock(QObject):
    """Beats while the practical runs; the time shown is the one that is durable."""

    over = Signal()  # the sitting does not run any more, by whatever ended it

    def __init__(self, pane: PracticalPage) -> None:
        super().__init__(pane)
        self._pane = pane
        self._heart = QTimer(self, interval=HEARTBEAT)
        self._heart.timeout.connect(self._on_beat)
        pane.left.pause_asked.connect(self.pause)
        pane.incident.confirmed.connect(self._on_confirmed)

    def follow(self) -> None:
        """Beat or rest, as the sitting does, and show its time."""
        sheet = self._pane.sheet
        if sheet is not None and self._pane.may_rate and sheet.paper_date is None:
            self._heart.start()
        else:
            self.rest()
        if sheet is not None:
            self._show(sheet.seconds)

    def rest(self) -> None:
        """No beat: there is no sitting, or it is about to end."""
        self._heart.stop()

    def pause(self) -> None:
        """Stop the clock; what is typed is stored first."""
        if self._pane.may_rate:
            self._pane.flush()
            self._do(self._pane.work.desk.practical.pause)

    def resume(self) -> None:
        """Let the clock run on."""
        self._do(self._pane.work.desk.practical.resume)

    def _on_confirmed(self) -> None:
        self._do(self._pane.work.desk.practical.confirm_incident)

    def _do(self, act: Callable[[UUID], object]) -> None:
        pane = self._pane
        assert pane.sheet is not None
        sitting_id = pane.sheet.sitting_id
        pane.run(lambda: act(sitting_id), lambda _none: pane.load())

    def _on_beat(self) -> None:
        pane = self._pane
        if not pane.may_rate or pane.sheet is None or not pane.window().isVisible():
            self.rest()
            return
        sitting_id, practical = pane.sheet.sitting_id, pane.work.desk.practical
        pane.work.background.run(
            self, lambda: practical.heartbeat(sitting_id), self._show, lambda _over: self._on_over()
        )

    def _on_over(self) -> None:
        self.rest()
        self.over.emit()

    def _show(self, seconds: int) -> None:
        pane = self._pane
        if pane.sheet is None:
            return
        if pane.sheet.paper_date is not None:
            pane.left.show_paper(pane.sheet.paper_date)
        else:
            pane.left.show_clock(seconds, pane.sheet.minutes)
        over = pane.is_over or pane.sheet.paper_date is not None
        pane.side.summary.show_time(seconds, pane.sheet.minutes, over=over)
