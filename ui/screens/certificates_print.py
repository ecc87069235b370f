"""Print one certificate."""

from PySide6.QtWidgets import QWidget

from app.domain.certificate_status import CertificateState
from app.usecases.certificates import CertificateLine, Certificates
from ui.background import Background
from ui.language import tr
from ui.screens.print_box import PrintPaperBox
from ui.widgets.note_line import NoteLine


class PrintBox(PrintPaperBox):
    """Whose certificate it is, and the printers of this computer."""

    def __init__(
        self,
        parent: QWidget,
        certificates: Certificates,
        background: Background,
        line: CertificateLine,
    ) -> None:
        words = (
            tr("Skriv ut beviset"),
            f"{line.name} · {line.number}",
            tr("A4, verklig storlek. Utskriften räknas i historiken."),
        )
        super().__init__(
            parent,
            words,
            background,
            certificates.printers,
            lambda printer: certificates.print(line.id, printer),
        )
        if line.state == CertificateState.SUSPENDED:
            stopped = tr(
                "Beviset är tillfälligt stoppat, och den som kontrollerar det får det svaret. "
                "Vänta med att lämna det tills stoppet är hävt."
            )
            self.body.insertWidget(1, NoteLine("pause", "warn", stopped))
            self.grow()
