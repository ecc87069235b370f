"""A window open for looking: its bar, what is shut, and the question once the first is closed."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from ui.application import Shell
from ui.figures import clock_time, short_day_and_time
from ui.first_window import show_first
from ui.language import tr
from ui.reading_guard import ReadingGuard
from ui.sync_timer import SyncTimer
from ui.widgets.confirm_box import ask
from ui.widgets.reading_bar import ReadingBar

if TYPE_CHECKING:
    from app.workspace import Desks, Workspace

_LOOK = 2000


class QuietTimer(SyncTimer):
    """Says how it stands and never sends: the window that writes does."""

    def try_now(self) -> None:
        """Nothing is sent from here."""

    def _plan(self, failures: int) -> None:
        """Nothing is planned here."""


class Looking(QObject):
    """From `begin` to `end`; asks once when the window can write, and again by its button."""

    write_wanted = Signal()

    def __init__(self, shell: Shell, desks: "Desks", workspace: "Workspace") -> None:
        super().__init__()
        self._shell, self._desks, self._kind = shell, desks, workspace.kind
        self._writer = desks.writer(workspace.kind)
        self._today = workspace.desk.clock.now().date()
        self._is_free = self._asked = False
        self._bar: ReadingBar | None = None
        self._guard = ReadingGuard(shell.window, why_words)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Show the bar, shut what writes, watch the first window."""
        self._shell.window.set_bar(self._make_bar)
        self._guard.begin()
        self._timer.start()

    def end(self) -> None:
        """Take bar and guard away: the desk is left, or it writes now."""
        self._timer.stop()
        self._guard.end()
        self._shell.window.set_bar(None)

    def look(self) -> None:
        """Whether the first window has been closed, or another has taken its place."""
        free = self._desks.is_free(self._kind)
        writer = self._desks.writer(self._kind)
        if (free, writer) != (self._is_free, self._writer):
            self._is_free, self._writer = free, writer
            self._show()
        if free and not self._asked:
            self._asked = True
            self._ask()
        if not free:
            self._asked = False

    def refresh(self) -> None:
        """Read again what is on view."""
        window = self._shell.window
        if window.here:
            window.screen_of(window.here).refresh()

    def _ask(self) -> None:
        ask(
            self._shell.window,
            tr("Det andra fönstret är stängt. Skriva här i stället?"),
            tr("Det du ser här blir möjligt att ändra. Inget har gått förlorat."),
            tr("Skriv här i stället"),
            self.write_wanted.emit,
        )

    def _forward(self) -> None:
        show_first(self, self._desks.window_name(self._kind), self._on_forward)

    def _on_forward(self, answered: bool) -> None:
        if not answered:
            self._shell.window.toast(tr("Det andra fönstret svarar inte. Leta bland programmen."))

    def _make_bar(self) -> QWidget:
        self._bar = ReadingBar()
        self._bar.forward_asked.connect(self._forward)
        self._bar.refresh_asked.connect(self.refresh)
        self._bar.write_asked.connect(self.write_wanted)
        self._show()
        return self._bar

    def _show(self) -> None:
        if self._bar is None:
            return
        writer = self._writer
        at = writer.since if writer else None
        today = at is not None and at.date() == self._today
        since = (clock_time(at) if today else short_day_and_time(at)) if at else ""
        self._bar.show_writer(writer.who if writer else "", since, is_free=self._is_free)


def why_words() -> str:
    """Why something is shut."""
    return tr("Öppnad för läsning: det andra fönstret skriver. Gör det där.")
