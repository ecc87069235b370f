"""The tab Plan: what a company does about its gaps, followed to done, retest and certificate."""

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout

from app.domain.change import Change, Touched
from app.usecases.company_plan import (
    MeasureDraft,
    MeasureLine,
    PlanView,
    Proposal,
    would_take,
)
from app.usecases.matrix import MatrixRole
from ui.background import Background
from ui.language import language, tr
from ui.models.company_plan_rows import PlanEntry, PlanRows
from ui.screens.company_plan_box import MeasureBox
from ui.screens.company_plan_side import PlanSide
from ui.screens.company_tab import CompanyTab
from ui.theme import metrics
from ui.widgets.buttons import SecondaryButton
from ui.widgets.card import Card
from ui.widgets.cells import ColumnWidth
from ui.widgets.column_choice import ColumnChoice
from ui.widgets.columns import Column, FlowColumns
from ui.widgets.table import HairlineTable

if TYPE_CHECKING:
    from app.open_desk import Workspace

_AREA, _WHAT = ColumnWidth(212, least=120), ColumnWidth(210, stretch=True, least=120)
_WIDE = (_AREA, _WHAT, ColumnWidth(44), ColumnWidth(96), ColumnWidth(100), ColumnWidth(108))
_NARROW = (_AREA, _WHAT, ColumnWidth(48), ColumnWidth(0), ColumnWidth(0), ColumnWidth(112))
_ENOUGH = 700
_CONCERNS = {Touched.COMPANIES, Touched.CASES, Touched.PEOPLE, Touched.CERTIFICATES}


