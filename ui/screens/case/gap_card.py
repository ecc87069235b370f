"""A gap with its measure: proposals to choose among or own words, who sees to it, until when."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from app.domain.free_text import LONGEST_LINE, LONGEST_MEASURE
from app.usecases.feedback import Gap, PlannedMeasure, proposal_words
from ui.language import tr
from ui.screens.case.words import said
from ui.theme import metrics
from ui.widgets.card import Card
from ui.widgets.day_edit import DayEdit
from ui.widgets.fields import Field
from ui.widgets.labels import TextLabel


class GapCard(Card):
    """One area that remains, why, and what is done about it."""

    edited = Signal()
    left = Signal()

    def __init__(self, gap: Gap, planned: PlannedMeasure | None) -> None:
        super().__init__(" ")
        self.gap = gap
        self.setObjectName(f"gap_{gap.area}")
        self._words = TextLabel("", "body", "muted", wrap=True)
        self.measure = QComboBox()
        self.measure.setEditable(True)
        self.measure.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.measure.setObjectName("measure")
        self.responsible, self.due = QLineEdit(), DayEdit()
        self.responsible.setObjectName("responsible")
        self.responsible.setMaxLength(LONGEST_LINE)
        self.due.setObjectName("due")
        self._fields = (
            Field("", self.measure),
            Field("", self.responsible),
            Field("", self.due),
        )
        self._build()
        line = self.measure.lineEdit()
        assert line is not None
        line.setMaxLength(LONGEST_MEASURE)
        self.show_gap(gap)
        if planned is not None:
            self.measure.setEditText(planned.text)
            self.responsible.setText(planned.responsible)
            self.due.show_day(planned.due)
        self.measure.editTextChanged.connect(self._on_edited)
        self.responsible.textEdited.connect(self._on_edited)
        self.due.textChanged.connect(self._on_edited)
        for edit in (self.measure.lineEdit(), self.responsible, self.due):
            assert edit is not None
            edit.editingFinished.connect(self.left)

    @property
    def area(self) -> str:
        """The area's id."""
        return self.gap.area

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab stops, in order."""
        return (self.measure, self.responsible, self.due)

    @property
    def planned(self) -> PlannedMeasure:
        """What is written."""
        return PlannedMeasure(
            self.gap.area,
            self.measure.currentText().strip(),
            self.responsible.text().strip(),
            self.due.day,
        )

    def show_gap(self, gap: Gap) -> None:
        """Say the gap and its proposals in the language in force; what is written stays."""
        self.gap = gap
        written = self.measure.currentText()
        self.measure.blockSignals(True)
        self.measure.clear()
        for proposal in gap.proposals:
            self.measure.addItem(said(proposal_words(proposal)))
        self.measure.setEditText(written)
        self.measure.blockSignals(False)
        self._words.setText(said(gap.words))
        self.retranslate()

    def show_missing(self) -> None:
        """Say what is missing, where it is."""
        planned = self.planned
        self._fields[0].show_wrong("" if planned.text else tr("Välj eller skriv en åtgärd."))
        self._fields[1].show_wrong(
            "" if planned.responsible else tr("Skriv vem som ser till att det blir av.")
        )

    def take_focus(self) -> None:
        """To what is missing."""
        (self.responsible if self.planned.text else self.measure).setFocus()

    def retranslate(self) -> None:
        """Set the fixed words."""
        self.set_title(said(self.gap.name))
        self._words.setText(said(self.gap.words))
        labels = (tr("Åtgärd"), tr("Ansvarig"), tr("Klart senast"))
        for field, label in zip(self._fields, labels, strict=True):
            field.set_label(label)
        self.responsible.setPlaceholderText(tr("till exempel arbetsgivaren"))

    def _on_edited(self) -> None:
        self._fields[0].show_wrong("")
        self._fields[1].show_wrong("")
        wrong = self.due.is_wrong and not self.due.hasFocus()
        self._fields[2].show_wrong(tr("Skriv dagen som 2026-11-30.") if wrong else "")
        self.edited.emit()

    def _build(self) -> None:
        self.body.addWidget(self._words)
        self.body.addWidget(self._fields[0])
        row = QHBoxLayout()
        row.setSpacing(metrics().gap_wide)
        row.addWidget(self._fields[1], 3)
        row.addWidget(self._fields[2], 2)
        self.body.addLayout(row)
