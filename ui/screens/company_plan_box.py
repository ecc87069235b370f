"""A box for one measure of a company's plan: what, how long, who, until when, for whom."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from app.domain.company_measure import MeasureKind
from app.domain.free_text import LONGEST_LINE, LONGEST_MEASURE
from app.domain.matrix import MatrixRow
from app.usecases.company_plan import MeasureDraft, MeasureLine, PlanView, Proposal, propose
from ui.language import language, tr
from ui.models.company_plan_rows import NameRows
from ui.models.matrix_words import KIND_WORDS
from ui.screens.case.scrolled_box import ScrolledBox
from ui.theme import metrics, px
from ui.widgets.buttons import PrimaryButton
from ui.widgets.cells import ColumnWidth
from ui.widgets.choice_table import ChoiceTable
from ui.widgets.day_edit import DayEdit
from ui.widgets.fields import Field


class MeasureBox(ScrolledBox):
    """Begins with the protocol's proposal for the area, for everybody under what is required."""

    given = Signal(object)  # MeasureDraft

    def __init__(
        self, parent: QWidget, view: PlanView, of: MeasureLine | Proposal | None = None
    ) -> None:
        self._view = view
        self._line = of if isinstance(of, MeasureLine) else None
        self._id = self._line.measure.id if self._line else None
        words = tr("Ändra åtgärd") if self._id else tr("Planera åtgärd")
        super().__init__(parent, words, PrimaryButton(tr("Spara")), tr("Avbryt"))
        self.setObjectName("measure_box")
        self.act.setObjectName("measure_save")
        self._build()
        if isinstance(of, MeasureLine):
            self._show_line(of)
        else:
            area = of.area if of is not None else self._first_area()
            self.area.setCurrentIndex(max(0, self.area.findData(area)))
            self._on_area()
        self.area.activated.connect(self._on_area)
        self.act.clicked.connect(self._on_act)
        self.act.setDefault(True)
        self.size_within(560, 620)
        (self.who if of is not None else self.area).setFocus()

    @property
    def people(self) -> tuple[UUID, ...]:
        """Whom it is for."""
        return tuple(one for one in self.list.chosen_ids if isinstance(one, UUID))

    def _show_line(self, line: MeasureLine) -> None:
        one = line.measure
        self.area.setCurrentIndex(max(0, self.area.findData(line.area or one.area)))
        self.kind.setCurrentIndex(max(0, self.kind.findData(one.kind.value)))
        self.what.setText(one.text)
        self.length.setText(one.length)
        self.who.setText(one.responsible)
        self.due.show_day(one.due)
        self.follow_up.show_day(one.follow_up)
        self._show_people({taker.person_id for taker in line.takers})

    def _on_area(self) -> None:
        area = str(self.area.currentData())
        if self._line is not None and area == self._line.measure.area and not self._line.area:
            self._show_line(self._line)  # there is nothing to propose for an area that is gone
            return
        people = tuple(row.person.person_id for row in self._under(area))
        found = propose(self._view.of.protocol, area, people)
        self.kind.setCurrentIndex(max(0, self.kind.findData(found.kind.value)))
        self.what.setText(found.text.in_language(language()))
        self.length.setText(found.length.in_language(language()))
        self._show_people(set(people))

    def _under(self, area: str) -> Sequence[MatrixRow]:
        matrix = self._view.of.matrix
        at = next(n for n, one in enumerate(matrix.areas) if one.id == area)
        return [row for row in matrix.rows if row.cells[at].standing.is_gap]

    def _first_area(self) -> str:
        proposals = self._view.proposals
        return proposals[0].area if proposals else self._view.of.matrix.areas[0].id

    def _show_people(self, chosen: set[UUID]) -> None:
        rows = sorted(self._view.of.matrix.rows, key=lambda row: row.person.name.casefold())
        rows.sort(key=lambda row: row.person.person_id not in chosen)
        self._people.show_rows(rows)
        self.list.choose_rows(range(len(chosen)), 0 if rows else -1)

    def _on_act(self) -> None:
        wrong = tr("Skriv en dag som 2026-11-30.")
        for field in (self._due_field, self._follow_field):
            editor = field.editor
            field.show_wrong(wrong if isinstance(editor, DayEdit) and editor.is_wrong else "")
        is_empty = not self.what.text().strip()
        self._what_field.show_wrong(tr("Skriv vad som ska göras.") if is_empty else "")
        is_nobody = not self.who.text().strip()
        self._who_field.show_wrong(tr("Skriv vem som ansvarar.") if is_nobody else "")
        self._people_field.show_wrong("" if self.people else tr("Välj minst en person."))
        is_wrong = self.due.is_wrong or self.follow_up.is_wrong
        if is_empty or is_nobody or is_wrong or not self.people:
            self.grow()
            return
        self.given.emit(self._draft())
        self.accept()

    def _draft(self) -> MeasureDraft:
        return MeasureDraft(
            str(self.area.currentData()),
            MeasureKind(self.kind.currentData()),
            self.what.text(),
            self.length.text(),
            self.who.text(),
            self.due.day,
            self.follow_up.day,
            self.people,
            self._id,
        )

    def _build(self) -> None:
        self.area, self.kind = QComboBox(), QComboBox()
        self.area.setObjectName("measure_area")
        self.kind.setObjectName("measure_kind")
        self._add_areas()
        for kind in MeasureKind:
            self.kind.addItem(tr(KIND_WORDS[kind]), kind.value)
        self.what, self.length, self.who = QLineEdit(), QLineEdit(), QLineEdit()
        self.due, self.follow_up = DayEdit(), DayEdit()
        for edit, name, longest in (
            (self.what, "measure_what", LONGEST_MEASURE),
            (self.length, "measure_length", LONGEST_LINE),
            (self.who, "measure_who", LONGEST_LINE),
        ):
            edit.setObjectName(name)
            edit.setMaxLength(longest)
        self.due.setObjectName("measure_due")
        self.follow_up.setObjectName("measure_follow_up")
        self._people = NameRows(self)
        self.list = ChoiceTable("row", ticks_only=True)
        self.list.setObjectName("measure_people")
        self.list.setModel(self._people)
        self.list.set_columns((ColumnWidth(200, stretch=True), ColumnWidth(120)))
        self.list.setMinimumHeight(px(200))
        self._what_field = Field(tr("Vad som ska göras"), self.what)
        self._who_field = Field(tr("Ansvarig"), self.who)
        self._due_field = Field(tr("Senast"), self.due)
        self._follow_field = Field(tr("Följs upp"), self.follow_up)
        self._people_field = Field(tr("För vem"), self.list)
        self._place(
            (Field(tr("Område"), self.area), Field(tr("Slag"), self.kind)),
            (self._what_field,),
            (Field(tr("Längd"), self.length), self._who_field),
            (self._due_field, self._follow_field),
            (self._people_field,),
        )

    def _add_areas(self) -> None:
        """Today's, and the one a measure is about that today's version has no longer."""
        for one in self._view.of.matrix.areas:
            self.area.addItem(one.name.in_language(language()), one.id)
        line = self._line
        if line is not None and line.former is not None and not line.area:
            name = line.area_name.in_language(language())
            words = tr("{area} (finns inte i version {now})")
            self.area.addItem(words.format(area=name, now=line.former.now), line.measure.area)

    def _place(self, *rows: tuple[Field, ...]) -> None:
        for fields in rows:
            row = QHBoxLayout()
            row.setSpacing(metrics().gap)
            for field in fields:
                row.addWidget(field, 1)
            self.asked.addLayout(row)
