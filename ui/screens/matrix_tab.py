"""The tab Matris: who can do what in a role, the gaps, and the way into each of them."""

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.change import Change, Touched
from app.domain.matrix import Standing
from app.domain.matrix_summary import summarise
from app.settings import MatrixView
from app.usecases.company_plan import PlanView
from app.usecases.matrix import MatrixRole
from ui.background import Background
from ui.language import language, tr
from ui.models.matrix_model import FIRST_AREA, STAGE, MatrixModel, people_in
from ui.models.matrix_words import STANDING_ICONS, STANDING_TONES, STANDING_WORDS
from ui.screens.company_tab import CompanyTab
from ui.screens.file_box import CompanyFiles
from ui.screens.matrix_export import MatrixFiles
from ui.screens.matrix_filters import MatrixFilters
from ui.screens.matrix_levels import LevelsBox
from ui.screens.matrix_person import MatrixPersonBox
from ui.screens.matrix_side import GapsCard, StateCard
from ui.screens.matrix_table import MatrixTable
from ui.screens.matrix_under import UnderRow
from ui.theme import SCALES, look, metrics, px
from ui.widgets.buttons import SecondaryButton
from ui.widgets.card import Card
from ui.widgets.columns import scrolling, stacked
from ui.widgets.empty_state import EmptyState
from ui.widgets.icon_label import IconLabel
from ui.widgets.labels import TextLabel

if TYPE_CHECKING:
    from app.open_desk import Workspace

_SIDE_WIDTH, _FOLDS_AT = 364, 1080
_CONCERNS = {Touched.COMPANIES, Touched.CASES, Touched.PEOPLE, Touched.CERTIFICATES}


