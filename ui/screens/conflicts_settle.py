"""Settle a conflict: which version counts, and why, asked once (R58)."""

from collections.abc import Iterator, Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.conflicts import ConflictKind, Keep, PersonField
from app.domain.overrides import SHORTEST_REASON
from app.usecases.conflicts import ConflictAnswer, ConflictView
from ui.language import tr
from ui.models.conflict_words import fact_words, field_words, keep_words
from ui.screens.case.override_box import reason_fault
from ui.screens.case.scrolled_box import ScrolledBox
from ui.screens.case.short_note import ShortNote
from ui.theme import metrics
from ui.widgets.buttons import PrimaryButton
from ui.widgets.fields import Field
from ui.widgets.labels import TextLabel
from ui.widgets.note_line import NoteLine
from ui.widgets.tiles import ChoiceTile

_ICONS = {
    ConflictKind.CERTIFICATES: "certificate",
    ConflictKind.PERSON: "person",
    ConflictKind.FORK: "check",
}


class ConflictBox(ScrolledBox):
    """Stays open until something is chosen and a reason written; Escape leaves all as it is."""

    given = Signal(object)  # ConflictAnswer

    def __init__(self, parent: QWidget, view: ConflictView) -> None:
        act = PrimaryButton(tr("Vidare till kod"), chevron=True)
        super().__init__(parent, _question(view), act, tr("Avbryt"))
        self.setObjectName("conflict_box")
        self.act.setObjectName("conflict_on")
        self._view = view
        self.tiles: dict[tuple[PersonField | None, Keep], ChoiceTile] = {}
        self._wrong = NoteLine("warning", "bad")
        self._wrong.setObjectName("conflict_wrong")
        self.reason = ShortNote(84)
        self.reason.setObjectName("conflict_reason")
        self._field = Field(tr("Skäl, i ord som båda bedömarna får läsa"), self.reason)
        self._field.set_hint(tr("Minst {least} tecken.").format(least=SHORTEST_REASON))
        for part in self._choices():
            self.asked.addWidget(part)
        self.asked.addWidget(self._wrong)
        self.asked.addWidget(self._field)
        after = tr("Det kan inte ändras efteråt. Båda versionerna sparas.")
        self.asked.addWidget(NoteLine("info", "neutral", after, style="small"))
        self.act.clicked.connect(self._on_act)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self._on_act)
        self.size_at(600)
        next(iter(self.tiles.values())).setFocus()

    def _choices(self) -> Iterator[QWidget]:
        view = self._view
        if view.line.kind is not ConflictKind.PERSON:
            yield self._group(None, {keep: keep_words(view, keep) for keep in view.choices})
        for fact in view.facts:
            yield TextLabel(field_words(fact.field), "section")
            who = {Keep.FIRST: view.first.assessor, Keep.SECOND: view.second.assessor}
            ways = {keep: f"{fact_words(fact, keep)} · {who[keep]}" for keep in view.choices}
            yield self._group(fact.field, ways)

    def _group(self, field: PersonField | None, ways: Mapping[Keep, str]) -> QWidget:
        """Tiles with one parent exclude each other; arrows walk them."""
        group = QWidget()
        column = QVBoxLayout(group)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics().gap_small)
        for keep, words in ways.items():
            tile = self.tiles[field, keep] = ChoiceTile(_ICONS[self._view.line.kind], words)
            tile.setObjectName(f"conflict_keep_{field or ''}{keep}")
            tile.clicked.connect(lambda: self._wrong.show_words(""))
            column.addWidget(tile)
        return group

    def _on_act(self) -> None:
        chosen = {key: keep for (key, keep), tile in self.tiles.items() if tile.isChecked()}
        open_ = next((key for key in self.tiles if key[0] not in chosen), None)
        if open_ is not None:
            self._wrong.show_words(tr("Välj vilken version som gäller."))
            self.grow()
            self.tiles[open_].setFocus()
            return
        reason = self.reason.toPlainText().strip()
        wrong = reason_fault(reason)
        if wrong:
            self._field.show_wrong(wrong)
            self.grow()
            self.reason.setFocus()
            return
        fields = {key: keep for key, keep in chosen.items() if key is not None}
        self.given.emit(ConflictAnswer(chosen.get(None, Keep.BOTH), reason, fields))
        self.accept()


def _question(view: ConflictView) -> str:
    if view.line.kind is ConflictKind.CERTIFICATES:
        return tr("Vilket bevis gäller?")
    if view.line.kind is ConflictKind.PERSON:
        return tr("Vilken uppgift gäller?")
    return tr("Bekräfta att ni vet varför")
