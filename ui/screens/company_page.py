"""One company: its tabs, the way back to all of them, its facts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QRadioButton, QStackedWidget, QVBoxLayout, QWidget

from app.domain.change import Change
from app.domain.errors import UserError
from app.usecases.companies import CompanyCard
from ui.language import tr
from ui.screens.company_tab import CompanyTab
from ui.theme import metrics
from ui.widgets.buttons import LinkButton, SecondaryButton
from ui.widgets.flow_row import FlowRow
from ui.widgets.segmented import SegmentedChoice


@dataclass(frozen=True, slots=True)
class TabPlace:
    """A tab of the page: its key, its words (Swedish, marked), how it is built at first sight."""

    key: str
    words: str
    build: Callable[[], CompanyTab]


class CompanyPage(QWidget):
    """Tabs are built at the first visit; the one on view is told of changes."""

    left = Signal()  # back to all companies
    facts_asked = Signal()
    export_asked = Signal()
    go = Signal(str, object)
    failed = Signal(UserError)
    headed = Signal(str)  # the line of the tab on view
    tab_chosen = Signal(str)

    def __init__(self, places: Sequence[TabPlace]) -> None:
        super().__init__()
        self._places = {place.key: place for place in places}
        self._tabs: dict[str, CompanyTab] = {}
        self.card: CompanyCard | None = None
        self.back = LinkButton("", "chevron-left", chevron=False)
        self.back.setObjectName("companies_all")
        self.choice = SegmentedChoice([(place.key, " ") for place in places])
        self.choice.setObjectName("company_tabs")
        self.facts = SecondaryButton("", "pen")
        self.facts.setObjectName("company_facts")
        self.export = SecondaryButton("", "download")
        self.export.setObjectName("company_export")
        self._stack = QStackedWidget()
        self._build()
        self.back.clicked.connect(lambda: self.left.emit())
        self.facts.clicked.connect(lambda: self.facts_asked.emit())
        self.export.clicked.connect(lambda: self.export_asked.emit())
        self.choice.chosen.connect(self._on_chosen)
        self.retranslate()

    @property
    def tab(self) -> CompanyTab | None:
        """The tab on view."""
        return self._tabs.get(self.choice.key)

    def tab_of(self, key: str) -> CompanyTab:
        """The tab of this key, built now if nobody has been there."""
        if key not in self._tabs:
            tab = self._places[key].build()
            tab.go.connect(self.go)
            tab.failed.connect(self.failed)
            tab.headed.connect(lambda words: self._on_headed(tab, words))
            tab.retranslate()
            self._tabs[key] = tab
            self._stack.addWidget(tab)
        return self._tabs[key]

    def show_company(self, card: CompanyCard, key: str = "") -> None:
        """Show this company, at the tab `key` or the first."""
        self.card = card
        self.facts.setText(tr("Uppgifter") if card.is_complete else tr("Komplettera uppgifterna"))
        self.show_tab(key if key in self._places else next(iter(self._places)))

    def show_tab(self, key: str) -> None:
        """Show a tab of the company on view."""
        self.choice.choose(key)
        tab = self.tab_of(key)
        self._stack.setCurrentWidget(tab)
        self._hold_commands(tab)
        if self.card is not None:
            self.headed.emit("")
            tab.open_company(self.card.id)

    def to_tabs(self) -> None:
        """Have the keyboard at the tab on view: arrows go to the others, Tab goes into it."""
        segment = self.choice.findChild(QRadioButton, self.choice.key)
        if segment is not None:
            segment.setFocus()

    def refresh(self) -> None:
        """Load what is on view again."""
        if self.tab is not None and self.card is not None:
            self.tab.refresh()

    def on_change(self, change: Change) -> None:
        """The tab on view decides whether a change concerns it."""
        if self.tab is not None and self.card is not None:
            self.tab.on_change(change)

    def retranslate(self) -> None:
        """Every word in the language in force."""
        self.back.setText(tr("Alla företag"))
        self.export.setText(tr("Exportera"))
        self.choice.setAccessibleName(tr("Företagets delar"))
        for place in self._places.values():
            self.choice.set_words(place.key, tr(place.words))
        for tab in self._tabs.values():
            tab.retranslate()

    def _hold_commands(self, tab: CompanyTab) -> None:
        """The commands of the tab on view hold on the whole page, its own row of tabs too."""
        for other in self._tabs.values():
            for action in other.actions():
                self.removeAction(action)
        self.addActions(tab.actions())

    def _on_chosen(self, key: str) -> None:
        self.show_tab(key)
        self.tab_chosen.emit(key)

    def _on_headed(self, tab: CompanyTab, words: str) -> None:
        if tab is self.tab:
            self.headed.emit(words)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics().gap)
        column.addWidget(FlowRow([[self.back], [self.choice], [self.facts, self.export]]))
        column.addWidget(self._stack, 1)
