"""How the file of the certificate on view stands: signed, with its badge, or what is missing."""

from app.usecases.certificate_files import CertificateFiles, FileStanding
from ui.background import Background
from ui.widgets.facts import Facts


class FileLine(Facts):
    """One row under the facts; its place is kept until it is known, so that nothing jumps."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("certificate_file")
        self._wanted = b""

    def look_at(
        self, certificate_id: bytes, files: CertificateFiles, background: Background
    ) -> None:
        """Find out about a certificate, and show it if it is still the one on view."""
        self._wanted = certificate_id

        def show(standing: FileStanding) -> None:
            if self._wanted == certificate_id:
                self.show_standing(standing)

        background.run(self, lambda: files.standing(certificate_id), show)

    def show_standing(self, standing: FileStanding | None) -> None:
        """Say it; None is not known yet."""
        words = "" if standing is None else self._words(standing)
        self.show_rows(((self.tr("Filen"), words),))
        self.setAccessibleName(f"{self.tr('Filen')}: {words}" if words else "")

    def _words(self, standing: FileStanding) -> str:
        return {
            FileStanding.SIGNED: self.tr("Underskriven · med digitalt bevis"),
            FileStanding.UNSIGNED: self.tr(
                "Digitalt bevis, men ingen underskrift: nyckeln var inte godkänd av regionen än"
            ),
            FileStanding.WAITING: self.tr("Görs nu, när sidan visas"),
            FileStanding.PAGE_ONLY: self.tr(
                "Bara sidan. Resten kommer när utfärdaren själv öppnar beviset här"
            ),
        }[standing]
