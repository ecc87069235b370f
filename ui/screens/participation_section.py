"""Participation on the person card: which projects, since when, the hours of the newest month."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.employment import Employment
from app.domain.participation import Period, Project, Spent
from app.usecases.month_hours import Attesting, PartMonth
from app.usecases.participation import NewPart, Part
from ui.background import Background
from ui.language import tr
from ui.models.hours_words import EMPLOYMENTS, attest_state, hours, month_words, period_words
from ui.screens.box import Box
from ui.screens.participation_boxes import HoursBox, PartBox
from ui.theme import metrics, px
from ui.widgets.buttons import LinkButton
from ui.widgets.icon_label import IconLabel
from ui.widgets.labels import TextLabel

if TYPE_CHECKING:
    from app.usecases.month_hours import MonthHours
    from app.usecases.participation import Participations


@dataclass(frozen=True, slots=True)
class _Shown:
    """A part and the newest of its months; `waits`: months wait for the person's word."""

    part: Part
    month: PartMonth | None
    waits: bool


@dataclass(frozen=True, slots=True)
class _Told:
    """What is read of a person; `open`: the project somebody may begin in now, the newest."""

    person: UUID
    shown: tuple[_Shown, ...]
    open: Project | None


class ParticipationSection(QWidget):
    """Loads itself for a person; hidden where the region has no project."""

    failed = Signal(object)  # a UserError, for the screen
    hand_over_asked = Signal(object)  # part id

    def __init__(
        self,
        work: "tuple[Participations, MonthHours]",
        today: Callable[[], date],
        background: Background,
    ) -> None:
        super().__init__()
        self.setObjectName("participation")
        self._parts, self._hours = work
        self._today, self._background = today, background
        self._person: UUID | None = None
        self._told: _Told | None = None
        self._title = TextLabel("", "section")
        self.add = LinkButton("", "plus", chevron=False)
        self.add.setObjectName("add_part")
        self.add.clicked.connect(self._on_add)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(px(4))
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        column.addLayout(head)
        column.addLayout(self._rows)
        self.hide()
        self._retranslate()

    def show_person(self, person_id: UUID) -> None:
        """Load what the person takes part in; what somebody else does is gone at once."""
        if self._person != person_id:
            self._show(_Told(person_id, (), None))
        self._person = person_id
        self._load()

    def changeEvent(self, event: QEvent) -> None:
        """Say everything again in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            if self._told is not None:
                self._show(self._told)

    def _load(self) -> None:
        person, today = self._person, self._today()
        if person is not None:
            self._background.run(
                self, lambda: self._read(person, today), self._on_found, self.failed.emit
            )

    def _read(self, person: UUID, today: date) -> _Told:
        shown = []
        for part in self._parts.of_person(person):
            months = self._hours.of_part(part.id)
            waits = any(one.hours is not None and not one.is_by_both for one in months)
            shown.append(_Shown(part, months[0] if months else None, waits))
        going = {one.part.project.id for one in shown if one.part.period.last is None}
        open_ = (
            project
            for project in self._parts.projects()
            if project.id not in going and project.first <= today <= project.last
        )
        return _Told(person, tuple(shown), next(open_, None))

    def _on_found(self, told: _Told) -> None:
        if told.person == self._person:
            self._show(told)

    def _show(self, told: _Told) -> None:
        self._told = told
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for one in told.shown:
            self._rows.addWidget(self._row(one))
        self.add.setVisible(told.open is not None)
        self.setVisible(bool(told.shown) or told.open is not None)

    def _row(self, one: _Shown) -> QWidget:
        row = QWidget()
        inner = QVBoxLayout(row)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(px(2))
        part = one.part
        status, days = tr(EMPLOYMENTS[part.status]), period_words(part.period)
        words = f"{part.project.name} · {status.lower()} · {days}"
        first = QHBoxLayout()
        first.setSpacing(metrics().gap_small)
        first.addWidget(IconLabel("calendar", "accent"), 0, Qt.AlignmentFlag.AlignTop)
        first.addWidget(TextLabel(words, "small", wrap=True), 1)
        inner.addLayout(first)
        if one.month is not None:
            inner.addWidget(TextLabel(_month_line(one.month), "small", "muted", wrap=True))
        acts = QHBoxLayout()
        for name, text, act in self._acts(one):
            link = LinkButton(text, chevron=False)
            link.setObjectName(f"{name}_{part.id}")
            link.setAccessibleName(f"{text}: {part.project.name}")
            link.clicked.connect(act)
            acts.addWidget(link)
        acts.addStretch(1)
        inner.addLayout(acts)
        return row

    def _acts(self, one: _Shown) -> list[tuple[str, str, Callable[[], object]]]:
        """The name, words and act of each link of a row."""
        acts: list[tuple[str, str, Callable[[], object]]] = []
        if one.month is not None:
            acts.append(("part_hours", tr("Timmar"), partial(self._on_hours, one.month)))
        if one.waits:
            ask = partial(self._on_hand_over, one.part.id)
            acts.append(("part_hand_over", tr("Låt deltagaren bekräfta"), ask))
        acts.append(("part_change", tr("Ändra"), partial(self._on_change, one.part)))
        return acts

    def _on_add(self) -> None:
        project = self._told.open if self._told else None
        person = self._person
        if project is None or person is None:
            return
        box = PartBox(self, project, None, self._today())

        def begin(status: Employment, period: Period) -> None:
            new = NewPart(project.id, person, status, period)
            self._run(lambda: self._parts.begin(new), box)

        box.given.connect(begin)
        box.open()

    def _on_change(self, part: Part, _checked: bool = False) -> None:
        box = PartBox(self, part.project, part, part.period.first)

        def change(status: Employment, period: Period) -> None:
            self._run(lambda: self._parts.change(part.id, status, period), box)

        box.given.connect(change)
        box.open()

    def _on_hours(self, month: PartMonth, _checked: bool = False) -> None:
        box = HoursBox(self, month)

        def attest(spent: tuple[Spent, ...]) -> None:
            asked = Attesting(month.part.id, month.month, spent)
            self._run(lambda: self._hours.attest(asked), box)

        box.given.connect(attest)
        box.open()

    def _on_hand_over(self, part_id: UUID, _checked: bool = False) -> None:
        self.hand_over_asked.emit(part_id)

    def _run(self, act: Callable[[], object], box: Box) -> None:
        def done(_none: object) -> None:
            box.accept()
            self._load()

        self._background.run(self, act, done, box.show_error)

    def _retranslate(self) -> None:
        self._title.setText(tr("Projekt"))
        self.add.setText(tr("Delta i projekt"))


def _month_line(month: PartMonth) -> str:
    """Maj 2026: 22,75 tim · Väntar på deltagaren."""
    told = tr("{month}: {hours}").format(month=month_words(month.month), hours=hours(month.minutes))
    return f"{told} · {attest_state(month).words}"
