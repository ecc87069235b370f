"""Companies found while typing: the field, the rows, what to do where there are none."""

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.usecases.companies import Companies, ListedCompany
from ui.background import Background
from ui.models.company_rows import CompanyRows
from ui.theme import metrics
from ui.widgets.buttons import PrimaryButton
from ui.widgets.card import Card
from ui.widgets.cells import ColumnWidth
from ui.widgets.column_choice import ColumnChoice
from ui.widgets.empty_state import EmptyState
from ui.widgets.fields import SearchField
from ui.widgets.key_hint import KeyHint
from ui.widgets.table import HairlineTable

_NAME = ColumnWidth(320, stretch=True)
_WIDE = (_NAME, ColumnWidth(190), ColumnWidth(110), ColumnWidth(90), ColumnWidth(160))
_NARROW = (_NAME, ColumnWidth(0), ColumnWidth(110), ColumnWidth(90), ColumnWidth(160))
_ENOUGH = 800


class CompanyList(QWidget):
    """Each letter asks anew; Enter opens the company one is at."""

    opened = Signal(object)  # UUID
    asked = Signal(str)  # a new company, with what was searched for in vain

    def __init__(self, companies: Companies, background: Background) -> None:
        super().__init__()
        self._companies, self._background = companies, background
        self._asked = 0
        self.field = SearchField()
        self.field.setObjectName("company_search")
        self.new = PrimaryButton("", "plus", size="control_main")
        self.new.setObjectName("company_new")
        self.model = CompanyRows(self)
        self.table = HairlineTable("row_people")
        self.table.setObjectName("company_table")
        self.table.setModel(self.model)
        ColumnChoice(self.table, _WIDE, _NARROW, _ENOUGH)
        self.empty = EmptyState("company")
        self.empty.setObjectName("companies_empty")
        self._hints = [KeyHint("↑ ↓"), KeyHint("Enter"), KeyHint("Ctrl+N")]
        self._build()
        self.setFocusProxy(self.field)
        self.field.text_changed.connect(lambda _text: self.reload())
        self.field.moved.connect(self.table.step)
        self.field.entered.connect(lambda _text: self._on_entered())
        self.table.chosen.connect(self.opened)
        self.new.clicked.connect(self.ask)
        self.empty.acted.connect(self.ask)

    def reload(self) -> None:
        """What is sought, again; an answer to an older question is not shown."""
        self._asked += 1
        asked, sought = self._asked, self.field.text

        def show(found: tuple[ListedCompany, ...]) -> None:
            if asked == self._asked:
                self._show(found, sought)

        self._background.run(self, lambda: self._companies.list(sought), show)

    def ask(self) -> None:
        """A new company."""
        self.asked.emit(self.field.text if not self.model.rows else "")

    def retranslate(self) -> None:
        """Every word in the language in force."""
        self.field.set_placeholder(self.tr("Sök namn eller organisationsnummer"))
        self.new.setText(self.tr("Nytt företag"))
        self.table.setAccessibleName(self.tr("Företag"))
        self.table.set_empty(
            self.tr("Ingen träff. Sök på något annat, eller registrera företaget.")
        )
        self.empty.show_words(
            self.tr("Inga företag än. Registrera det första, så kan du lägga upp en order på det."),
            self.tr("Nytt företag"),
        )
        words = (self.tr("välj"), self.tr("öppna"), self.tr("nytt företag"))
        for hint, text in zip(self._hints, words, strict=True):
            hint.words.setText(text)

    def _show(self, found: tuple[ListedCompany, ...], sought: str) -> None:
        here = self.table.current_id
        self.model.show_found(found, sought)
        self.table.choose_row(max(0, self.model.row_of(here)))
        self._stack.setCurrentWidget(self._card if found or sought.strip() else self.empty)

    def _on_entered(self) -> None:
        if isinstance(self.table.current_id, UUID):
            self.opened.emit(self.table.current_id)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics().gap_wide)
        row = QHBoxLayout()
        row.setSpacing(metrics().gap)
        row.addWidget(self.field, 1)
        row.addWidget(self.new)
        column.addLayout(row)
        self._card = Card(padded=False)
        self._card.body.setContentsMargins(0, metrics().gap_small, 0, 0)
        self._card.body.addWidget(self.table, 1)
        for hint in self._hints:
            self._card.foot.addWidget(hint)
        self._card.foot.addStretch(1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._card)
        self._stack.addWidget(self.empty)
        column.addWidget(self._stack, 1)
