"""What is asked of participation: who and from when, the hours of a month, the day on a paper."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from app.domain.employment import Employment
from app.domain.participation import Activity, Period, Project, Spent
from app.usecases.month_hours import PartMonth
from app.usecases.participation import Joinable, Part
from ui.language import locale, tr
from ui.models.hours_words import (
    ACTIVITIES,
    EMPLOYMENTS,
    hours,
    month_words,
    period_words,
    spent_words,
)
from ui.models.sent_words import reopens
from ui.screens.box import Box
from ui.theme import metrics, px
from ui.widgets.buttons import PrimaryButton
from ui.widgets.day_edit import DayEdit
from ui.widgets.fields import Field
from ui.widgets.labels import TextLabel
from ui.widgets.note_line import NoteLine
from ui.widgets.quiet_scroll import QuietScroll

_QUARTER, _MOST = 0.25, 999.75


class PartFields(QWidget):
    """Standing at work, first and last day."""

    def __init__(self, project: Project) -> None:
        super().__init__()
        self.status = QComboBox()
        self.status.setObjectName("part_status")
        for status in project.statuses:
            self.status.addItem(tr(EMPLOYMENTS[status]), status.value)
        self.first, self.last = DayEdit(), DayEdit()
        self.first.setObjectName("part_first")
        self.last.setObjectName("part_last")
        self._first = Field(tr("Första dagen"), self.first)
        self._last = Field(tr("Sista dagen (kan vänta)"), self.last)
        days = QHBoxLayout()
        days.setSpacing(metrics().gap_wide)
        days.addWidget(self._first)
        days.addWidget(self._last)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics().gap_wide)
        column.addWidget(Field(tr("Ställning i arbetslivet"), self.status))
        column.addLayout(days)

    def show_part(self, status: Employment, period: Period) -> None:
        """Show what stands."""
        at = self.status.findData(status.value)
        self.status.setCurrentIndex(max(0, at))
        self.first.show_day(period.first)
        self.last.show_day(period.last)

    @property
    def chosen(self) -> Employment:
        """The standing chosen."""
        return Employment(self.status.currentData())

    def period(self) -> Period | None:
        """The days written; None, and said where, while one of them is none."""
        first = self.first.day
        self._first.show_wrong("" if first else tr("Skriv dagen som 2026-11-30."))
        self._last.show_wrong(tr("Skriv dagen som 2026-11-30.") if self.last.is_wrong else "")
        if first is None or self.last.is_wrong:
            return None
        return Period(first, self.last.day)


class JoinBox(Box):
    """Several people of a company begin to take part; stays open while something is refused."""

    given = Signal(object, object, object)  # people (Joinable), Employment or None, Period

    def __init__(
        self, parent: QWidget, project: Project, people: Sequence[Joinable], first: date
    ) -> None:
        act = PrimaryButton(tr("Lägg till"), "plus")
        super().__init__(parent, tr("Vilka deltar?"), act, tr("Avbryt"))
        self.setObjectName("join_project_box")
        self.fields = PartFields(project)
        self.fields.status.insertItem(0, tr("Som personen är registrerad"), "")
        self.fields.status.setCurrentIndex(0)
        self.fields.first.show_day(first)
        self.ticks = [_tick(one) for one in people]
        self._people = tuple(people)
        self._none = TextLabel("", "small", "bad", wrap=True)
        self._none.hide()
        self.body.addWidget(TextLabel(project.name, "body", "muted", wrap=True))
        if people:
            self.body.addWidget(_scrolled(self.ticks), 1)
        else:
            words = tr("Alla i företaget deltar redan, eller så är ingen registrerad där.")
            self.body.addWidget(TextLabel(words, "body", wrap=True))
        self.body.addWidget(self._none)
        self.body.addWidget(self.fields)
        act.setObjectName("join_now")
        act.setEnabled(bool(people))
        act.clicked.connect(self._on_given)
        self.size_within(480, 560)
        (self.ticks[0] if self.ticks else self.leave).setFocus()

    def _on_given(self) -> None:
        pairs = zip(self._people, self.ticks, strict=True)
        chosen = tuple(one for one, tick in pairs if tick.isChecked())
        self._none.setText("" if chosen else tr("Kryssa för minst en."))
        self._none.setVisible(not chosen)
        period = self.fields.period()
        self.grow()
        if chosen and period is not None:
            status = self.fields.status.currentData()
            self.given.emit(chosen, Employment(status) if status else None, period)


class PartBox(Box):
    """Changes somebody's part; or, without one, begins it."""

    given = Signal(object, object)  # Employment, Period

    def __init__(self, parent: QWidget, project: Project, part: Part | None, first: date) -> None:
        heading = tr("Ändra deltagandet") if part else tr("Börja delta i projektet")
        act = PrimaryButton(tr("Spara") if part else tr("Börja delta"), "check")
        super().__init__(parent, heading, act, tr("Avbryt"))
        self.setObjectName("part_box")
        self.fields = PartFields(project)
        if part:
            self.fields.show_part(part.status, part.period)
        else:
            self.fields.first.show_day(first)
        who = f"{part.name} · {project.name}" if part and part.name else project.name
        self.body.addWidget(TextLabel(who, "body", "muted", wrap=True))
        self.body.addWidget(self.fields)
        act.setObjectName("part_now")
        act.clicked.connect(self._on_given)
        self.size_at(460)
        self.fields.first.setFocus()

    def _on_given(self) -> None:
        period = self.fields.period()
        self.grow()
        if period is not None:
            self.given.emit(self.fields.chosen, period)