class CompanyPlanTab(CompanyTab):
    """Measures and proposals in one list; the current one beside it."""

    def __init__(self, desk: "Workspace", background: Background) -> None:
        super().__init__()
        self.setObjectName("company_plan")
        self._desk, self._background = desk, background
        self._view: PlanView | None = None
        self._wanted: object = None
        self.role = QComboBox()
        self.role.setObjectName("plan_role")
        self.role.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.new = SecondaryButton("", "plus")
        self.new.setObjectName("plan_new")
        self.model = PlanRows(self)
        self.table = HairlineTable("row")
        self.table.setObjectName("plan_table")
        self.table.setModel(self.model)
        ColumnChoice(self.table, _WIDE, _NARROW, _ENOUGH)
        self.side = PlanSide()
        self._build()
        self._connect()
        self.retranslate()

    def refresh(self) -> None:
        """The roles, then the plan of the role on view."""
        company = self.company_id
        if company is not None:
            self._background.run(
                self, lambda: self._desk.matrices.roles(company), self._on_roles, self.failed.emit
            )

    def on_change(self, change: Change) -> None:
        """What changes a level, a plan or an order."""
        if change.touched & _CONCERNS:
            self.refresh()

    def retranslate(self) -> None:
        """Every fixed word in the language in force."""
        self.role.setAccessibleName(tr("Roll"))
        self.new.setText(tr("Ny åtgärd"))
        self.table.setAccessibleName(tr("Plan"))
        words = tr("Inga gap och inga åtgärder. Gap visas när någon är bedömd och under kravet.")
        self.table.set_empty(words)
        self.side.retranslate()

    def _on_roles(self, roles: tuple[MatrixRole, ...]) -> None:
        before = self.role.currentData()
        self.role.clear()
        for one in roles:
            self.role.addItem(one.name.in_language(language()), one.code)
        self.role.setCurrentIndex(max(0, self.role.findData(before)))
        self.role.setVisible(bool(roles))
        self._load()

    def _load(self) -> None:
        company, code = self.company_id, self.role.currentData()
        if company is None or not code:
            self.model.show_rows(())
            self.side.show_entry(None)
            self.new.setEnabled(False)
            return
        plans = self._desk.company_plans
        self._background.run(
            self, lambda: plans.view(company, str(code)), self._on_view, self.failed.emit
        )

    def _on_view(self, view: PlanView) -> None:
        if view.of.company_id != self.company_id:
            return
        current = self._wanted or self.table.current_id
        self._view, self._wanted = view, None
        self.new.setEnabled(bool(view.of.matrix.rows))
        self.model.today = self._desk.desk.clock.now().date()
        self.model.show_rows((*view.lines, *view.proposals))
        self.table.choose_row(max(0, self.model.row_of(current)))
        self._show_current()
        planned = tr("%n åtgärder", len(view.lines))
        role = view.of.protocol.name.in_language(language())
        self.headed.emit(" · ".join((role, planned)))

    def _show_current(self) -> None:
        entry, view = self._entry(self.table.current_id), self._view
        if isinstance(entry, MeasureLine):
            self.side.show_entry(entry, entry.takers)
        elif entry is not None and view is not None:
            self.side.show_entry(entry, would_take(view, entry))
        else:
            self.side.show_entry(None)

    def _entry(self, row_id: object) -> PlanEntry | None:
        at = self.model.row_of(row_id)
        return self.model.rows[at] if at >= 0 else None

    def _on_opened(self, row_id: object) -> None:
        self._ask(self._entry(row_id))

    def _ask(self, entry: MeasureLine | Proposal | None) -> None:
        if self._view is None:
            return
        box = MeasureBox(self, self._view, entry)
        box.given.connect(self._on_given)
        box.open()

    def _on_given(self, draft: MeasureDraft) -> None:
        view = self._view
        if view is None:
            return
        company, code = view.of.company_id, view.of.protocol.code
        self._run(lambda: self._desk.company_plans.plan(company, code, draft), self._on_planned)

    def _on_planned(self, measure: UUID) -> None:
        self._wanted = measure
        self._say(tr("Åtgärden är planerad"))

    def _on_drop(self, line: MeasureLine) -> None:
        plans, measure = self._desk.company_plans, line.measure.id

        def undo() -> None:
            self._run(lambda: plans.put_back(measure), lambda _done: None)

        self._run(
            lambda: plans.drop(measure),
            lambda _done: self._say(tr("Åtgärden är borttagen"), undo),
        )

    def _on_done(self, line: MeasureLine, people: tuple[UUID, ...]) -> None:
        plans, measure = self._desk.company_plans, line.measure.id
        today = self._desk.desk.clock.now().date()
        marked_now = people or tuple(t.person_id for t in line.takers if t.done is None)

        def undo() -> None:
            self._run(lambda: plans.reopen(measure, marked_now), lambda _done: None)

        self._run(
            lambda: plans.mark_done(measure, today, people),
            lambda _done: self._say(tr("Markerad som genomförd"), undo),
        )

    def _on_reopen(self, line: MeasureLine, people: tuple[UUID, ...]) -> None:
        plans, measure = self._desk.company_plans, line.measure.id
        self._run(lambda: plans.reopen(measure, people), lambda _done: None)

    def _on_retest(self, case_id: UUID, area: str) -> None:
        self._run(
            lambda: self._desk.retests.open(case_id, areas=(area,) if area else ()),
            lambda opened: self.go.emit("case", opened),
        )

    def _run(self, work: Callable[[], object], done: Callable[..., object]) -> None:
        self._background.run(self, work, done, self.failed.emit)

    def _say(self, words: str, undo: Callable[[], object] | None = None) -> None:
        toast = getattr(self.window(), "toast", None)
        if toast is not None:
            toast(words, undo)

    def _connect(self) -> None:
        self.role.activated.connect(self._load)
        self.new.clicked.connect(lambda: self._ask(None))
        self.table.chosen.connect(self._on_opened)
        self.table.current_changed.connect(lambda _id: self._show_current())
        self.side.plan_asked.connect(self._ask)
        self.side.change_asked.connect(self._ask)
        self.side.drop_asked.connect(self._on_drop)
        self.side.done_asked.connect(self._on_done)
        self.side.reopen_asked.connect(self._on_reopen)
        self.side.retest_asked.connect(self._on_retest)

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(metrics().gap_small)
        top.addWidget(self.role)
        top.addStretch(1)
        top.addWidget(self.new)
        self.page.addLayout(top)
        card = Card(padded=False)
        card.body.addWidget(self.table, 1)
        columns = FlowColumns([Column(card, 760, least=520), Column(self.side, 432, fixed=True)])
        columns.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.page.addWidget(columns, 1)
