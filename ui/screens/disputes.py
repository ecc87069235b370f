"""The four registers: what is contested, complained of or went wrong, each by itself (R48)."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtWidgets import QApplication, QStackedWidget

from app.domain.disputes import DisputeKind
from app.domain.errors import UserError
from app.usecases.disputes import EntryLine, EntryView, NewEntry
from app.usecases.second_person import SecondPerson
from app.usecases.settling import Settlement
from ui.actions import bind
from ui.language import marked, tr
from ui.models.dispute_rows import DisputeRows
from ui.models.dispute_words import kind_words, register_words
from ui.screen import Screen
from ui.screens.case.pin_box import PinBox
from ui.screens.case.second_box import SecondBox
from ui.screens.case.work import CaseWork
from ui.screens.contest import Contest
from ui.screens.disputes_entry import EntryCard
from ui.screens.disputes_file import FileBox
from ui.screens.disputes_settle import SettleBox
from ui.widgets.buttons import SecondaryButton
from ui.widgets.card import Card
from ui.widgets.cells import ColumnWidth
from ui.widgets.columns import Column, FlowColumns
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow_row import FlowRow
from ui.widgets.segmented import SegmentedChoice
from ui.widgets.table import HairlineTable

_COLUMNS = (
    ColumnWidth(120),
    ColumnWidth(220, stretch=True, least=110),
    ColumnWidth(116),
    ColumnWidth(166),
)
_EMPTY = {
    DisputeKind.RECONSIDERATION: marked(
        "Ingen omprövning är begärd. Den som är missnöjd med ett beslut kan begära en här."
    ),
    DisputeKind.APPEAL: marked(
        "Inget beslut är överklagat. Den som inte nöjer sig med en omprövning kan överklaga."
    ),
    DisputeKind.COMPLAINT: marked(
        "Inga klagomål. Skriv in det någon är missnöjd med, med eller utan ärende."
    ),
    DisputeKind.DEVIATION: marked(
        "Inga avvikelser. Skriv in det som gick fel, så att det kan rättas till."
    ),
}


class DisputesScreen(Screen):
    """A register at the left, one of its entries at the right; never two registers in one list."""

    def __init__(self, work: CaseWork) -> None:
        super().__init__()
        self.setObjectName("disputes")
        self._work = work
        self._kind = DisputeKind.RECONSIDERATION
        self._wanted: UUID | None = None
        self._view: EntryView | None = None
        self._file: FileBox | None = None
        self.registers = SegmentedChoice([(kind.value, " ") for kind in DisputeKind])
        self.registers.setObjectName("registers")
        self.registers.choose(self._kind.value)
        self.registers.chosen.connect(self._on_register)
        self.new = SecondaryButton("", "plus")
        self.new.setObjectName("new_entry")
        self.new.clicked.connect(lambda: self.file(None))
        self.audit = SecondaryButton("", "search")
        self.audit.setObjectName("go_audit")
        self.audit.clicked.connect(self._on_audit)
        self._model = DisputeRows()
        self.table = HairlineTable("row")
        self.table.setObjectName("entries")
        self.table.setModel(self._model)
        self.table.set_columns(_COLUMNS)
        self.table.current_changed.connect(self._on_entry)
        self.table.chosen.connect(lambda _id: self._on_settle())
        self.empty = EmptyState("list")
        self.empty.setObjectName("entries_empty")
        self.empty.acted.connect(lambda: self.file(None))
        self.entry = EntryCard()
        self.entry.settle_asked.connect(self._on_settle)
        self.entry.case_asked.connect(self._on_case)
        bind(self, "disputes.new", lambda: self.file(None))
        bind(self, "disputes.settle", self._on_settle)
        bind(self, "disputes.audit", self._on_audit)
        self._build()
        self._retranslate()

    def open_with(self, subject: object) -> None:
        """Show an entry (UUID), or begin to contest a case (Contest)."""
        self.errors.clear()
        if isinstance(subject, Contest):
            self._choose(DisputeKind.RECONSIDERATION)
            self.file(subject.case_id)
        elif isinstance(subject, UUID):
            self._wanted = subject
            disputes = self._work.desk.disputes
            self._work.background.run(self, lambda: disputes.view(subject), self._on_wanted)

    def refresh(self) -> None:
        """Load the register on view, and how many wait in each."""
        kind, disputes = self._kind, self._work.desk.disputes
        run = self._work.background.run
        run(self, disputes.open_counts, self._show_counts)
        run(self, lambda: disputes.register(kind), lambda lines: self._on_lines(kind, lines))

    def file(self, case_id: UUID | None) -> None:
        """Ask what is to be entered in the register on view."""
        if self._file is None:
            self._file = FileBox(self, self._work, self._kind, case_id)
            self._file.given.connect(self._on_filed)
            self._file.finished.connect(self._on_file_closed)
            self._file.open()

    def _on_audit(self) -> None:
        self.go.emit("audit", None)

    def _on_register(self, key: str) -> None:
        self._choose(DisputeKind(key))
        self.refresh()

    def _choose(self, kind: DisputeKind) -> None:
        self._kind, self._view = kind, None
        self.registers.choose(kind.value)
        self._retranslate()

    def _on_wanted(self, view: EntryView) -> None:
        self._choose(view.line.kind)
        self.refresh()

    def _on_lines(self, kind: DisputeKind, lines: tuple[EntryLine, ...]) -> None:
        if kind is not self._kind:
            return
        here = self._wanted or (self._view.line.id if self._view else None)
        self._wanted = None
        self._model.show_register(lines, self._work.today())
        self._stack.setCurrentWidget(self._columns if lines else self.empty)
        if lines:
            self.table.choose_row(max(0, self._model.row_of(here)))
            self._on_entry(self.table.current_id)
        here_now = QApplication.focusWidget()
        if self.isVisible() and not (here_now is not None and self.isAncestorOf(here_now)):
            (self.table if lines else self.empty.button).setFocus()

    def _on_entry(self, entry_id: object) -> None:
        if isinstance(entry_id, UUID):
            disputes = self._work.desk.disputes
            self._work.background.run(self, lambda: disputes.view(entry_id), self._on_view)

    def _on_view(self, view: EntryView) -> None:
        if view.line.id == self.table.current_id:
            self._view = view
            self.entry.show_entry(view, self._work.today())

    def _on_case(self) -> None:
        if self._view is not None:
            self.go.emit("case", self._view.case_id)

    def _on_filed(self, new: NewEntry) -> None:
        disputes = self._work.desk.disputes
        self._work.background.run(
            self, lambda: disputes.file(new), self._on_kept, self._on_not_kept
        )

    def _on_kept(self, entry_id: UUID) -> None:
        if self._file is not None:
            self._file.accept()
        self._wanted = entry_id
        self.saved.emit()
        self.refresh()

    def _on_not_kept(self, error: UserError) -> None:
        if self._file is not None:
            self._file.show_refused()
            self._file.show_error(error)

    def _on_file_closed(self) -> None:
        self._file = None

    def _on_settle(self) -> None:
        if self._view is not None and self._view.line.is_open:
            box = SettleBox(self, self._view)
            box.given.connect(self._on_settlement)
            box.open()

    def _on_settlement(self, settlement: Settlement) -> None:
        """The one signed in settles where they may; else a colleague who took no part."""
        view = self._view
        assert view is not None
        entry_id, settlements = view.line.id, self._work.desk.settlements
        question = self.tr("Signera svaret")
        meaning = self.tr("Svaret kan inte ändras efteråt. Det gäller {number}.").format(
            number=view.line.number
        )
        if view.took_part:
            profile = view.profile
            second = SecondBox(
                self, self._work, question, meaning, self.tr("Signera"), profile=profile
            )

            def settle(handler: SecondPerson) -> None:
                self._run(lambda: settlements.settle_by(entry_id, settlement, handler))

            second.confirmed.connect(settle)
            second.open()
            return
        passphrase = self._work.desk.takes_passphrase
        pin = PinBox(self, question, meaning, self.tr("Signera"), passphrase=passphrase)

        def signed(_none: object) -> None:
            pin.accept()
            self._on_settled()

        pin.given.connect(
            lambda secret: self._work.background.run(
                self,
                lambda: settlements.settle(entry_id, settlement, secret),
                signed,
                pin.show_wrong,
            )
        )
        pin.open()

    def _run(self, act: Callable[[], object]) -> None:
        self._work.background.run(self, act, lambda _none: self._on_settled())

    def _on_settled(self) -> None:
        self.errors.clear()
        self.saved.emit()
        self.refresh()

    def _show_counts(self, counts: dict[DisputeKind, int]) -> None:
        for kind in DisputeKind:
            words, count = register_words(kind), counts.get(kind, 0)
            spoken = self.tr("{register}, %n öppna", "", count).format(register=words)
            self.registers.set_words(kind.value, f"{words}  {count}" if count else words, spoken)

    def _retranslate(self) -> None:
        self.set_title(self.tr("Register"), self.tr("Omprövning, klagomål och avvikelser"))
        self._show_counts({})
        self.registers.setAccessibleName(self.tr("Register"))
        words = self.tr("Registrera: {kind}").format(kind=kind_words(self._kind).lower())
        self.new.setText(words)
        self.audit.setText(self.tr("Stickprov för revision"))
        self.empty.show_words(tr(_EMPTY[self._kind]), words)
        self._card.set_title(register_words(self._kind))
        self.table.setAccessibleName(register_words(self._kind))

    def _build(self) -> None:
        self.page.addWidget(FlowRow([[self.registers], [self.audit]]))
        self._card = card = Card(" ", padded=False)
        card.head.addWidget(self.new)
        card.body.addWidget(self.table)
        self._columns = FlowColumns(
            [Column(card, 720, least=520), Column(self.entry, 396, fixed=True)]
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self._columns)
        self._stack.addWidget(self.empty)
        self.page.addWidget(self._stack, 1)
