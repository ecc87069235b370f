"""What goes to a laboratory: which piece, from which batch, and when the answer is expected."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.free_text import LONGEST_LINE
from app.usecases.lab import LabOrder
from app.usecases.practical_sheet import CriterionSheet, Piece
from ui.language import tr
from ui.screens.case.scrolled_box import ScrolledBox
from ui.screens.case.words import said
from ui.widgets.buttons import PrimaryButton
from ui.widgets.day_edit import DayEdit
from ui.widgets.fields import Field
from ui.widgets.labels import TextLabel
from ui.widgets.note_line import NoteLine


class LabOrderBox(ScrolledBox):
    """Asked once, when the practical is handed in."""

    ordered = Signal(object)  # LabOrder

    def __init__(
        self, parent: QWidget, waiting: Sequence[CriterionSheet], order: LabOrder, today: date
    ) -> None:
        super().__init__(
            parent,
            tr("Avsluta och vänta på labbsvar?"),
            PrimaryButton(tr("Avsluta")),
            tr("Tillbaka till provet"),
        )
        self.setObjectName("lab_order_box")
        self.act.setObjectName("lab_order")
        self._today = today
        self.number, self.batch, self.due = QLineEdit(), QLineEdit(), DayEdit()
        self._fields = (
            Field(tr("Provstyckets nummer"), self.number),
            Field(tr("Batch eller charge, om den finns"), self.batch),
            Field(tr("Svaret väntas senast"), self.due),
        )
        self.number.setText(order.piece.number)
        self.batch.setText(order.piece.batch)
        self.due.show_day(order.due)
        self._build(waiting)
        (self.due if order.piece.number else self.number).setFocus()

    def _build(self, waiting: Sequence[CriterionSheet]) -> None:
        meaning = tr("Bedömningarna låses. Beslutet väntar tills svaret är inskrivet.")
        self.asked.addWidget(TextLabel(meaning, "body", "muted", wrap=True))
        for sheet in waiting:
            self.asked.addWidget(
                NoteLine("clock", "neutral", f"{sheet.number} {said(sheet.criterion.text)}")
            )
        for field in self._fields:
            self.asked.addWidget(field)
        edits = ((self.number, "lab_piece"), (self.batch, "lab_batch"), (self.due, "lab_due"))
        for edit, name in edits:
            edit.setObjectName(name)
            edit.returnPressed.connect(self._on_order)
        self.number.setMaxLength(LONGEST_LINE)
        self.batch.setMaxLength(LONGEST_LINE)
        self.act.clicked.connect(self._on_order)
        self.size_at(560)

    def _on_order(self) -> None:
        number, day = self.number.text().strip(), self.due.day
        is_soon = day is not None and day >= self._today
        self._fields[0].show_wrong("" if number else tr("Skriv provstyckets nummer."))
        self._fields[2].show_wrong("" if is_soon else tr("Skriv en dag från och med idag."))
        self.grow()
        if not number:
            self.number.setFocus()
        elif day is None or not is_soon:
            self.due.setFocus()
        else:
            piece = Piece(number, self.batch.text())
            self.accept()
            self.ordered.emit(LabOrder(piece, day))
