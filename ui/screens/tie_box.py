"""Notes what ties somebody at the desk to a person; takes a tie away with a reason (R4)."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from app.domain.free_text import LONGEST_LINE, LONGEST_NOTE
from app.domain.ties import TieKind
from app.usecases.ties import Colleague, NewTie, TieLine, Ties
from ui.background import Background
from ui.language import tr
from ui.models.tie_words import meaning_words, tie_words
from ui.screens.box import Box
from ui.theme import metrics, px
from ui.widgets.buttons import PrimaryButton
from ui.widgets.day_edit import DayEdit
from ui.widgets.fields import Field
from ui.widgets.labels import TextLabel
from ui.widgets.quiet_scroll import QuietScroll

_WIDE, _HIGH, _LEAST = 460, 540, 120


class TieBox(Box):
    """Who, how, since when, and a note; what the tie means stands under the choice."""

    noted = Signal()

    def __init__(
        self, parent: QWidget, ties: Ties, background: Background, person: tuple[UUID, str]
    ) -> None:
        super().__init__(
            parent, tr("Anteckna en anknytning"), PrimaryButton(tr("Anteckna")), tr("Avbryt")
        )
        self.setObjectName("tie_box")
        self._ties, self._background = ties, background
        self._person_id, name = person
        self.who, self.kind = QComboBox(), QComboBox()
        self.since, self.note = DayEdit(), QLineEdit()
        self._since = Field(tr("Utbildningen slutade"), self.since)
        self._meaning = TextLabel("", "small", "muted", wrap=True)
        self._build(name)
        self.size_at(_WIDE, min(_HIGH, parent.window().height() * 100 // px(100)))
        self.act.clicked.connect(self._on_note)
        self.kind.currentIndexChanged.connect(self._on_kind)
        self._on_kind()
        self.kind.setFocus()
        background.run(self, ties.assessors, self._on_assessors)

    def _build(self, name: str) -> None:
        for part, object_name in (
            (self.who, "tie_who"),
            (self.kind, "tie_kind"),
            (self.since, "tie_since"),
            (self.note, "tie_note"),
            (self.act, "tie_note_it"),
        ):
            part.setObjectName(object_name)
        self.note.setMaxLength(min(LONGEST_LINE, LONGEST_NOTE))
        for kind in TieKind:
            self.kind.addItem(tie_words(kind), kind)
        self.kind.setCurrentIndex(self.kind.findData(TieKind.RELATIVE))
        if name:
            self.body.addWidget(TextLabel(name, "strong", wrap=True))
        asked: tuple[QWidget, ...] = (
            Field(tr("Vem vid testcentret"), self.who),
            Field(tr("Anknytning"), self.kind),
            self._meaning,
            self._since,
            Field(tr("Anteckning, om något behöver förklaras"), self.note),
        )
        fields = QWidget()
        column = QVBoxLayout(fields)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics().gap_wide)
        for field in asked:
            column.addWidget(field)
        column.addStretch(1)
        self.body.addWidget(QuietScroll(fields, _LEAST), 1)

    def _on_assessors(self, found: tuple[Colleague, ...]) -> None:
        for colleague in found:
            self.who.addItem(colleague.name, colleague.id)

    def _on_kind(self) -> None:
        kind = TieKind(self.kind.currentData())
        self._since.setVisible(kind is TieKind.TRAINED)
        self._meaning.setText(meaning_words(kind))
        self.grow()

    def _on_note(self) -> None:
        kind = TieKind(self.kind.currentData())
        since = self.since.day if kind is TieKind.TRAINED else None
        if kind is TieKind.TRAINED and since is None:
            self._since.show_wrong(tr("Skriv dagen som 2026-11-30."))
            self.since.setFocus()
            return
        tie = NewTie(kind, since, self.note.text(), self.who.currentData())
        person_id = self._person_id
        self._background.run(
            self, lambda: self._ties.add(person_id, tie), self._on_noted, self.show_error
        )

    def _on_noted(self, _tie_id: UUID) -> None:
        self.noted.emit()
        self.accept()


class RemoveTieBox(Box):
    """Why a tie is taken away; the reason stays in the person's history."""

    def __init__(self, parent: QWidget, line: TieLine, remove: Callable[[str], None]) -> None:
        super().__init__(
            parent, tr("Ta bort anknytningen"), PrimaryButton(tr("Ta bort")), tr("Avbryt")
        )
        self.setObjectName("remove_tie_box")
        self.reason = QLineEdit()
        self.reason.setObjectName("tie_reason")
        self.reason.setMaxLength(LONGEST_LINE)
        self.act.setObjectName("tie_remove_it")
        words = f"{line.assessor}: {tie_words(line.kind, line.since)}"
        self.body.addWidget(TextLabel(words, "strong", wrap=True))
        self._field = Field(tr("Varför stämmer den inte?"), self.reason)
        self._field.set_hint(tr("Anledningen står kvar i personens historik."))
        self.body.addWidget(self._field)
        self._remove = remove
        self.act.clicked.connect(self._on_remove)
        self.size_at(440)
        self.reason.setFocus()

    def _on_remove(self) -> None:
        if not self.reason.text().strip():
            self._field.show_wrong(tr("Skriv kort varför den inte stämmer."))
            self.reason.setFocus()
            return
        self._remove(self.reason.text())
        self.accept()
