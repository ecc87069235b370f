"""A company's people in a funding project: who takes part, and the hours of a month."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.change import Change, Touched
from app.domain.employment import Employment
from app.domain.participation import (
    Attested,
    Month,
    Period,
    Project,
    Spent,
    total,
)
from app.open_desk import Workspace
from app.usecases.month_hours import Attesting, PartMonth
from app.usecases.participation import Joinable, NewPart
from ui.actions import bind
from ui.background import Background
from ui.figures import number
from ui.language import marked, tr
from ui.models.hours_rows import HoursRows
from ui.models.hours_words import hours
from ui.models.sent_words import month_choice, sent_state, with_sent
from ui.screens.choose_file import choose_folder, save_file
from ui.screens.company_tab import CompanyTab
from ui.screens.participation_boxes import HoursBox, JoinBox, PaperBox, PartBox
from ui.screens.participation_reading import ParticipationTold, read_tab
from ui.screens.participation_side import ParticipationSide
from ui.theme import px
from ui.widgets.buttons import PrimaryButton
from ui.widgets.card import Card
from ui.widgets.cells import ColumnWidth
from ui.widgets.column_choice import ColumnChoice
from ui.widgets.columns import Column, FlowColumns
from ui.widgets.confirm_box import ask
from ui.widgets.empty_state import EmptyState
from ui.widgets.pill import Pill
from ui.widgets.table import HairlineTable

_NAME, _STATE = ColumnWidth(170, stretch=True, least=120), ColumnWidth(176)
_WIDE = (_NAME, ColumnWidth(104), ColumnWidth(206), ColumnWidth(118), ColumnWidth(74), _STATE)
_NARROW = (_NAME, ColumnWidth(0), ColumnWidth(0), ColumnWidth(118), ColumnWidth(74), _STATE)
_ENOUGH = 780
_OURS = frozenset({Touched.COMPANIES, Touched.PEOPLE, Touched.SITTINGS, Touched.LOG})
_EMPTY = marked("Ingen i företaget deltar i månaden. Lägg till dem som är med i projektet.")


class ParticipationTab(CompanyTab):
    """One project and month at a time; the newest of each first."""

    def __init__(self, desk: Workspace, background: Background) -> None:
        super().__init__()
        self._desk, self._background = desk, background
        self._project: Project | None = None
        self._month: Month | None = None
        self.projects, self.months = QComboBox(), QComboBox()
        self.projects.setObjectName("project_choice")
        self.months.setObjectName("month_choice")
        self.projects.setMinimumContentsLength(10)
        self.months.setMinimumContentsLength(14)
        self.sent = Pill()
        self.sent.setObjectName("month_sent")
        self.sent.hide()
        self.attest = PrimaryButton("", "pen")
        self.attest.setObjectName("attest")
        self.model = HoursRows(self)
        self.table = HairlineTable("row")
        self.table.setObjectName("hours_table")
        self.table.setModel(self.model)
        ColumnChoice(self.table, _WIDE, _NARROW, _ENOUGH)
        self.side = ParticipationSide()
        self.empty = EmptyState("clipboard")
        self.empty.setObjectName("no_project")
        self._build()
        self._connect()

    @property
    def current(self) -> PartMonth | None:
        """The person chosen in the table."""
        at = self.model.row_of(self.table.current_id)
        return self.model.rows[at] if at >= 0 else None

    def refresh(self) -> None:
        """Projects, months, and the people of the ones on view."""
        company, desk = self.company_id, self._desk
        if company is None:
            return
        asked = (self._project.id if self._project else None, self._month)

        self._background.run(
            self,
            lambda: read_tab(desk, company, asked),
            lambda told: self._show(company, asked, told),
        )

    def on_change(self, change: Change) -> None:
        """People, sittings and records concern this tab."""
        if change.touched & _OURS:
            self.refresh()

    def retranslate(self) -> None:
        """Every fixed word in the language in force."""
        self.projects.setAccessibleName(tr("Projekt"))
        self.months.setAccessibleName(tr("Månad"))
        self.attest.setText(tr("Attestera timmar"))
        self.table.setAccessibleName(tr("Deltagare och timmar"))
        self.table.set_empty(tr(_EMPTY))
        self.empty.show_words(
            tr("Regionen har inget projekt att skriva timmar för. Det kommer hit med synken.")
        )
        self.side.retranslate(self.current)

    def _show(
        self,
        company: UUID,
        asked: tuple[UUID | None, Month | None],
        told: ParticipationTold,
    ) -> None:
        if company != self.company_id:
            return
        projects, months, lines = told.projects, told.months, told.lines
        self._stack.setCurrentWidget(self._full if projects else self.empty)
        if not projects:
            self.headed.emit("")
            return
        self._project = next((one for one in projects if one.id == asked[0]), projects[0])
        self._month = asked[1] if asked[1] in months else next(iter(months), None)
        _fill(self.projects, [(one.name, str(one.id)) for one in projects], self._project.id)
        choices = [(month_choice(one, sent), str(one)) for one, sent in months.items()]
        _fill(self.months, choices, self._month)
        self._say_sent(told)
        at = self.table.current_id
        self.model.show_rows(lines)
        self.table.choose_row(max(0, self.model.row_of(at)))
        self.side.show_month(self._project, lines)
        self._on_current()
        self.side.add.setEnabled(bool(months))
        self.headed.emit(_headline(lines))

    def _say_sent(self, told: ParticipationTold) -> None:
        """Whether the month on view was sent to the funder, and stands as it was sent (R63)."""
        month = self._month
        sent = None if month is None else told.months.get(month)
        if month is None or sent is None:
            self.sent.show_state("", "neutral")
            return
        is_changed = any(line.is_changed_here for line in told.lines)
        state = sent_state(month, sent, is_changed=is_changed)
        self.sent.show_state(state.words, state.tone, state.icon)

    def _on_project(self, at: int) -> None:
        if self._project is not None and self.projects.itemData(at) != str(self._project.id):
            wanted = UUID(self.projects.itemData(at))
            projects = self._desk.participations.projects
            self._background.run(self, projects, lambda found: self._take_project(found, wanted))

    def _take_project(self, found: tuple[Project, ...], wanted: UUID) -> None:
        self._project = next((one for one in found if one.id == wanted), self._project)
        self.refresh()

    def _on_month(self, at: int) -> None:
        self._month = Month.read(self.months.itemData(at))
        self.refresh()

    def _on_current(self, _id: object = None) -> None:
        line = self.current
        self.attest.setEnabled(line is not None)
        self.side.show_one(line)

    def _on_add(self) -> None:
        project, company, month = self._project, self.company_id, self._month
        if project is None or company is None or month is None:
            return

        def show(people: tuple[Joinable, ...]) -> None:
            assert project is not None
            first = max(project.first, month.first)
            box = JoinBox(self, project, people, first)
            box.given.connect(lambda *given: self._join(box, project, company, *given))
            box.open()

        joinable = self._desk.participations.joinable
        self._background.run(self, lambda: joinable(project.id, company), show)

    def _join(
        self,
        box: JoinBox,
        project: Project,
        company: UUID,
        people: tuple[Joinable, ...],
        status: Employment | None,
        period: Period,
    ) -> None:
        new = [
            NewPart(project.id, one.person_id, status or one.employment, period, company)
            for one in people
        ]
        begin = self._desk.participations.begin
        self._background.run(self, lambda: begin(*new), lambda _ids: box.accept(), box.show_error)

    def _on_attest(self, _id: object = None) -> None:
        line = self.current
        if line is None:
            return
        box = HoursBox(self, line)

        def attest(spent: tuple[Spent, ...]) -> None:
            asked, work = Attesting(line.part.id, line.month, spent), self._desk.month_hours
            self._background.run(
                self, lambda: work.attest(asked), lambda _none: box.accept(), box.show_error
            )

        box.given.connect(attest)
        box.open()

    def _on_all(self) -> None:
        """Attest what the sittings propose for everybody who has nothing yet."""
        asked = [
            Attesting(line.part.id, line.month, line.proposal)
            for line in self.model.rows
            if line.hours is None and line.proposal
        ]
        minutes = sum(total(one.spent) for one in asked)
        work = self._desk.month_hours
        ask(
            self,
            tr("Attestera %n personers timmar?", len(asked)),
            with_sent(
                tr("Provtillfällena i månaden: {hours} tillsammans.").format(hours=hours(minutes)),
                self.model.rows,
            ),
            tr("Attestera"),
            lambda: self._run(lambda: work.attest(*asked)),
            danger=False,
        )

    def _on_paper(self) -> None:
        line = self.current
        if line is None or line.hours is None:
            return
        box = PaperBox(self, line, self._today())
        seen, work = {line.month: line.hours.spent}, self._desk.month_hours

        def confirm(on: date) -> None:
            self._background.run(
                self,
                lambda: work.confirm(line.part.id, seen, Attested.PAPER, on),
                lambda _none: box.accept(),
                box.show_error,
            )

        box.given.connect(confirm)
        box.open()

    def _on_hand_over(self) -> None:
        line = self.current
        if line is not None:
            self.go.emit("participant", (line.part.id, ("companies", self.company_id)))

    def _on_change_part(self) -> None:
        line = self.current
        if line is None:
            return
        box = PartBox(self, line.part.project, line.part, line.part.period.first)
        change = self._desk.participations.change

        def keep(status: Employment, period: Period) -> None:
            self._background.run(
                self,
                lambda: change(line.part.id, status, period),
                lambda _none: box.accept(),
                box.show_error,
            )

        box.given.connect(keep)
        box.open()

    def _on_take_back(self) -> None:
        line, take_back = self.current, self._desk.participations.take_back
        if line is not None:
            ask(
                self,
                tr("Ta tillbaka deltagandet?"),
                with_sent(
                    tr("Personens timmar i projektet räknas inte längre, här och i regionen."),
                    [line],
                ),
                tr("Ta tillbaka"),
                lambda: self._run(lambda: take_back(line.part.id)),
            )

    def _on_certificate(self) -> None:
        line, papers = self.current, self._desk.attendance
        if line is None:
            return
        part, month = line.part.id, line.month

        def choose(name: str) -> None:
            def save(path: Path) -> None:
                self._run(lambda: papers.save(part, month, path))

            save_file(self, tr("Spara närvarointyget"), name, save)

        self._background.run(self, lambda: papers.name(part, month), choose, self.failed.emit)

    def _on_batch(self) -> None:
        parts = [line.part.id for line in self.model.rows if line.is_by_both]
        month, papers = self._month, self._desk.attendance
        if month is None:
            return

        def done(written: int) -> None:
            self.window().toast(tr("%n närvarointyg sparade", written))  # type: ignore[attr-defined]

        def save(folder: Path) -> None:
            self._background.run(
                self, lambda: papers.save_all(parts, month, folder), done, self.failed.emit
            )

        choose_folder(self, tr("Var ska närvarointygen sparas?"), save)

    def _run(self, act: Callable[[], object]) -> None:
        self._background.run(self, act, lambda _none: None, self.failed.emit)

    def _today(self) -> date:
        return self._desk.desk.clock.now().date()

    def _connect(self) -> None:
        self.projects.activated.connect(self._on_project)
        self.months.activated.connect(self._on_month)
        self.side.add.clicked.connect(self._on_add)
        self.attest.clicked.connect(self._on_attest)
        self.table.current_changed.connect(self._on_current)
        self.table.chosen.connect(self._on_attest)
        self.side.all_asked.connect(self._on_all)
        self.side.batch_asked.connect(self._on_batch)
        self.side.paper_asked.connect(self._on_paper)
        self.side.hand_over_asked.connect(self._on_hand_over)
        self.side.change_asked.connect(self._on_change_part)
        self.side.take_back_asked.connect(self._on_take_back)
        self.side.certificate_asked.connect(self._on_certificate)
        bind(self, "hours.add", self._on_add)
        bind(self, "hours.attest", self._on_attest)

    def _build(self) -> None:
        self._full = QWidget()
        head = QHBoxLayout()
        self.projects.setMaximumWidth(px(340))
        head.addWidget(self.projects, 2)
        head.addWidget(self.months)
        head.addStretch(1)
        head.addWidget(self.attest)
        card = Card(padded=False)
        card.body.addWidget(self.table)
        columns = FlowColumns([Column(card, 850, least=560), Column(self.side, 340, fixed=True)])
        column = QVBoxLayout(self._full)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(self.sent)
        column.addWidget(columns, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._full)
        self._stack.addWidget(self.empty)
        self.page.addWidget(self._stack, 1)


def _fill(choice: QComboBox, pairs: list[tuple[str, str]], at: object) -> None:
    choice.blockSignals(True)
    choice.clear()
    for words, value in pairs:
        choice.addItem(words, value)
    choice.setCurrentIndex(max(0, choice.findData(str(at))))
    choice.blockSignals(False)


def _headline(lines: tuple[PartMonth, ...]) -> str:
    """12 deltagare · 86,5 tim · 9 attesterade av båda."""
    both = sum(line.is_by_both for line in lines)
    parts = (
        tr("%n deltagare", len(lines)),
        hours(sum(line.minutes for line in lines)),
        tr("{n} attesterade av båda").format(n=number(both)),
    )
    return " · ".join(parts)
