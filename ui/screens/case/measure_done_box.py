"""A measure of the plan is done: which day, and how that was seen."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.language import tr
from ui.screens.box import Box
from ui.screens.case.short_note import ShortNote
from ui.widgets.buttons import PrimaryButton
from ui.widgets.day_edit import DayEdit
from ui.widgets.fields import Field
from ui.widgets.labels import TextLabel


class MeasureDoneBox(Box):
    """Stays open while the day is refused."""

    given = Signal(object, str)  # date, note

    def __init__(self, parent: QWidget, measure: str, today: date) -> None:
        act = PrimaryButton(tr("Åtgärden är gjord"), "check")
        super().__init__(parent, tr("Vad blev av åtgärden?"), act, tr("Avbryt"))
        self.setObjectName("measure_done_box")
        self.day, self.note = DayEdit(), ShortNote(80)
        self.day.setObjectName("done_day")
        self.note.setObjectName("done_note")
        self.day.show_day(today)
        self._field = Field(tr("Dag den blev klar"), self.day)
        self.act.setObjectName("done_now")
        self.act.clicked.connect(self._on_done)
        self.day.returnPressed.connect(self._on_done)
        self.body.addWidget(TextLabel(measure, "body", "muted", wrap=True))
        self.body.addWidget(self._field)
        self.body.addWidget(Field(tr("Hur det syntes (valfritt)"), self.note))
        self.size_at(440)
        self.day.setFocus()
        self.day.selectAll()

    def _on_done(self) -> None:
        on = self.day.day
        self._field.show_wrong("" if on else tr("Skriv dagen som 2026-11-30."))
        self.grow()
        if on is not None:
            self.given.emit(on, self.note.toPlainText())
