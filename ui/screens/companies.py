"""The room of companies: all of them, found while typing; one of them with its tabs."""

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from app.domain.change import Change, Touched
from app.domain.errors import UserError
from app.settings import CompanyView
from app.usecases.companies import Companies, CompanyCard
from ui.actions import bind
from ui.background import Background
from ui.screen import Screen
from ui.screens.companies_list import CompanyList
from ui.screens.company_box import CompanyBox
from ui.screens.company_page import CompanyPage, TabPlace
from ui.widgets.columns import scrolling


class CompaniesScreen(Screen):
    """Begins with the company and tab one was at; Alt+Left goes back to all companies."""

    export_asked = Signal(object)  # the company's id

    def __init__(
        self,
        companies: Companies,
        background: Background,
        places: Sequence[TabPlace],
        view: CompanyView,
        remember: Callable[[CompanyView], object],
    ) -> None:
        """`places`: the tabs; `view` is what was on view last time, `remember` keeps it."""
        super().__init__()
        self.setObjectName("companies")
        self._companies, self._background = companies, background
        self._remember = remember
        self._tab = view.tab
        self._wanted: UUID | None = _id(view.company)
        self._line = ""
        self.list = CompanyList(companies, background)
        self.one = CompanyPage(places)
        self._stack = QStackedWidget()
        self._around = scrolling(self.one)
        for part in (self.list, self._around):
            self._stack.addWidget(part)
        self.page.addWidget(self._stack, 1)
        self.setFocusProxy(self.list)
        self._connect()
        self._retranslate()

    @property
    def is_at_one(self) -> bool:
        """Whether a company is on view, not the list."""
        return self._stack.currentWidget() is self._around

    def refresh(self) -> None:
        """The company one was at, or the list."""
        if self._wanted is not None:
            self._open(self._wanted)
        elif self.is_at_one:
            self._reload()
        else:
            self.list.reload()

    def open_with(self, subject: object) -> None:
        """Show a company (UUID), or one at a tab: (UUID, key of the tab)."""
        company, tab = subject if isinstance(subject, tuple) else (subject, "")
        if isinstance(company, UUID):
            self._wanted, self._tab = company, str(tab) or self._tab
            if self.isVisible():
                self.refresh()

    def on_change(self, change: Change) -> None:
        """Companies, people and cases concern this screen."""
        if not self.isVisible():
            return
        if self.is_at_one:
            self.one.on_change(change)
        if change.touched & {Touched.COMPANIES, Touched.PEOPLE} and not self.is_at_one:
            self.list.reload()

    def register(self, written: str = "") -> None:
        """Register a company, then show it."""
        box = CompanyBox(self, self._companies, self._background, written=written)
        box.given.connect(self._open)
        box.open()

    def show_all(self) -> None:
        """Back to the list."""
        self._stack.setCurrentWidget(self.list)
        self.setFocusProxy(self.list)
        self._remember(CompanyView("", self._tab))
        self._show_title()
        self.list.reload()
        self.list.field.setFocus()

    def _open(self, company_id: UUID) -> None:
        self._wanted = None
        self._background.run(
            self, lambda: self._companies.card(company_id), self._on_card, self._on_unknown
        )

    def _on_card(self, card: CompanyCard) -> None:
        self._stack.setCurrentWidget(self._around)
        self.setFocusProxy(self.one)
        self.errors.clear()
        self.one.show_company(card, self._tab)
        if self.isVisible():
            self.one.to_tabs()
        self._keep()
        self._show_title()

    def _on_unknown(self, error: UserError) -> None:
        self.show_all()
        self.show_error(error)

    def _reload(self) -> None:
        card = self.one.card
        assert card is not None
        self._background.run(self, lambda: self._companies.card(card.id), self._on_again)
        self.one.refresh()

    def _on_again(self, card: CompanyCard) -> None:
        self.one.card = card
        self._show_title()

    def _on_facts(self) -> None:
        box = CompanyBox(self, self._companies, self._background, self.one.card)
        box.given.connect(self._open)
        box.open()

    def _on_export(self) -> None:
        if self.one.card is not None:
            self.export_asked.emit(self.one.card.id)

    def _on_tab(self, key: str) -> None:
        self._tab = key
        self._keep()

    def _on_line(self, words: str) -> None:
        self._line = words
        self._show_title()

    def _keep(self) -> None:
        if self.one.card is not None:
            self._remember(CompanyView(str(self.one.card.id), self._tab))

    def _connect(self) -> None:
        self.list.opened.connect(self._open)
        self.list.asked.connect(self.register)
        self.one.left.connect(self.show_all)
        self.one.facts_asked.connect(self._on_facts)
        self.one.export_asked.connect(self._on_export)
        self.one.go.connect(self.go)
        self.one.failed.connect(self.show_error)
        self.one.headed.connect(self._on_line)
        self.one.tab_chosen.connect(self._on_tab)
        bind(self.list, "companies.new", self.list.ask)
        bind(self.one, "companies.all", self.show_all)
        bind(self.one, "companies.facts", self._on_facts)

    def _retranslate(self) -> None:
        self.list.retranslate()
        self.one.retranslate()
        self._show_title()

    def _show_title(self) -> None:
        card = self.one.card
        if self.is_at_one and card is not None:
            line = self._line or (card.number and self.tr("Org.nr {n}").format(n=card.number))
            self.set_title(card.name, line or self.tr("Bara namnet är känt"))
        else:
            words = self.tr("Grupporder, kompetensmatris, plan och deltagande")
            self.set_title(self.tr("Företag"), words)


def _id(written: str) -> UUID | None:
    try:
        return UUID(written) if written else None
    except ValueError:
        return None
