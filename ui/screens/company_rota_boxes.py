"""Ask what a rota is to be made of; change one place of it."""

from collections.abc import Sequence
from datetime import date, time, timedelta

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from app.domain.rota import RotaTerms, Slot
from app.usecases.rota import RotaChoices
from ui.language import tr
from ui.screens.case.scrolled_box import ScrolledBox
from ui.theme import metrics
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.day_edit import DayEdit
from ui.widgets.fields import Field
from ui.widgets.labels import TextLabel
from ui.widgets.tick_line import TickLine
from ui.widgets.time_edit import TimeEdit

_BEGINS, _ENDS = time(8), time(17)
_SATURDAY, _MOST_DAYS = 5, 120


class RotaBox(ScrolledBox):
    """Days, hours, assessors and machines of a proposal; those who have a place keep it."""

    given = Signal(object)  # RotaTerms

    def __init__(self, parent: QWidget, choices: RotaChoices, today: date) -> None:
        act = PrimaryButton(tr("Föreslå schema"), "calendar")
        super().__init__(parent, tr("Föreslå schema"), act, tr("Avbryt"))
        self.setObjectName("rota_box")
        first = max(today, choices.first_day or today)
        self._first, self._last = _day("rota_first", first), _day("rota_last", None)
        self._last.show_day(choices.last_day or first + timedelta(days=4))
        self._begins, self._ends = _hour("rota_begins", _BEGINS), _hour("rota_ends", _ENDS)
        self._minutes = _Count("rota_minutes", 900, choices.minutes)
        self._most = _Count("rota_most", 99, 0)
        self._most.setPlaceholderText(tr("Så många som ryms"))
        self._assessors = [TickLine(name) for name in choices.assessors]
        for at, tick in enumerate(self._assessors):
            tick.setObjectName(f"rota_assessor_{at}")
            tick.setChecked(at == 0)
            tick.toggled.connect(lambda _on: self._refresh())
        self._machines = QLineEdit(", ".join(choices.machines))
        self._machines.setObjectName("rota_machines")
        self.act.setObjectName("rota_propose")
        self._without = choices.without
        self._build(choices.without)
        for edit in (self._first, self._last, self._begins, self._ends, self._minutes):
            edit.textChanged.connect(self._refresh)
            edit.returnPressed.connect(self._on_act)
        self.act.clicked.connect(self._on_act)
        self.size_at(600)
        self._first.setFocus()
        self._refresh()

    @property
    def terms(self) -> RotaTerms | None:
        """What is written, None while something is wrong."""
        first, last = self._first.day, self._last.day
        begins, ends = self._begins.at, self._ends.at
        if first is None or last is None or begins is None or ends is None:
            return None
        if last < first or not self._minutes.value:
            return None
        machines = [one.strip() for one in self._machines.text().split(",")]
        return RotaTerms(
            days=_weekdays(first, last),
            machines=tuple(dict.fromkeys(filter(None, machines))),
            assessors=tuple(tick.words for tick in self._assessors if tick.isChecked()),
            begins=_minutes_of(begins),
            ends=_minutes_of(ends),
            minutes=self._minutes.value,
            most=self._most.value,
        )

    def _on_act(self) -> None:
        if self.act.isEnabled():
            self.given.emit(self.terms)
            self.accept()

    def _refresh(self) -> None:
        terms = self.terms
        is_whole = terms is not None and bool(terms.days) and bool(terms.assessors)
        self.act.setEnabled(is_whole and self._without > 0)

    def _build(self, without: int) -> None:
        words = tr(
            "%n personer utan tid får en: dag för dag, en efter en, vardagar. "
            "De som har en tid eller ett ärende rörs inte.",
            without,
        )
        if not without:
            words = tr("Alla i ordern har redan en tid eller ett ärende.")
        self.asked.addWidget(TextLabel(words, "body", "muted", wrap=True))
        self.asked.addLayout(_row((tr("Från dag"), self._first), (tr("Till dag"), self._last)))
        self.asked.addLayout(
            _row((tr("Dagen börjar"), self._begins), (tr("Dagen slutar"), self._ends))
        )
        self.asked.addLayout(
            _row(
                (tr("Minuter för en person"), self._minutes),
                (tr("Personer per dag och bedömare"), self._most),
            )
        )
        self.asked.addWidget(TextLabel(tr("Bedömare"), "state"))
        for tick in self._assessors:
            self.asked.addWidget(tick)
        field = Field(tr("Maskiner"), self._machines)
        field.set_hint(tr("Med komma emellan. Lämna tomt om ingen maskin behöver vara ledig."))
        self.asked.addWidget(field)


