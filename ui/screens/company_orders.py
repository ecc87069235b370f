"""Orders and rota of a company: one order, its people, when they come, how far."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.change import Change, Touched
from app.domain.group_order import BasisKind
from app.open_desk import Workspace
from app.usecases.cases import RoleLine
from app.usecases.group_orders import GroupOrder, OrderLine, OrderPersonLine
from app.usecases.people_import import TakenIn
from ui.actions import bind
from ui.background import Background
from ui.figures import short_day
from ui.language import language, marked, tr
from ui.models.order_rows import OrderRows
from ui.screens.choose_file import open_file
from ui.screens.company_import_box import ImportBox
from ui.screens.company_join_box import BasisBox, JoinBox, PlaceBox
from ui.screens.company_order_box import OrderBox
from ui.screens.company_order_side import OrderSide
from ui.screens.company_rota import RotaView
from ui.screens.company_tab import CompanyTab
from ui.screens.company_undo_box import LONG, UndoBox
from ui.screens.file_box import CompanyFiles
from ui.theme import metrics, px
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.cells import ColumnWidth
from ui.widgets.choice_table import ChoiceTable
from ui.widgets.column_choice import ColumnChoice
from ui.widgets.columns import Column, FlowColumns
from ui.widgets.confirm_box import ask
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow_row import FlowRow
from ui.widgets.segmented import SegmentedChoice

_NAME, _STATE = ColumnWidth(200, stretch=True, least=150), ColumnWidth(150)
_BASIS = ColumnWidth(184)
_WIDE = (_NAME, ColumnWidth(74), ColumnWidth(100), _BASIS, ColumnWidth(130), _STATE)
_NARROW = (_NAME, ColumnWidth(74), ColumnWidth(0), _BASIS, ColumnWidth(0), _STATE)
_ENOUGH = 800
_OURS = frozenset({Touched.COMPANIES, Touched.CASES, Touched.SITTINGS, Touched.CERTIFICATES})
_LISTS = "*.xlsx *.xlsm *.xls *.ods *.csv *.txt"
_EMPTY = marked(
    "Ingen är med i ordern än. Läs in en lista från Excel eller CSV, eller lägg till en i taget."
)


class OrdersTab(CompanyTab):
    """The order chosen, with everybody in it; live while cases run."""

    def __init__(self, desk: Workspace, background: Background, files: CompanyFiles) -> None:
        super().__init__()
        self._desk, self._background = desk, background
        self._lines: tuple[OrderLine, ...] = ()
        self._wanted: UUID | None = None
        self.order: GroupOrder | None = None
        self.choice = QComboBox()
        self.choice.setObjectName("order_choice")
        self.choice.setMinimumContentsLength(20)
        self.new = SecondaryButton("", "plus")
        self.new.setObjectName("order_new")
        self.change = SecondaryButton("", "pen")
        self.change.setObjectName("order_change")
        self.add = SecondaryButton("", "person")
        self.add.setObjectName("order_add")
        self.take_in = PrimaryButton("", "upload")
        self.take_in.setObjectName("order_import")
        self.model = OrderRows(self)
        self.table = ChoiceTable("row", ticks_only=False)
        self.table.setObjectName("order_table")
        self.table.setModel(self.model)
        ColumnChoice(self.table, _WIDE, _NARROW, _ENOUGH)
        self.rota = RotaView(desk, background, files)
        self.views = SegmentedChoice([("people", " "), ("rota", " ")])
        self.views.setObjectName("order_views")
        self.views.choose("people")
        self.side = OrderSide()
        self.empty = EmptyState("clipboard")
        self.empty.setObjectName("orders_empty")
        self._build()
        self._connect()

    @property
    def chosen(self) -> tuple[OrderPersonLine, ...]:
        """Those chosen in the table."""
        ids = frozenset(self.table.chosen_ids)
        return tuple(line for line in self.model.rows if line.person.person_id in ids)

    def open_company(self, company_id: UUID) -> None:
        """The company's first order, or none."""
        if company_id != self.company_id:
            self.order = None
        super().open_company(company_id)

    def refresh(self) -> None:
        """The orders, and the one on view with its people."""
        company, orders = self.company_id, self._desk.group_orders
        if company is None:
            return
        wanted = self._wanted or (self.order.line.id if self.order else None)

        def read() -> tuple[tuple[OrderLine, ...], GroupOrder | None]:
            lines = orders.of_company(company)
            ids = [line.id for line in lines]
            at = wanted if wanted in ids else next(iter(ids), None)
            return lines, None if at is None else orders.order(at)

        self._background.run(self, read, lambda found: self._show(company, *found))

    def on_change(self, change: Change) -> None:
        """Orders, cases and certificates concern this tab."""
        if change.touched & _OURS:
            self.refresh()

    def make(self) -> None:
        """Make an order."""
        self._ask_order(None)

    def retranslate(self) -> None:
        """Every fixed word in the language in force."""
        self.choice.setAccessibleName(tr("Order"))
        self.new.setText(tr("Ny order"))
        self.change.setText(tr("Ändra"))
        self.add.setText(tr("Lägg till"))
        self.take_in.setText(tr("Läs in lista"))
        self.table.setAccessibleName(tr("Personer i ordern"))
        self.table.set_empty(tr(_EMPTY))
        words = tr("Ingen order än. Lägg upp en för den roll som gruppen ska valideras i.")
        self.empty.show_words(words, tr("Ny order"))
        for key, words in (("people", tr("Personer")), ("rota", tr("Schema"))):
            self.views.set_words(key, words)
        self.views.setAccessibleName(tr("Orderns delar"))
        self.rota.retranslate()
        self.side.retranslate()

    def _show(self, company: UUID, lines: tuple[OrderLine, ...], order: GroupOrder | None) -> None:
        if company != self.company_id:
            return
        self._lines, self.order, self._wanted = lines, order, None
        self._stack.setCurrentWidget(self.empty if order is None else self._full)
        if order is None:
            self.headed.emit("")
            return
        self._show_choice(order)
        kept = frozenset(self.table.chosen_ids)
        current = self.table.current_id
        self.model.show_rows(order.people)
        ids = [line.person.person_id for line in order.people]
        self.table.choose_rows(
            [at for at, one in enumerate(ids) if one in kept], self.model.row_of(current)
        )
        self.side.show_order(order)
        self._on_choice()
        self.rota.show_order(order.line.id, self._desk.desk.clock.now().date())
        self.headed.emit(_headline(order))

    def _show_choice(self, order: GroupOrder) -> None:
        self.choice.blockSignals(True)
        self.choice.clear()
        for line in self._lines:
            words = tr("{name} (avslutad)").format(name=line.name) if line.is_closed else line.name
            self.choice.addItem(words, line.id)
        at = [line.id for line in self._lines].index(order.line.id)
        self.choice.setCurrentIndex(at)
        self.choice.blockSignals(False)

    def _on_order(self, at: int) -> None:
        if 0 <= at < len(self._lines):
            self._wanted = self._lines[at].id
            self.refresh()

    def _on_choice(self) -> None:
        is_rota = self.views.key == "rota"  # there the acts are those of the place one is at
        self.side.show_chosen(() if is_rota else self.chosen)

    def _on_change(self) -> None:
        if self.order is not None:
            self._ask_order(self.order.line)

    def _ask_order(self, known: OrderLine | None) -> None:
        company = self.company_id
        if company is None:
            return

        def show(roles: tuple[RoleLine, ...]) -> None:
            box = OrderBox(self, self._desk.group_orders, self._background, company, roles, known)
            box.given.connect(self._on_made)
            box.open()

        self._background.run(self, self._desk.cases.roles, show)

    def _on_made(self, order_id: UUID) -> None:
        self._wanted = order_id
        self.refresh()

    def _on_add(self) -> None:
        if self.order is not None:
            today = self._desk.desk.clock.now().date()
            JoinBox(
                self,
                self._desk.group_orders,
                self._desk.people,
                self._background,
                self.order.line.id,
                today,
            ).open()

    def take_in_list(self, path: Path | None = None) -> None:
        """Choose a list of people, or take this one, and look at it before it counts."""
        if self.order is None:
            return
        if path is None:
            open_file(self, tr("Lista över personer"), _LISTS, self.take_in_list)
            return
        today = self._desk.desk.clock.now().date()
        imports, order_id = self._desk.people_import, self.order.line.id
        box = ImportBox(self, imports, self._background, order_id, path, today)
        box.taken.connect(self._on_taken)
        box.open()

    def _on_taken(self, taken: TakenIn) -> None:
        self.window().toast(  # type: ignore[attr-defined]
            tr("%n personer har tagits in", taken.joined),
            lambda: self._undo(taken.import_id, taken.joined),
        )

    def _on_undo(self, import_id: UUID) -> None:
        ask(
            self,
            tr("Ångra inläsningen?"),
            tr(
                "Alla som kom med listan tas ur ordern. De som registrerades med den raderas här, "
                "och regionen får en begäran om att radera dem."
            ),
            tr("Ångra inläsningen"),
            lambda: self._undo(import_id, self._came_with(import_id)),
        )

    def _came_with(self, import_id: UUID) -> int:
        lines = self.order.imports if self.order else ()
        return next((line.people for line in lines if line.id == import_id), 0)

    def _undo(self, import_id: UUID, people: int) -> None:
        imports = self._desk.people_import
        if people > LONG:
            UndoBox(self, imports, self._background, import_id).open()
        else:
            self._run(lambda: imports.undo(import_id))

    def _on_basis(self) -> None:
        order, chosen = self.order, self.chosen
        if order is None or not chosen:
            return
        known = chosen[0].person.basis if len(chosen) == 1 else None
        box = BasisBox(self, len(chosen), known, self._desk.desk.clock.now().date())
        people = [line.person.person_id for line in chosen]

        def note(kind: BasisKind | None, day: date | None) -> None:
            at, orders = day or self._desk.desk.clock.now().date(), self._desk.group_orders
            self._run(lambda: orders.note_basis(order.line.id, people, kind, at))

        box.given.connect(note)
        box.open()

    def _on_place(self) -> None:
        order, chosen = self.order, self.chosen
        if order is None or len(chosen) != 1:
            return
        person, orders = chosen[0].person.person_id, self._desk.group_orders
        box = PlaceBox(self, chosen[0])
        box.kept.connect(
            lambda number, department: self._run(
                lambda: orders.describe(order.line.id, person, number, department)
            )
        )
        box.open()

    def _on_view(self, key: str) -> None:
        self._views.setCurrentWidget(self.rota if key == "rota" else self.table)
        for acts in (self.rota.acts, self.rota.more):
            acts.setVisible(key == "rota")
        self._on_choice()

    def _on_print(self) -> None:
        """The certificates of the order, chosen in the room where many are printed at once."""
        ids = tuple(line.certificate_id for line in self.model.rows if line.certificate_id)
        self.go.emit("certificates", ids)

    def _on_leave(self) -> None:
        order, chosen, orders = self.order, self.chosen, self._desk.group_orders
        if order is None or not chosen:
            return

        def leave() -> None:
            for line in chosen:
                orders.leave(order.line.id, line.person.person_id)

        ask(
            self,
            tr("Ta %n personer ur ordern?", len(chosen)),
            tr("De finns kvar bland personerna. Plats i schemat och underlag tas bort."),
            tr("Ta ur ordern"),
            lambda: self._run(leave),
        )

    def _on_open(self) -> None:
        chosen = self.chosen
        if len(chosen) == 1:
            self._open(chosen[0].person.person_id)

    def _open(self, person: object) -> None:
        """The case of a row, begun now where there is none."""
        found = [line for line in self.model.rows if line.person.person_id == person]
        order = self.order
        if order is None or not found:
            return
        line = found[0]
        if line.person.case_id is not None and line.standing is not None:
            self.go.emit("case", line.person.case_id)
            return
        work, person_id = self._desk.rota, line.person.person_id
        self._background.run(
            self,
            lambda: work.begin(order.line.id, person_id),
            lambda case_id: self.go.emit("case", case_id),
            self.failed.emit,
        )

    def _run(self, act: Callable[[], object]) -> None:
        self._background.run(self, act, lambda _none: None, self.failed.emit)

    def _connect(self) -> None:
        self.choice.activated.connect(self._on_order)
        self.new.clicked.connect(self.make)
        self.empty.acted.connect(self.make)
        self.change.clicked.connect(self._on_change)
        self.add.clicked.connect(self._on_add)
        self.table.choice_changed.connect(self._on_choice)
        self.table.chosen.connect(self._open)
        self.views.chosen.connect(self._on_view)
        self.rota.failed.connect(self.failed)
        self.rota.go.connect(self.go)
        self.side.print_asked.connect(self._on_print)
        self.take_in.clicked.connect(lambda: self.take_in_list())
        self.side.undo_asked.connect(self._on_undo)
        self.side.basis_asked.connect(self._on_basis)
        self.side.place_asked.connect(self._on_place)
        self.side.leave_asked.connect(self._on_leave)
        self.side.open_asked.connect(self._on_open)
        bind(self, "orders.new", self.make)
        bind(self, "orders.add", self._on_add)
        bind(self, "orders.basis", self._on_basis)
        bind(self, "rota.propose", self.rota.ask)
        bind(self, "orders.import", self.take_in_list)

    def _build(self) -> None:
        self._full = QWidget()
        head = FlowRow([[self.choice, self.new, self.change], [self.add, self.take_in]])
        card = Card(padded=False)
        bar = QHBoxLayout()
        side = metrics().card_padding
        bar.setContentsMargins(side, metrics().gap_small, side, 0)
        bar.addWidget(FlowRow([[self.views], [self.rota.acts], [self.rota.more]]))
        card.body.addLayout(bar)
        self._views = QStackedWidget()
        self._views.addWidget(self.table)
        self._views.addWidget(self.rota)
        self._on_view("people")
        card.body.addWidget(self._views)
        columns = FlowColumns([Column(card, 850, least=560), Column(self.side, 380, fixed=True)])
        columns.setMinimumHeight(px(190))
        column = QVBoxLayout(self._full)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(head)
        column.addWidget(columns, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._full)
        self._stack.addWidget(self.empty)
        self.page.addWidget(self._stack, 1)


def _headline(order: GroupOrder) -> str:
    line = order.line
    role = line.role.in_language(language()) if line.role else line.code
    days = " – ".join(short_day(day) for day in (line.first_day, line.last_day) if day)
    people = tr("%n personer", line.people)
    return " · ".join(part for part in (line.name, role, people, days) if part)
