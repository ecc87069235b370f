"""Settings: whose roots this computer believes, and taking the region's next ones."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.erasure import RETENTION_DAYS
from app.domain.errors import UserError
from ui.background import Background
from ui.figures import day
from ui.language import tr
from ui.screens.box import Box
from ui.theme import metrics
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.facts import Facts
from ui.widgets.fields import Field
from ui.widgets.labels import TextLabel
from ui.widgets.quiet_scroll import QuietScroll

if TYPE_CHECKING:
    from app.usecases.roots import RegionView, Roots

_WIDE, _LEAST = 560, 165


class RegionCard(Card):
    """Reads itself when shown; hidden where there is no region (the practice desk)."""

    def __init__(self, roots: "Roots", background: Background) -> None:
        super().__init__(" ")
        self.setObjectName("settings_region")
        self._roots, self._background = roots, background
        self._view: RegionView | None = None
        self._facts = Facts()
        self._line = TextLabel("", "small", "muted", wrap=True)
        self.renew = SecondaryButton("", "key")
        self.renew.setObjectName("roots_open")
        self.renew.clicked.connect(self.ask)
        foot = QHBoxLayout()
        foot.addWidget(self._line, 1)
        foot.addWidget(self.renew)
        self.body.addWidget(self._facts)
        self.body.addLayout(foot)
        self._retranslate()

    def showEvent(self, event: QShowEvent) -> None:
        """Read what is believed now."""
        super().showEvent(event)
        self._background.run(self, self._roots.view, self._on_view)

    def changeEvent(self, event: QEvent) -> None:
        """Say everything again in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def ask(self) -> None:
        """Ask for the fingerprint on the region's paper."""
        box = RootsBox(self, self._roots, self._background)
        box.taken.connect(self._on_taken)
        box.open()

    def _on_view(self, view: "RegionView | None") -> None:
        self._view = view
        self._retranslate()

    def _on_taken(self, view: "RegionView") -> None:
        self._on_view(view)
        self.window().toast(tr("De nya rötterna gäller nu."))  # type: ignore[attr-defined]

    def _retranslate(self) -> None:
        self.set_title(tr("Region"))
        self.renew.setText(tr("Ta emot nya rötter"))
        self._line.setText(tr("Behövs bara när regionen säger till."))
        if self._view is None:
            self._facts.show_rows(())
            return
        view = self._view
        rows = [
            (tr("Nod"), view.node),
            (tr("Fingeravtryck"), view.fingerprint),
        ]
        if view.trust_date is not None:
            rows.append((tr("Lista över betrodda"), day(view.trust_date)))
        gone = tr("tas bort {days} dagar efter avslutat ärende")
        rows.append((tr("Svar och foton som noden har"), gone.format(days=RETENTION_DAYS)))
        self._facts.show_rows(rows)


class RootsBox(Box):
    """The fingerprint is written from the region's paper; what the node offers is not shown."""

    taken = Signal(object)  # RegionView

    def __init__(self, parent: QWidget, roots: "Roots", background: Background) -> None:
        act = PrimaryButton(tr("Jämför och ta emot"), "shield-check")
        super().__init__(parent, tr("Ta emot regionens nya rötter"), act, tr("Avbryt"))
        self.setObjectName("roots_box")
        self._roots, self._background, self._busy = roots, background, False
        self.act.setObjectName("roots_take")
        words = TextLabel(
            tr(
                "Ring regionen på ett nummer du redan har. De läser upp sex grupper om fyra tecken "
                "från sitt eget papper. Skriv dem här: datorn jämför dem med vad noden visar."
            ),
            "body",
            wrap=True,
        )
        self.written = QLineEdit()
        self.written.setObjectName("roots_written")
        self._field = Field(tr("Fingeravtryck från regionen"), self.written)
        self._field.set_hint(tr("Sex grupper, till exempel 7C4A 19E2 B05D 33F1 9A0C 5D7E"))
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics().gap_wide)
        column.addWidget(words)
        column.addWidget(self._field)
        column.addStretch(1)
        self.body.addWidget(QuietScroll(holder, _LEAST), 1)
        self.act.clicked.connect(self._on_act)
        self.written.returnPressed.connect(self._on_act)
        self.written.textChanged.connect(lambda _text: self._field.show_wrong(""))
        self.size_at(_WIDE)
        self.written.setFocus()

    def _on_act(self) -> None:
        written = self.written.text()
        if self._busy:
            return
        if not written.strip():
            self._field.show_wrong(tr("Skriv de sex grupperna."))
            self.written.setFocus()
            return
        self.errors.clear()
        self._show_busy(busy=True)
        self._background.network.run(
            self, lambda: self._roots.take(written), self._on_done, self._on_refused
        )

    def _on_done(self, view: "RegionView") -> None:
        self.taken.emit(view)
        self.accept()

    def _on_refused(self, error: UserError) -> None:
        self._show_busy(busy=False)
        self.show_error(error)
        self.written.setFocus()
        self.written.selectAll()

    def _show_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self.act.setEnabled(not busy)
        self.act.setText(tr("Frågar noden…") if busy else tr("Jämför och ta emot"))