class SlotBox(ScrolledBox):
    """One person's day, time, machine and assessor."""

    given = Signal(object)  # Slot, or None to take the place away

    def __init__(
        self, parent: QWidget, name: str, slot: Slot, choices: RotaChoices, others: Sequence[str]
    ) -> None:
        """`others`: names of assessors who are in the rota but not at this desk."""
        super().__init__(parent, name, PrimaryButton(tr("Spara"), "check"), tr("Avbryt"))
        self.setObjectName("slot_box")
        self._day = _day("slot_day", slot.day)
        self._begins = _hour("slot_begins", time(slot.begins // 60, slot.begins % 60))
        self._minutes = _Count("slot_minutes", 900, slot.minutes)
        self._machine = _choice("slot_machine", choices.machines, slot.machine)
        self._assessor = _choice("slot_assessor", (*choices.assessors, *others), slot.assessor)
        self.clear = SecondaryButton(tr("Ta bort tiden"), "x")
        self.clear.setObjectName("slot_clear")
        self.act.setObjectName("slot_save")
        self.asked.addLayout(_row((tr("Dag"), self._day), (tr("Tid"), self._begins)))
        self.asked.addLayout(_row((tr("Minuter"), self._minutes), (tr("Maskin"), self._machine)))
        self.asked.addWidget(Field(tr("Bedömare"), self._assessor))
        self.row.insertWidget(1, self.clear)
        self.clear.clicked.connect(self._on_clear)
        self.act.clicked.connect(self._on_act)
        for edit in (self._day, self._begins, self._minutes):
            edit.textChanged.connect(self._refresh)
            edit.returnPressed.connect(self._on_act)
        self.size_at(520)
        self._day.setFocus()

    @property
    def slot(self) -> Slot | None:
        """What is written, None while something is wrong."""
        day, begins = self._day.day, self._begins.at
        if day is None or begins is None or not self._minutes.value:
            return None
        machine, assessor = self._machine.currentText(), self._assessor.currentText()
        return Slot(day, _minutes_of(begins), self._minutes.value, machine, assessor)

    def _on_act(self) -> None:
        if self.slot is not None:
            self.given.emit(self.slot)
            self.accept()

    def _on_clear(self) -> None:
        self.given.emit(None)
        self.accept()

    def _refresh(self) -> None:
        self.act.setEnabled(self.slot is not None)


def _weekdays(first: date, last: date) -> tuple[date, ...]:
    days = (first + timedelta(days=n) for n in range(min(_MOST_DAYS, (last - first).days + 1)))
    return tuple(day for day in days if day.weekday() < _SATURDAY)


def _minutes_of(at: time) -> int:
    return at.hour * 60 + at.minute


def _row(*fields: tuple[str, QWidget]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(metrics().gap_wide)
    for words, editor in fields:
        row.addWidget(Field(words, editor), 1)
    return row


def _day(name: str, day: date | None) -> DayEdit:
    edit = DayEdit()
    edit.setObjectName(name)
    edit.show_day(day)
    return edit


def _hour(name: str, at: time) -> TimeEdit:
    edit = TimeEdit()
    edit.setObjectName(name)
    edit.show_time(at)
    return edit


class _Count(QLineEdit):
    """A whole number; nothing written is 0."""

    def __init__(self, name: str, most: int, value: int) -> None:
        super().__init__(str(value) if value else "")
        self.setObjectName(name)
        self.setValidator(QIntValidator(0, most, self))

    @property
    def value(self) -> int:
        """The number."""
        return int(self.text()) if self.text().isdecimal() else 0


def _choice(name: str, known: Sequence[str], chosen: str) -> QComboBox:
    combo = QComboBox()
    combo.setObjectName(name)
    combo.setEditable(True)
    combo.addItems(list(dict.fromkeys((*known, chosen, ""))))
    combo.setCurrentText(chosen)
    return combo
