"""What can be done with a criterion beside rating it: a photo, later, to the laboratory."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.missing import Missing, may_await_lab
from app.domain.protocol import Criterion, Method
from app.usecases.practical_sheet import CriterionSheet
from ui.actions import keys_of
from ui.language import tr
from ui.theme import metrics
from ui.widgets.buttons import SecondaryButton
from ui.widgets.labels import ElidedLabel


class CriterionActs(QWidget):
    """One row of buttons; what a photo is to show, or how many there are, stands beside them."""

    def __init__(self) -> None:
        super().__init__()
        self._reading = False
        self._sheet: CriterionSheet | None = None
        self.photo = _act("photo", "photo")
        self.later = _act("flag", "later")
        self.lab = _act("clock", "lab")
        self.later.setCheckable(True)
        self.lab.setCheckable(True)
        self.hint = ElidedLabel("", "small", "muted")
        self.hint.setObjectName("photo_hint")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        m = metrics()
        row = QHBoxLayout(self)
        row.setContentsMargins(m.card_padding, 0, m.card_padding, m.gap)
        row.setSpacing(m.gap_small)
        for part in self.stops:
            row.addWidget(part)
        row.addWidget(self.hint, 1)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab stops, in order."""
        return (self.photo, self.later, self.lab)

    def show_criterion(self, criterion: Criterion) -> None:
        """Offer what this criterion may be done with."""
        self.photo.setVisible(criterion.method is not Method.ORAL)
        self.lab.setVisible(may_await_lab(criterion))

    def show_state(self, sheet: CriterionSheet, *, said_by_key: bool) -> None:
        """Say what is chosen and what of a photo is missing."""
        self._sheet = sheet
        self.later.setChecked(sheet.seen.later)
        self.lab.setChecked(sheet.seen.awaits_lab)
        self.later.set_icon_name("check" if sheet.seen.later else "flag")
        self.lab.set_icon_name("check" if sheet.seen.awaits_lab else "clock")
        is_missing = Missing.PHOTO in sheet.missing
        self.hint.set_tone("bad" if is_missing and said_by_key else "muted")
        self.hint.setText(self._hint())

    def show_reading(self, reading: bool) -> None:
        """Whether a picture is on its way."""
        self._reading = reading
        self.hint.setText(self._hint())

    def set_locked(self, locked: bool) -> None:
        """Whether it can be looked at only."""
        for part in self.stops:
            part.setEnabled(not locked)

    def retranslate(self) -> None:
        """Set the fixed words."""
        self.photo.setText(tr("Foto"))
        self.later.setText(tr("Återkom senare"))
        self.lab.setText(tr("Till labb"))
        self.photo.setToolTip(
            tr("Välj en bildfil, klistra in med {keys} eller dra hit.").format(
                keys=keys_of("practical.paste")
            )
        )
        self.lab.setToolTip(tr("Bedöms när labbet har svarat."))
        self.hint.setText(self._hint())

    def _hint(self) -> str:
        sheet = self._sheet
        if self._reading:
            return tr("Läser in bilden …")
        if sheet is None:
            return ""
        if sheet.seen.awaits_lab:
            return tr("Bedöms när labbet har svarat.")
        if self.photo.isHidden():
            return ""
        if Missing.PHOTO in sheet.missing:
            return tr("Här behövs ett foto: biten, inte ansikten")
        if sheet.photos:
            return tr("%n foton", len(sheet.photos))
        return tr("Biten, inte ansikten")


def _act(icon: str, name: str) -> SecondaryButton:
    button = SecondaryButton("", icon)
    button.setObjectName(name)
    return button
