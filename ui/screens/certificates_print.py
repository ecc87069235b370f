"""Print one certificate: choose the printer, see that it went, or why not."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from app.domain.errors import UserError
from app.usecases.certificates import CertificateLine, Certificates
from ui.background import Background
from ui.language import tr
from ui.messages import message
from ui.screens.box import Box
from ui.widgets.buttons import PrimaryButton
from ui.widgets.fields import Field
from ui.widgets.labels import TextLabel


class PrintBox(Box):
    """The printers of this computer; the default one is chosen."""

    save_asked = Signal()

    def __init__(
        self,
        parent: QWidget,
        certificates: Certificates,
        background: Background,
        line: CertificateLine,
    ) -> None:
        act = PrimaryButton(tr("Skriv ut"), "printer")
        super().__init__(parent, tr("Skriv ut beviset"), act, tr("Avbryt"))
        self.setObjectName("print_box")
        self._certificates, self._background, self._line = certificates, background, line
        self.printers = QComboBox()
        self.printers.setObjectName("print_printer")
        self._note = TextLabel("", "small", "muted", wrap=True)
        self.act.setObjectName("print_now")
        self._build()
        self.act.setEnabled(False)
        self.act.clicked.connect(self.print_now)
        background.network.run(self, certificates.printers, self._on_printers, self._on_refused)

    def print_now(self) -> None:
        """Hand the page to the printer."""
        self.act.setEnabled(False)
        self.errors.clear()
        printer, line = self.printers.currentText() or None, self._line
        self._background.run(
            self,
            lambda: self._certificates.print(line.id, printer),
            lambda _none: self._on_printed(printer),
            self._on_refused,
        )

    def _on_printers(self, names: tuple[str, ...]) -> None:
        self.printers.addItems(list(names))
        self.act.setEnabled(bool(names))
        if not names:
            self._note.setText(
                self.tr("Ingen skrivare är inlagd på datorn. Spara som PDF i stället.")
            )
            self._offer_saving()

    def _on_printed(self, printer: str | None) -> None:
        words = self.tr("Skickat till {printer}").format(printer=printer or "")
        self.parent().toast(words)  # type: ignore[union-attr]
        self.accept()

    def _on_refused(self, error: UserError) -> None:
        self.act.setEnabled(bool(self.printers.count()))
        self.errors.show_message(message(error))
        if self.printers.count():
            self.leave.setFocus()
        else:
            self._offer_saving()
        self.grow()

    def _offer_saving(self) -> None:
        self.act.setText(self.tr("Spara som PDF"))
        self.act.set_icon_name("save")
        self.act.clicked.disconnect(self.print_now)
        self.act.clicked.connect(self._on_save)
        self.act.setEnabled(True)
        self.act.setFocus()
        self._field.hide()

    def _on_save(self) -> None:
        self.reject()
        self.save_asked.emit()

    def _build(self) -> None:
        self.body.addWidget(TextLabel(f"{self._line.name} · {self._line.number}", "body", "muted"))
        self._field = Field(self.tr("Skrivare"), self.printers)
        self.body.addWidget(self._field)
        self._note.setText(self.tr("A4, verklig storlek. Utskriften räknas i historiken."))
        self.body.addWidget(self._note)
        self.body.addStretch(1)
        self.size_at(520)
