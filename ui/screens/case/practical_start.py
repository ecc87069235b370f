"""Before the practical begins, and while it is paused: what is to be ready, one act."""

from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.usecases.practical_sheet import Piece, PracticalOutline
from ui.figures import day, duration
from ui.language import tr
from ui.screens.case.piece_fields import PieceFields
from ui.screens.case.steps_card import StepsCard
from ui.screens.case.words import said
from ui.theme import metrics, px
from ui.widgets.buttons import LinkButton, PrimaryButton
from ui.widgets.card import Card
from ui.widgets.columns import Column, FlowColumns, stacked
from ui.widgets.icon_label import IconBadge
from ui.widgets.labels import TextLabel
from ui.widgets.note_line import NoteLine


class PracticalStart(QWidget):
    """What to see to before the clock runs."""

    def __init__(self, steps: StepsCard) -> None:
        super().__init__()
        self._paused: int | None = None
        self._case_id: UUID | None = None
        self.outline: PracticalOutline | None = None
        self._expired: date | None = None
        self._warning = NoteLine("warning", "warn")
        self._warning.setObjectName("gauge_warning")
        self.task = LinkButton("", "file")
        self.task.setObjectName("task_before")
        self._badge = IconBadge("wrench", "accent", size=56, shape="disc")
        self._title, self._line = TextLabel("", "title"), TextLabel("", "lead", "muted", wrap=True)
        self._head = TextLabel("", "section")
        self.piece_fields = PieceFields()
        self._lines = [NoteLine("dot", "accent", style="body") for _ in range(4)]
        self._keys = [TextLabel("", "body", wrap=True) for _ in range(4)]
        self.primary = PrimaryButton(size="control_touch", chevron=True)
        self.primary.setObjectName("practical_start")
        keys = Card(" ")
        self._keys_card = keys
        for line in self._keys:
            keys.body.addWidget(line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        flow = FlowColumns(
            [
                Column(steps, 208, fixed=True),
                Column(self._build(), 666, least=440),
                Column(stacked(keys, self.primary), 336, fixed=True),
            ]
        )
        flow.folded.connect(lambda abreast: steps.set_compact(abreast == 1))
        column.addWidget(flow)

    @property
    def piece(self) -> Piece:
        """The test piece as marked."""
        return self.piece_fields.piece

    def show_case(self, case_id: UUID) -> None:
        """Whose practical it will be; what was written for another one goes."""
        if case_id != self._case_id:
            self._case_id = case_id
            self.piece_fields.clear()

    def add_second(self, choice: QWidget) -> None:
        """Where a second assessor is chosen."""
        self._place.addWidget(choice)

    def show_begin(self) -> None:
        """Nothing is begun."""
        self._paused, self.outline, self._expired = None, None, None
        self.retranslate()

    def show_gauge(self, expired: date | None) -> None:
        """Warn of a gauge whose calibration had its last day `expired`."""
        self._expired = expired
        self.retranslate()

    def show_outline(self, outline: PracticalOutline) -> None:
        """What it will be."""
        self.outline = outline
        self.retranslate()

    def show_paused(self, seconds: int) -> None:
        """Paused after `seconds` at work."""
        self._paused = seconds
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words for the state it is in."""
        paused = self._paused
        self._badge.set_icon("pause" if paused is not None else "wrench", "accent")
        if paused is None:
            self._title.setText(tr("Praktiskt prov vid maskinen"))
            self._line.setText(self._size_words())
            self.primary.setText(tr("Börja praktiskt prov"))
        else:
            self._title.setText(tr("Provet är pausat"))
            self._line.setText(
                tr("{used} är använda. Klockan står still och allt är sparat.").format(
                    used=duration(paused)
                )
            )
            self.primary.setText(tr("Fortsätt provet"))
        task = None if self.outline is None else self.outline.task
        self.task.setVisible(task is not None)
        self.task.setText("" if task is None else said(task.title))
        self._warning.show_words(self._gauge_words())
        self.piece_fields.setVisible(paused is None)
        self.piece_fields.retranslate()
        self._head.setText(tr("Innan ni börjar"))
        lines = (
            tr("Gå säkerhetsrundan och prova nödstoppet tillsammans."),
            tr("Lämna ut uppgift, ritning och material."),
            tr("Berätta att du får stoppa provet när som helst."),
            tr("Säg till när tiden börjar."),
        )
        for note, words in zip(self._lines, lines, strict=True):
            note.show_words(words)
        self._keys_card.set_title(tr("Snabbt med tangenter"))
        keys = (
            tr("1–4 bedömer och går vidare, 0 är ej bedömt."),
            tr("Ctrl+Enter går till nästa som är kvar."),
            tr("Alt+V skriver vad du såg."),
            tr("F12 stoppar provet av säkerhetsskäl."),
        )
        for label, words in zip(self._keys, keys, strict=True):
            label.setText(words)

    def _size_words(self) -> str:
        words = tr("Du bedömer det du ser, ett kriterium i taget.")
        if self.outline is None:
            return words
        size = tr("%n kriterier på {minutes} minuter.", self.outline.criteria)
        return f"{size.format(minutes=self.outline.minutes)} {words}"

    def _gauge_words(self) -> str:
        if self._expired is None:
            return ""
        return tr(
            "Mätdonets kalibrering gick ut {day}. Rätta under Ankomst innan provet börjar."
        ).format(day=day(self._expired))

    def _build(self) -> Card:
        card = Card()
        card.body.setContentsMargins(px(32), px(32), px(32), px(24))
        card.body.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignLeft)
        card.body.addSpacing(metrics().gap_small)
        card.body.addWidget(self._title)
        card.body.addWidget(self._line)
        card.body.addWidget(self.task)
        card.body.addWidget(self._warning)
        card.body.addSpacing(metrics().gap_wide)
        card.body.addWidget(self._head)
        for line in self._lines:
            card.body.addWidget(line)
        card.body.addSpacing(metrics().gap)
        card.body.addWidget(self.piece_fields)
        self._place = QVBoxLayout()
        card.body.addLayout(self._place)
        card.body.addStretch(1)
        return card
