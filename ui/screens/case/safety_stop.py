"""The safety stop: which act failed, what was seen, what has to be done first; it ends at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.free_text import LONGEST_MEASURE
from app.usecases.feedback import proposal_words
from app.usecases.practical_sheet import AreaSheet, CriterionSheet
from ui.language import tr
from ui.screens.case.short_note import ShortNote
from ui.screens.case.words import said
from ui.theme import metrics, px
from ui.widgets.buttons import DangerButton, SecondaryButton
from ui.widgets.fields import Field
from ui.widgets.icon_label import IconBadge
from ui.widgets.labels import TextLabel
from ui.widgets.note_line import NoteLine
from ui.widgets.quiet_scroll import QuietScroll
from ui.widgets.tiles import ChoiceTile
from ui.widgets.wrapped import Wrapped


@dataclass(frozen=True, slots=True)
class StopDraft:
    """What is said of a stop so far; kept when one goes back to the test."""

    criterion: str | None = None
    note: str = ""
    measure: str = ""


class SafetyStopBox(QDialog):
    """Opened by F12 or the button; Escape goes back to the practical and keeps what is written."""

    stopped = Signal(object)  # StopDraft, complete
    put_off = Signal(object)  # StopDraft, as far as it came

    def __init__(
        self,
        parent: QWidget,
        stops: Sequence[CriterionSheet],
        areas: Sequence[AreaSheet],
        draft: StopDraft,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("safety_stop_box")
        self.setWindowTitle(tr("Säkerhetsstopp"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._areas = {area.id: area for area in areas}
        self._stops = {stop.criterion.id: stop for stop in stops}
        self._wrong = NoteLine("warning", "bad")
        self._tiles = {key: self._tile(stop, draft) for key, stop in self._stops.items()}
        self.note = ShortNote(72)
        self.note.setObjectName("stop_note")
        self.note.setFixedHeight(px(96))
        self.note.setPlainText(draft.note)
        self._seen = Field(tr("Vad såg du?"), self.note)
        self.measure = QComboBox()
        self.measure.setObjectName("stop_measure")
        self.measure.setEditable(True)
        self.measure.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._first = Field(tr("Vad måste göras före ett omprov?"), self.measure)
        self.stop = DangerButton(tr("Stoppa provet"), "stop-octagon")
        self.stop.setObjectName("stop_now")
        self.cancel = SecondaryButton(tr("Tillbaka till provet"))
        self.cancel.setObjectName("stop_cancel")
        self.stop.clicked.connect(self._on_stop)
        self.cancel.clicked.connect(self.reject)
        self.rejected.connect(lambda: self.put_off.emit(self.draft))
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self._on_stop)
        self._build()
        self._offer_measures()
        if draft.measure:
            self.measure.setEditText(draft.measure)

    @property
    def draft(self) -> StopDraft:
        """What is said so far."""
        chosen = next((key for key, tile in self._tiles.items() if tile.isChecked()), None)
        note, measure = self.note.toPlainText().strip(), self.measure.currentText().strip()
        return StopDraft(chosen, note, measure)

    def _tile(self, stop: CriterionSheet, draft: StopDraft) -> ChoiceTile:
        tile = ChoiceTile("stop-octagon", f"{stop.number} {said(stop.criterion.text)}", "bad")
        tile.setObjectName(f"stop_{stop.criterion.id}")
        tile.setChecked(stop.criterion.id == draft.criterion or len(self._stops) == 1)
        tile.toggled.connect(self._on_chosen)
        return tile

    def _on_chosen(self, on: bool) -> None:
        if on:
            self._wrong.show_words("")
            self._offer_measures()

    def _offer_measures(self) -> None:
        """What the area of the act proposes; own words that are written stay."""
        proposed = [self.measure.itemText(at) for at in range(self.measure.count())]
        written = self.measure.currentText()
        stop = self._stops.get(self.draft.criterion or "")
        area = None if stop is None else self._areas.get(stop.criterion.area)
        self.measure.clear()
        for measure in area.measures if area else ():
            self.measure.addItem(said(proposal_words(measure)))
        if written and written not in proposed:
            self.measure.setEditText(written)

    def _on_stop(self) -> None:
        draft = self.draft
        self._wrong.show_words("" if draft.criterion else tr("Välj vad som brast."))
        self._seen.show_wrong("" if draft.note else tr("Skriv vad du såg."))
        self._first.show_wrong("" if draft.measure else tr("Välj eller skriv en åtgärd."))
        if draft.criterion and draft.note and draft.measure:
            self.stopped.emit(draft)
            self.accept()
        elif draft.criterion:
            (self.measure if draft.note else self.note).setFocus()

    def _build(self) -> None:
        m = metrics()
        line = self.measure.lineEdit()
        assert line is not None
        line.setMaxLength(LONGEST_MEASURE)
        inner = Wrapped()
        asked = QVBoxLayout(inner)
        asked.setContentsMargins(px(2), 0, m.gap, 0)
        asked.setSpacing(m.gap)
        asked.addWidget(TextLabel(tr("Vad brast?"), "state"))
        for tile in self._tiles.values():
            asked.addWidget(tile)
        for part in (self._wrong, self._seen, self._first):
            asked.addWidget(part)
        asked.addStretch(1)
        row = QHBoxLayout()
        row.addWidget(self.stop)
        row.addStretch(1)
        row.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(m.gap_huge, m.gap_wide, m.gap_huge, m.card_padding)
        column.setSpacing(m.gap)
        column.addLayout(self._head())
        column.addWidget(QuietScroll(inner, least=120), 1)
        column.addLayout(row)
        self._fit(asked.heightForWidth(px(580)))
        (self.note if self.draft.criterion else next(iter(self._tiles.values()))).setFocus()

    def _fit(self, asked: int) -> None:
        """As high as what is asked, and never higher than the window it lies over."""
        over = self.parentWidget()
        room = self.size() if over is None else over.window().size()
        wanted = asked + px(64 + 40 + 40) + 6 * metrics().gap_wide
        self.resize(min(px(640), room.width()), min(wanted, room.height() - px(16)))

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
