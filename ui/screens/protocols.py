"""The library of protocols: what is installed, what is in it, and how new versions come in."""

from collections.abc import Callable
from pathlib import Path
from threading import Event

from app.domain.change import Change, Touched
from app.domain.errors import UserError
from app.settings import ProtocolView
from app.usecases.library import Library, ProfileLine, VersionChanges, VersionDetail
from app.usecases.protocol_import import ImportCancelled, Offer, ProtocolImport, RecallOffer
from ui.actions import bind
from ui.background import Background
from ui.screen import Screen
from ui.screens.choose_file import open_file, save_file
from ui.screens.protocols_detail import TABS, DetailCard
from ui.screens.protocols_import import ImportBox, RecallBox
from ui.screens.protocols_item_box import ItemBox
from ui.screens.protocols_list import ProtocolList
from ui.widgets.columns import Column, FlowColumns
from ui.widgets.confirm_box import ask

_PATTERNS = "*.intyga-protocol *.intyga-recall"


class ProtocolsScreen(Screen):
    """Versions at the left, one of them at the right; a package is looked at before it counts."""

    def __init__(
        self,
        library: Library,
        imports: ProtocolImport,
        background: Background,
        view: ProtocolView,
        remember: Callable[[ProtocolView], object],
        *,
        is_practice: bool,
    ) -> None:
        """`view` is what was on view last time; `remember` keeps it for the next."""
        super().__init__()
        self.setObjectName("protocols")
        self._library, self._imports, self._background = library, imports, background
        self._wanted, self._stop = view.version, Event()
        self._role = view.role
        self._box: ItemBox | None = None
        self._remember = remember
        self.list = ProtocolList(is_practice=is_practice)
        self.card = DetailCard(library, background)
        columns = [Column(self.list, 412, fixed=True), Column(self.card, 850, least=520)]
        self.page.addWidget(FlowColumns(columns), 1)
        self.setFocusProxy(self.list)
        self.card.items.area = view.area
        if view.tab in TABS:
            self.card.show_tab(view.tab)
        self._connect()
        self._retranslate()

    def refresh(self) -> None:
        """The versions again; the one one is at stays."""
        wanted = self._wanted or self.list.current

        def show(profiles: tuple[ProfileLine, ...]) -> None:
            self._wanted = ""
            self.list.show_profiles(profiles, wanted, self._role)
            if not profiles:
                self.card.show_nothing()
            else:
                self._load(self.list.current)

        self._background.run(self, self._library.profiles, show)
        self._background.run(self, self._library.refused, self.list.show_refused)

    def open_with(self, subject: object) -> None:
        """Show what a version with this hash (hex) changed, where it is here."""
        if isinstance(subject, str):
            self._wanted = subject
            self.card.show_tab("changes")
            self.refresh()

    def on_change(self, change: Change) -> None:
        """Protocols, and the cases that run on them; a secrecy agreement signed opens the bank."""
        wanted = {Touched.PROTOCOLS, Touched.CASES, Touched.TRUST}
        if not wanted.isdisjoint(change.touched):
            super().on_change(change)

    def choose(self) -> None:
        """Choose a package."""
        open_file(self, self.tr("Protokollpaket"), _PATTERNS, self.examine)

    def examine(self, path: Path) -> None:
        """Look at a package without changing anything; may be given up."""
        self.errors.clear()
        stop = self._stop = Event()
        self.list.show_step(0)
        tell = self._background.network.relay(self, self.list.show_step)
        self._background.run(
            self,
            lambda: self._imports.examine(path, tell, stop.is_set),
            self._on_examined,
            self._on_refused,
        )

    def publish(self, detail: VersionDetail) -> None:
        """Ask once, then let new cases start on the version."""
        line = detail.line
        ask(
            self,
            self.tr("Ta {code} {version} i bruk?").format(code=line.code, version=line.version),
            self.tr("Nya ärenden börjar på den. Pågående ärenden stannar på sin version."),
            self.tr("Ta i bruk"),
            lambda: self._background.run(
                self,
                lambda: self._imports.publish(line.hash),
                lambda _none: self._say(self.tr("I bruk: {version}").format(version=line.version)),
            ),
        )

    def save_sample(self) -> None:
        """A package to try with, signed by the practice owner."""
        detail = self.card.detail
        if detail is not None:
            words = self.tr("Spara ett exempelpaket")
            save_file(self, words, f"{detail.line.code}.intyga-protocol", self._save_sample)

    def _save_sample(self, path: Path) -> None:
        detail = self.card.detail
        if detail is None:
            return
        wanted = detail.line.hash
        self._background.run(
            self,
            lambda: self._imports.write_sample(wanted, path),
            lambda _none: self._say(self.tr("Sparat: {name}").format(name=path.name)),
        )

    def _on_current(self, protocol_hash: str) -> None:
        if protocol_hash:
            self._load(protocol_hash)
            self._keep_view()

    def _load(self, protocol_hash: str) -> None:
        def work() -> tuple[VersionDetail, VersionChanges | None]:
            return self._library.detail(protocol_hash), self._library.changes(protocol_hash)

        def show(found: tuple[VersionDetail, VersionChanges | None]) -> None:
            if found[0].line.hash != self.list.current:
                return
            self.card.show_detail(*found)
            if found[0].told is not None and self.isVisible():
                self._background.run(self, lambda: self._library.see(protocol_hash), _nothing)

        self._background.run(self, work, show)

    def _on_examined(self, offer: Offer | RecallOffer) -> None:
        if self._stop.is_set():  # given up when all was done
            self._on_refused(ImportCancelled())
            return
        self.list.show_step(None)
        if isinstance(offer, Offer):
            box = ImportBox(self, offer)
            box.taken.connect(lambda taken: self._take_in(box, taken))
            box.open()
        else:
            recall = RecallBox(self, offer)
            recall.heeded.connect(lambda heeded: self._recall(recall, heeded))
            recall.open()

    def _take_in(self, box: ImportBox, offer: Offer) -> None:
        def done(_is_new: bool) -> None:
            box.accept()
            self._wanted = offer.hash
            self.card.show_tab("changes" if offer.in_use else "overview")
            self._say(self.tr("Inläst. Granska versionen och ta den i bruk."))
            self.refresh()

        self._background.run(
            self, lambda: self._imports.take_in(offer), done, lambda error: _again(box, error)
        )

    def _recall(self, box: RecallBox, offer: RecallOffer) -> None:
        def done(_none: None) -> None:
            box.accept()
            self._wanted = offer.hash
            self._say(self.tr("Återkallad: {version}").format(version=offer.version))
            self.refresh()

        self._background.run(
            self, lambda: self._imports.recall(offer), done, lambda error: _again(box, error)
        )

    def _on_refused(self, error: UserError) -> None:
        self.list.show_step(None)
        if isinstance(error, ImportCancelled):
            self._say(self.tr("Inläsningen avbröts. Inget har ändrats."))
        else:
            self.show_error(error)

    def _open_item(self, item_id: str) -> None:
        box = ItemBox(self)
        box.stepped.connect(lambda by: self._show_item(box, self.card.items.step(by)))
        box.open()
        self._show_item(box, item_id)

    def _show_item(self, box: ItemBox, item_id: str) -> None:
        wanted = self.card.detail.line.hash if self.card.detail else ""
        self._background.run(box, lambda: self._library.item(wanted, item_id), box.show_item)

    def _keep_view(self) -> None:
        self._role = self.list.role or self._role
        self._remember(
            ProtocolView(self.card.tab, self.card.items.area, self._role, self.list.current)
        )

    def _say(self, words: str) -> None:
        self.window().toast(words)  # type: ignore[attr-defined]

    def _connect(self) -> None:
        self.list.current_changed.connect(self._on_current)
        self.list.dropped.connect(self.examine)
        self.list.asked.connect(self.choose)
        self.list.stopped.connect(lambda: self._stop.set())
        self.list.sample_asked.connect(self.save_sample)
        self.card.publish_asked.connect(self.publish)
        self.card.tab_chosen.connect(lambda _tab: self._keep_view())
        self.card.items.area_chosen.connect(lambda _area: self._keep_view())
        self.card.items.opened.connect(self._open_item)
        self.card.items.failed.connect(self.show_error)
        self.card.guides.refused.connect(self.show_error)
        self.card.items.secrecy_asked.connect(lambda: self.go.emit("settings", "secrecy"))
        bind(self, "protocols.import", self.choose)

    def _retranslate(self) -> None:
        self.set_title(
            self.tr("Protokoll"),
            self.tr("Vad som bedöms här, i vilka versioner, och hur frågorna räcker"),
        )
        self.list.retranslate()
        self.card.retranslate()


def _nothing(_none: None) -> None:
    """What was read needs no answer."""


def _again(box: ImportBox | RecallBox, error: UserError) -> None:
    box.show_error(error)
    box.act.setEnabled(True)
