"""From first start over unlock to an open desk, and back when it is locked."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from app.domain.clock import Clock
from app.domain.desks import DeskKind
from app.domain.errors import UserError
from ui.actions import bind
from ui.application import Shell
from ui.auto_lock import AutoLock
from ui.backup_timer import BackupTimer
from ui.desk_screens import DeskRooms, register_screens
from ui.door import Door
from ui.language import tr
from ui.sync_timer import Overdue, SyncTimer
from ui.widgets.confirm_box import ask

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.desks import AssessorCard
    from app.usecases.restores import Restored
    from app.workspace import Desks, Workspace
    from ui.door import Entrance
    from ui.feed_listener import FeedListener
    from ui.first_window import FirstWindow
    from ui.looking import Looking
    from ui.screens.restore import Restore
    from ui.screens.unlock import Unlock


class Session(QObject):
    """Who is at the desk now; nobody while it is locked."""

    opened = Signal(object)  # Workspace
    locked = Signal()

    def __init__(self, shell: Shell, desks: "Desks", clock: Clock) -> None:
        super().__init__()
        self._shell, self._desks, self._clock = shell, desks, clock
        self._door = Door(desks, shell.background, clock)
        self.workspace: Workspace | None = None
        self.runner: SyncTimer | None = None
        self._copies: BackupTimer | None = None
        self._restoring: Restore | None = None
        self._looking: Looking | None = None
        self._first: FirstWindow | None = None
        self._listener: FeedListener | None = None
        self._receipt = ""
        self._reminded = False
        self._auto_lock = AutoLock(shell.appearance, lambda: shell.window.isFullScreen())
        self._auto_lock.due.connect(self.lock)
        bind(shell.window, "lock", self.lock)
        bind(shell.window, "search", self.search)

    def start(self) -> None:
        """Show where somebody begins: first start, or unlock."""
        if self._desks.existing():
            self._show_unlock()
        else:
            self._show_first_start(None)

    def lock(self, then: "Callable[[], object] | None" = None) -> None:
        """Store what is typed, forget the keys, ask who works; or go on with `then`."""
        window, workspace = self._shell.window, self.workspace
        if workspace is None or window.isFullScreen() or not self._may_leave():
            return
        self._auto_lock.stop()
        self._stop_clocks()
        self.workspace = None
        for box in window.findChildren(QDialog):
            box.close()
        window.furnish(())
        window.take_over(QWidget())  # nothing of the desk is seen while the last run ends
        self._after_network(lambda: _leave(workspace), then or self._show_unlock)
        self.locked.emit()

    def search(self) -> None:
        """To the field that finds anybody."""
        if self.workspace is not None and not self._shell.window.isFullScreen():
            self._shell.window.go("people")

    def close(self) -> None:
        """The window is closed: let go of the file once the work under way is done."""
        self._auto_lock.stop()
        self._stop_clocks()
        if self._restoring is not None:
            self._restoring.leave()
        self._shell.close()
        if self.workspace is not None:
            _leave(self.workspace)

    def restore(self) -> None:
        """Asked for in Settings: the desk is locked, then a copy of it is chosen."""
        if self.workspace is not None:
            kind = self.workspace.kind
            self.lock(lambda: self._show_restore(kind))

    def _stop_clocks(self) -> None:
        """Nothing runs by itself any more, and the window is no longer the one that writes."""
        if self.runner is not None:
            self.runner.close()
        if self._copies is not None:
            self._copies.stop()
        if self._looking is not None:
            self._looking.end()
        if self._first is not None:
            self._first.close()
        if self._listener is not None:
            self._listener.close()
        self.runner, self._copies, self._looking, self._first = None, None, None, None
        self._listener = None

    def _after_network(self, close: "Callable[[], None]", then: "Callable[[], object]") -> None:
        """Lock once the run under way has stopped; then ask who works."""
        background = self._shell.background
        background.network.run(
            self,
            lambda: None,
            lambda _none: background.run(self, close, lambda _done: then()),
        )

    def _may_leave(self) -> bool:
        """The screen on view stores what is typed, or asks to stay."""
        window = self._shell.window
        return not window.here or window.screen_of(window.here).may_leave()

    def _show_first_start(self, kind: DeskKind | None) -> None:
        from ui.screens.first_start import FirstStart

        may_leave = bool(self._desks.existing())
        page = FirstStart(self._door, self._shell.appearance, kind, may_leave=may_leave)
        page.done.connect(self._show_unlock)
        page.left.connect(lambda: self._show_unlock())
        page.restore_asked.connect(self._show_restore)
        self._shell.window.set_practice(False)
        self._shell.window.take_over(page)

    def _show_unlock(self, kind: DeskKind | None = None) -> "Unlock":
        page = self._unlock(kind)
        page.unlocked.connect(self._on_unlocked)
        page.set_up.connect(self._show_first_start)
        page.forgot.connect(self._show_recover)
        page.restore_asked.connect(self._show_restore)
        page.say(self._receipt)
        self._receipt = ""
        page.practice_changed.connect(self._shell.window.set_practice)
        self._shell.window.take_over(page)
        return page

    def _show_recover(self, entrance: "Entrance", card: "AssessorCard") -> None:
        from ui.screens.recover import Recover

        page = Recover(self._door, self._shell.appearance, entrance, card)
        page.left.connect(lambda: self._show_unlock(entrance.kind))
        page.recovered.connect(self._on_recovered)
        self._shell.window.take_over(page)

    def _show_restore(self, kind: DeskKind) -> None:
        from ui.restore_door import RestoreDoor
        from ui.screens.restore import Restore

        door = RestoreDoor(self._desks, self._shell.background)
        page = self._restoring = Restore(door, self._shell.appearance, kind)
        page.left.connect(self._on_restore_left)
        page.done.connect(self._on_restored)
        self._shell.window.take_over(page)

    def _on_restore_left(self) -> None:
        self._restoring = None
        self.start()

    def _on_restored(self, done: "Restored") -> None:
        """At unlock, with what was done in words."""
        from ui.screens.restore_words import receipt_words

        self._restoring, self._receipt = None, receipt_words(done)
        self._show_unlock(done.kind)

    def _on_recovered(self, workspace: "Workspace") -> None:
        from ui.screens.recover_words import say_recovered

        self._on_unlocked(workspace)
        say_recovered(self._shell.window, practice=self._practices)

    def write_instead(self) -> None:
        """The first window is closed: this one, which looked, writes from now on."""
        window, looking = self._shell.window, self.workspace
        if looking is None or not looking.is_for_reading:
            return
        self._stop_clocks()
        self.workspace = None
        window.furnish(())
        window.take_over(QWidget())
        self._shell.background.run(
            self,
            lambda: self._desks.write_instead(looking),
            self._on_unlocked,
            lambda error: self._on_not_writing(looking, error),
        )

    def _on_not_writing(self, looking: "Workspace", error: UserError) -> None:
        """Somebody else was first: it looks on. Else the desk is closed, and unlock says why."""
        if looking.is_open:
            self._on_unlocked(looking)
            return
        self._show_unlock(looking.kind).show_error(error)

    def _unlock(self, kind: DeskKind | None) -> "Unlock":
        from ui.screens.unlock import Unlock

        settings = self._shell.appearance.settings
        last = DeskKind.PRACTICE if settings.practice else DeskKind.REAL
        return Unlock(self._door, self._shell.appearance, kind or last)

    def _on_unlocked(self, workspace: "Workspace") -> None:
        shell = self._shell
        self.workspace = workspace
        timer = _quiet_timer() if workspace.is_for_reading else SyncTimer
        self.runner = timer(workspace.syncing, shell.background, shell.status, self._clock)
        workspace.announce_to(shell.changes.announce)
        shell.changes.happened.connect(self.runner.on_change)
        self.runner.status_read.connect(self._remind)
        phrased = self._desks.needs_passphrase(workspace.kind)
        rooms = DeskRooms(shell, workspace, self.runner, self.restore, passphrase=phrased)
        register_screens(shell.window, rooms)
        shell.window.set_practice(workspace.kind is DeskKind.PRACTICE)
        shell.window.give_back()
        if workspace.is_for_reading:
            self._begin_looking(workspace)
        else:
            self._begin_writing(workspace)
        self._auto_lock.start()
        self.runner.start()
        self.opened.emit(workspace)

    def _begin_writing(self, workspace: "Workspace") -> None:
        """Copies by themselves, news as it comes, and a second window can find this one."""
        from ui.feed_listener import FeedListener
        from ui.first_window import FirstWindow

        self._copies = BackupTimer(workspace.backups, self._shell.background)
        self._copies.troubled.connect(self._say_no_copy)
        self._copies.start()
        self._first = FirstWindow(self._shell.window, self._desks.window_name(workspace.kind))
        if self.runner is not None:
            self._listener = FeedListener(workspace.hearing, self._shell.background)
            self._listener.news.connect(self.runner.run_for_news)
            self.runner.status_read.connect(self._listener.on_status)

    def _begin_looking(self, workspace: "Workspace") -> None:
        from ui.looking import Looking

        self._looking = Looking(self._shell, self._desks, workspace)
        self._looking.write_wanted.connect(self.write_instead)
        self._looking.begin()

    def _say_no_copy(self) -> None:
        """Once, until a copy is made again; the work itself is saved as always."""
        self._shell.window.toast(
            tr("Ingen säkerhetskopia kunde göras. Arbetet är sparat. Se Inställningar.")
        )

    @property
    def _practices(self) -> bool:
        """A practice desk sends nothing, so nothing is late there."""
        return self.workspace is not None and self.workspace.kind is DeskKind.PRACTICE

    def _remind(self, _status: object) -> None:
        """Once a session: a word after a day, a question after a week (R62)."""
        if self._reminded or self.runner is None or self._practices:
            return
        overdue, window = self.runner.overdue(), self._shell.window
        if overdue is not Overdue.NO:
            self._reminded = True
        if overdue is Overdue.DAY:
            window.toast(tr("Något har väntat på att skickas i mer än ett dygn."))
        elif overdue is Overdue.WEEK:
            ask(
                window,
                tr("Poster har väntat i mer än sju dagar"),
                tr("De finns bara här och är borta om datorn går sönder. Anslut till nätet."),
                tr("Öppna Synk"),
                lambda: window.go("sync"),
            )


def _quiet_timer() -> "type[SyncTimer]":
    from ui.looking import QuietTimer

    return QuietTimer


def _leave(workspace: "Workspace") -> None:
    """A copy of what was done, then the keys are forgotten whatever came of the copy."""
    try:
        if not workspace.is_for_reading:
            workspace.backups.keep_on_leaving()
    finally:
        workspace.close()
