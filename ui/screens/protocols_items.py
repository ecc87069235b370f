"""The item bank of a version: search, choose an area, open one; closed before secrecy is signed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget

from app.domain.errors import UserError
from app.usecases.library import ItemLine, Library, VersionDetail
from app.usecases.secrecy import SecrecyNotSigned
from ui.background import Background
from ui.language import language, tr
from ui.models.protocol_rows import ItemRows
from ui.screens.protocols_tabs import Tab
from ui.theme import metrics, px
from ui.widgets.cells import ColumnWidth
from ui.widgets.column_choice import ColumnChoice
from ui.widgets.empty_state import EmptyState
from ui.widgets.fields import SearchField
from ui.widgets.labels import TextLabel
from ui.widgets.table import HairlineTable
from ui.widgets.yielding import yielding

_WIDE = (
    *(ColumnWidth(104), ColumnWidth(290, stretch=True), ColumnWidth(104)),
    *(ColumnWidth(64), ColumnWidth(80), ColumnWidth(92)),
)
_NARROW = (
    *(ColumnWidth(104), ColumnWidth(200, stretch=True), ColumnWidth(0)),
    *(ColumnWidth(64), ColumnWidth(80), ColumnWidth(0)),
)
_ENOUGH = 700


class ItemsTab(Tab):
    """Rows of items; Enter or a double click opens one as the candidate meets it."""

    opened = Signal(str)  # item id
    secrecy_asked = Signal()
    failed = Signal(object)  # UserError
    area_chosen = Signal(str)  # "" for all

    def __init__(self, library: Library, background: Background) -> None:
        super().__init__()
        self._library, self._background = library, background
        self._hash, self._asked = "", 0
        self.area = ""
        self.field = SearchField()
        self.field.setObjectName("protocol_item_search")
        self.areas = QComboBox()
        self.areas.setObjectName("protocol_item_area")
        self.areas.setMinimumHeight(metrics().control_main)
        self.areas.setMinimumWidth(px(150))
        self.model = ItemRows(self)
        self.table = HairlineTable("row")
        self.table.setObjectName("protocol_items")
        self.table.setModel(self.model)
        ColumnChoice(self.table, _WIDE, _NARROW, _ENOUGH)
        self.count = TextLabel("", "small", "muted")
        self.closed = EmptyState("lock")
        self.closed.button.setObjectName("protocol_secrecy")
        self._stack = QStackedWidget()
        self._build()
        self.field.text_changed.connect(lambda _text: self.reload())
        self.field.moved.connect(self.table.step)
        self.field.entered.connect(lambda _text: self._open_current())
        self.areas.currentIndexChanged.connect(self._on_area)
        self.table.chosen.connect(lambda item_id: self.opened.emit(str(item_id)))
        self.table.doubleClicked.connect(lambda _index: self._open_current())
        self.closed.acted.connect(self.secrecy_asked)

    def show_detail(self, detail: VersionDetail) -> None:
        """Another version; search and area stay where they still mean something."""
        self._hash = detail.line.hash
        self.areas.blockSignals(True)
        self.areas.clear()
        self.areas.addItem(tr("Alla områden"), "")
        for area in detail.areas:
            if area.items:
                self.areas.addItem(area.name.in_language(language()), area.id)
        self.areas.setCurrentIndex(max(0, self.areas.findData(self.area)))
        self.areas.blockSignals(False)
        self.reload()

    def reload(self) -> None:
        """Search again; answers overtaken by a later one are dropped."""
        if not self._hash or not self.isVisible():
            return
        self._asked += 1
        asked, wanted, sought = self._asked, self._hash, self.field.text.strip()
        area = self.areas.currentData() or ""

        def show(lines: tuple[ItemLine, ...]) -> None:
            if asked == self._asked:
                self._show(lines, sought)

        self._background.run(
            self, lambda: self._library.items(wanted, area, sought), show, self._on_failed
        )

    def step(self, by: int) -> str:
        """Go to the next (+1) or the one before (-1); the id one is at then."""
        row = self.table.currentIndex().row() + by
        self.table.choose_row(min(max(0, row), len(self.model.rows) - 1))
        return str(self.table.current_id or "")

    def retranslate(self) -> None:
        """Words in the language in force."""
        self.field.set_placeholder(tr("Sök bland frågorna"))
        self.areas.setAccessibleName(tr("Område"))
        self.table.setAccessibleName(tr("Frågor"))
        self.table.set_empty(
            tr("Ingen fråga innehåller de orden. Sök på färre ord, eller välj Alla områden.")
        )
        self.closed.show_words(
            tr("Frågorna öppnas när du har skrivit under sekretessförbindelsen."),
            tr("Läs och skriv under"),
        )

    def _on_area(self) -> None:
        self.area = str(self.areas.currentData() or "")
        self.area_chosen.emit(self.area)
        self.reload()

    def _show(self, lines: tuple[ItemLine, ...], sought: str) -> None:
        here = self.table.current_id
        self._stack.setCurrentIndex(0)
        self.model.show_found(lines, sought)
        self.count.setText(tr("%n frågor", len(lines)))
        self.table.choose_row(max(0, self.model.row_of(here)))

    def _on_failed(self, error: UserError) -> None:
        if isinstance(error, SecrecyNotSigned):
            self._stack.setCurrentIndex(1)
        else:
            self.failed.emit(error)

    def _open_current(self) -> None:
        if self.table.current_id is not None:
            self.opened.emit(str(self.table.current_id))

    def _build(self) -> None:
        m, side = metrics(), metrics().card_padding
        bank = Tab()
        row = QHBoxLayout()
        row.setContentsMargins(side, 0, side, 0)
        row.setSpacing(m.gap)
        row.addWidget(self.field, 1)
        row.addWidget(self.areas)
        bank.column.addLayout(row)
        bank.column.addWidget(yielding(self.table, 108), 1)
        self.count.setContentsMargins(side, 0, side, m.gap_small)
        bank.column.addWidget(self.count)
        self._stack.addWidget(bank)
        self._stack.addWidget(self.closed)
        self.column.addWidget(self._stack, 1)
