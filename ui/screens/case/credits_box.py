"""Credit transfer in a case: what earlier certificates give, chosen, granted, taken back."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.errors import UserError
from app.usecases.credit_sources import Offer
from app.usecases.credits import CreditsView
from ui.figures import permille
from ui.language import tr
from ui.messages import message
from ui.screens.box import Box
from ui.screens.case.credit_row import CreditRow
from ui.screens.case.credit_words import offer_words
from ui.screens.case.pane import CasePane
from ui.screens.choose_file import open_file
from ui.theme import metrics
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.fields import Field
from ui.widgets.labels import TextLabel
from ui.widgets.note_line import NoteLine
from ui.widgets.progress import ThinBar
from ui.widgets.quiet_scroll import QuietScroll

T = TypeVar("T")


class CreditsBox(Box):
    """One certificate at a time; its areas to tick, and those credited already."""

    changed = Signal()  # something was granted or taken back

    def __init__(self, pane: CasePane) -> None:
        act = PrimaryButton(tr("Tillgodoräkna"), "certificate")
        super().__init__(pane, tr("Tillgodoräknande"), act, tr("Klar"))
        assert pane.view is not None
        self.setObjectName("credits_box")
        self.setAcceptDrops(True)
        self.act.setObjectName("credit_grant")
        self._case_id, self._work = pane.view.id, pane.work
        self.has_changed = False
        self._view: CreditsView | None = None
        self._read: list[Offer] = []
        self._rows: list[CreditRow] = []
        self._share = TextLabel("", "small", "muted", wrap=True)
        self._share.setObjectName("credit_share")
        self._bar = ThinBar()
        self.sources = QComboBox()
        self.sources.setObjectName("credit_source")
        self._source = Field(tr("Bevis"), self.sources)
        self._note = NoteLine("info", "neutral", style="body")
        self._note.setObjectName("credit_note")
        self._lines = QVBoxLayout()
        self.code = QLineEdit()
        self.code.setObjectName("credit_code")
        self.code.setPlaceholderText(tr("Läs koden på ett bevis från ett annat testcenter"))
        self.code.setAccessibleName(self.code.placeholderText())
        self.code.returnPressed.connect(self._on_code)
        self.file = SecondaryButton(tr("Öppna fil"), "file")
        self.file.setObjectName("credit_file")
        self.paste = SecondaryButton(tr("Klistra in"), "clipboard")
        self.paste.setObjectName("credit_paste")
        self._build()
        self.act.clicked.connect(self._on_grant)
        self.sources.currentIndexChanged.connect(lambda _at: self._show_rows())
        self.file.clicked.connect(self._on_file)
        self.paste.clicked.connect(self.paste_now)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self._on_grant)
        QShortcut(QKeySequence("Ctrl+Shift+V"), self).activated.connect(self.paste_now)
        self._load()

    def read_file(self, path: Path) -> None:
        """The code in a PDF or a picture of another centre's certificate."""
        use, case_id = self._work.desk.credits, self._case_id
        self._run(lambda: use.from_file(case_id, path), self._on_offer)

    def read_code(self, text: str) -> None:
        """What a scanner, a clipboard or a hand gave."""
        use, case_id = self._work.desk.credits, self._case_id
        self._run(lambda: use.from_code(case_id, text), self._on_offer)

    def paste_now(self) -> None:
        """A text or a file from the clipboard."""
        mime = QGuiApplication.clipboard().mimeData() or QMimeData()
        files = [url.toLocalFile() for url in mime.urls() if url.isLocalFile()]
        if files:
            self.read_file(Path(files[0]))
        elif mime.text().strip():
            self.read_code(mime.text())
        else:
            self._note.show_words(tr("Urklipp är tomt."))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a file from this computer."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the first file."""
        for url in event.mimeData().urls():
            if url.isLocalFile():
                self.read_file(Path(url.toLocalFile()))
                return

    def _load(self) -> None:
        use, case_id = self._work.desk.credits, self._case_id
        self._run(lambda: use.candidates(case_id), self._on_view)

    def _on_view(self, view: CreditsView) -> None:
        at = max(0, self.sources.currentIndex())
        self._view = view
        self._share.setText(
            tr("Tillgodoräknat {share} av högst {limit} av rollen").format(
                share=permille(view.share), limit=permille(view.limit)
            )
        )
        self._bar.show_share(view.share, spoken=self._share.text())
        self._show_sources(at)
        self._source.setVisible(bool(self._offers))
        self._note.show_words(self._told(view))
        for part in (self.code, self.file, self.paste):
            part.setVisible(not view.is_settled)

    @property
    def _offers(self) -> list[Offer]:
        """This desk's own certificates, and those read in here."""
        assert self._view is not None
        return [*self._read, *self._view.offers]

    @property
    def _offer(self) -> Offer | None:
        at = self.sources.currentIndex()
        return self._offers[at] if self._view and 0 <= at < len(self._offers) else None

    def _told(self, view: CreditsView) -> str:
        if view.is_settled:
            return tr("Ett prov är påbörjat, så inget mer kan tillgodoräknas i det här ärendet.")
        if not self._offers:
            return tr("Personen har inga tidigare bevis här. Läs in ett från ett annat testcenter.")
        return ""

    def _show_sources(self, at: int) -> None:
        self.sources.blockSignals(True)
        self.sources.clear()
        self.sources.addItems([offer_words(offer) for offer in self._offers])
        self.sources.setCurrentIndex(min(at, self.sources.count() - 1))
        self.sources.blockSignals(False)
        self._show_rows()

    def _show_rows(self) -> None:
        assert self._view is not None
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        offer = self._offer
        claims = {claim.area: claim for claim in offer.claims} if offer else {}
        settled = self._view.is_settled
        self._rows = [
            CreditRow(area, claims.get(area.id), settled=settled) for area in self._view.areas
        ]
        for row in self._rows:
            row.toggled.connect(self._on_toggled)
            row.taken_back.connect(self._on_taken_back)
            self._lines.addWidget(row)
        self._lines.addStretch(1)
        self._on_toggled()

    def _on_toggled(self) -> None:
        assert self._view is not None
        chosen = [row for row in self._rows if row.is_chosen]
        over = self._view.share + sum(row.area.permille for row in chosen) > self._view.limit
        self.act.setEnabled(bool(chosen) and not over)
        words = tr("Tillgodoräkna %n områden", len(chosen)) if chosen else tr("Tillgodoräkna")
        self.act.setText(words)
        if over:
            self._note.show_words(
                tr("Tillsammans blir det mer än modellen tillåter. Ta bort något område."),
                "warn",
                "warning",
            )
        else:
            self._note.show_words(self._told(self._view), "neutral", "info")

    def _on_grant(self) -> None:
        offer, use, case_id = self._offer, self._work.desk.credits, self._case_id
        areas = [row.area.id for row in self._rows if row.is_chosen]
        if offer is not None and areas and self.act.isEnabled():
            self.act.setEnabled(False)
            self._run(lambda: use.grant(case_id, areas, offer), self._on_changed)

    def _on_taken_back(self, area: str) -> None:
        use, case_id = self._work.desk.credits, self._case_id
        self._run(lambda: use.take_back(case_id, area), self._on_changed)

    def _on_changed(self, _nothing: object) -> None:
        self.errors.clear()
        self.has_changed = True
        self.changed.emit()
        self._load()

    def _on_offer(self, offer: Offer) -> None:
        self.errors.clear()
        self.code.clear()
        self._read = [offer, *(one for one in self._read if one.number != offer.number)]
        self._load()
        self.sources.setCurrentIndex(0)

    def _on_code(self) -> None:
        if self.code.text().strip():
            self.read_code(self.code.text())

    def _on_file(self) -> None:
        open_file(self, tr("Bevis som PDF eller bild"), "*.pdf *.png *.jpg *.jpeg", self.read_file)

    def _run(self, act: Callable[[], T], then: Callable[[T], object]) -> None:
        self._work.background.run(self, act, then, self._on_refused)

    def _on_refused(self, error: UserError) -> None:
        self.errors.show_message(message(error))
        self._on_toggled()
        self.grow()

    def _build(self) -> None:
        m = metrics()
        for part in (self._share, self._bar, self._source, self._note):
            self.body.addWidget(part)
        inner = QWidget()
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(m.gap_tiny)
        inner.setLayout(self._lines)
        self.body.addWidget(QuietScroll(inner, 90), 1)
        row = QHBoxLayout()
        row.setSpacing(m.gap_small)
        row.addWidget(self.code, 1)
        row.addWidget(self.file)
        row.addWidget(self.paste)
        self.body.addLayout(row)
        self.size_at(760, 560)
