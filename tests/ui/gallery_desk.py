"""A sheet like look/unlock.png and look/verify.png."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ui.messages import Message
from ui.theme import metrics, px
from ui.widgets.answer_band import AnswerBand
from ui.widgets.buttons import (
    PrimaryButton,
)
from ui.widgets.card import Card
from ui.widgets.columns import stacked
from ui.widgets.drop_area import DropArea
from ui.widgets.empty_state import EmptyState
from ui.widgets.error_bar import ErrorBar
from ui.widgets.facts import Fact, FigureCard
from ui.widgets.fields import Field, SearchField
from ui.widgets.icon_label import Avatar
from ui.widgets.labels import TextLabel
from ui.widgets.option_tile import OptionTile
from ui.widgets.pin_pad import PinPad
from ui.widgets.practice_band import PracticeBand, PracticeFoot
from ui.widgets.segmented import SegmentedChoice
from ui.widgets.tiles import ChoiceTile, PersonTile


def unlock() -> QWidget:
    """Compare look/unlock.png and verify.png."""
    page = QWidget()
    page.setObjectName("page")
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(PracticeBand())
    row = QHBoxLayout()
    pad = metrics().page_padding
    row.setContentsMargins(pad, pad, pad, pad)
    row.setSpacing(metrics().gap_wide)
    row.addWidget(_people(), 3)
    row.addWidget(_pin(), 2)
    row.addWidget(_verify(), 3)
    column.addLayout(row, 1)
    column.addWidget(PracticeFoot())
    return page


def _people() -> Card:
    card = Card()
    card.body.addWidget(TextLabel("Välkommen. Vem arbetar idag?", "heading"))
    grid = QGridLayout()
    grid.setSpacing(metrics().gap)
    people = (
        ("Maria Sandberg", "Bedömare · CNC, svets", "Går ut om 27 dagar", "warn", "clock"),
        ("Per Nyström", "Bedömare · montör", "Ackrediterad", "ok", "check-circle"),
        ("Olof Hedberg", "Bedömare · svets", "Gick ut 30 oktober", "bad", "x-circle"),
        ("Lisa Ekman", "Under upplärning", "Bara övning", "neutral", "info"),
    )
    for at, (name, line, state, tone, icon) in enumerate(people):
        tile = PersonTile(name, line, state, tone, icon)
        tile.setChecked(at == 0)
        grid.addWidget(tile, at // 2, at % 2)
    card.body.addLayout(grid)
    desks = QWidget()
    line = QHBoxLayout(desks)
    line.setContentsMargins(0, 0, 0, 0)
    real, practice = ChoiceTile("file", "Riktiga ärenden"), ChoiceTile("warning", "Övning", "warn")
    practice.setChecked(True)
    line.addWidget(real)
    line.addWidget(practice)
    card.body.addWidget(desks)
    options = QWidget()
    answers = QVBoxLayout(options)
    answers.setContentsMargins(0, 0, 0, 0)
    answers.setSpacing(metrics().gap_small)
    for letter, text in (("A", "25,012 mm"), ("B", "24,990 mm")):
        tile = OptionTile(letter, text)
        tile.setChecked(letter == "B")
        answers.addWidget(tile)
    card.body.addWidget(options)
    card.body.addStretch(1)
    return card


def _pin() -> Card:
    card = Card()
    title = TextLabel("PIN-kod", "section")
    title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    card.body.addWidget(title)
    pad = PinPad()
    for figure in "1234":
        pad._add(figure)
    card.body.addWidget(pad)
    card.body.addWidget(PrimaryButton("Lås upp övning", "lock", size="control_touch"))
    choice = SegmentedChoice([("sv", "SV"), ("en", "EN")])
    choice.choose("sv")
    card.body.addWidget(choice)
    size = SegmentedChoice([("s", "A"), ("m", "A"), ("l", "A")], sizes=(13, 17, 22))
    size.choose("m")
    card.body.addWidget(size)
    combo = QComboBox()
    combo.addItems(["Svenska", "English"])
    card.body.addWidget(combo)
    tick = QCheckBox("Identitet sedd")
    tick.setChecked(True)
    card.body.addWidget(tick)
    card.body.addWidget(QCheckBox("Informerad om rättigheter"))
    number = Field("Personnummer", QLineEdit("19900602-2398"))
    number.show_wrong("Kontrollsiffran stämmer inte. Läs av numret igen.")
    card.body.addWidget(number)
    card.body.addStretch(1)
    return card


def _verify() -> QWidget:
    search = SearchField("Handskanner är redo", "qr")
    search.edit.setText("lind")
    search.note.setText("8 av 104 212")
    card = Card(padded=False)
    band = AnswerBand()
    band.show_answer(
        "ok",
        "check",
        "Giltigt bevis",
        "Kontrollerat mot lista från 2026-11-20 (i går). Inte återkallat.",
    )
    card.body.addWidget(band)
    row = QHBoxLayout()
    row.setContentsMargins(px(24), 0, px(24), px(12))
    for label, value in (
        ("Roll", "CNC-operatör"),
        ("Utfärdat", "2026-11-12"),
        ("Bevisnummer", "IY-2026-00412"),
    ):
        row.addWidget(Fact(label, value))
    card.body.addLayout(row)
    bar = ErrorBar()
    bar.show_message(
        Message(
            "Filen innehåller ingen kod.",
            "Inget är sparat.",
            "Välj en annan fil eller klistra in texten.",
        )
    )
    drop = DropArea()
    drop.show_words("Släpp en PDF eller bild här", "PDF, PNG eller JPEG, högst 20 MB", "Välj fil")
    empty = EmptyState("people", "Här syns personerna när de är registrerade.", "Ny person")
    return stacked(bar, search, card, _figures(), drop, empty, Avatar("KL"), stretch=4)


def _figures() -> QWidget:
    figures = QWidget()
    line = QHBoxLayout(figures)
    line.setContentsMargins(0, 0, 0, 0)
    for icon, tone, label, figure, words in (
        ("clock", "warn", "Väntar", "3", "sedan tis 17 nov 14:06"),
        ("check-circle", "ok", "Kvitterade", "1 286", "av noden"),
    ):
        one = FigureCard(icon, tone)
        one.show_figure(label, figure, words)
        line.addWidget(one)
    return figures
