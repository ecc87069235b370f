"""When something begins: now, or a day and a time it is booked for."""

from datetime import date, datetime, time

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.figures import day
from ui.language import tr
from ui.theme import metrics
from ui.widgets.day_edit import DayEdit
from ui.widgets.fields import Field
from ui.widgets.labels import TextLabel
from ui.widgets.segmented import SegmentedChoice
from ui.widgets.time_edit import TimeEdit

_NOW, _LATER = "now", "later"
_USUAL = time(8)


class WhenChoice(QWidget):
    """Two words; the fields of a booking show when it is chosen."""

    changed = Signal()
    entered = Signal()  # Enter in a field

    def __init__(self, earliest: date) -> None:
        """No booking is taken for a day before `earliest`."""
        super().__init__()
        self.setObjectName("when")
        self._earliest = earliest
        question = tr("När ska det göras?")
        words = [(_NOW, tr("Nu")), (_LATER, tr("En annan tid"))]
        self._choice = SegmentedChoice(words, question)
        self.day, self.time = DayEdit(), TimeEdit()
        self.day.setObjectName("when_day")
        self.time.setObjectName("when_time")
        self.day.show_day(earliest)
        self.time.show_time(_USUAL)
        self._day, self._time = Field(tr("Dag"), self.day), Field(tr("Klockslag"), self.time)
        self._fields = QWidget()
        self._build(question)
        self._choice.chosen.connect(self._on_chosen)
        for edit in (self.day, self.time):
            edit.returnPressed.connect(self.entered)

    @property
    def is_now(self) -> bool:
        """Whether it begins at once."""
        return self._choice.key == _NOW

    @property
    def booked(self) -> datetime | None:
        """The time it is booked for; None for now, and where what is written is none."""
        chosen, at = self.day.day, self.time.at
        if self.is_now or chosen is None or at is None or chosen < self._earliest:
            return None
        return datetime.combine(chosen, at).astimezone()

    def choose(self, *, now: bool) -> None:
        """Show one of the two as chosen."""
        self._choice.choose(_NOW if now else _LATER)
        self._fields.setVisible(not now)

    def show_wrong(self) -> None:
        """Say what is wrong with what is written, and go there."""
        chosen, at = self.day.day, self.time.at
        is_day = chosen is not None and chosen >= self._earliest
        wrong = tr("Skriv en dag från och med {day}.").format(day=day(self._earliest))
        self._day.show_wrong("" if is_day else wrong)
        self._time.show_wrong("" if at is not None else tr("Skriv ett klockslag, som 08:30."))
        (self._time if is_day else self._day).setFocus()

    def _on_chosen(self) -> None:
        self._fields.setVisible(not self.is_now)
        self.changed.emit()

    def _build(self, question: str) -> None:
        fields = QHBoxLayout(self._fields)
        fields.setContentsMargins(0, 0, 0, 0)
        fields.setSpacing(metrics().gap_wide)
        for field in (self._day, self._time):
            fields.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics().gap_small)
        column.addWidget(TextLabel(question, "state"))
        column.addWidget(self._choice)
        column.addWidget(self._fields)
