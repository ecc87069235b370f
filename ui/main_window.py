"""The frame of the desk: practice band, rail, page head, the screens; room for a full screen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.change import Change
from ui.actions import KeysSheet, bind
from ui.appearance import Appearance
from ui.changes import Changes
from ui.commands import BY_KEY
from ui.screen import Screen
from ui.status import Status
from ui.theme import metrics
from ui.widgets.columns import scrolling
from ui.widgets.page_head import PageHead
from ui.widgets.practice_band import PracticeBand, PracticeFoot
from ui.widgets.rail import Place, Rail
from ui.widgets.toast import Toast

SMALLEST = QSize(1093, 614)
USUAL = QSize(1366, 768)


@dataclass(frozen=True, slots=True)
class Room:
    """A screen the window can show, built at the first visit."""

    key: str
    build: Callable[[], Screen]
    icon: str = ""
    words: str = ""  # Swedish, marked; empty: not on the rail
    at_foot: bool = False
    rail_key: str = ""  # the place lit on the rail while here; its own where empty


class MainWindow(QMainWindow):
    """One window; `furnish` gives it screens, `take_over` shows one widget instead of all."""

    def __init__(self, appearance: Appearance, status: Status, changes: Changes) -> None:
        super().__init__()
        self._appearance, self._status, self._changes = appearance, status, changes
        self._rooms: dict[str, Room] = {}
        self._screens: dict[str, Screen] = {}
        self._here = ""
        self._subjects: dict[str, object] = {}  # what each screen was last asked to show
        self._practice = False
        self._guest: QWidget | None = None
        self._holder: QScrollArea | None = None  # around the guest: scrolls in a low window
        self._was_maximized = False
        self._make_bar: Callable[[], QWidget] | None = None
        self.setWindowTitle("Intyga")
        # a screen that enlarges everything to 200 % is smaller than the smallest window
        self.setMinimumSize(SMALLEST.boundedTo(self.screen().availableSize()))
        self.resize(USUAL)
        if appearance.settings.window:
            self.restoreGeometry(QByteArray(appearance.settings.window))
        self._build()
        status.changed.connect(self._show_status)
        changes.happened.connect(self._on_change)
        appearance.scale_changed.connect(self.rebuild)

    @property
    def here(self) -> str:
        """The key of the screen on view."""
        return self._here

    def furnish(self, rooms: Sequence[Room]) -> None:
        """Take these screens in place of any before; shows the first."""
        self._clear()
        self._rooms = {room.key: room for room in rooms}
        self._build_rail()
        if rooms:
            self.go(rooms[0].key)

    def set_practice(self, practice: bool) -> None:
        """Show by band and foot that this is the practice desk."""
        self._practice = practice
        self._band.setVisible(practice)
        self._foot.setVisible(practice)

    def set_bar(self, make: Callable[[], QWidget] | None) -> None:
        """A line above everything, which is made again with the frame; None takes it away."""
        self._make_bar = make
        self._show_bar()

    def _show_bar(self) -> None:
        while (item := self._above.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if self._make_bar is not None:
            self._above.addWidget(self._make_bar())

    def go(self, key: str, subject: object = None) -> None:
        """Show the screen `key`, and in it `subject`; stays where the screen on view asks to."""
        if self._here in self._screens and not self._screens[self._here].may_leave():
            self._rail.show_place(self._rail_key(self._here))
            return
        screen = self.screen_of(key)
        self._here = key
        self._rail.show_place(self._rail_key(key))
        if subject is not None:
            self._subjects[key] = subject
            screen.open_with(subject)
        self._stack.setCurrentWidget(screen)
        self._head.show_words(screen.title, screen.context)
        screen.setFocus()

    def screen_of(self, key: str) -> Screen:
        """The screen `key`, built now if nobody has been there."""
        if key not in self._screens:
            screen = self._rooms[key].build()
            screen.title_changed.connect(lambda *words, key=key: self._on_title(key, *words))
            screen.go.connect(self.go)
            screen.saved.connect(self._on_saved)
            self._screens[key] = screen
            self._stack.addWidget(screen)
        return self._screens[key]

    def take_over(self, guest: QWidget, *, full_screen: bool = False) -> None:
        """Show only `guest` (unlock, candidate mode); no rail, no command of the desk works."""
        self.give_back()
        self._guest, self._holder = guest, scrolling(guest)
        self._outer.addWidget(self._holder)
        self._outer.setCurrentWidget(self._holder)
        guest.setFocus()
        if full_screen:
            self._was_maximized = self.isMaximized()
            self.showFullScreen()

    def give_back(self) -> None:
        """Take the guest away and show the frame again."""
        if self._holder is None:
            return
        holder, self._holder, self._guest = self._holder, None, None
        self._outer.setCurrentWidget(self._frame)
        self._outer.removeWidget(holder)
        holder.hide()
        holder.deleteLater()
        if self.isFullScreen():
            if self._was_maximized:
                self.showMaximized()
            else:
                self.showNormal()

    def toast(self, text: str, undo: Callable[[], object] | None = None) -> None:
        """Say shortly what was done, with an offer to undo it."""
        for known in self.findChildren(Toast):
            known.hide()
            known.deleteLater()
        Toast(self._outer).say(text, undo)

    def rebuild(self) -> None:
        """Build the frame and the screens again, as after a change of scale."""
        rooms, here, subjects = list(self._rooms.values()), self._here, self._subjects
        if self._holder is not None:
            self._outer.removeWidget(self._holder)
        self._clear()
        self._build()
        self._rooms = {room.key: room for room in rooms}
        self._build_rail()
        self.set_practice(self._practice)
        if self._holder is not None:
            self._outer.addWidget(self._holder)
            self._outer.setCurrentWidget(self._holder)
        if here:
            self.go(here, subjects.get(here))

    def show_keys(self) -> None:
        """Every command with its keys."""
        KeysSheet(self).open()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the place on the screen; stay where the screen on view asks to."""
        asked = self._guest if self._guest is not None else self._screens.get(self._here)
        if isinstance(asked, Screen) and not asked.may_leave():
            event.ignore()
            return
        if not self.isFullScreen():
            self._appearance.change(window=self.saveGeometry().data())
        super().closeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Less padding in a narrow window."""
        super().resizeEvent(event)
        self._pad()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language in the frame too."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._rail.retranslate()
            self._show_status()

    def _on_title(self, key: str, title: str, context: str) -> None:
        if key == self._here:
            self._head.show_words(title, context)

    def _on_saved(self) -> None:
        self._status.saved(datetime.now().astimezone())

    def _on_change(self, change: Change) -> None:
        self._on_saved()
        for screen in list(self._screens.values()):
            screen.on_change(change)

    def _show_status(self) -> None:
        self._head.show_saved(self._status.saved_words())
        self._head.show_link(*self._status.network_words())
        self._rail.show_badge("sync", self._status.waiting)

    def _rail_key(self, key: str) -> str:
        room = self._rooms.get(key)
        return (room.rail_key or key) if room else key

    def _clear(self) -> None:
        for screen in self._screens.values():
            self._stack.removeWidget(screen)
            screen.hide()
            screen.deleteLater()
        self._screens.clear()
        self._rooms.clear()
        self._subjects = {}
        self._here = ""

    def _build(self) -> None:
        """Band, frame or guest, foot."""
        whole = QWidget()
        whole.setObjectName("page")
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._band, self._foot = PracticeBand(), PracticeFoot()
        self._outer = QStackedWidget()
        self._frame = QWidget()
        self._outer.addWidget(self._frame)
        column.addWidget(self._band)
        self._above = QVBoxLayout()
        column.addLayout(self._above)
        column.addWidget(self._outer, 1)
        column.addWidget(self._foot)
        self._row = QHBoxLayout(self._frame)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._rail = Rail([])
        self._row.addWidget(self._rail)
        self._row.addWidget(self._build_page(), 1)
        self.set_practice(self._practice)
        self._show_bar()
        self.setCentralWidget(whole)
        bind(self._frame, "help", self.show_keys)

    def _build_page(self) -> QWidget:
        """Page head above the screens, no wider than is pleasant to read, in the middle."""
        self._head = PageHead()
        self._stack = QStackedWidget()
        self._page = QWidget()
        column = QVBoxLayout(self._page)
        column.setSpacing(metrics().gap)
        column.addWidget(self._head)
        column.addWidget(self._stack, 1)
        self._page.setMaximumWidth(metrics().content_max + 2 * metrics().page_padding)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._page)
        row.setAlignment(self._page, Qt.AlignmentFlag(0))
        self._show_status()
        self._pad()
        return holder

    def _build_rail(self) -> None:
        places = [
            Place(room.key, room.icon, room.words, room.at_foot)
            for room in self._rooms.values()
            if room.words
        ]
        rail = Rail(places)
        rail.went.connect(self.go)
        self._row.replaceWidget(self._rail, rail)
        self._rail.setParent(None)
        self._rail.deleteLater()
        self._rail = rail
        for action in list(self._frame.actions()):
            if action.objectName() != "command_help":
                self._frame.removeAction(action)
                action.deleteLater()
        for key in self._rooms:
            if key in BY_KEY:
                bind(self._frame, key, partial(self.go, key))
        self._show_status()

    def _pad(self) -> None:
        m = metrics()
        self._band.set_low(self.height() < m.window_low)
        side = m.page_padding_small if self.width() < m.page_narrow else m.page_padding
        layout = self._page.layout()
        if layout is not None:
            layout.setContentsMargins(side, 0, side, m.gap_wide)
