"""The certificates of this desk: find, look, print, save; files for the coordinator."""

from pathlib import Path

from app.domain.change import Change, Touched
from app.usecases.certificates import CertificateLine, Certificates
from app.usecases.exports import Exports
from ui.actions import bind
from ui.background import Background
from ui.models.certificate_rows import CertificateRows
from ui.screen import Screen
from ui.screens.certificates_export import ExportBox
from ui.screens.certificates_preview import CertificatePanel
from ui.screens.certificates_print import PrintBox
from ui.screens.choose_file import save_file
from ui.theme import metrics
from ui.widgets.buttons import LinkButton
from ui.widgets.card import Card
from ui.widgets.cells import ColumnWidth
from ui.widgets.column_choice import ColumnChoice
from ui.widgets.columns import Column, FlowColumns, stacked
from ui.widgets.fields import SearchField
from ui.widgets.labels import TextLabel
from ui.widgets.table import HairlineTable
from ui.widgets.yielding import yielding

_NUMBER, _PERSON = ColumnWidth(228, least=228), ColumnWidth(150, stretch=True)
_DAY, _STATE = ColumnWidth(100), ColumnWidth(116)
_WIDE = (_NUMBER, _PERSON, ColumnWidth(116), ColumnWidth(124), _DAY, _STATE)
_NARROW = (_NUMBER, _PERSON, ColumnWidth(0), ColumnWidth(0), _DAY, _STATE)
_ENOUGH = 780


class CertificatesScreen(Screen):
    """List at the left, the page itself at the right."""

    def __init__(
        self, certificates: Certificates, exports: Exports, background: Background
    ) -> None:
        super().__init__()
        self.setObjectName("certificates")
        self._certificates, self._exports = certificates, exports
        self._background = background
        self._wanted: bytes | None = None
        self._asked = 0
        self.field = SearchField()
        self.field.setObjectName("certificate_search")
        self.model = CertificateRows(self)
        self.table = HairlineTable("row_people")
        self.table.setObjectName("certificate_table")
        self.panel = CertificatePanel()
        self.export = LinkButton("", "download", chevron=False)
        self.export.setObjectName("certificates_export")
        self._foot = TextLabel("", "small", "muted")
        self._build()
        self.setFocusProxy(self.field)
        self.field.text_changed.connect(lambda _text: self.refresh())
        self.field.moved.connect(self.table.step)
        self.table.current_changed.connect(self._on_current)
        self.table.chosen.connect(self._on_current)
        self.panel.print_asked.connect(self.print_current)
        self.panel.save_asked.connect(self.save_current)
        self.panel.case_asked.connect(lambda case_id: self.go.emit("case", case_id))
        self.export.clicked.connect(self.export_now)
        bind(self, "certificates.print", self.print_current)
        bind(self, "certificates.save", self.save_current)
        self._retranslate()

    @property
    def current(self) -> CertificateLine | None:
        """The certificate one is at."""
        row = self.table.currentIndex().row()
        return self.model.rows[row] if 0 <= row < len(self.model.rows) else None

    def refresh(self) -> None:
        """The list again; the certificate one was at stays."""
        sought, current = self.field.text.strip(), self.current
        wanted = self._wanted or (current.id if current else None)
        self._asked += 1
        asked = self._asked

        def show(lines: tuple[CertificateLine, ...]) -> None:
            if asked == self._asked:
                self._show(lines, sought, wanted)

        self._background.run(self, lambda: self._certificates.list(sought), show)

    def open_with(self, subject: object) -> None:
        """Show the certificate with this id (bytes)."""
        if isinstance(subject, bytes):
            self._wanted = subject
            self.field.edit.clear()

    def on_change(self, change: Change) -> None:
        """Only certificates concern this screen."""
        if Touched.CERTIFICATES in change.touched:
            super().on_change(change)

    def print_current(self) -> None:
        """Choose a printer and print."""
        line = self.current
        if line is not None:
            box = PrintBox(self, self._certificates, self._background, line)
            box.save_asked.connect(self.save_current)
            box.open()

    def save_current(self) -> None:
        """Choose a place and save the PDF there."""
        line = self.current
        if line is not None:
            name = f"{line.number} {line.name}.pdf"
            save_file(
                self, self.tr("Spara beviset som PDF"), name, lambda path: self._save(line, path)
            )

    def export_now(self) -> None:
        """Files for the coordinator."""
        ExportBox(self, self._exports, self._background).open()

    def _save(self, line: CertificateLine, path: Path) -> None:
        self._background.run(
            self,
            lambda: self._certificates.save(line.id, path),
            lambda _none: self._say(self.tr("Sparat: {name}").format(name=path.name)),
        )

    def _say(self, words: str) -> None:
        self.window().toast(words)  # type: ignore[attr-defined]

    def _show(self, lines: tuple[CertificateLine, ...], sought: str, wanted: bytes | None) -> None:
        self._wanted = None
        self.model.show_found(lines, sought)
        at = self.model.row_of(wanted) if wanted else 0
        self.table.choose_row(max(at, 0))
        self._foot.setText(self.tr("%n bevis", "", len(lines)))
        if not lines:
            self.panel.show_nothing()

    def _on_current(self, _certificate: object) -> None:
        line = self.current
        if line is None:
            self.panel.show_nothing()
            return
        if line == self.panel.line:
            return
        self.panel.show_line(line)
        dpi = self.panel.dots_per_inch
        self._background.run(
            self,
            lambda: self._certificates.preview(line.id, dpi),
            lambda png: self.panel.show_page(line.id, png),
        )

    def _retranslate(self) -> None:
        self.set_title(
            self.tr("Bevis"), self.tr("Allt som utfärdats på den här datorn, nyast först")
        )
        self.field.set_placeholder(self.tr("Sök namn eller bevisnummer"))
        self.table.setAccessibleName(self.tr("Bevis"))
        self.table.set_empty(
            self.tr(
                "Inga bevis här. De kommer hit när ett beslut är signerat och beviset utfärdat."
            )
        )
        self.export.setText(self.tr("Exportera till samordnaren"))

    def _build(self) -> None:
        self.table.setModel(self.model)
        ColumnChoice(self.table, _WIDE, _NARROW, _ENOUGH)
        card = Card(padded=False)
        card.body.setContentsMargins(0, metrics().gap_small, 0, 0)
        card.body.addWidget(yielding(self.table, 150), 1)
        card.foot.addWidget(self._foot)
        card.foot.addStretch(1)
        card.foot.addWidget(self.export)
        left = stacked(self.field, card, stretch=1)
        columns = [Column(left, 838, least=560), Column(self.panel, 388, least=316)]
        self.page.addWidget(FlowColumns(columns), 1)
