"""One person of the matrix: each area with its level, why, what is planned, how far it has come."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.certificate import CertificateKind
from app.domain.development import Development, DevelopmentStep, development
from app.domain.matrix import Cell, FormerShown, MatrixArea, MatrixRow
from app.domain.reason_words import KIND_WORDS
from app.domain.text import Text
from app.usecases.company_plan import MeasureLine, PlanView
from ui.figures import iso_day
from ui.language import language, tr
from ui.models.former_words import former_words
from ui.models.matrix_words import (
    STAGE_WORDS,
    STANDING_ICONS,
    STANDING_TONES,
    STANDING_WORDS,
    STEP_WORDS,
    cell_text,
    person_words,
)
from ui.screens.case.scrolled_box import ScrolledBox
from ui.theme import metrics, px
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.card import Hairline
from ui.widgets.labels import TextLabel
from ui.widgets.pill import Pill
from ui.widgets.step_line import StepLine


class MatrixPersonBox(ScrolledBox):
    """Says what the employer may know, and leads on: to a retest, or to the person."""

    retest_asked = Signal(object, object)  # the decided case's id, area ids (none: all)
    person_asked = Signal(object)  # the person's id

    def __init__(self, parent: QWidget, view: PlanView, row: MatrixRow, area: str = "") -> None:
        self._row, self._view = row, view
        self._area = area if row.person.course.may_retest_in(area) else ""
        act = PrimaryButton(tr("Omprov i området") if self._area else tr("Öppna omprov"))
        super().__init__(parent, person_words(row.person.name), act, tr("Stäng"))
        self.setObjectName("matrix_person")
        self.act.setObjectName("matrix_retest")
        self._areas: dict[str, TextLabel] = {}
        self.asked.addWidget(TextLabel(person_line(row), "body", "muted", wrap=True))
        for one, cell in zip(view.of.matrix.areas, row.cells, strict=True):
            self._add_area(one, cell)
        for former in row.person.former:
            if not former.today:
                self._add_gone(former)
        self.person = SecondaryButton(tr("Till personen"), "person")
        self.person.setObjectName("matrix_to_person")
        self.row.insertWidget(1, self.person)
        self.all = SecondaryButton(tr("Hela omprovet"), "sync")
        self.all.setObjectName("matrix_retest_all")
        self.row.insertWidget(self.row.count() - 1, self.all)
        is_one_of_more = bool(self._area) and len(row.person.course.left) > 1
        self.all.setVisible(is_one_of_more)
        self.act.setVisible(may_retest(row))
        self.act.clicked.connect(lambda: self._on_retest((self._area,) if self._area else ()))
        self.all.clicked.connect(lambda: self._on_retest(()))
        self.person.clicked.connect(self._on_person)
        self.size_within(680, 600)
        (self.act if self.act.isVisibleTo(self) else self.leave).setFocus()
        if area in self._areas:
            self._scroll.ensureWidgetVisible(self._areas[area])

    def show_reasons(self, reasons: Mapping[str, Text]) -> None:
        """Why each area came out as it did."""
        for area, label in self._areas.items():
            words = reasons.get(area)
            label.setText("" if words is None else words.in_language(language()))
            label.setVisible(bool(label.text()))
        self.grow()

    def _add_area(self, area: MatrixArea, cell: Cell) -> None:
        holder, column = QWidget(), QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        top = QHBoxLayout()
        top.setSpacing(metrics().gap)
        top.addWidget(TextLabel(area.name.in_language(language()), "strong", wrap=True), 1)
        icon = STANDING_ICONS.get(cell.standing, "minus")
        top.addWidget(Pill(cell_line(cell), STANDING_TONES[cell.standing], icon))
        column.addLayout(top)
        words = self._areas[area.id] = TextLabel("", "small", "muted", wrap=True)
        words.hide()
        column.addWidget(words)
        was = self._row.person.assessed_as(area.id)
        if was is not None:
            column.addWidget(TextLabel(former_words(was), "small", "muted", wrap=True))
        for text in self._planned(area.id):
            column.addWidget(TextLabel(text, "small", wrap=True))
        way = way_of(self._view, self._row, area.id, is_gap=cell.standing.is_gap)
        if way is not None:
            steps = StepLine()
            steps.setObjectName(f"way_{area.id}")
            steps.show_steps(step_words(way))
            column.addWidget(steps)
        holder.setLayout(column)
        self.asked.addWidget(holder)
        self.asked.addWidget(Hairline())

    def _add_gone(self, former: FormerShown) -> None:
        """What was shown in an area that is no column, and what is planned for it."""
        holder, column = QWidget(), QVBoxLayout()
        holder.setObjectName("matrix_gone")
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        top = QHBoxLayout()
        top.setSpacing(metrics().gap)
        top.addWidget(TextLabel(former.area.name.in_language(language()), "strong", wrap=True), 1)
        level = former.shown.level
        words = tr("Tillgodoräknat") if level is None else tr("Nivå {level}").format(level=level)
        top.addWidget(Pill(words, "neutral", "minus"))
        column.addLayout(top)
        column.addWidget(TextLabel(former_words(former.area), "small", "muted", wrap=True))
        for line in lines_for(self._view, self._row.person.person_id, ""):
            if line.area_name == former.area.name:
                column.addWidget(TextLabel(measure_words(line), "small", wrap=True))
        holder.setLayout(column)
        self.asked.addWidget(holder)
        self.asked.addWidget(Hairline())

    def _planned(self, area: str) -> Sequence[str]:
        """What is planned for the area: by the company, or in the person's own plan."""
        person = self._row.person
        found = [measure_words(line) for line in lines_for(self._view, person.person_id, area)]
        own = person.course.planned.get(area)
        if own is not None and not found:
            found.append(tr("Egen plan: {what}, {who}").format(what=own.text, who=own.responsible))
        return found

    def _on_retest(self, areas: tuple[str, ...]) -> None:
        self.retest_asked.emit(self._row.person.course.decided, areas)
        self.accept()

    def _on_person(self) -> None:
        self.person_asked.emit(self._row.person.person_id)
        self.accept()


