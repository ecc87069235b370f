"""The question on view: its text, whether the answer is saved, picture and answer side by side."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.protocol import ItemKind
from app.domain.scoring import Answer
from ui.screens.candidate.answering import AnswerPane, Asked
from ui.screens.candidate.choices import ChoicePane
from ui.screens.candidate.matching import MatchPane
from ui.screens.candidate.number import NumberPane
from ui.screens.candidate.ordering import OrderPane
from ui.screens.candidate.picture_card import PictureCard
from ui.screens.candidate.saved_line import SavedLine
from ui.screens.candidate.sizes import logical_width
from ui.theme import metrics, px, sized_font
from ui.widgets.labels import TextLabel
from ui.widgets.painting import focus_ring, painting

_BESIDE = 760  # pixels at 100 %: narrower, the picture stands above the answer
_READABLE = 44  # letters of a stem's line, in heights of its type


class QuestionView(QWidget):
    """One question; which way of answering it has decides its right side."""

    answered = Signal(object)
    enlarge = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("question")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._is_tabbed = False
        self.stem = TextLabel("", "title", wrap=True)
        self.stem.setObjectName("stem")
        self.hint = TextLabel("", "body", "muted", wrap=True)
        self.hint.setObjectName("hint")
        self.saved = SavedLine()
        self.picture = PictureCard()
        self.picture.enlarge.connect(self.enlarge)
        self._panes = {
            ItemKind.SINGLE: ChoicePane(),
            ItemKind.NUMERIC: NumberPane(),
            ItemKind.ORDER: OrderPane(),
            ItemKind.MATCH: MatchPane(),
        }
        self._panes[ItemKind.MULTIPLE] = self._panes[ItemKind.SINGLE]
        self.pane: AnswerPane = self._panes[ItemKind.SINGLE]
        self._build()

    def show_question(self, asked: Asked, answer: Answer, picture: bytes | None) -> None:
        """Another question with what is answered so far."""
        pane = self._panes[asked.question.kind]
        for known in dict.fromkeys(self._panes.values()):
            known.setVisible(known is pane)
        self.pane = pane
        pane.show_question(asked, answer)
        self.picture.setVisible(picture is not None)
        self._fold()
        if picture is not None:
            self.picture.show_picture(picture, _spoken(asked))
        self.dress(asked)
        self._fold()

    def dress(self, asked: Asked) -> None:
        """The same question in another language or size."""
        letters, question = asked.letters, asked.question
        self.stem.setFont(sized_font(letters.text, 600))
        self.stem.setText(question.stem.in_language(asked.language))
        self.setAccessibleName(self.stem.text())
        self.stem.setMaximumWidth(px(letters.text * _READABLE))
        self.hint.setFont(sized_font(letters.hint))
        self.hint.setText(self._hint(asked))
        self.hint.setVisible(bool(self.hint.text()))
        self.saved.dress(letters)
        self.picture.dress(letters.control)
        self.picture.picture.setAccessibleName(_spoken(asked))
        self.pane.dress(asked)

    def stops(self) -> tuple[QWidget, ...]:
        """What the Tab key passes, in order."""
        return (self, self.saved.clear, self.picture.button, *self.pane.stops())

    def take_focus(self) -> None:
        """To the question; to its field where one types."""
        if not self.pane.wants_focus():
            self.setFocus()
        else:
            self.pane.take_focus()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the keyboard's place when one comes by Tab."""
        super().focusInEvent(event)
        reasons = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        self._is_tabbed = event.reason() in reasons
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard is elsewhere."""
        super().focusOutEvent(event)
        self._is_tabbed = False
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A ring around the text."""
        if self._is_tabbed:
            with painting(self) as painter:
                focus_ring(painter, QRectF(self.stem.geometry()), px(4))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        self._both.setStretch(0, 0 if self.picture.isHidden() else 54)
        beside = logical_width(self) >= _BESIDE
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._both.direction() != way:
            self._both.setDirection(way)

    def _hint(self, asked: Asked) -> str:
        """The author's own hint and how to answer, in the question's language."""
        question = asked.question
        own = question.hint.in_language(asked.language) if question.hint else ""
        return " ".join(part for part in (own, self._how(question.kind)) if part)

    def _how(self, kind: ItemKind) -> str:
        match kind:
            case ItemKind.SINGLE:
                return self.tr("Välj ett svar.")
            case ItemKind.MULTIPLE:
                return self.tr("Välj ett eller flera svar.")
            case ItemKind.ORDER:
                return self.tr("Flytta raderna till rätt ordning.")
            case ItemKind.MATCH:
                return self.tr("Välj en bokstav för varje rad.")
            case ItemKind.NUMERIC:
                return self.tr("Svara med ett tal. Komma och punkt går lika bra.")

    def _build(self) -> None:
        m = metrics()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(m.gap_tiny)
        column.addWidget(self.stem)
        line = QHBoxLayout()
        line.setSpacing(m.gap_huge)
        line.addWidget(self.hint, 1)
        line.addStretch(0)
        line.addWidget(self.saved, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        column.addLayout(line)
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.setSpacing(m.gap_huge)
        drawing = QVBoxLayout()
        drawing.setSpacing(0)
        drawing.addWidget(self.picture, 1)
        drawing.addStretch(0)
        self._both.addLayout(drawing, 54)
        answers = QVBoxLayout()
        answers.setSpacing(0)
        for pane in dict.fromkeys(self._panes.values()):
            pane.answered.connect(self.answered)
            answers.addWidget(pane, 1)
        self._both.addLayout(answers, 46)
        column.addLayout(self._both, 1)


def _spoken(asked: Asked) -> str:
    text = asked.question.picture_text
    return text.in_language(asked.language) if text else ""
