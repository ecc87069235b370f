"""Conflicts between laptops: a list, both versions beside each other, who settles it (R57, R58)."""

from PySide6.QtWidgets import QApplication, QStackedWidget

from app.usecases.conflicts import ConflictAnswer, ConflictLine, Conflicts, ConflictView
from ui.actions import bind
from ui.background import Background
from ui.models.conflict_rows import ConflictRows
from ui.screen import Screen
from ui.screens.case.pin_box import PinBox
from ui.screens.conflicts_card import ConflictCard
from ui.screens.conflicts_settle import ConflictBox
from ui.widgets.card import Card
from ui.widgets.cells import ColumnWidth
from ui.widgets.columns import Column, FlowColumns
from ui.widgets.empty_state import EmptyState
from ui.widgets.table import HairlineTable

_COLUMNS = (
    ColumnWidth(150, least=110),
    ColumnWidth(150, stretch=True, least=90),
    ColumnWidth(126),
)


class ConflictsScreen(Screen):
    """Open ones first; nothing here keeps any other work from going on."""

    def __init__(self, conflicts: Conflicts, background: Background, *, passphrase: bool) -> None:
        """`passphrase`: asked for instead of a PIN."""
        super().__init__()
        self.setObjectName("conflicts")
        self._conflicts, self._background = conflicts, background
        self._passphrase = passphrase
        self._wanted: bytes | None = None
        self._view: ConflictView | None = None
        self._model = ConflictRows()
        self.table = HairlineTable("row")
        self.table.setObjectName("conflict_list")
        self.table.setModel(self._model)
        self.table.set_columns(_COLUMNS)
        self.table.current_changed.connect(self._on_conflict)
        self.table.chosen.connect(lambda _id: self._on_settle())
        self.empty = EmptyState("check-circle")
        self.empty.setObjectName("conflicts_empty")
        self.empty.acted.connect(lambda: self.go.emit("sync", None))
        self.card = ConflictCard()
        self.card.settle_asked.connect(self._on_settle)
        bind(self, "conflicts.settle", self._on_settle)
        self._build()
        self._retranslate()

    def open_with(self, subject: object) -> None:
        """Show a conflict by its id."""
        self.errors.clear()
        if isinstance(subject, bytes):
            self._wanted = subject
            self.refresh()

    def refresh(self) -> None:
        """Load all of them, and the one on view."""
        self._background.run(self, self._conflicts.all, self._on_lines)

    def _on_lines(self, lines: tuple[ConflictLine, ...]) -> None:
        here = self._wanted or (self._view.line.id if self._view else None)
        self._wanted = None
        self._model.show_rows(lines)
        self._list.show_count(sum(line.settled is None for line in lines), "warn")
        self._stack.setCurrentWidget(self._columns if lines else self.empty)
        if lines:
            self.table.choose_row(max(0, self._model.row_of(here)))
            self._on_conflict(self.table.current_id)
        focused = QApplication.focusWidget()
        if self.isVisible() and not (focused is not None and self.isAncestorOf(focused)):
            (self.table if lines else self.empty.button).setFocus()

    def _on_conflict(self, conflict_id: object) -> None:
        if isinstance(conflict_id, bytes):
            conflicts = self._conflicts
            self._background.run(self, lambda: conflicts.view(conflict_id), self._on_view)

    def _on_view(self, view: ConflictView) -> None:
        if view.line.id == self.table.current_id:
            self._view = view
            self.card.show_view(view)

    def _on_settle(self) -> None:
        view = self._view
        if view is not None and view.hindrance is None:
            box = ConflictBox(self, view)
            box.given.connect(self._on_answer)
            box.open()

    def _on_answer(self, answer: ConflictAnswer) -> None:
        assert self._view is not None
        conflict_id, conflicts = self._view.line.id, self._conflicts
        meaning = self.tr("Du signerar vad som gäller och varför. Det kan inte ändras efteråt.")
        pin = PinBox(
            self,
            self.tr("Signera avgörandet"),
            meaning,
            self.tr("Signera"),
            passphrase=self._passphrase,
        )

        def signed(_none: object) -> None:
            pin.accept()
            self.saved.emit()
            self.refresh()

        pin.given.connect(
            lambda secret: self._background.run(
                self,
                lambda: conflicts.settle(conflict_id, answer, secret),
                signed,
                pin.show_wrong,
            )
        )
        pin.open()

    def _retranslate(self) -> None:
        self.set_title(self.tr("Konflikter"), self.tr("När två datorer säger olika"))
        self._list.set_title(self.tr("Konflikter"))
        self.table.setAccessibleName(self.tr("Konflikter"))
        self.empty.show_words(
            self.tr(
                "Inga konflikter. Om två datorer bedömer samma person visas båda versionerna här."
            ),
            self.tr("Till Synk"),
        )

    def _build(self) -> None:
        self._list = Card(" ", padded=False)
        self._list.body.addWidget(self.table)
        self._columns = FlowColumns(
            [Column(self._list, 440, least=380), Column(self.card, 680, least=520)]
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self._columns)
        self._stack.addWidget(self.empty)
        self.page.addWidget(self._stack, 1)
