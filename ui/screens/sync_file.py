"""The card that takes records to the node by file, and its answer back."""

from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from app.domain.errors import UserError
from app.usecases.bundles import Answered, Bundles, Cancelled, Progress, Written
from app.usecases.syncing import SyncStatus
from ui.background import Background
from ui.language import tr
from ui.screens.choose_file import open_file, save_file
from ui.screens.sync_file_words import answered_words, carried_words, share_words, written_words
from ui.theme import metrics
from ui.theme_roles import Tone
from ui.widgets.buttons import SecondaryButton
from ui.widgets.card import Card
from ui.widgets.labels import TextLabel
from ui.widgets.note_line import NoteLine
from ui.widgets.progress import ThinBar

T = TypeVar("T")


class FileCard(Card):
    """Writes the file for the node, reads the node's answer, one at a time, each to be stopped."""

    begun = Signal()
    failed = Signal(object)  # UserError

    def __init__(self, bundles: Bundles, background: Background) -> None:
        super().__init__(" ")
        self.setObjectName("sync_file")
        self._bundles, self._lane = bundles, background.network
        self._stop = Event()
        self._status: SyncStatus | None = None
        self._said: Callable[[], tuple[str, Tone, str]] | None = None
        self.is_running = False
        self.words = TextLabel("", "small", "muted", wrap=True)
        self.told = NoteLine("info", style="body")
        self.progress = ThinBar()
        self._doing = TextLabel("", "small", "muted", wrap=True)
        self.write = SecondaryButton("", "upload")
        self.read = SecondaryButton("", "download")
        self.stop = SecondaryButton("", "x")
        self._build()
        self.write.clicked.connect(self.ask_write)
        self.read.clicked.connect(self.ask_read)
        self.stop.clicked.connect(self._on_stop)
        self._show_running(running=False)

    def show_status(self, status: SyncStatus) -> None:
        """Say what lies in a file already."""
        self._status = status
        self.retranslate()

    def ask_write(self) -> None:
        """Ask where the file is to be, then write it."""
        if not self.is_running and self.isVisible():
            save_file(self, tr("Skicka med fil"), self._bundles.proposed_name(), self._write)

    def ask_read(self) -> None:
        """Ask for the node's answer, then read it."""
        if not self.is_running and self.isVisible():
            open_file(self, tr("Läs in svar"), "*.intyga *.*", self._read)

    def retranslate(self) -> None:
        """Every word, in the language in force."""
        self.set_title(tr("Ta med på USB"))
        self.write.setText(tr("Skicka med fil"))
        self.read.setText(tr("Läs in svar"))
        self.stop.setText(tr("Avbryt"))
        self.words.setText(carried_words(self._status.in_file if self._status else None))
        if self._said is not None:
            words, tone, icon = self._said()
            self.told.show_words(words, tone, icon)

    def _write(self, path: Path) -> None:
        bundles, stop = self._bundles, self._begin()

        def done(written: Written) -> None:
            self._say(lambda: written_words(written))

        def stopped() -> tuple[str, Tone, str]:
            return tr("Avbrutet. Ingen fil skrevs, och allt ligger kvar här."), "neutral", "info"

        tell = self._lane.relay(self, self._on_progress)
        self._run(lambda: bundles.write(path, tell, stop), done, stopped)

    def _read(self, path: Path) -> None:
        bundles, stop = self._bundles, self._begin()

        def done(answered: Answered) -> None:
            self._say(lambda: answered_words(answered))

        def stopped() -> tuple[str, Tone, str]:
            words = tr("Avbrutet. Läs in filen igen för resten; inget räknas två gånger.")
            return words, "neutral", "info"

        tell = self._lane.relay(self, self._on_progress)
        self._run(lambda: bundles.read(path, tell, stop), done, stopped)

    def _run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        stopped: Callable[[], tuple[str, Tone, str]],
    ) -> None:
        def failed(error: UserError) -> None:
            self._show_running(running=False)
            if isinstance(error, Cancelled):
                self._say(stopped)
            else:
                self.failed.emit(error)

        def ended(value: T) -> None:
            self._show_running(running=False)
            done(value)

        self._lane.run(self, work, ended, failed)

    def _begin(self) -> Callable[[], bool]:
        self.begun.emit()
        self._stop = stop = Event()
        self._said = None
        self.told.show_words("")
        self._doing.setText(tr("Förbereder …"))
        self.progress.show_share(0, spoken=self._doing.text())
        self._show_running(running=True)
        lane = self._lane
        return lambda: stop.is_set() or lane.is_closed

    def _on_stop(self) -> None:
        self._stop.set()
        self.stop.setText(tr("Avbryter …"))

    def _on_progress(self, progress: Progress) -> None:
        if self.is_running:
            self._doing.setText(share_words(progress))
            done, of = progress.sent, progress.total
            if progress.all_photos:
                done, of = progress.photos, progress.all_photos
            share = 1000 * done // max(1, of)
            self.progress.show_share(share, spoken=self._doing.text())

    def _say(self, said: Callable[[], tuple[str, Tone, str]]) -> None:
        self._said = said
        self.retranslate()

    def _show_running(self, *, running: bool) -> None:
        had_focus = self.window().focusWidget() in (self.write, self.read, self.stop)
        self.is_running = running
        for part in (self._doing, self.progress, self.stop):
            part.setVisible(running)
        for button in (self.write, self.read):
            button.setVisible(not running)
        self.stop.setText(tr("Avbryt"))
        if had_focus:
            (self.stop if running else self.write).setFocus()

    def _build(self) -> None:
        # As high as its words need at this width, which may be more lines than it hints at.
        self.told.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        row = QHBoxLayout()
        row.setSpacing(metrics().gap_small)
        row.addWidget(self.write, 1)
        row.addWidget(self.read, 1)
        for part in (self.words, self.told, self._doing, self.progress):
            self.body.addWidget(part)
        self.body.addLayout(row)
        self.body.addWidget(self.stop)
        for name, button in (("write", self.write), ("read", self.read), ("stop", self.stop)):
            button.setObjectName(f"sync_file_{name}")
        self.words.setObjectName("sync_file_words")
        self.told.words.setObjectName("sync_file_told")