class MatrixTab(CompanyTab):
    """Filters above, the table, and beside it the group; folded the group is a box."""

    def __init__(
        self,
        desk: "Workspace",
        background: Background,
        view: MatrixView,
        remember: Callable[[MatrixView], object],
        files: CompanyFiles,
    ) -> None:
        """`view`: what was shown last time; `remember` keeps it."""
        super().__init__()
        self.setObjectName("company_matrix")
        self._desk, self._background = desk, background
        self._roles: tuple[MatrixRole, ...] = ()
        self._view: PlanView | None = None
        self.model = MatrixModel()
        self.filters = MatrixFilters(view, remember)
        self.files = MatrixFiles(self, desk, files)
        self.table = MatrixTable(self.model)
        self.state, self.gaps = StateCard(), GapsCard()
        self.under = UnderRow(self.table.people)
        self.empty = EmptyState("company", " ")
        self._build()
        self._connect()
        self.retranslate()

    def open_company(self, company_id: UUID) -> None:
        """Another company begins with its newest role."""
        if company_id != self.company_id:
            self._view = None
        super().open_company(company_id)

    def refresh(self) -> None:
        """The roles, then the role on view."""
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
        self.filters.retranslate()
        self.files.retranslate()
        self.fold.setText(tr("Gaplista"))
        self._show_legend()
        words = tr("Ingen order än. Lägg upp en, så visar matrisen dem som är med.")
        self.empty.show_words(words, tr("Till order och schema"))
        self.table.people.setAccessibleName(tr("Matris: personer och områden"))
        keys = tr("Pilarna går mellan rutorna, Enter öppnar, S sorterar efter kolumnen.")
        self.table.people.setAccessibleDescription(keys)
        self.table.top.setAccessibleName(tr("Krävd nivå per område"))
        if self._view is not None:
            self._show(self._view)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the right column where there is no room for it."""
        super().resizeEvent(event)
        needed = self.filters.sizeHint().width() + self.files.sizeHint().width() + px(120)
        self._top.addWidget(self._acts, *((1, 0, 1, 2) if needed > self.width() else (0, 1)))
        is_narrow = self.width() < px(_FOLDS_AT)
        self.filters.fold(is_narrow=is_narrow)
        self._side.setVisible(not is_narrow)
        self.fold.setVisible(is_narrow)
        self._fold_under()

    def _fold_under(self) -> None:
        """The counts stand under the table while the bars do not stand beside it."""
        is_folded = not self._side.isVisibleTo(self)
        self.under.setVisible(is_folded and look().scale == SCALES[0] and self.gaps.has_rows)

    def _fit_legend(self) -> None:
        """Where there is no room the marks are explained in the box of a person alone."""
        legend = self._legend_holder.sizeHint().width() + self.count.sizeHint().width()
        self._legend_holder.setVisible(legend + px(60) <= self._card.width())

    def _on_roles(self, roles: tuple[MatrixRole, ...]) -> None:
        self._roles = roles
        self._body.setVisible(bool(roles))
        self.empty.setVisible(not roles)
        for part in (self.filters, self._acts):
            part.setVisible(bool(roles))
        self.filters.show_roles(roles)
        self._load()

    def _load(self) -> None:
        company, code = self.company_id, self.filters.code
        if company is not None and code:
            self._background.run(
                self,
                lambda: self._desk.company_plans.view(company, code),
                self._on_view,
                self.failed.emit,
            )

    def _on_view(self, view: PlanView) -> None:
        if (view.of.company_id, view.of.protocol.code) == (self.company_id, self.filters.code):
            self._show(view)

    def _show(self, view: PlanView) -> None:
        self._view = view
        current = self.table.people.currentIndex()
        place = self.model.person_at(current.row()), current.column()
        self.filters.show_departments(view.of.matrix)
        self.filters.fold(is_narrow=not self._side.isVisibleTo(self))
        self.model.show_matrix(view.of.matrix)
        self._narrow()
        row = self.model.row_of(place[0])
        if row:
            self.table.people.setCurrentIndex(self.model.index(row, max(0, place[1])))
        self.table.begin()
        self.files.show_view(view)
        role = view.of.protocol.name.in_language(language())
        people = people_in(view.of.matrix.rows)
        self.headed.emit(" · ".join(filter(None, (view.of.order, role, people))))

    def _narrow(self) -> None:
        view = self._view
        if view is None:
            return
        chosen = self.filters.chosen
        self.model.narrow(chosen)
        group = [
            row for row in view.of.matrix.rows if chosen.department in ("", row.person.department)
        ]
        summary = summarise(view.of.matrix.areas, group)
        self.state.show_summary(summary)
        self.gaps.show_gaps(summary, view.proposals)
        self.under.show_summary(view.of.matrix.areas, summary)
        self._fold_under()
        shown, everybody = len(self.model.people), len(view.of.matrix.rows)
        nobody = tr("Ingen är med i ordern än. Lägg till dem under Order och schema.")
        self.table.set_empty(tr("Ingen passar urvalet.") if everybody else nobody)
        words = people_in(self.model.people)
        if shown != everybody:
            words = tr("Visar {shown} av {all}").format(shown=shown, all=everybody)
        if view.of.matrix.hidden:
            hidden = tr("{count} visas inte").format(count=view.of.matrix.hidden)
            words = f"{words} · {hidden}"
        self.count.setText(words)

    def _on_opened(self, row: int, column: int) -> None:
        view = self._view
        if view is None:
            return
        areas = view.of.matrix.areas
        area = areas[column - FIRST_AREA].id if column >= FIRST_AREA else ""
        person = self.model.person_at(row)
        if person is None:
            if column >= STAGE:
                self.ask_levels(area)
            return
        box = MatrixPersonBox(self, view, person, area)
        box.retest_asked.connect(self.open_retest)
        box.person_asked.connect(lambda who: self.go.emit("people", who))
        box.open()
        company, code = view.of.company_id, view.of.protocol.code
        who = person.person.person_id
        reasons = self._desk.matrix_reasons
        self._background.run(box, lambda: reasons.of_person(company, code, who), box.show_reasons)

    def ask_levels(self, area: str = "") -> None:
        """Ask what the company requires."""
        if self._view is not None:
            box = LevelsBox(self, self._view.of, area)
            box.given.connect(self._on_levels)
            box.open()

    def open_retest(self, case_id: UUID, areas: tuple[str, ...]) -> None:
        """Open the retest that follows this case, of these areas or all, and go there."""
        self._background.run(
            self,
            lambda: self._desk.retests.open(case_id, areas=areas),
            lambda opened: self.go.emit("case", opened),
            self.failed.emit,
        )

    def _on_levels(self, levels: dict[str, int]) -> None:
        view = self._view
        if view is None or not levels:
            return
        company, code = view.of.company_id, view.of.protocol.code
        self._background.run(
            self,
            lambda: self._desk.matrices.require_all(company, code, levels),
            lambda before: self._on_required(company, code, before),
            self.failed.emit,
        )

    def _on_required(self, company: UUID, code: str, before: dict[str, int]) -> None:
        matrices = self._desk.matrices

        def undo() -> None:
            self._background.run(
                self,
                lambda: matrices.require_all(company, code, before),
                lambda _done: None,
                self.failed.emit,
            )

        window = self.window()
        if hasattr(window, "toast"):
            window.toast(tr("Krävd nivå ändrad"), undo)

    def _show_legend(self) -> None:
        for standing, label in self._legend.items():
            label.setText(tr(STANDING_WORDS[standing]))

    def _on_fold(self) -> None:
        from ui.screens.matrix_side_box import SideBox

        if self._view is not None:
            areas, rows = self._view.of.matrix.areas, self._view.of.matrix.rows
            box = SideBox(self, summarise(areas, rows), self._view.proposals)
            box.plan_asked.connect(self._on_plan)
            box.open()

    def _on_plan(self) -> None:
        self.go.emit("companies", (self.company_id, "plan"))

    def _connect(self) -> None:
        self.table.opened.connect(self._on_opened)
        self.filters.role_chosen.connect(self._load)
        self.filters.changed.connect(self._narrow)
        self.gaps.plan_asked.connect(self._on_plan)
        self.fold.clicked.connect(self._on_fold)
        self.empty.acted.connect(lambda: self.go.emit("companies", (self.company_id, "orders")))
        self.table.people.resized.connect(self._fit_legend)

    def _build(self) -> None:
        self._body = QWidget()
        columns = QHBoxLayout(self._body)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(metrics().column_gap)
        card = self._card = Card(padded=False)
        card.body.setContentsMargins(px(8), px(8), px(8), 0)
        card.body.addWidget(self.table, 1)
        card.body.addWidget(self.under)
        self._build_foot(card)
        columns.addWidget(card, 1)
        self._side = scrolling(stacked(self.state, self.gaps, stretch=1))
        self._side.setFixedWidth(px(_SIDE_WIDTH))
        self._side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        columns.addWidget(self._side)
        self.fold = SecondaryButton("", "list")
        self.fold.setObjectName("matrix_fold")
        self._acts = QWidget()
        acts = QHBoxLayout(self._acts)
        acts.setContentsMargins(0, 0, 0, 0)
        acts.setSpacing(metrics().gap_small)
        acts.addStretch(1)
        acts.addWidget(self.fold)
        acts.addWidget(self.files)
        self._top = QGridLayout()
        self._top.setSpacing(metrics().gap_small)
        self._top.setColumnStretch(0, 1)
        self._top.addWidget(self.filters, 0, 0)
        self._top.addWidget(self._acts, 0, 1)
        inner = QWidget()
        inner.setObjectName("scrolled")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics().gap)
        column.addLayout(self._top)
        column.addWidget(self._body, 1)
        column.addWidget(self.empty, 1)
        self.page.addWidget(scrolling(inner), 1)
        self.empty.hide()

    def _build_foot(self, card: Card) -> None:
        self._legend: dict[Standing, TextLabel] = {}
        self._legend_holder = QWidget()
        row = QHBoxLayout(self._legend_holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(metrics().gap_small)
        shown = (Standing.ABOVE, Standing.MEETS, Standing.ONE_UNDER, Standing.FAR_UNDER)
        for standing in shown:
            tone = STANDING_TONES[standing]
            row.addWidget(IconLabel(STANDING_ICONS[standing], tone, px(13)))
            self._add_legend(row, standing)
        for standing, mark in ((Standing.CREDITED, "T"), (Standing.NOT_ASSESSED, "–")):
            row.addWidget(TextLabel(mark, "state", "muted"))
            self._add_legend(row, standing)
        card.foot.addWidget(self._legend_holder)
        card.foot.addStretch(1)
        self.count = TextLabel("", "small", "muted")
        self.count.setObjectName("matrix_count")
        card.foot.addWidget(self.count)

    def _add_legend(self, row: QHBoxLayout, standing: Standing) -> None:
        words = self._legend[standing] = TextLabel("", "small", "muted")
        row.addWidget(words)
        row.addSpacing(px(6))
