"""The safety stop: which act failed, what was seen; the practical ends at once."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.usecases.practical import CriterionSheet
from ui.language import tr
from ui.screens.case.short_note import ShortNote
from ui.screens.case.words import said
from ui.theme import metrics, px
from ui.widgets.buttons import DangerButton, SecondaryButton
from ui.widgets.fields import Field
from ui.widgets.icon_label import IconBadge
from ui.widgets.labels import TextLabel
from ui.widgets.note_line import NoteLine
from ui.widgets.tiles import ChoiceTile


class SafetyStopBox(QDialog):
    """Opened by F12 or the button; Escape goes back to the practical."""

    stopped = Signal(str, str)  # criterion id, what was seen

    def __init__(self, parent: QWidget, stops: Sequence[CriterionSheet], current: str) -> None:
        super().__init__(parent)
        self.setObjectName("safety_stop_box")
        self.setWindowTitle(tr("Säkerhetsstopp"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._wrong = NoteLine("warning", "bad")
        self._tiles: dict[str, ChoiceTile] = {}
        for stop in stops:
            tile = ChoiceTile("stop-octagon", f"{stop.number} {said(stop.criterion.text)}", "bad")
            tile.setObjectName(f"stop_{stop.criterion.id}")
            tile.setChecked(stop.criterion.id == current or len(stops) == 1)
            tile.toggled.connect(lambda _on: self._wrong.show_words(""))
            self._tiles[stop.criterion.id] = tile
        self.note = ShortNote(96)
        self.note.setObjectName("stop_note")
        self._field = Field(tr("Vad såg du?"), self.note)
        self.stop = DangerButton(tr("Stoppa provet"), "stop-octagon")
        self.stop.setObjectName("stop_now")
        self.cancel = SecondaryButton(tr("Tillbaka till provet"))
        self.cancel.setObjectName("stop_cancel")
        self.stop.clicked.connect(self._on_stop)
        self.cancel.clicked.connect(self.reject)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self._on_stop)
        self._build()

    @property
    def chosen(self) -> str | None:
        """The act that failed."""
        return next((key for key, tile in self._tiles.items() if tile.isChecked()), None)

    def _on_stop(self) -> None:
        chosen, note = self.chosen, self.note.toPlainText().strip()
        self._wrong.show_words("" if chosen else tr("Välj vad som brast."))
        self._field.show_wrong("" if note else tr("Skriv vad du såg."))
        if chosen and note:
            self.stopped.emit(chosen, note)
            self.accept()
        elif chosen:
            self.note.setFocus()

    def _build(self) -> None:
        m = metrics()
        column = QVBoxLayout(self)
        column.setContentsMargins(m.gap_huge, m.gap_huge, m.gap_huge, m.card_padding)
        column.setSpacing(m.gap)
        column.addLayout(self._head())
        column.addWidget(TextLabel(tr("Vad brast?"), "state"))
        for tile in self._tiles.values():
            column.addWidget(tile)
        for part in (self._wrong, self._field):
            column.addWidget(part)
        column.addSpacing(m.gap_small)
        row = QHBoxLayout()
        row.addWidget(self.stop)
        row.addStretch(1)
        row.addWidget(self.cancel)
        column.addLayout(row)
        self.resize(px(600), column.heightForWidth(px(600)))
        (self.note if self.chosen else next(iter(self._tiles.values()))).setFocus()

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(metrics().gap_wide)
        head.addWidget(IconBadge("stop-octagon", "bad", size=48, shape="disc"))
        words = QVBoxLayout()
        words.setSpacing(px(2))
        words.addWidget(TextLabel(tr("Stoppa provet av säkerhetsskäl"), "heading"))
        meaning = tr("Provet avslutas direkt. Det som inte har bedömts blir ej bedömt.")
        words.addWidget(TextLabel(meaning, "body", "muted", wrap=True))
        head.addLayout(words, 1)
        return head