def person_line(row: MatrixRow) -> str:
    """Employee number, department, how far, and the certificate in force."""
    person = row.person
    parts = [person.employee_number, person.department, tr(STAGE_WORDS[person.stage])]
    if not person.has_basis:
        parts.append(tr("underlag för resultat saknas"))
    if person.certified:
        kind = KIND_WORDS[CertificateKind(person.certified)].in_language(language())
        until = (
            tr("gäller till {day}").format(day=iso_day(person.valid_to)) if person.valid_to else ""
        )
        parts += [kind, until]
    return " · ".join(filter(None, parts))


def cell_line(cell: Cell) -> str:
    """ "2 av 3 · 1 nivå under"."""
    words = tr(STANDING_WORDS[cell.standing])
    if not cell.standing.is_assessed or cell.level is None:
        return words
    levels = tr("{level} av {required}").format(level=cell.level, required=cell.required)
    return f"{levels} · {words}" if cell_text(cell) != "T" else f"T · {words}"


def lines_for(view: PlanView, person: object, area: str) -> list[MeasureLine]:
    """The plan's lines for a person and an area of today's ("": areas that are gone)."""
    return [
        line
        for line in view.lines
        if line.area == area and any(t.person_id == person for t in line.takers)
    ]


def measure_words(line: MeasureLine) -> str:
    """ "Kurs i mätteknik, 2 dagar · Eva Ek · till 2026-06-01"."""
    one = line.measure
    what = ", ".join(filter(None, (one.text, one.length)))
    until = tr("till {day}").format(day=iso_day(one.due)) if one.due else ""
    return " · ".join(filter(None, (what, one.responsible, until)))


def way_of(view: PlanView, row: MatrixRow, area: str, *, is_gap: bool) -> Development | None:
    """How far the person has come with an area; None where there never was a gap to close."""
    person = row.person
    taken = [
        taker
        for line in lines_for(view, person.person_id, area)
        for taker in line.takers
        if taker.person_id == person.person_id
    ]
    if taken:
        return taken[0].development
    own = person.course.planned.get(area)
    if not is_gap and own is None:
        return None
    return development(
        person,
        area,
        is_gap=is_gap,
        is_planned=own is not None,
        is_done=own is not None and own.done is not None,
    )


def may_retest(row: MatrixRow) -> bool:
    """Whether a retest may be asked for: something remains, and nothing is under way."""
    return row.person.course.may_retest and row.person.has_basis


def step_words(way: Development) -> list[tuple[str, bool]]:
    """The steps with those behind."""
    return [(tr(STEP_WORDS[step]), way.is_taken(step)) for step in DevelopmentStep]
