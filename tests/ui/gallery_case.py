"""A sheet like look/assessment_example.png and look/decision.png."""

from PySide6.QtWidgets import (
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from tests.ui.gallery_rows import Areas
from ui.theme import metrics, px
from ui.widgets.area_progress import AreaCount, AreaList
from ui.widgets.buttons import (
    DangerButton,
    PrimaryButton,
    QuietButton,
    SecondaryButton,
)
from ui.widgets.card import Card
from ui.widgets.cells import ColumnWidth
from ui.widgets.columns import Column, FlowColumns, stacked
from ui.widgets.facts import Facts
from ui.widgets.fields import Field, NoteField
from ui.widgets.icon_label import IconBadge
from ui.widgets.key_hint import KeyHint
from ui.widgets.labels import TextLabel
from ui.widgets.pill import Pill
from ui.widgets.progress import Ring, Segment, SegmentBar, ThinBar
from ui.widgets.steps import Step, StepList
from ui.widgets.table import HairlineTable
from ui.widgets.tiles import RatingTile


def assessment() -> QWidget:
    """Compare look/assessment_example.png and decision.png."""
    page = QWidget()
    page.setObjectName("page")
    outer = QVBoxLayout(page)
    pad = metrics().page_padding
    outer.setContentsMargins(pad, pad, pad, pad)
    outer.addWidget(
        FlowColumns(
            [
                Column(_steps(), 208, fixed=True),
                Column(_criterion(), 666),
                Column(_summary(), 336, fixed=True),
            ]
        )
    )
    return page


def _steps() -> Card:
    card = Card()
    card.body.setContentsMargins(px(7), px(14), px(7), px(16))
    card.body.addWidget(TextLabel(" Ärendets steg", "caption", "muted"))
    steps = StepList()
    names = [
        "Ankomst och identitet",
        "Självskattning",
        "Teoriprov",
        "Genomgång",
        "Praktiskt prov",
        "Beslut, återkoppling",
        "Bevis",
    ]
    steps.show_steps(
        [
            Step(str(at), name, "done" if at < 5 else "current" if at == 5 else "todo")
            for at, name in enumerate(names)
        ]
    )
    card.body.addWidget(steps)
    areas = AreaList()
    areas.show_areas(
        [
            AreaCount("a", "Arbetsmiljö", 6, 6),
            AreaCount("b", "Mätteknik och mätdon", 3, 7),
            AreaCount("c", "Programmering", 0, 8),
        ],
        "b",
    )
    card.body.addWidget(areas)
    card.body.addStretch(1)
    return card


def _criterion() -> Card:
    card = Card()
    head = QHBoxLayout()
    head.addWidget(TextLabel("Område 3 · kriterium 4 av 7", "caption", "muted"))
    head.addStretch(1)
    head.addWidget(Pill("Måste visas", "accent"))
    card.body.addLayout(head)
    card.body.addWidget(TextLabel("Mäter med mikrometer", "title", wrap=True))
    card.body.addWidget(
        TextLabel(
            "Nollställer, mäter två gånger och läser av rätt på hundradels millimeter när.",
            "body",
            "muted",
            wrap=True,
        )
    )
    tiles = QHBoxLayout()
    tiles.setSpacing(metrics().gap_small)
    for number, name, words in (
        (1, "Inte ännu", "Osäkert eller inte visat"),
        (2, "Med hjälp", "Behöver påminnelse eller rättelse"),
        (3, "Självständigt", "Rätt utan påminnelse"),
        (4, "Kan lära ut", "Förklarar och hjälper andra"),
    ):
        tile = RatingTile(number, name, words, "ok" if number >= 3 else "warn")
        tile.setObjectName(f"rating_{number}")
        tile.setChecked(number == 3)
        tiles.addWidget(tile)
    card.body.addLayout(tiles)
    card.body.addWidget(Field("Vad såg du?", NoteField()), 1)
    card.body.addWidget(_areas())
    card.body.addLayout(_acts())
    card.foot.addWidget(SecondaryButton("Föregående", "chevron-left"))
    card.foot.addStretch(1)
    card.foot.addWidget(KeyHint("Alt+1…4", "betygsätt"))
    card.foot.addWidget(PrimaryButton("Nästa kriterium", chevron=True))
    return card


def _areas() -> HairlineTable:
    table = HairlineTable("row", "Resultat per område")
    table.setModel(Areas(table))
    table.set_columns(
        [
            ColumnWidth(44),
            ColumnWidth(180, stretch=True),
            ColumnWidth(70),
            ColumnWidth(70),
            ColumnWidth(110),
            ColumnWidth(150),
        ]
    )
    table.show_all_rows()

    table.fit_details()
    return table


def _acts() -> QHBoxLayout:
    row = QHBoxLayout()
    for words, icon in (("Foto", "camera"), ("Fil", "clip"), ("Återkom senare", "flag")):
        row.addWidget(SecondaryButton(words, icon))
    row.addStretch(1)
    row.addWidget(DangerButton("Säkerhetsstopp", "stop-octagon"))
    return row


def _summary() -> QWidget:
    card = Card()
    card.body.addWidget(TextLabel("Samlat utfall", "caption", "muted"))
    row = QHBoxLayout()
    row.setSpacing(metrics().gap_wide)
    row.addWidget(IconBadge("file", "accent", size=48, shape="disc"))
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(TextLabel("Delbevis", "display"))
    words.addWidget(TextLabel("6 av 8 områden visade", "section", "muted"))
    row.addLayout(words, 1)
    card.body.addLayout(row)
    bar = SegmentBar(numbered=True)
    bar.show_segments([Segment("missing" if at in (2, 5) else "done") for at in range(8)])
    card.body.addWidget(bar)
    ring = Ring()
    ring.show_share(400)
    card.body.addWidget(ring)
    thin = ThinBar()
    thin.show_share(270)
    card.body.addWidget(thin)
    facts = Facts()
    facts.show_rows(
        [
            ("Kvitto", "K-2026-3391"),
            ("Fingeravtryck", "7C4A 19E2 B05D"),
            ("Statuslista", "2 dagar gammal"),
        ]
    )
    card.body.addWidget(facts)
    return stacked(
        card,
        QuietButton("Rensa", "trash"),
        PrimaryButton("Signera beslut", "pen", size="control_touch"),
    )
