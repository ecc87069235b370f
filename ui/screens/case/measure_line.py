"""A measured value: within what, with which gauge, and the verdict of the tolerance."""

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from app.domain.free_text import LONGEST_LINE
from app.domain.missing import Missing
from app.domain.protocol import Criterion
from app.usecases.practical import CriterionSheet
from ui.figures import decimal
from ui.language import tr
from ui.screens.case.words import said
from ui.theme import metrics, px, sized_font
from ui.widgets.labels import TextLabel
from ui.widgets.note_line import NoteLine


class MeasureLine(QWidget):
    """Hidden where nothing is measured; the verdict is the tolerance's, never a person's."""

    edited = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("measure")
        self._label = TextLabel("", "state")
        self.edit = QLineEdit()
        self.edit.setObjectName("measured")
        self.edit.setMaxLength(LONGEST_LINE)
        self.edit.setFont(sized_font(17, 500))
        self.edit.setMaximumWidth(px(160))
        self._unit = TextLabel("", "body", "muted")
        self._limits = TextLabel("", "small", "muted", wrap=True)
        self._limits.setObjectName("limits")
        self.verdict = NoteLine("check-circle", "ok")
        self.verdict.setObjectName("verdict")
        self._lacks = NoteLine("warning", "bad")
        self._build()
        self.edit.textEdited.connect(self.edited)
        self.edit.editingFinished.connect(self.left)

    def show_measure(self, criterion: Criterion, typed: str) -> None:
        """Show what is measured and the value stored."""
        measured = criterion.measured
        self.setVisible(measured is not None)
        if measured is None:
            return
        if self.edit.text() != typed:
            self.edit.setText(typed)
        self._unit.setText(measured.unit)
        self._limits.setText(
            tr("Ska vara {nominal} {unit}, tillåtet {lower} till {upper}. Mätdon: {gauge}.").format(
                nominal=decimal(str(measured.nominal)),
                unit=measured.unit,
                lower=decimal(str(measured.lower)),
                upper=decimal(str(measured.upper)),
                gauge=said(measured.gauge),
            )
        )
        self.edit.setAccessibleDescription(self._limits.text())

    def show_verdict(self, sheet: CriterionSheet) -> None:
        """Inside, outside, or nothing yet."""
        if sheet.within is None:
            self.verdict.show_words("")
        elif sheet.within:
            self.verdict.show_words(tr("Inom toleransen"), "ok", "check-circle")
        else:
            self.verdict.show_words(tr("Utanför toleransen"), "bad", "x-circle")

    def show_lacks(self, lacks: Collection[Missing], *, said_by_key: bool) -> None:
        """Say what stands in the way of the value; `said_by_key`: one wanted to go on."""
        words = ""
        if Missing.GAUGE in lacks:
            words = tr("Mätdonets kalibrering hade gått ut. Välj ej bedömt och skriv varför.")
        elif Missing.OUT_OF_TOLERANCE in lacks:
            words = tr("Utanför toleransen kan kriteriet inte nå kravet. Välj ett lägre steg.")
        elif Missing.VALUE in lacks and said_by_key:
            words = tr("Skriv mätvärdet.")
        self._lacks.show_words(words)

    def retranslate(self) -> None:
        """Set the fixed words."""
        self._label.setText(tr("Mätvärde"))
        self.edit.setAccessibleName(tr("Mätvärde"))

    def _build(self) -> None:
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout()
        row.setSpacing(metrics().gap_small)
        row.addWidget(self.edit)
        row.addWidget(self._unit)
        row.addSpacing(metrics().gap_small)
        row.addWidget(self.verdict, 1, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(5))
        for part in (self._label, self._limits):
            column.addWidget(part)
        column.addLayout(row)
        column.addWidget(self._lacks)
