"""One criterion that two assessors rated differently: both side by side, and what they settle."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.agreement import Rated
from app.domain.errors import UserError
from app.domain.free_text import LONGEST_LINE
from app.domain.protocol import ScaleStep
from app.usecases.agreeing import Agreement, DifferenceLine
from ui.figures import decimal
from ui.language import tr
from ui.messages import message
from ui.screens.case.short_note import ShortNote
from ui.screens.case.words import said
from ui.theme import metrics, px
from ui.theme_roles import Tone
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.fields import Field
from ui.widgets.labels import TextLabel
from ui.widgets.note_line import NoteLine
from ui.widgets.pill import Pill
from ui.widgets.quiet_scroll import QuietScroll
from ui.widgets.step_tile import StepTile

_ABREAST = 3


class OneSide(Card):
    """What one of the two said: name, rating, value, note."""

    def __init__(self) -> None:
        super().__init__()
        self._name = TextLabel("", "strong", wrap=True)
        self._pill = Pill()
        self._value = TextLabel("", "body", wrap=True)
        self._note = TextLabel("", "body", "muted", wrap=True)
        for part in (self._name, self._value, self._note):
            self.body.addWidget(part)
        self.body.insertWidget(1, self._pill, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)

    def show_said(
        self, name: str, given: Rated, line: DifferenceLine, scale: Sequence[ScaleStep]
    ) -> None:
        """Show one side of a difference."""
        self._name.setText(name)
        self._pill.show_state(rating_words(given.rating, scale), _tone(given, line))
        measured = line.criterion.measured
        shown = measured is not None and bool(given.measured)
        self._value.setVisible(shown)
        if shown and measured is not None:
            self._value.setText(f"{decimal(given.measured)} {measured.unit}")
        self._note.setText(given.note or tr("Ingen anteckning."))


class DifferenceCard(Card):
    """A difference and the form that settles it."""

    settled = Signal(str, object)  # criterion id, Rated
    back_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("difference")
        self._line: DifferenceLine | None = None
        self._caption = TextLabel("", "caption", "muted", wrap=True)
        self._title = TextLabel("", "title", wrap=True)
        self._title.setObjectName("difference_text")
        self._sides = (OneSide(), OneSide())
        self._ask = TextLabel("", "section", wrap=True)
        self._tiles: list[StepTile] = []
        self._tiles_grid = QGridLayout()
        self._tiles_grid.setSpacing(metrics().gap_small)
        self.measured = QLineEdit()
        self.measured.setObjectName("settle_measured")
        self.measured.setMaxLength(LONGEST_LINE)
        self.measured.setMaximumWidth(px(160))
        self._measure = Field("", self.measured)
        self.note = ShortNote(72)
        self.note.setObjectName("settle_note")
        self._why = Field("", self.note)
        self._wrong = NoteLine("warning", "bad")
        self._wrong.setObjectName("settle_wrong")
        self.back = SecondaryButton("", "chevron-left")
        self.back.setObjectName("settle_back")
        self.save = PrimaryButton(chevron=True)
        self.save.setObjectName("settle_save")
        self._build()
        self.save.clicked.connect(self.give)
        self.back.clicked.connect(self.back_asked)

    @property
    def rating(self) -> int | None:
        """The rating chosen."""
        return next((tile.number for tile in self._tiles if tile.isChecked()), None)

    def show_line(self, agreement: Agreement, at: int) -> None:
        """Show the difference with this number, 0 the first, and what is settled of it."""
        line = agreement.lines[at]
        self._line = line
        self._show_scale(agreement.scale)
        place = tr("skillnad {at} av {total}").format(at=at + 1, total=len(agreement.lines))
        self._caption.setText(f"{line.number} · {said(line.area)} · {place}")
        self._title.setText(said(line.criterion.text))
        names = (agreement.first_name, agreement.second_name)
        for side, name, given in zip(self._sides, names, (line.first, line.second), strict=True):
            side.show_said(name, given, line, agreement.scale)
        kept = line.settled or Rated(None, "", line.first.measured or line.second.measured)
        for tile in self._tiles:
            tile.setAutoExclusive(False)
            tile.setChecked(tile.number == kept.rating)
            tile.setAutoExclusive(True)
        self._measure.setVisible(line.criterion.measured is not None)
        self.measured.setText(kept.measured)
        self.note.show_text(kept.note)
        self._wrong.show_words("")
        self._why.show_wrong("")
        self.back.setEnabled(at > 0)
        self.retranslate()

    def set_locked(self, locked: bool) -> None:
        """Only to be looked at."""
        for part in (*self._tiles, self.measured, self.note):
            part.setEnabled(not locked)
        self.save.setVisible(not locked)

    def give(self) -> None:
        """Settle as written; says what is missing where it is missing."""
        if self._line is None:
            return
        rating, note = self.rating, self.note.toPlainText().strip()
        self._wrong.show_words("" if rating is not None else tr("Välj vad ni kom överens om."))
        self._why.show_wrong("" if note else tr("Skriv hur ni resonerade."))
        if rating is None:
            self._tiles[0].setFocus()
        elif not note:
            self.note.setFocus()
        else:
            agreed = Rated(rating, note, self.measured.text())
            self.settled.emit(self._line.criterion.id, agreed)

    def rate(self, rating: int) -> None:
        """Choose a rating by its key."""
        for tile in self._tiles:
            if tile.number == rating and tile.isEnabled():
                tile.setChecked(True)

    def show_refusal(self, error: UserError) -> None:
        """Why it was not kept."""
        self._wrong.show_words(message(error).in_one())

    def take_focus(self) -> None:
        """To the rating."""
        chosen = next((tile for tile in self._tiles if tile.isChecked()), None)
        (self.note if chosen else self._tiles[0] if self._tiles else self.note).setFocus()

    def retranslate(self) -> None:
        """Set the fixed words."""
        self._ask.setText(tr("Vad kom ni överens om?"))
        self._why.set_label(tr("Hur resonerade ni?"))
        unit = "" if self._line is None else getattr(self._line.criterion.measured, "unit", "")
        self._measure.set_label(tr("Mätvärde i {unit}").format(unit=unit))
        self.back.setText(tr("Föregående"))
        self.save.setText(tr("Spara och nästa"))

    def _show_scale(self, scale: Sequence[ScaleStep]) -> None:
        if len(self._tiles) == len(scale) + 1:
            return
        steps = [*((step.code, said(step.name)) for step in scale), (0, tr("Ej bedömt"))]
        self._tiles = [StepTile(number, words) for number, words in steps]
        for at, tile in enumerate(self._tiles):
            tile.setObjectName(f"settle_{tile.number}")
            self._tiles_grid.addWidget(tile, at // _ABREAST, at % _ABREAST)
            self._tiles_grid.setColumnStretch(at % _ABREAST, 1)

    def _build(self) -> None:
        m = metrics()
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, m.gap_small, 0)
        column.setSpacing(m.gap)
        sides = QGridLayout()
        sides.setSpacing(m.gap)
        for at, side in enumerate(self._sides):
            sides.addWidget(side, 0, at)
            sides.setColumnStretch(at, 1)
        column.addWidget(self._title)
        column.addLayout(sides)
        column.addWidget(self._ask)
        column.addLayout(self._tiles_grid)
        column.addWidget(self._measure)
        column.addWidget(self._why)
        column.addWidget(self._wrong)
        column.addStretch(1)
        row = QHBoxLayout()
        row.addWidget(self.back)
        row.addStretch(1)
        row.addWidget(self.save)
        self.body.addWidget(self._caption)
        self.body.addWidget(QuietScroll(inner, least=400), 1)
        self.body.addLayout(row)


def rating_words(rating: int | None, scale: Sequence[ScaleStep]) -> str:
    """`3 Självständigt`, or that it was not assessed."""
    named = next((step for step in scale if step.code == rating), None)
    return tr("Ej bedömt") if named is None else f"{named.code} {said(named.name)}"


def _tone(given: Rated, line: DifferenceLine) -> Tone:
    if not given.rating:
        return "neutral"
    return "ok" if given.rating >= line.required_level else "warn"
