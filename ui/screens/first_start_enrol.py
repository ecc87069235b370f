"""Joining a region, three short pages: the node, its fingerprint, the code and one's own secret."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from app.domain.errors import UserError
from ui.door import Door, Joining, Node
from ui.messages import message
from ui.screens.first_start_pages import AddressPage, CodePage, ComparePage
from ui.theme import metrics, px
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.error_bar import ErrorBar
from ui.widgets.labels import TextLabel


class EnrolPages(QWidget):
    """Address → compare → code and secret. Back keeps everything that was written."""

    done = Signal()
    left = Signal()

    def __init__(self, door: Door) -> None:
        super().__init__()
        self.setObjectName("enrol")
        self._door = door
        self._node: Node | None = None
        self.errors = ErrorBar()
        self.address = AddressPage()
        self.compare = ComparePage()
        self.code = CodePage(passphrase=door.needs_passphrase())
        self._pages = QStackedWidget()
        self._step = TextLabel("", "caption", "muted")
        self._progress = QProgressBar()
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)
        self._busy_words = TextLabel("", "small", "muted")
        self.back = SecondaryButton("", "chevron-left")
        self.back.setObjectName("enrol_back")
        self.next = PrimaryButton("", chevron=True, size="control_main")
        self.next.setObjectName("enrol_next")
        self._build()
        self.back.clicked.connect(self.go_back)
        self.next.clicked.connect(self.go_on)
        for page in (self.address, self.compare, self.code):
            page.changed.connect(self._refresh)
            page.entered.connect(self.go_on)
        self._retranslate()
        self._show(0)

    def go_on(self) -> None:
        """What the page on view asks for."""
        if not self.next.isEnabled():
            return
        self.errors.clear()
        page = self._pages.currentWidget()
        if page is self.address:
            self._busy(self.tr("Frågar noden …"))
            self._door.probe(self, self.address.address, self._on_node, self._on_no_node)
        elif page is self.compare:
            self._show(2)
        elif self._node is not None and self.code.is_right():
            self._busy(self.tr("Ansluter datorn och skapar ditt sigill …"))
            joining = Joining(self._node, self.code.code, self.code.secret)
            self._door.join(self, joining, lambda _none: self.done.emit(), self._on_refused)

    def go_back(self) -> None:
        """One page back, or out."""
        self.errors.clear()
        at = self._pages.currentIndex()
        if at:
            self._show(at - 1)
        else:
            self.left.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Say everything again in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _on_node(self, node: Node) -> None:
        self._busy("")
        self._node = node
        self.compare.show_node(node)
        self._show(1)

    def _on_no_node(self, error: UserError) -> None:
        self._busy("")
        self.address.show_wrong(message(error))

    def _on_refused(self, error: UserError) -> None:
        """At the field it concerns; the fingerprint's own page when the node is another now."""
        self._busy("")
        if self.code.takes(error):
            self.code.show_refusal(error)
            return
        self.errors.show_message(message(error))
        if hasattr(error, "compared"):
            self._show(0)

    def _busy(self, words: str) -> None:
        self._busy_words.setText(words)
        self._busy_words.setVisible(bool(words))
        self._progress.setVisible(bool(words))
        self._pages.setEnabled(not words)
        self.back.setEnabled(not words)
        self._refresh()

    def _show(self, at: int) -> None:
        self._pages.setCurrentIndex(at)
        (self.address, self.compare, self.code)[at].setFocus()
        self._retranslate()
        self._refresh()

    def _refresh(self) -> None:
        page = self._pages.currentWidget()
        ready = isinstance(page, AddressPage | ComparePage | CodePage) and page.is_ready
        self.next.setEnabled(ready and self._pages.isEnabled())

    def _retranslate(self) -> None:
        at = self._pages.currentIndex()
        self._step.setText(self.tr("Anslut till en region · steg {at} av 3").format(at=at + 1))
        acts = (
            self.tr("Fråga noden"),
            self.tr("Fingeravtrycken är lika"),
            self.tr("Anslut datorn"),
        )
        self.back.setText(self.tr("Tillbaka"))
        self.next.setText(acts[at])

    def _build(self) -> None:
        m = metrics()
        card = Card()
        card.body.setContentsMargins(px(32), m.gap_huge, px(32), m.gap_huge)
        card.body.addWidget(self._step)
        card.body.addWidget(self.errors)
        for page in (self.address, self.compare, self.code):
            self._pages.addWidget(page)
        card.body.addWidget(self._pages, 1)
        card.body.addWidget(self._busy_words)
        card.body.addWidget(self._progress)
        self._busy_words.hide()
        self._progress.hide()
        row = QHBoxLayout()
        row.addWidget(self.back)
        row.addStretch(1)
        row.addWidget(self.next)
        card.body.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addStretch(1)
        column.addWidget(card, 12)
        column.addStretch(1)
