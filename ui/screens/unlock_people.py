"""The assessors who may unlock, with the state of their accreditation, and the choice of desk."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.desks import AssessorCard, DeskKind
from ui.door import Entrance
from ui.figures import iso_day
from ui.language import tr
from ui.theme import metrics, px
from ui.theme_roles import Tone
from ui.widgets.labels import TextLabel
from ui.widgets.tiles import ChoiceTile, PersonTile
from ui.widgets.yielding import yielding

_WARN_DAYS = 90
_SPOKEN_DAYS = 30
_TWO_TILES = 488
_TILE_STEP = 112


class UnlockPeople(QWidget):
    """Tiles two by two; the desks under them."""

    chosen = Signal(object)  # AssessorCard
    desk_chosen = Signal(object)  # DeskKind

    def __init__(self) -> None:
        super().__init__()
        self._tiles: dict[UUID, PersonTile] = {}
        self._cards: dict[UUID, AssessorCard] = {}
        self._title = TextLabel("", "title", wrap=True)
        self._desks_label = TextLabel("", "state", "muted")
        self._desks = {
            DeskKind.REAL: ChoiceTile("file", ""),
            DeskKind.PRACTICE: ChoiceTile("warning", "", "warn"),
        }
        for kind, tile in self._desks.items():
            tile.setObjectName(f"desk_{kind}")
            tile.clicked.connect(lambda _on=False, kind=kind: self.desk_chosen.emit(kind))
        self._build()
        self._retranslate()

    def show_desk(self, entrance: Entrance, existing: Sequence[DeskKind]) -> None:
        """Show a desk's assessors, and which desk it is."""
        cards = entrance.assessors
        self._today = entrance.today
        self._cards = {card.id: card for card in cards}
        holder = QWidget()
        holder.setObjectName("scrolled")
        self._grid = QGridLayout(holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(metrics().gap)
        self._tiles = {card.id: self._tile(card) for card in cards}
        self._area.setWidget(holder)
        self._place()
        self._desks[entrance.kind].setChecked(True)
        self._retranslate(existing)

    def choose(self, assessor: UUID | None) -> None:
        """Choose one of those on view."""
        if assessor in self._tiles:
            self._tiles[assessor].setChecked(True)
            self.chosen.emit(self._cards[assessor])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column of tiles where two have no room."""
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        """Say everything again in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _place(self) -> None:
        if not self._tiles:
            return
        columns = 2 if self.width() >= px(_TWO_TILES) else 1
        rows = 2 if columns > 1 else len(self._tiles)
        self._area.setMinimumHeight(rows * px(_TILE_STEP) - metrics().gap)
        for at, tile in enumerate(self._tiles.values()):
            self._grid.removeWidget(tile)
            self._grid.addWidget(tile, at // columns, at % columns)
        self._grid.setRowStretch(len(self._tiles), 1)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, columns - 1)

    def _tile(self, card: AssessorCard) -> PersonTile:
        words, tone, icon = accreditation_state(card.accredited_to, self._today, card.roles)
        line = role_words(card.roles, card.profiles)
        tile = PersonTile(card.name, line, words, tone, icon)
        tile.setObjectName(f"assessor_{card.id}")
        tile.clicked.connect(lambda _on=False: self.chosen.emit(card))
        return tile

    def _retranslate(self, existing: Sequence[DeskKind] = tuple(DeskKind)) -> None:
        self._title.setText(self.tr("Välkommen. Vem arbetar idag?"))
        self._desks_label.setText(self.tr("Arbetsbord"))
        real, practice = DeskKind.REAL, DeskKind.PRACTICE
        self._desks[real].show_words(
            self.tr("Riktiga ärenden") if real in existing else self.tr("Anslut till en region")
        )
        self._desks[practice].show_words(
            self.tr("Övning") if practice in existing else self.tr("Skapa övningsbord")
        )

    def _build(self) -> None:
        m = metrics()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(m.gap)
        column.addWidget(self._title)
        column.addSpacing(m.gap_tiny)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        column.addWidget(yielding(self._area, 212), 1)
        column.addWidget(self._desks_label)
        desks = QWidget()
        row = QHBoxLayout(desks)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(m.gap)
        for tile in self._desks.values():
            row.addWidget(tile)
        column.addWidget(desks)


def accreditation_state(
    last: date | None, today: date, roles: Sequence[str] = ("assessor",)
) -> tuple[str, Tone, str]:
    """The state of an accreditation in words, its tone and its icon."""
    if last is None and "assessor" not in roles:
        return tr("Övervakar prov"), "neutral", "info"
    if last is None:
        return tr("Ingen ackreditering än"), "neutral", "info"
    left = (last - today).days
    if left < 0:
        return tr("Gick ut {day}").format(day=iso_day(last)), "bad", "x-circle"
    if left == 0:
        return tr("Går ut idag"), "warn", "clock"
    if left <= _SPOKEN_DAYS:
        return tr("Går ut om %n dagar", left), "warn", "clock"
    if left <= _WARN_DAYS:
        return tr("Går ut {day}").format(day=iso_day(last)), "warn", "clock"
    return tr("Ackrediterad"), "ok", "check-circle"


def role_words(roles: Sequence[str], profiles: Sequence[str]) -> str:
    """Somebody's roles at the desk and the profiles they are accredited for, on one line."""
    words = {
        "assessor": tr("Bedömare"),
        "reviewer": tr("Granskare"),
        "invigilator": tr("Provvakt"),
        "coordinator": tr("Samordnare"),
    }
    said = ", ".join(words.get(role, role) for role in roles)
    return " · ".join(part for part in (said, ", ".join(profiles)) if part)
