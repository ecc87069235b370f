"""Arrival's trust: the assessor's impartiality, where one is, what is known from before (R2–R4)."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from app.domain.authority import Nearness
from app.domain.errors import UserError
from app.usecases.authority import Expiry
from ui.figures import day, short_day_and_time
from ui.language import tr
from ui.messages import message
from ui.screens.case.arrival_parts import ArrivalPart, TickedPart
from ui.theme_roles import Tone
from ui.widgets.fields import Field
from ui.widgets.note_line import NoteLine

_TONES: dict[Nearness, Tone] = {
    Nearness.QUARTER: "neutral",
    Nearness.MONTH: "warn",
    Nearness.WEEK: "bad",
    Nearness.EXPIRED: "bad",
}


class Impartiality(TickedPart):
    """One tick that says it all, or a tie noted instead."""

    tie_asked = Signal()

    def __init__(self) -> None:
        super().__init__("impartial", "note_tie")
        self._months = 0
        self.link.clicked.connect(self.tie_asked)
        self.column.addWidget(self.wrong)

    def show_declared(self, months: int, *, declared: bool) -> None:
        """Show what is declared; training counts for `months`."""
        self._months = months
        self.show_ticked(declared)
        self.retranslate()

    def wrong_words(self) -> str:
        """What is missing."""
        return tr("Försäkra att du är opartisk, eller låt en kollega bedöma.")

    def retranslate(self) -> None:
        """Set the fixed words."""
        self.tick.show_words(
            tr(
                "Jag är inte närstående till eller chef över validanden, "
                "och har inte utbildat validanden de senaste %n månaderna.",
                self._months,
            )
        )
        self.link.setText(tr("Anteckna en anknytning"))


class Site(ArrivalPart):
    """Where one is, asked only where the centre has several sites."""

    def __init__(self) -> None:
        super().__init__()
        self.choice = QComboBox()
        self.choice.setObjectName("site")
        self.choice.setPlaceholderText(" ")
        self._field = Field("", self.choice)
        self.choice.currentIndexChanged.connect(self._on_answered)
        self.column.addWidget(self._field)
        self.column.addWidget(self.wrong)
        self.hide()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """The choice."""
        return (self.choice,)

    @property
    def chosen(self) -> str:
        """The site, "" before one is chosen."""
        return str(self.choice.currentData() or "")

    def show_sites(self, sites: Sequence[str], chosen: str) -> None:
        """Show the sites to choose from; none hides the part."""
        kept = self.chosen or chosen
        self.choice.blockSignals(True)
        self.choice.clear()
        for site in sites:
            self.choice.addItem(site, site)
        self.choice.setCurrentIndex(self.choice.findData(kept))
        self.choice.blockSignals(False)
        self.setVisible(bool(sites))

    def setFocus(self) -> None:  # type: ignore[override]
        """To the choice."""
        self.choice.setFocus()

    def wrong_words(self) -> str:
        """What is missing."""
        return tr("Välj var ni är.")

    def forget(self) -> None:
        """Choose nothing."""
        self.choice.clear()
        super().forget()

    def retranslate(self) -> None:
        """Set the fixed words."""
        self._field.set_label(tr("Plats"))


class Hindrance(NoteLine):
    """Why nothing can begin as things stand, with the next step."""

    def __init__(self) -> None:
        super().__init__("x-circle", "bad")
        self.setObjectName("start_hindrance")

    def show_reason(self, error: UserError | None) -> None:
        """Say it, or nothing."""
        told = None if error is None else message(error)
        self.show_words("" if told is None else f"{told.what} {told.next_step}")


class Expiring(NoteLine):
    """The accreditation that runs out first, in the tone of its nearness (R3)."""

    def __init__(self) -> None:
        super().__init__("warning", "warn")
        self.setObjectName("start_expiring")

    def show_first(self, found: Sequence[Expiry]) -> None:
        """Say which runs out first; what has run out already is a hindrance, not a warning."""
        left = [expiry for expiry in found if expiry.near is not Nearness.EXPIRED]
        if not left:
            self.show_words("")
            return
        first = min(left, key=lambda expiry: expiry.last_day)
        words = (
            tr("Testcentrets ackreditering gäller till {day}.")
            if first.centre
            else tr("Din ackreditering gäller till {day}.")
        )
        self.show_words(words.format(day=day(first.last_day)), _TONES[first.near], "warning")


def prior_words(checked: datetime | None) -> str:
    """What is known of earlier results (R14)."""
    if checked is None:
        return tr("Tidigare resultat: ej kontrollerat (offline)")
    return tr("Tidigare resultat hämtade {when}").format(when=short_day_and_time(checked))
