"""A sheet like look/today.png."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from tests.ui.gallery_rows import Booked
from ui.theme import metrics, px
from ui.widgets.attention import Attention
from ui.widgets.buttons import (
    LinkButton,
    PrimaryButton,
    SecondaryButton,
)
from ui.widgets.card import Card, Hairline
from ui.widgets.cells import ColumnWidth
from ui.widgets.columns import Column, FlowColumns, stacked
from ui.widgets.labels import TextLabel
from ui.widgets.page_head import PageHead
from ui.widgets.progress import Segment, SegmentBar
from ui.widgets.rail import Place, Rail
from ui.widgets.table import HairlineTable
from ui.widgets.timeline import Event, Timeline


def today() -> QWidget:
    """The frame with a table, a card that matters and attention rows: compare look/today.png."""
    page = QWidget()
    page.setObjectName("page")
    row = QHBoxLayout(page)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    rail = Rail(
        [
            Place("today", "home", "Idag"),
            Place("people", "people", "Personer"),
            Place("certificates", "file", "Bevis"),
            Place("verify", "shield-check", "Kontrollera"),
            Place("sync", "sync", "Synk"),
            Place("protocols", "book", "Protokoll"),
            Place("settings", "settings", "Inställningar", at_foot=True),
        ]
    )
    rail.show_place("today")
    rail.show_badge("sync", 3)
    row.addWidget(rail)
    column = QVBoxLayout()
    m = metrics()
    column.setContentsMargins(m.page_padding, 0, m.page_padding, m.gap_wide)
    column.setSpacing(m.gap)
    head = PageHead()
    head.show_words(
        "God förmiddag, Maria", "Torsdag 19 november 2026 · vecka 47 · Testcenter Värnamo"
    )
    head.show_saved("Sparat på den här datorn 10:42")
    head.show_link("Offline · 3 väntar")
    column.addWidget(head)
    left = stacked(_resume(), _booked(), stretch=1)
    right = stacked(_attention(), _week(), stretch=1)
    column.addWidget(FlowColumns([Column(left, 830, least=600), Column(right, 396, fixed=True)]), 1)
    row.addLayout(column, 1)
    return page


def _resume() -> Card:
    card = Card(strip="accent")
    card.body.setContentsMargins(px(22), px(16), px(24), px(22))
    card.body.setSpacing(px(4))
    top = QHBoxLayout()
    words = QVBoxLayout()
    words.setSpacing(px(4))
    words.addWidget(TextLabel("Fortsätt där du var", "caption", "muted"))
    words.addWidget(TextLabel("Fortsätt: Karin Lindqvist", "display"))
    words.addWidget(TextLabel("CNC-operatör · praktiskt prov · område 3 av 8", "lead"))
    top.addLayout(words, 1)
    act = QVBoxLayout()
    act.addWidget(PrimaryButton("Fortsätt provet", chevron=True, size="control_main"))
    note = TextLabel("Sparat 10:42 · cirka 55 min kvar", "small", "muted")
    note.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    act.addWidget(note)
    top.addLayout(act)
    card.body.addLayout(top)
    bar = SegmentBar()
    bar.show_segments(
        [Segment("done"), Segment("done"), Segment("current", 430)] + [Segment("todo")] * 5
    )
    card.body.addSpacing(px(16))
    card.body.addWidget(bar)
    line = QHBoxLayout()
    line.addWidget(TextLabel("2 områden klara", "small", "ok"))
    line.addSpacing(px(40))
    line.addWidget(TextLabel("Mätteknik: kriterium 4 av 7", "state", "accent"))
    line.addStretch(1)
    line.addWidget(TextLabel("14 av 52 kriterier", "small", "muted"))
    card.body.addSpacing(px(6))
    card.body.addLayout(line)
    return card


def _booked() -> Card:
    card = Card("Bokade idag", padded=False)
    card.show_count(6)
    card.head.addWidget(SecondaryButton("Nytt ärende", "plus"))
    table = HairlineTable("row_today", "Bokade idag")
    table.setModel(Booked(table))
    table.set_columns(
        [
            ColumnWidth(80),
            ColumnWidth(176),
            ColumnWidth(156),
            ColumnWidth(200, stretch=True),
            ColumnWidth(184),
        ]
    )
    table.choose_row(1)
    card.body.addWidget(table)
    card.foot.addWidget(TextLabel("I morgon: 4 bokade, första kl. 07:30", "body", "muted"))
    card.foot.addStretch(1)
    card.foot.addWidget(LinkButton("Visa hela veckan"))
    return card


def _attention() -> Card:
    card = Card("Kräver åtgärd")
    card.show_count(3, "warn")
    for at, (icon, tone, title, line, link) in enumerate(
        (
            (
                "warning",
                "warn",
                "Ackrediteringen går ut om 27 dagar",
                "CNC-operatör · gäller till 16 december 2026",
                "Ansök om förlängning",
            ),
            (
                "cloud-off",
                "warn",
                "3 bevis inte synkade sedan i tisdags",
                "Finns bara på den här datorn",
                "Öppna Synk",
            ),
            (
                "eye",
                "accent",
                "Ett beslut väntar på granskare",
                "Johan Ekström · hos Anders Holmgren",
                "Visa beslutet",
            ),
        )
    ):
        if at:
            card.body.addWidget(Hairline())
        card.body.addWidget(Attention(icon, tone, title, line, link))
    return card


def _week() -> Card:
    card = Card("Historik")
    history = Timeline()
    history.show_events(
        [
            Event("dot", "accent", "Idag", "Praktiskt prov påbörjat", current=True),
            Event("check-circle", "ok", "18 nov", "Teoriprov inlämnat"),
            Event("file", "ok", "2025-03-14", "Delbevis · 1 av 8 områden"),
            Event("calendar", "neutral", "2025-02-03", "Första bokningen"),
        ]
    )
    card.body.addWidget(history)
    card.body.addStretch(1)
    return card
