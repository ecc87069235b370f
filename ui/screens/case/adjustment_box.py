"""Propose an adjustment: which, who helps, in which language."""

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from app.domain.adjustments import (
    Adjustment,
    AdjustmentIncomplete,
    AdjustmentKind,
    ReaderNotDeclared,
)
from app.domain.errors import UserError
from app.domain.free_text import LONGEST_LINE
from ui.language import tr
from ui.screens.box import Box
from ui.screens.case.adjustment_words import ICONS, meaning_words, name_words
from ui.screens.case.work import CaseWork
from ui.theme import metrics
from ui.widgets.buttons import PrimaryButton
from ui.widgets.fields import Field
from ui.widgets.labels import TextLabel
from ui.widgets.tick_line import TickLine
from ui.widgets.tiles import ChoiceTile


class AdjustmentBox(Box):
    """Stays open until the proposal is noted; Escape leaves everything as it is."""

    proposed = Signal()

    def __init__(self, parent: QWidget, work: CaseWork, case_id: UUID) -> None:
        super().__init__(
            parent, tr("Lägg till en anpassning"), PrimaryButton(tr("Lägg till")), tr("Avbryt")
        )
        self.setObjectName("adjustment_box")
        self._work, self._case_id, self._busy = work, case_id, False
        self.act.setObjectName("adjustment_add")
        self._tiles = {kind: ChoiceTile(ICONS[kind], name_words(kind)) for kind in AdjustmentKind}
        self._meaning = TextLabel("", "body", "muted", wrap=True)
        self.name = _line("adjustment_name")
        self.language = _line("adjustment_language")
        self.note = _line("adjustment_note")
        self._name = Field(tr("Namn"), self.name)
        self._language = Field(tr("Språk"), self.language)
        self._note = Field(tr("Anteckning, om det behövs"), self.note)
        self.declared = TickLine(
            tr(
                "Uppläsaren har bekräftat att hen inte arbetar med eller undervisar i ämnet, "
                "och läser bara det som står."
            )
        )
        self.declared.setObjectName("adjustment_declared")
        self._build()
        self.act.clicked.connect(self._on_act)
        for line in (self.name, self.language, self.note):
            line.returnPressed.connect(self._on_act)
        self.declared.toggled.connect(lambda _on: self.declared.show_wrong(False))
        self._show_kind(AdjustmentKind.EXTRA_TIME)
        self.size_at(720)
        self._tiles[AdjustmentKind.EXTRA_TIME].setFocus()

    @property
    def kind(self) -> AdjustmentKind:
        """The kind chosen."""
        return next(kind for kind, tile in self._tiles.items() if tile.isChecked())

    def _on_act(self) -> None:
        if self._busy:
            return
        self._busy = True
        self.errors.clear()
        adjustment = Adjustment(self.kind, self.name.text(), self.language.text(), self.note.text())
        declared, adjustments = self.declared.isChecked(), self._work.desk.adjustments
        self._work.background.run(
            self,
            lambda: adjustments.propose(self._case_id, adjustment, declared=declared),
            self._on_proposed,
            self._on_refused,
        )

    def _on_proposed(self, _nothing: object) -> None:
        self.proposed.emit()
        self.accept()

    def _on_refused(self, error: UserError) -> None:
        """What is missing is said where it is; anything else above."""
        self._busy = False
        if isinstance(error, AdjustmentIncomplete):
            self._name.show_wrong(tr("Skriv vem det är.") if error.name else "")
            self._language.show_wrong(tr("Skriv vilket språk.") if error.language else "")
            (self.name if error.name else self.language).setFocus()
            self.grow()
            return
        if isinstance(error, ReaderNotDeclared):
            self.declared.show_wrong(True)
            self.declared.setFocus()
        self.show_error(error)

    def _on_chosen(self, kind: AdjustmentKind, *, on: bool) -> None:
        if on:
            self._show_kind(kind)

    def _show_kind(self, kind: AdjustmentKind) -> None:
        self._tiles[kind].setChecked(True)
        self.errors.clear()
        self._meaning.setText(meaning_words(kind))
        self._name.setVisible(kind.names_somebody)
        self._language.setVisible(kind.names_language)
        self.declared.setVisible(kind is AdjustmentKind.READER)
        for field in (self._name, self._language):
            field.show_wrong("")
        self.grow()

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(metrics().gap_small)
        for at, (kind, tile) in enumerate(self._tiles.items()):
            tile.setObjectName(f"adjustment_{kind}")
            tile.toggled.connect(lambda on, kind=kind: self._on_chosen(kind, on=on))
            grid.addWidget(tile, at // 3, at % 3)
        self.body.addLayout(grid)
        parts = (self._meaning, self._name, self._language, self.declared, self._note)
        for part in parts:
            self.body.addWidget(part)
        self.body.addStretch(1)


def _line(name: str) -> QLineEdit:
    line = QLineEdit()
    line.setObjectName(name)
    line.setMaxLength(LONGEST_LINE)
    return line
