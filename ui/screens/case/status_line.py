"""The line under a certificate's name: what became of it, why, and who knows."""

from PySide6.QtWidgets import QSizePolicy

from app.usecases.status_acts import CertificateStanding
from ui.models.status_words import standing_words
from ui.widgets.note_line import NoteLine


class StatusLine(NoteLine):
    """Nothing where everything is as printed."""

    def __init__(self) -> None:
        super().__init__("info", "neutral")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setObjectName("certificate_standing")

    def show_standing(self, standing: CertificateStanding | None) -> None:
        """Say what counts now; None is not known yet."""
        if standing is None:
            self.show_words("")
            return
        icon, words, tone = standing_words(standing)
        self.show_words(words, tone, icon)
