"""The parts of arrival: kind of document, points to go through, personal data, tools."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.free_text import LONGEST_LINE
from app.domain.text import Text
from app.usecases.arrival import Arrival, IdentityDocument
from ui.figures import day
from ui.language import marked, tr
from ui.screens.case.words import said
from ui.theme import metrics
from ui.widgets.buttons import LinkButton
from ui.widgets.day_edit import DayEdit
from ui.widgets.fields import Field
from ui.widgets.labels import TextLabel
from ui.widgets.note_line import NoteLine
from ui.widgets.tick_line import TickLine
from ui.widgets.tiles import ChoiceTile

_DOCUMENTS = {
    IdentityDocument.PASSPORT: ("globe", marked("Pass")),
    IdentityDocument.NATIONAL_ID: ("person", marked("Id-kort")),
    IdentityDocument.DRIVING_LICENCE: ("file", marked("Körkort")),
    IdentityDocument.RESIDENCE_PERMIT: ("home", marked("Uppehållstillstånd")),
    IdentityDocument.KNOWN: ("people", marked("Känd av bedömaren")),
}


class ArrivalPart(QWidget):
    """A part of arrival: a column with a line on what is missing at its end."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(metrics().gap_tiny)
        self.wrong = NoteLine("warning", "bad")

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab stops, in order."""
        return ()

    def show_wrong(self, wrong: bool) -> None:
        """Say here what is missing, or nothing."""
        self.wrong.show_words(self.wrong_words() if wrong else "")

    def wrong_words(self) -> str:
        """What is missing, in words."""
        return ""

    def forget(self) -> None:
        """Empty the part: another case comes."""
        self.show_wrong(False)

    def retranslate(self) -> None:
        """Set the fixed words."""

    def _on_answered(self) -> None:
        self.show_wrong(False)
        self.changed.emit()


class TickedPart(ArrivalPart):
    """A part that is one tick with a link under it."""

    def __init__(self, tick_name: str, link_name: str) -> None:
        super().__init__()
        self.tick = TickLine()
        self.tick.setObjectName(tick_name)
        self.tick.toggled.connect(self._on_answered)
        self.link = LinkButton("")
        self.link.setObjectName(link_name)
        self.column.addWidget(self.tick)
        self.column.addWidget(self.link)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """The tick, then the link."""
        return (self.tick, self.link)

    @property
    def is_ticked(self) -> bool:
        """Whether the assessor has ticked it."""
        return self.tick.isChecked()

    def show_ticked(self, ticked: bool) -> None:
        """Show what is noted; a tick set just now stays."""
        self.tick.setChecked(ticked or self.tick.isChecked())

    def setFocus(self) -> None:  # type: ignore[override]
        """To the tick."""
        self.tick.setFocus()

    def show_wrong(self, wrong: bool) -> None:
        """Mark the tick."""
        super().show_wrong(wrong)
        self.tick.show_wrong(wrong)

    def forget(self) -> None:
        """Take the tick away."""
        self.tick.setChecked(False)
        super().forget()


class Documents(ArrivalPart):
    """What kind of identity document was seen; no copy, no number."""

    def __init__(self) -> None:
        super().__init__()
        self._tiles: dict[IdentityDocument, ChoiceTile] = {}
        self._note = TextLabel("", "small", "muted", wrap=True)
        rows = [QHBoxLayout(), QHBoxLayout()]
        for at, (kind, (icon, words)) in enumerate(_DOCUMENTS.items()):
            tile = ChoiceTile(icon, tr(words))
            tile.setObjectName(f"document_{kind}")
            tile.toggled.connect(self._on_answered)
            self._tiles[kind] = tile
            rows[at // 3].addWidget(tile)
        self.column.addWidget(self._note)
        for row in rows:
            row.setSpacing(metrics().gap_small)
            self.column.addSpacing(metrics().gap_tiny)
            self.column.addLayout(row)
        self.column.addWidget(self.wrong)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """The tiles."""
        return tuple(self._tiles.values())

    @property
    def chosen(self) -> IdentityDocument | None:
        """The kind chosen."""
        return next((kind for kind, tile in self._tiles.items() if tile.isChecked()), None)

    def choose(self, kind: IdentityDocument | None) -> None:
        """Show what is noted."""
        for known, tile in self._tiles.items():
            tile.setAutoExclusive(False)
            tile.setChecked(known is kind)
            tile.setAutoExclusive(True)

    def setFocus(self) -> None:  # type: ignore[override]
        """To the tile chosen, or the first."""
        self._tiles[self.chosen or IdentityDocument.PASSPORT].setFocus()

    def wrong_words(self) -> str:
        """What is missing."""
        return tr("Välj vilken legitimation du har sett.")

    def retranslate(self) -> None:
        """Set the fixed words."""
        self._note.setText(tr("Anteckna bara vilken sort du har sett. Ingen kopia sparas."))
        for kind, (_, words) in _DOCUMENTS.items():
            self._tiles[kind].show_words(tr(words))


class Briefing(ArrivalPart):
    """The points to go through, each ticked by itself."""

    def __init__(self) -> None:
        super().__init__()
        self._ticks: list[TickLine] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.column.addLayout(self._lines)
        self.column.addWidget(self.wrong)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """The ticks."""
        return tuple(self._ticks)

    @property
    def ticked(self) -> tuple[bool, ...]:
        """Which points are gone through."""
        return tuple(tick.isChecked() for tick in self._ticks)

    def show_points(self, points: Sequence[Text], ticked: Sequence[bool]) -> None:
        """Show the points; those ticked already stay so on a change of language."""
        if len(points) != len(self._ticks):
            self._rebuild(len(points))
        for tick, point, on in zip(self._ticks, points, ticked, strict=True):
            tick.show_words(said(point))
            tick.setChecked(on or tick.isChecked())

    def setFocus(self) -> None:  # type: ignore[override]
        """To the first point not ticked."""
        open_ones = [tick for tick in self._ticks if not tick.isChecked()] or self._ticks
        open_ones[0].setFocus()

    def show_wrong(self, wrong: bool) -> None:
        """Mark the points that are left."""
        super().show_wrong(wrong)
        for tick in self._ticks:
            tick.show_wrong(wrong and not tick.isChecked())

    def wrong_words(self) -> str:
        """What is missing."""
        return tr("Gå igenom alla punkter och bocka av dem.")

    def forget(self) -> None:
        """Take every tick away."""
        for tick in self._ticks:
            tick.setChecked(False)
        super().forget()

    def _rebuild(self, count: int) -> None:
        for tick in self._ticks:
            tick.hide()
            tick.deleteLater()
        self._ticks = [TickLine() for _ in range(count)]
        for number, tick in enumerate(self._ticks, 1):
            tick.setObjectName(f"briefed_{number}")
            tick.toggled.connect(self._on_answered)
            self._lines.addWidget(tick)


class Privacy(TickedPart):
    """The notice on personal data with its version, and that it has been explained."""

    def __init__(self) -> None:
        super().__init__("privacy_accepted", "privacy_more")
        self._notice = TextLabel("", "small", "muted", wrap=True)
        self._notice.setObjectName("privacy_notice")
        self._notice.hide()
        self.link.clicked.connect(self._on_more)
        self._version = ""
        self.column.addWidget(self._notice)
        self.column.addWidget(self.wrong)

    def show_notice(self, notice: Text, version: str, accepted: bool) -> None:
        """Show the notice of this version."""
        self._version = version
        self._notice.setText(said(notice))
        self.show_ticked(accepted)
        self.retranslate()

    def wrong_words(self) -> str:
        """What is missing."""
        return tr("Förklara hur personuppgifterna används och bocka av.")

    def retranslate(self) -> None:
        """Set the fixed words."""
        self.tick.show_words(
            tr("Validanden har fått informationen om personuppgifter, version {version}.").format(
                version=self._version
            )
        )
        shown = not self._notice.isHidden()
        self.link.setText(tr("Dölj texten") if shown else tr("Läs hela texten"))

    def _on_more(self) -> None:
        self._notice.setVisible(self._notice.isHidden())
        self.retranslate()


class Tools(ArrivalPart):
    """Machine, gauge and until when the gauge is calibrated; an expired one is warned about."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self.machine = ToolField(QLineEdit(), "machine", tr("Skriv vilken maskin ni använder."))
        self.gauge = ToolField(QLineEdit(), "gauge", "")
        self._calibrated = DayEdit()
        self._day = ToolField(self._calibrated, "gauge_calibrated_to", "")
        self._warning = NoteLine("warning", "warn")
        self._warning.setObjectName("gauge_expired")
        row = QHBoxLayout()
        row.setSpacing(metrics().gap_wide)
        for field, stretch in ((self.machine, 3), (self.gauge, 3), (self._day, 2)):
            row.addWidget(field, stretch)
            field.edit.textChanged.connect(self._on_changed)
        self.column.addLayout(row)
        self.column.addWidget(self._warning)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """The fields."""
        return (self.machine.edit, self.gauge.edit, self._calibrated)

    @property
    def written(self) -> tuple[str, str, date | None]:
        """Machine, gauge, the last day of its calibration."""
        return (
            self.machine.edit.text().strip(),
            self.gauge.edit.text().strip(),
            self._calibrated.day,
        )

    def forget(self) -> None:
        """Empty the fields."""
        for field in (self.machine, self.gauge, self._day):
            field.edit.clear()

    @property
    def is_expired(self) -> bool:
        """Whether the calibration had its last day before today."""
        last = self._calibrated.day
        return last is not None and last < self._today()

    def show_tools(self, saved: Arrival, *, needed: bool) -> None:
        """Show what is noted; the gauge only where the protocol measures something."""
        for field, text in (
            (self.machine, saved.machine),
            (self.gauge, saved.gauge),
        ):
            if not field.edit.text():
                field.edit.setText(text)
        if not self._calibrated.text():
            self._calibrated.show_day(saved.gauge_calibrated_to)
        self.gauge.setVisible(needed)
        self._day.setVisible(needed)
        self._on_changed()

    def retranslate(self) -> None:
        """Set the fixed words."""
        self.machine.say(tr("Maskin"), tr("Skriv vilken maskin ni använder."))
        self.gauge.say(tr("Mätdon"), tr("Skriv mätdonet och när kalibreringen går ut."))
        self._day.say(tr("Kalibrerat till"), tr("Skriv dagen som 2026-11-30."))
        self._on_changed()

    def _on_changed(self) -> None:
        self._day.show_wrong(self._calibrated.is_wrong and not self._calibrated.hasFocus())
        for field in (self.machine, self.gauge):
            field.show_wrong(False)
        words = ""
        if self.is_expired and self._calibrated.day is not None:
            words = tr(
                "Kalibreringen gick ut {day}. Mått kan inte bedömas med det här mätdonet."
            ).format(day=day(self._calibrated.day))
        self._warning.show_words(words)
        self.changed.emit()


class ToolField(Field):
    """A field that knows the words for when it is empty."""

    def __init__(self, edit: QLineEdit, name: str, wrong: str) -> None:
        super().__init__("", edit)
        self.edit = edit
        edit.setObjectName(name)
        edit.setMaxLength(min(edit.maxLength(), LONGEST_LINE))
        self._wrong_words = wrong

    def say(self, label: str, wrong: str) -> None:
        """The label, and what is said when it is not filled in."""
        self.set_label(label)
        self._wrong_words = wrong

    def show_wrong(self, wrong: bool | str) -> None:
        """Say under the field that it is not filled in, or nothing."""
        super().show_wrong(self._wrong_words if wrong is True else wrong or "")
