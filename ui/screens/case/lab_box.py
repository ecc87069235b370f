"""The laboratory's answer, one criterion at a time: its report, the value, the step, a note."""

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from app.domain.errors import UserError
from app.domain.free_text import LONGEST_LINE
from app.domain.missing import missing, within_tolerance
from app.domain.seen import Seen
from app.usecases.lab import LabAnswer, LabLine, LabView
from ui.figures import decimal
from ui.language import tr
from ui.screens.case.scrolled_box import ScrolledBox
from ui.screens.case.short_note import ShortNote
from ui.screens.case.words import missing_words, said
from ui.screens.case.work import CaseWork
from ui.theme import metrics
from ui.widgets.buttons import PrimaryButton
from ui.widgets.fields import Field
from ui.widgets.labels import TextLabel
from ui.widgets.note_line import NoteLine
from ui.widgets.step_tile import StepTile

_ABREAST = 3


class LabBox(ScrolledBox):
    """Stored criterion by criterion: what is left can be keyed in another day."""

    keyed = Signal()

    def __init__(self, parent: QWidget, work: CaseWork, case_id: UUID, view: LabView) -> None:
        super().__init__(parent, tr("Labbsvar"), PrimaryButton(tr("Spara svaret")), tr("Inte nu"))
        self.setObjectName("lab_box")
        self.act.setObjectName("lab_save")
        self._work, self._case_id = work, case_id
        self._left = list(view.lines)
        self.reference, self.measured, self.note = QLineEdit(), QLineEdit(), ShortNote(72)
        self._reference = Field(tr("Labbets rapportnummer"), self.reference)
        self._measured = Field(tr("Mätvärde"), self.measured)
        self._note = Field(tr("Vad visade provet?"), self.note)
        self._what = TextLabel("", "section", wrap=True)
        self._verdict = NoteLine("check-circle", "ok")
        self._verdict.setObjectName("lab_verdict")
        self._lacks = NoteLine("warning", "bad")
        self._lacks.setObjectName("lab_lacks")
        steps = [(step.code, said(step.name)) for step in view.scale]
        self.tiles = [StepTile(code, name) for code, name in [*steps, (0, tr("Ej bedömt"))]]
        self.act.clicked.connect(self._on_save)
        self.measured.textEdited.connect(lambda _text: self._judge())
        self._build()
        self._show()

    @property
    def _line(self) -> LabLine:
        return self._left[0]

    @property
    def _answer(self) -> LabAnswer | None:
        rating = next((tile.number for tile in self.tiles if tile.isChecked()), None)
        if rating is None:
            return None
        reference, note = self.reference.text(), self.note.toPlainText()
        return LabAnswer(rating, reference, self.measured.text(), note)

    def _build(self) -> None:
        names = ((self.reference, "lab_reference"), (self.measured, "lab_measured"))
        for edit, name in names:
            edit.setObjectName(name)
            edit.setMaxLength(LONGEST_LINE)
        self.note.setObjectName("lab_note")
        steps = QGridLayout()
        steps.setSpacing(metrics().gap_small)
        for at, tile in enumerate(self.tiles):
            tile.setObjectName(f"lab_rating_{tile.number}")
            steps.addWidget(tile, at // _ABREAST, at % _ABREAST)
        for part in (self._what, self._reference, self._measured, self._verdict):
            self.asked.addWidget(part)
        self.asked.addLayout(steps)
        self.asked.addWidget(self._note)
        self.asked.addWidget(self._lacks)

    def _show(self) -> None:
        """The first criterion that still waits; the report's number often is the same."""
        line = self._line
        self._what.setText(f"{line.number} {said(line.criterion.text)}")
        value = line.criterion.measured
        self._measured.setVisible(value is not None)
        if value is not None:
            self._measured.set_hint(
                tr("Tillåtet {lower} till {upper} {unit}.").format(
                    lower=decimal(str(value.lower)),
                    upper=decimal(str(value.upper)),
                    unit=value.unit,
                )
            )
        for tile in self.tiles:
            tile.setAutoExclusive(False)
            tile.setChecked(False)
            tile.setAutoExclusive(True)
        self.measured.clear()
        self.note.clear()
        self._lacks.show_words("")
        self._judge()
        self.size_at(640)
        self.reference.setFocus()

    def _judge(self) -> None:
        within = within_tolerance(self._line.criterion, self.measured.text())
        if within is None:
            self._verdict.show_words("")
        elif within:
            self._verdict.show_words(tr("Inom toleransen"), "ok", "check-circle")
        else:
            self._verdict.show_words(tr("Utanför toleransen"), "bad", "x-circle")
        self.grow()

    def _on_save(self) -> None:
        answer, line = self._answer, self._line
        words = self._lacking(answer)
        self._lacks.show_words(words)
        self.grow()
        if words or answer is None:
            return
        lab, case_id = self._work.desk.lab, self._case_id
        self.act.setEnabled(False)
        self._work.background.run(
            self,
            lambda: lab.key_in(case_id, line.criterion.id, answer),
            lambda _left: self._on_kept(),
            self._on_refused,
        )

    def _lacking(self, answer: LabAnswer | None) -> str:
        """What is missing, in words; empty when nothing is."""
        if not self.reference.text().strip():
            return tr("Skriv labbets rapportnummer.")
        if answer is None:
            return tr("Välj ett steg.")
        seen = Seen(answer.rating, answer.note, answer.measured)
        lacks = missing(self._line.criterion, self._line.required, seen, photos=1)
        words = ", ".join(missing_words(each) for each in lacks)
        return tr("Saknas: {lacks}.").format(lacks=words) if lacks else ""

    def _on_kept(self) -> None:
        self.act.setEnabled(True)
        self._left.pop(0)
        self.keyed.emit()
        if self._left:
            self._show()
        else:
            self.accept()

    def _on_refused(self, error: UserError) -> None:
        self.act.setEnabled(True)
        self.show_error(error)
