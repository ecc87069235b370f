"""Settings: the copies of this desk, a second place for them, and everything checked on request."""

import threading
from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar

from app.domain.errors import UserError
from app.domain.log_check import LogVerdict
from app.usecases.backups import Backups, BackupState
from app.usecases.log_check import CheckStopped, LogCheck
from ui.background import Background
from ui.figures import number, short_day_and_time
from ui.language import language
from ui.messages import message
from ui.screens.choose_file import choose_folder
from ui.theme import metrics
from ui.widgets.buttons import SecondaryButton
from ui.widgets.card import Card, Hairline
from ui.widgets.confirm_box import ask
from ui.widgets.error_bar import ErrorBar
from ui.widgets.labels import TextLabel

_SHOWN = 5


class KeepingCard(Card):
    """When the newest copy was made and where; what a check of all that is signed came to."""

    restore_asked = Signal()

    def __init__(self, backups: Backups, check: LogCheck, background: Background) -> None:
        super().__init__(" ")
        self.setObjectName("settings_keeping")
        self._backups, self._check, self._background = backups, check, background
        self._state: BackupState | None = None
        self._verdict: LogVerdict | None = None
        self._stopped = threading.Event()
        self._errors = ErrorBar()
        self._newest, self._where = _label("keeping_newest"), _label("keeping_where", "small")
        self._back = _label("keeping_back", "small")
        self._second, self._result = _label("keeping_second", "small"), _label("keeping_result")
        self.now, self.choose = _button("keeping_now"), _button("keeping_choose")
        self.leave, self.verify = _button("keeping_leave"), _button("keeping_verify")
        self.restore, self.again = _button("keeping_restore"), _button("keeping_again")
        self.stop = _button("keeping_stop")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self._build()
        self._on_running(running=False)

    def load(self) -> None:
        """Read how the copies stand."""
        self._background.run(self, self._backups.state, self._show)

    def changeEvent(self, event: QEvent) -> None:
        """Say everything again in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def keep(self) -> None:
        """A copy at once."""
        self._errors.clear()
        self.now.setEnabled(False)
        self._background.run(self, self._backups.keep_now, self._on_kept, self._on_failed)

    def ask_second(self) -> None:
        """Ask for a second place."""
        choose_folder(self, self.tr("Var ska kopiorna också ligga?"), self.keep_in)

    def keep_in(self, folder: Path | None) -> None:
        """Keep every copy there too, from now on; None: no longer."""
        self._errors.clear()

        def work() -> None:
            self._backups.choose_second(folder)
            if folder is not None:
                self._backups.keep_now()

        self._background.run(self, work, self._on_kept, self._on_failed)

    def ask_restore(self) -> None:
        """Ask first: the desk is locked for it. Nothing is restored by the answer."""
        ask(
            self,
            self.tr("Lås bordet och välj en säkerhetskopia?"),
            self.tr("Det som är öppet sparas och bordet låses. Inget ersätts förrän du sagt ja."),
            self.tr("Lås och välj"),
            self.restore_asked.emit,
        )

    def check_all(self) -> None:
        """Prove everything on this computer; can be stopped, changes nothing."""
        self._errors.clear()
        self._stopped.clear()
        self._verdict = None
        self._on_running(running=True)
        tell = self._background.network.relay(self, self._on_progress)
        self._background.network.run(
            self,
            lambda: self._check.verify(lambda *at: tell(at), self._is_stopped),
            self._on_checked,
            self._on_failed,
        )

    def make_again(self) -> None:
        """Make the rows again from what is signed, a copy first; then check once more."""
        self._errors.clear()
        self._on_running(running=True)
        self.stop.setVisible(False)  # all of it or nothing
        self._background.run(
            self, self._check.rebuild, lambda _done: self.check_all(), self._on_failed
        )

    def _is_stopped(self) -> bool:
        return self._stopped.is_set() or self._background.network.is_closed

    def _on_kept(self, _none: object) -> None:
        self.now.setEnabled(True)
        self.load()

    def _on_progress(self, at: tuple[int, int]) -> None:
        self.progress.setMaximum(max(1, at[1]))
        self.progress.setValue(at[0])

    def _on_checked(self, verdict: LogVerdict) -> None:
        self._verdict = verdict
        self._on_running(running=False)

    def _on_failed(self, error: UserError) -> None:
        self.now.setEnabled(True)
        self._on_running(running=False)
        if not isinstance(error, CheckStopped):
            self._errors.show_message(message(error))
        self.load()

    def _on_running(self, *, running: bool) -> None:
        self.progress.setVisible(running)
        self.stop.setVisible(running)
        self.verify.setVisible(not running)
        self.again.setVisible(
            not running and self._verdict is not None and self._verdict.may_rebuild
        )
        self.progress.setRange(0, 0)
        self._retranslate()

    def _show(self, state: BackupState) -> None:
        self._state = state
        self._retranslate()

    def _retranslate(self) -> None:
        self.set_title(self.tr("Säkerhetskopior och kontroll"))
        self.now.setText(self.tr("Kopiera nu"))
        self.choose.setText(self.tr("Välj en andra plats"))
        self.leave.setText(self.tr("Sluta kopiera dit"))
        self.restore.setText(self.tr("Återställ från säkerhetskopia…"))
        self.verify.setText(self.tr("Kontrollera allt på den här datorn"))
        self.again.setText(self.tr("Gör raderna på nytt"))
        self.stop.setText(self.tr("Avbryt"))
        self.progress.setAccessibleName(self.tr("Kontrollen"))
        self._result.setText(self._checked_words())
        self._result.set_tone("warn" if self._verdict and not self._verdict.is_whole else "muted")
        state = self._state
        if state is None:
            return
        self._newest.setText(self._newest_words(state))
        self._newest.set_tone("warn" if state.problem else "neutral")
        self._where.setText(
            self.tr("Krypterade, i {folder}. En i timmen och när du låser.").format(
                folder=state.folder
            )
        )
        self._second.setText(self._second_words(state))
        self._back.setText(self._back_words(state))
        self._back.setVisible(state.given_back is not None)
        self.leave.setVisible(state.second is not None)

    def _newest_words(self, state: BackupState) -> str:
        words = self.tr("Ingen säkerhetskopia än")
        if state.newest is not None:
            at = short_day_and_time(state.newest.at.astimezone())
            words = self.tr("Senaste säkerhetskopian {at}").format(at=at)
        if state.problem is None:
            return words
        why = (
            self.tr("Nästa gick inte att göra: disken är full.")
            if state.problem.is_full
            else self.tr("Nästa gick inte att göra: mappen går inte att skriva i.")
        )
        return f"{words}. {why}"

    def _second_words(self, state: BackupState) -> str:
        if state.second is None:
            return self.tr("Välj gärna en andra plats, till exempel ett USB-minne.")
        if not state.is_second_there:
            return self.tr("Den andra platsen {folder} är inte ansluten.").format(
                folder=state.second
            )
        if state.newest_second is None:
            return self.tr("Inget kopierat till {folder} än.").format(folder=state.second)
        at = short_day_and_time(state.newest_second.at.astimezone())
        return self.tr("Även i {folder}, senast {at}.").format(folder=state.second, at=at)

    def _back_words(self, state: BackupState) -> str:
        """What only this desk knew does not come back, and is not said to."""
        back = state.given_back
        if back is None:
            return ""
        words = self.tr("%n poster kom tillbaka från noden {at}.", "", back.records)
        more = self.tr("Personnummer, svar och foton därifrån finns inte i dem.")
        return f"{words.format(at=short_day_and_time(back.at.astimezone()))} {more}"

    def _checked_words(self) -> str:
        verdict = self._verdict
        if verdict is None:
            return self.tr("Underskrifter, kedjor, kvitton och foton, och att allt säger lika.")
        records = self.tr("%n poster kontrollerade.", "", verdict.records)
        records = records.replace(str(verdict.records), number(verdict.records))
        if verdict.is_whole:
            return f"{records} {self.tr('Allt stämmer.')}"
        found = self.tr("%n avvikelser:", "", len(verdict.differences))
        shown = [one.in_words(language()) for one in verdict.differences[:_SHOWN]]
        return "\n".join(filter(None, (f"{records} {found}", *shown, self._next_words(verdict))))

    def _next_words(self, verdict: LogVerdict) -> str:
        if verdict.is_damaged:
            return self.tr("Det signerade är skadat: återställ från en säkerhetskopia.")
        if verdict.may_rebuild:
            words = self.tr("Det signerade är helt, så raderna kan göras på nytt.")
            return f"{words} {self.tr('En kopia sparas först.')}"
        return ""

    def _build(self) -> None:
        self.now.clicked.connect(self.keep)
        self.choose.clicked.connect(self.ask_second)
        self.leave.clicked.connect(lambda: self.keep_in(None))
        self.restore.clicked.connect(self.ask_restore)
        self.verify.clicked.connect(self.check_all)
        self.again.clicked.connect(self.make_again)
        self.stop.clicked.connect(self._stopped.set)
        self.leave.setVisible(False)
        self._back.setVisible(False)
        for part in (self._errors, self._newest, self._back, self._where, self._second):
            self.body.addWidget(part)
        self.body.addLayout(_row(self.now, self.choose))
        self.body.addLayout(_row(self.restore, self.leave))
        self.body.addWidget(Hairline())
        self.body.addWidget(self._result)
        self.body.addWidget(self.progress)
        self.body.addLayout(_row(self.again))
        self.body.addLayout(_row(self.verify, self.stop))


def _label(name: str, style: str = "body") -> TextLabel:
    label = (
        TextLabel("", "small", "muted", wrap=True)
        if style == "small"
        else TextLabel("", "body", wrap=True)
    )
    label.setObjectName(name)
    return label


def _button(name: str) -> SecondaryButton:
    button = SecondaryButton("")
    button.setObjectName(name)
    return button


def _row(*buttons: SecondaryButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(metrics().gap_small)
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    return row
