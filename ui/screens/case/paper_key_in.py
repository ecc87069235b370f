"""Begin to key in a form: which day, who assessed, how long; then the ordinary screen."""

from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from app.domain.case import CaseState, Part, Step
from app.domain.errors import UserError
from app.domain.free_text import LONGEST_LINE
from app.usecases.cases import CaseView
from app.usecases.paper_entry import LONGEST_DAY, PaperDayWrong, PaperDesk, PaperSlip
from ui.language import tr
from ui.screens.box import Box
from ui.screens.case.pane import CasePane
from ui.screens.case.paper_answers import open_answers_box
from ui.screens.case.paper_words import PARTS
from ui.theme import metrics
from ui.widgets.buttons import PrimaryButton
from ui.widgets.day_edit import DayEdit
from ui.widgets.fields import Field
from ui.widgets.labels import TextLabel
from ui.widgets.tick_line import TickLine

_STEPS = {
    Step.SELF_ASSESSMENT: Part.SELF_ASSESSMENT,
    Step.THEORY: Part.THEORY,
    Step.PRACTICAL: Part.PRACTICAL,
}


def may_key_in(view: CaseView) -> bool:
    """Whether the case's next step can come from paper."""
    at_work = view.state in (CaseState.IDENTIFIED, CaseState.RUNNING)
    return at_work and view.next_step in _STEPS


def open_key_in_box(pane: CasePane) -> "KeyInBox":
    """Ask what stands at the head of the form of the case's next part."""
    assert pane.view is not None
    box = KeyInBox(pane, _STEPS[pane.view.next_step])
    box.open()
    return box


class KeyInBox(Box):
    """The head of the form; what was begun before is corrected."""

    def __init__(self, pane: CasePane, part: Part) -> None:
        act = PrimaryButton(tr("Skriv in"), "pen")
        heading = tr("Skriv in från papper: {part}").format(part=tr(PARTS[part]).lower())
        super().__init__(pane, heading, act, tr("Avbryt"))
        self.setObjectName("key_in_box")
        assert pane.view is not None
        self._pane, self._part, self._case_id = pane, part, pane.view.id
        self._code = TextLabel("", "body", "muted", wrap=True)
        self._code.setObjectName("key_in_code")
        self.day, self.minutes, self.assessor = DayEdit(), QLineEdit(), QComboBox()
        self.piece, self.batch = QLineEdit(), QLineEdit()
        self.older = TickLine(tr("Blanketten är äldre än ärendet, och det är rätt."))
        self.older.setObjectName("key_in_older")
        self.older.hide()
        self._name_parts()
        self._day_field = Field(tr("Dag på blanketten"), self.day)
        self._build()
        self.act.setObjectName("key_in_begin")
        self.act.setEnabled(False)
        self.act.clicked.connect(self._on_begin)
        self.size_at(480)
        entry = pane.work.desk.paper_entry
        pane.work.background.run(self, lambda: entry.view(self._case_id, part), self._on_view)

    def _on_view(self, view: PaperDesk) -> None:
        self._code.setText(
            tr("Jämför koden på blanketten: {code}. Ingen klocka går medan du skriver in.").format(
                code=view.code
            )
        )
        self.day.show_day(view.day)
        for who in view.assessors:
            self.assessor.addItem(who.name, who.id)
        self.assessor.setCurrentIndex(max(0, self.assessor.findData(view.assessor_id)))
        self.minutes.setText(str(view.minutes) if view.minutes else "")
        self.act.setEnabled(True)
        self.day.setFocus()
        self.day.selectAll()
        self.grow()

    def _on_begin(self) -> None:
        on = self.day.day
        if on is None:
            self._day_field.show_wrong(tr("Skriv dagen som 2026-11-30."))
            self.day.setFocus()
            self.grow()
            return
        self._day_field.show_wrong("")
        self.act.setEnabled(False)
        slip = PaperSlip(
            on,
            self.assessor.currentData(),
            int(self.minutes.text() or 0),
            self.piece.text(),
            self.batch.text(),
            self.older.isChecked(),
        )
        entry, part, case_id = self._pane.work.desk.paper_entry, self._part, self._case_id
        background = self._pane.work.background
        background.run(
            self, lambda: entry.begin(case_id, part, slip), self._on_begun, self._on_refused
        )

    def _on_begun(self, sitting_id: UUID) -> None:
        pane, part = self._pane, self._part
        self.accept()
        if part is Part.THEORY:
            open_answers_box(pane, sitting_id)
            pane.changed.emit()
        else:
            QTimer.singleShot(0, pane, pane.done.emit)  # once the box has gone

    def _on_refused(self, error: UserError) -> None:
        self.act.setEnabled(True)
        if isinstance(error, PaperDayWrong) and error.day < error.first:
            self.older.show()
        self.show_error(error)

    def _name_parts(self) -> None:
        parts: tuple[tuple[QWidget, str], ...] = (
            (self.day, "key_in_day"),
            (self.minutes, "key_in_minutes"),
            (self.assessor, "key_in_assessor"),
            (self.piece, "key_in_piece"),
            (self.batch, "key_in_batch"),
        )
        for part, name in parts:
            part.setObjectName(name)
        self.minutes.setValidator(QIntValidator(0, LONGEST_DAY, self))
        for line in (self.piece, self.batch):
            line.setMaxLength(LONGEST_LINE)

    def _build(self) -> None:
        who = tr("Vem bedömde?") if self._part is Part.PRACTICAL else tr("Vem vakade?")
        self.body.addWidget(self._code)
        self.body.addLayout(
            _side_by_side(self._day_field, Field(tr("Minuter (valfritt)"), self.minutes))
        )
        self.body.addWidget(Field(who, self.assessor))
        if self._part is Part.PRACTICAL:
            self.body.addLayout(
                _side_by_side(
                    Field(tr("Provbit (valfritt)"), self.piece),
                    Field(tr("Batch (valfritt)"), self.batch),
                )
            )
        self.body.addWidget(self.older)


def _side_by_side(*fields: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(metrics().gap_wide)
    for field in fields:
        row.addWidget(field, 1)
    return row