class HoursBox(Box):
    """The hours of one month, by activity; begins with what stands, else with the proposal."""

    given = Signal(object)  # tuple of Spent

    def __init__(self, parent: QWidget, line: PartMonth) -> None:
        act = PrimaryButton(tr("Attestera timmarna"), "pen")
        heading = tr("Timmar i {month}").format(month=month_words(line.month).lower())
        super().__init__(parent, heading, act, tr("Avbryt"))
        self.setObjectName("hours_box")
        self.fields: dict[Activity, QDoubleSpinBox] = {}
        name = line.part.name or tr("Skyddad person")
        self.body.addWidget(TextLabel(name, "strong"))
        self.body.addWidget(_sent_note(line))
        self.body.addLayout(self._grid(line))
        self._sum = TextLabel("", "strong")
        self._sum.setObjectName("hours_sum")
        self.body.addWidget(self._sum)
        self.body.addWidget(TextLabel(_why(line), "small", "muted", wrap=True))
        act.setObjectName("attest_now")
        act.clicked.connect(lambda: self.given.emit(self.spent))
        self._say_sum()
        self.size_at(460)
        first = self.fields[Activity.VALIDATION]
        first.setFocus()
        first.selectAll()

    @property
    def spent(self) -> tuple[Spent, ...]:
        """What is written."""
        return tuple(
            Spent(activity, round(field.value() * 4) * 15)
            for activity, field in self.fields.items()
            if field.value() > 0
        )

    def _grid(self, line: PartMonth) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(metrics().gap_wide)
        grid.setColumnStretch(0, 1)
        held = line.proposal if line.hours is None else line.hours.spent
        begun = {one.activity: one.minutes / 60 for one in held}
        for row, activity in enumerate(Activity):
            words = tr(ACTIVITIES[activity])
            label, field = TextLabel(words, "body"), _hours_field(words)
            field.setObjectName(f"hours_{activity}")
            field.setValue(begun.get(activity, 0))
            field.valueChanged.connect(lambda _value: self._say_sum())
            label.setBuddy(field)
            self.fields[activity] = field
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
        return grid

    def _say_sum(self) -> None:
        minutes = sum(one.minutes for one in self.spent)
        self._sum.setText(tr("Tillsammans {hours}").format(hours=hours(minutes)))


class PaperBox(Box):
    """The participant has signed on paper: which day."""

    given = Signal(object)  # date

    def __init__(self, parent: QWidget, line: PartMonth, today: date) -> None:
        act = PrimaryButton(tr("Anteckna bekräftelsen"), "check")
        super().__init__(parent, tr("Deltagaren har skrivit under på papper"), act, tr("Avbryt"))
        self.setObjectName("paper_confirm_box")
        assert line.hours is not None
        name = line.part.name or tr("Skyddad person")
        told = f"{month_words(line.month)} · {spent_words(line.hours.spent) or hours(0)}"
        self.day = DayEdit()
        self.day.setObjectName("paper_day")
        self.day.show_day(today)
        self._field = Field(tr("Dagen på papperet"), self.day)
        words = TextLabel(told, "body", wrap=True)
        for part in (TextLabel(name, "strong"), _sent_note(line), words, self._field):
            self.body.addWidget(part)
        act.setObjectName("paper_now")
        act.clicked.connect(self._on_given)
        self.day.returnPressed.connect(self._on_given)
        self.size_at(440)
        self.day.setFocus()
        self.day.selectAll()

    def _on_given(self) -> None:
        on = self.day.day
        self._field.show_wrong("" if on else tr("Skriv dagen som 2026-11-30."))
        self.grow()
        if on is not None:
            self.given.emit(on)


def _sent_note(line: PartMonth) -> NoteLine:
    """What a change does to a month that was sent to the funder; hidden for another (R63)."""
    note = NoteLine("warning", "warn", reopens(line))
    note.setObjectName("month_sent_note")
    return note


def _hours_field(words: str) -> QDoubleSpinBox:
    field = QDoubleSpinBox()
    field.setLocale(locale())
    field.setDecimals(2)
    field.setSingleStep(_QUARTER)
    field.setSuffix(tr(" tim"))
    field.setMaximum(_MOST)
    field.setMinimumWidth(px(120))
    field.setMinimumHeight(metrics().control)
    field.setAlignment(Qt.AlignmentFlag.AlignRight)
    field.setAccessibleName(words)
    return field


def _why(line: PartMonth) -> str:
    """Where the figures come from, and how many there is room for."""
    days = period_words(line.part.period)
    room = tr("Deltar {days}. Högst {hours} ryms.").format(days=days, hours=hours(line.most))
    if not line.proposal:
        return room
    told = spent_words(line.proposal)
    return f"{tr('Provtillfällena i månaden: {hours}.').format(hours=told)} {room}"


def _tick(one: Joinable) -> QCheckBox:
    tick = QCheckBox(f"{one.name} · {tr(EMPLOYMENTS[one.employment]).lower()}")
    tick.setMinimumHeight(metrics().control)
    return tick


def _scrolled(ticks: Sequence[QWidget]) -> QWidget:
    inner = QWidget()
    column = QVBoxLayout(inner)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for tick in ticks:
        column.addWidget(tick)
    column.addStretch(1)
    return QuietScroll(inner, 160)
