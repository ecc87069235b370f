"""One area of the debrief: its share, what was missed, the assessor's questions and notes."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.debrief import AreaDebrief
from app.usecases.debrief import MissedQuestion
from ui.language import tr
from ui.screens.case.debrief_words import kind_icon, kind_words, share_words, standing_words
from ui.screens.case.short_note import ShortNote
from ui.screens.case.words import said
from ui.theme import metrics
from ui.widgets.buttons import LinkButton
from ui.widgets.card import Card
from ui.widgets.cut_bar import CutBar
from ui.widgets.labels import TextLabel
from ui.widgets.note_line import NoteLine


class AreaCard(Card):
    """What both look at; the questions show only when the assessor asks for them."""

    questions_asked = Signal()

    def __init__(self) -> None:
        super().__init__(" ")
        self._share, self._bar = TextLabel("", "title"), CutBar()
        self._share.setObjectName("debrief_share")
        self._standing = TextLabel("", "body", "muted", wrap=True)
        self._standing.setObjectName("debrief_standing")
        self._kinds = QVBoxLayout()
        self._kinds.setSpacing(metrics().gap_small)
        self.show_questions = LinkButton("", "lock", chevron=False)
        self.show_questions.setObjectName("debrief_questions")
        self.show_questions.clicked.connect(self.questions_asked)
        self._questions = QVBoxLayout()
        self._questions.setSpacing(metrics().gap)
        for part in (self._share, self._bar, self._standing):
            self.body.addWidget(part)
        self.body.addLayout(self._kinds)
        self.body.addStretch(1)
        self.body.addWidget(self.show_questions, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addLayout(self._questions)

    def show_area(self, area: AreaDebrief) -> None:
        """Show how the area went; questions of another area go away."""
        self.set_title(said(area.area.name))
        words = share_words(area.permille, area.cut_permille)
        self._share.setText(words)
        self._bar.show_share(area.permille, area.cut_permille, words)
        self._standing.setText(standing_words(area))
        _fill(
            self._kinds,
            [NoteLine(kind_icon(k.kind), "warn", kind_words(k), style="body") for k in area.kinds],
        )
        self.hide_questions()
        self.show_questions.setVisible(bool(area.missed))

    def hide_questions(self) -> None:
        """Take the questions away again."""
        _fill(self._questions, [])
        self.show_questions.setText(tr("Visa frågorna för bedömaren"))

    @property
    def has_questions(self) -> bool:
        """Whether questions are on view."""
        return self._questions.count() > 0

    def show_missed(self, missed: Sequence[MissedQuestion]) -> None:
        """Show what was asked and why the right answer is right (R5)."""
        _fill(self._questions, [_question(each) for each in missed])
        self.show_questions.setText(tr("Dölj frågorna"))


class DebriefNotes(Card):
    """The assessor's own words for the talk; kept as they are typed, never printed."""

    written = Signal(str)

    def __init__(self) -> None:
        super().__init__(" ")
        self.note = ShortNote(96)
        self.note.setObjectName("debrief_note")
        self.note.finished.connect(self.written)
        self.body.addWidget(self.note)

    def retranslate(self) -> None:
        """Set the fixed words."""
        self.set_title(tr("Anteckningar inför samtalet"))
        self.note.setPlaceholderText(
            tr("Vad ni talade om. Visas i återkopplingen, skrivs inte ut.")
        )
        self.note.setAccessibleName(tr("Anteckningar inför samtalet"))


def _question(missed: MissedQuestion) -> QWidget:
    holder = QWidget()
    holder.setObjectName("missed_question")
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(metrics().gap_tiny)
    column.addWidget(TextLabel(said(missed.stem), "key", wrap=True))
    for slip in missed.slips:
        words = tr("Troligt tankefel: {slip}").format(slip=said(slip))
        column.addWidget(TextLabel(words, "small", wrap=True))
    column.addWidget(TextLabel(said(missed.why), "small", "muted", wrap=True))
    if missed.is_blank:
        column.addWidget(TextLabel(tr("Utan svar"), "state", "warn"))
    return holder


def _fill(layout: QVBoxLayout, widgets: Sequence[QWidget]) -> None:
    while layout.count():
        item = layout.takeAt(0)
        old = item.widget() if item is not None else None
        if old is not None:
            old.hide()
            old.deleteLater()
    for widget in widgets:
        layout.addWidget(widget)
