"""One version: who it is, its tabs, and the one act it allows."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.usecases.library import Library, VersionChanges, VersionDetail, VersionState
from app.usecases.region_protocols import ToldState
from ui.background import Background
from ui.language import language, tr
from ui.models.protocol_words import version_state
from ui.models.region_words import region_look, region_note
from ui.screens.protocols_guide import GuideButtons
from ui.screens.protocols_items import ItemsTab
from ui.screens.protocols_tabs import ChangesTab, CriteriaTab, HealthTab, OverviewTab
from ui.theme import metrics
from ui.widgets.buttons import PrimaryButton
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import ElidedLabel, TextLabel
from ui.widgets.note_line import NoteLine
from ui.widgets.pill import Pill
from ui.widgets.segmented import SegmentedChoice

TABS = ("overview", "criteria", "items", "health", "changes")


class DetailCard(Card):
    """Head, tabs, foot; the tab chosen stays while one goes from version to version."""

    publish_asked = Signal(object)  # VersionDetail
    tab_chosen = Signal(str)

    def __init__(self, library: Library, background: Background) -> None:
        super().__init__(padded=False)
        self.setObjectName("protocol_detail")
        self.detail: VersionDetail | None = None
        self.name = TextLabel("", "heading", wrap=True)
        self.name.setObjectName("protocol_name")
        self.state = Pill("")
        self.state.setObjectName("protocol_state")
        self.line = ElidedLabel("", "small", "muted")
        self.tabs = SegmentedChoice([(key, "") for key in TABS])
        self.tabs.setObjectName("protocol_tabs")
        self.tabs.choose(TABS[0])
        self.overview, self.criteria = OverviewTab(), CriteriaTab()
        self.items = ItemsTab(library, background)
        self.health, self.changes = HealthTab(), ChangesTab()
        self.guides = GuideButtons(library.guides, background)
        self.note = NoteLine("info", "neutral")
        self.note.setObjectName("protocol_note")
        self.publish = PrimaryButton("", "check")
        self.publish.setObjectName("protocol_publish")
        self._stack, self._whole = QStackedWidget(), QStackedWidget()
        self._empty = EmptyState("book")
        self._build()
        self.tabs.chosen.connect(self._on_tab)
        self.publish.clicked.connect(lambda: self.publish_asked.emit(self.detail))

    @property
    def tab(self) -> str:
        """The tab on view."""
        return self.tabs.key

    def show_detail(self, detail: VersionDetail, changes: VersionChanges | None) -> None:
        """Another version, or the same anew."""
        self.detail = detail
        self._whole.setCurrentIndex(0)
        line = detail.line
        self.name.setText(line.name.in_language(language()))
        state = version_state(line.state)
        self.state.show_state(state.words, state.tone, state.icon)
        words = (f"{line.code} {line.version}", line.level, line.label)
        said = [one if isinstance(one, str) else one.in_language(language()) for one in words]
        self.line.setText(" · ".join([*said, line.owner]))
        for tab in (self.overview, self.criteria, self.items, self.health, self.guides):
            tab.show_detail(detail)
        self.changes.show_changes(changes)
        self._show_act(detail)

    def show_nothing(self) -> None:
        """No version."""
        self.detail = None
        self._whole.setCurrentIndex(1)
        self.publish.hide()
        self.note.show_words("")

    def show_tab(self, key: str) -> None:
        """Go to a tab."""
        self.tabs.choose(key)
        self._on_tab(key)

    def retranslate(self) -> None:
        """Words in the language in force."""
        words = (
            *(tr("Översikt"), tr("Kriterier"), tr("Frågor")),
            *(tr("Poolhälsa"), tr("Ändringar")),
        )
        for key, text in zip(TABS, words, strict=True):
            self.tabs.set_words(key, text)
        self.tabs.setAccessibleName(tr("Visa"))
        for tab in (self.overview, self.criteria, self.items, self.health, self.changes):
            tab.retranslate()
        self.guides.retranslate()
        self.publish.setText(tr("Ta i bruk"))
        self._empty.show_words(tr("Välj ett protokoll, så syns det här."))

    def _show_act(self, detail: VersionDetail) -> None:
        line = detail.line
        may = line.state in (VersionState.REVIEW, VersionState.SUPERSEDED)
        told = detail.told
        is_settled = told is not None and told.state is not ToldState.REFUSED
        self.publish.setVisible(may and not is_settled)  # then the region decides
        if told is not None and (said := region_note(told, line.state)):
            icon, tone = region_look(told)
            self.note.show_words(said, tone, icon)
            return
        cases = tr("%n pågående ärenden stannar på versionen.", line.open_cases)
        match line.state:
            case VersionState.PUBLISHED:
                self.note.show_words(
                    tr("Nya ärenden börjar på den här versionen."), "ok", "check-circle"
                )
            case VersionState.REVIEW:
                self.note.show_words(
                    tr("Inläst men inte i bruk. Granska den, ta den sedan i bruk."), "warn", "eye"
                )
            case VersionState.RECALLED:
                said = tr("Återkallad: {reason}").format(reason=line.recall_reason)
                words = f"{said} {cases}" if line.open_cases else said
                self.note.show_words(words, "bad", "x-circle")
            case VersionState.SUPERSEDED:
                words = cases if line.open_cases else tr("En annan version är i bruk.")
                self.note.show_words(words, "neutral", "info")

    def _on_tab(self, key: str) -> None:
        self._stack.setCurrentIndex(TABS.index(key))
        if key == "items":
            self.items.reload()
        self.tab_chosen.emit(key)

    def _build(self) -> None:
        m, side = metrics(), metrics().card_padding
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, side, 0, 0)
        column.setSpacing(m.gap)
        head = QHBoxLayout()
        head.setContentsMargins(side, 0, side, 0)
        head.addWidget(self.name, 1)
        head.addWidget(self.state)
        column.addLayout(head)
        under = QHBoxLayout()
        under.setContentsMargins(side, 0, side, 0)
        under.addWidget(self.line, 1)
        under.addWidget(self.guides)
        column.addLayout(under)
        row = QHBoxLayout()
        row.setContentsMargins(side, m.gap_tiny, side, 0)
        row.addWidget(self.tabs)
        row.addStretch(1)
        column.addLayout(row)
        for tab in (self.overview, self.criteria, self.items, self.health, self.changes):
            self._stack.addWidget(tab)
        column.addWidget(self._stack, 1)
        self._whole.addWidget(whole)
        self._whole.addWidget(self._empty)
        self.body.addWidget(self._whole, 1)
        self.foot.setContentsMargins(side, m.gap, side, m.gap)
        self.foot.addWidget(self.note, 1)
        self.foot.addWidget(self.publish)
