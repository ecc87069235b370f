"""A copy brought back: choose it, see what is in it, open it, one question, done."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from app.domain.desks import DeskKind
from app.domain.errors import UserError
from ui.appearance import Appearance
from ui.language import tr
from ui.messages import message
from ui.restore_door import Chosen, RestoreDoor
from ui.screens.restore_choose import RestoreChoose
from ui.screens.restore_key import RestoreKey
from ui.screens.restore_words import (
    age_words,
    back_words,
    contents_rows,
    copy_rows,
    elsewhere_words,
    progress_words,
    replaced_words,
    safe_words,
)
from ui.screens.welcome import WelcomeHead
from ui.theme import metrics, px
from ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.error_bar import ErrorBar
from ui.widgets.facts import Facts
from ui.widgets.labels import TextLabel
from ui.widgets.note_line import NoteLine
from ui.widgets.progress import ThinBar

if TYPE_CHECKING:
    from pathlib import Path

    from app.usecases.restores import Restored, RestoreProgress, Restoring

_WIDE, _CARD, _HIGH = 820, 940, 580


class Restore(QWidget):
    """Nothing is changed before the last button; until then Back and Cancel lead away unharmed."""

    left = Signal()
    done = Signal(object)  # Restored

    def __init__(self, door: RestoreDoor, appearance: Appearance, kind: DeskKind) -> None:
        """`kind`: whose copies are shown first."""
        super().__init__()
        self.setObjectName("restore")
        self._door, self._kind = door, kind
        self._chosen: Chosen | None = None
        self._ready: Restoring | None = None
        self._is_busy = False
        self.head = WelcomeHead(appearance)
        self.back = LinkButton("", "chevron-left", chevron=False)
        self.back.setObjectName("restore_back")
        self._title = TextLabel("", "title", wrap=True)
        self._title.setObjectName("restore_title")
        self.errors = ErrorBar()
        self.choose, self.key = RestoreChoose(), RestoreKey()
        self._facts, self._age = Facts(), TextLabel("", "body", wrap=True)
        self._age.setObjectName("restore_age")
        self._lines = [NoteLine(icon, "accent", " ", style="body") for icon in _ICONS]
        self._doing = TextLabel("", "small", "muted", wrap=True)
        self._doing.setObjectName("restore_doing")
        self._bar = ThinBar()
        self.act = PrimaryButton("", size="control_touch")
        self.act.setObjectName("restore_now")
        self.stop = SecondaryButton("", "x")
        self.stop.setObjectName("restore_stop")
        self._sides = QWidget()
        self._build()
        self._connect()
        self._show_step()
        self._door.copies(self, kind, self.choose.show_copies)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is written under what is in it where there is no room beside."""
        super().resizeEvent(event)
        down, right = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        is_wide = self.width() >= px(_WIDE)
        self._columns.setDirection(right if is_wide else down)
        self._card.setMaximumHeight(px(_HIGH) if is_wide else _NO_LIMIT)

    def changeEvent(self, event: QEvent) -> None:
        """Say everything again in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.choose.retranslate()
            self._show_step()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Away: what was prepared is let go."""
        self.leave()
        super().closeEvent(event)

    def leave(self) -> None:
        """Let everything be as it was."""
        self._door.stop()
        if self._ready is not None:
            self._ready.leave()
            self._ready = None

    def open_file(self, path: "Path") -> None:
        """Look at a file."""
        self.errors.clear()
        self._door.look_at(self, path, self._kind, self._on_looked, self._on_failed)

    def _on_looked(self, chosen: Chosen) -> None:
        self._chosen = chosen
        self.key.show_chosen(chosen)
        self._show_step()

    def _on_act(self) -> None:
        if not self.act.isEnabled():
            return
        self.errors.clear()
        if self._ready is not None:
            self._restore(self._ready)
            return
        key = self.key.key()
        if key is not None and self._chosen is not None:
            self._show_busy(busy=True)
            hear = (self._on_progress, self._on_ready, self._on_failed)
            self._door.prepare(self, self._chosen, key, hear)  # type: ignore[arg-type]

    def _restore(self, ready: "Restoring") -> None:
        self._show_busy(busy=True)
        self.stop.hide()
        self._ready = None  # it ends itself, however it goes
        self._door.restore(self, ready, self._on_restored, self._on_failed)

    def _on_progress(self, progress: "RestoreProgress") -> None:
        if self._is_busy:
            self._doing.setText(progress_words(progress))
            share = 800 * progress.done // progress.total if progress.total else 900
            self._bar.show_share(share, spoken=self._doing.text())

    def _on_ready(self, ready: "Restoring") -> None:
        self._ready = ready
        self._show_busy(busy=False)
        self._show_step()

    def _on_restored(self, done: "Restored") -> None:
        self.done.emit(done)

    def _on_failed(self, error: UserError) -> None:
        self._show_busy(busy=False)
        self._show_step()
        if self.key.show_refused(error):
            self._refresh()
            return
        self.errors.show_message(message(error))

    def _on_back(self) -> None:
        if self._ready is not None:
            self._ready.leave()
            self._ready = None
        elif self._chosen is not None:
            self._chosen = None
        else:
            self.left.emit()
            return
        self.errors.clear()
        self._show_step()

    def _on_stop(self) -> None:
        self._door.stop()
        self.stop.setText(tr("Avbryter …"))
        self.stop.setEnabled(False)

    def _show_busy(self, *, busy: bool) -> None:
        self._is_busy = busy
        if busy:
            self._doing.setText(tr("Förbereder …"))
            self._bar.show_share(0, spoken=self._doing.text())
        for part in (self._doing, self._bar, self.stop):
            part.setVisible(busy)
        self.stop.setEnabled(True)
        self.stop.setText(tr("Avbryt"))
        self.act.setVisible(not busy)
        self.key.setEnabled(not busy)
        self.back.setEnabled(not busy)
        (self.stop if busy else self.act).setFocus()
        self._refresh()

    def _refresh(self) -> None:
        self.act.setEnabled(not self._is_busy and (self._ready is not None or self.key.is_enough))

    def _show_step(self) -> None:
        """Words and parts of where one is."""
        ready, chosen = self._ready, self._chosen
        self.back.setText(tr("Tillbaka"))
        self.stop.setText(tr("Avbryt"))
        self.choose.setVisible(chosen is None)
        self._sides.setVisible(chosen is not None)
        self.key.setVisible(ready is None)
        self.key.retranslate()
        for line in self._lines:
            line.show_words("")
        self._age.setVisible(ready is not None)
        if chosen is None:
            self._title.setText(tr("Återställ från säkerhetskopia"))
            self.choose.setFocus()
        elif ready is None:
            self._title.setText(tr("Det här är kopian"))
            self._facts.show_rows(copy_rows(chosen.copy))
            self.act.setText(tr("Öppna kopian"))
            self.key.setFocus()
        else:
            self._ask(ready, chosen)
        self._refresh()

    def _ask(self, ready: "Restoring", chosen: Chosen) -> None:
        """The one question, with everything one needs to answer it."""
        contents = ready.contents
        self._facts.show_rows(contents_rows(contents))
        if chosen.is_here:
            self._title.setText(tr("Ska kopian ersätta det som finns här?"))
            words = (replaced_words(contents), safe_words(), back_words(chosen.kind))
            self._age.setText(age_words(contents))
        else:
            self._title.setText(tr("Ska arbetsbordet flytta hit?"))
            words = elsewhere_words(chosen.kind)
            self._age.setText(tr("Kopian håller och är hel."))
        for line, said in zip(self._lines, words, strict=True):
            line.show_words(said)
        self.act.setText(tr("Återställ"))
        self.act.setFocus()

    def _connect(self) -> None:
        self.choose.chosen.connect(self.open_file)
        self.back.clicked.connect(self._on_back)
        self.act.clicked.connect(self._on_act)
        self.stop.clicked.connect(self._on_stop)
        self.key.changed.connect(self._refresh)
        self.key.entered.connect(self._on_act)
        self.setFocusProxy(self.choose)

    def _build(self) -> None:
        m = metrics()
        column = QVBoxLayout(self)
        column.setContentsMargins(px(56), m.gap_wide, px(56), m.gap_wide)
        column.setSpacing(m.gap_small)
        column.addWidget(self.head)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._lay_card(), 100)
        row.addStretch(1)
        column.addStretch(1)
        column.addLayout(row, 100)
        column.addStretch(1)

    def _lay_card(self) -> Card:
        card, m = Card(), metrics()
        self._card = card
        card.setMaximumSize(px(_CARD), px(_HIGH))
        card.body.setSpacing(m.gap_wide)
        card.body.setContentsMargins(px(32), m.gap_wide, px(32), m.gap_wide)
        card.body.addWidget(self.back)
        card.body.addWidget(self.errors)
        card.body.addWidget(self._title)
        card.body.addWidget(self.choose, 1)
        card.body.addWidget(self._sides, 1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._sides)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(m.gap_huge)
        self._columns.addLayout(_stacked(self._facts), 5)
        right = _stacked(self._age, *self._lines, self.key)
        for part in (self._doing, self._bar, self.stop):
            part.hide()
            right.addWidget(part)
        right.addWidget(self.act)
        self._columns.addLayout(right, 5)
        return card


_NO_LIMIT = 16_777_215
_ICONS = ("undo", "shield-check", "server")


def _stacked(*parts: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(metrics().gap)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    return column
