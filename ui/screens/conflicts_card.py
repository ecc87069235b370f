"""One conflict: what it means, both versions, and the one act that is left."""

from PySide6.QtCore import Signal

from app.usecases.conflicts import ConflictView
from ui.language import tr
from ui.messages import message
from ui.models.conflict_words import ended_words, kind_words, meaning_words, state_of
from ui.screens.conflicts_compare import CompareGrid
from ui.widgets.buttons import PrimaryButton
from ui.widgets.card import Card, Hairline
from ui.widgets.labels import TextLabel
from ui.widgets.note_line import NoteLine
from ui.widgets.pill import Pill


class ConflictCard(Card):
    """Reads from top to bottom: what, why it matters, the two versions, what one may do."""

    settle_asked = Signal()

    def __init__(self) -> None:
        super().__init__(" ")
        self.setObjectName("conflict")
        self._state = Pill("", "neutral", "dot")
        self.head.addWidget(self._state)
        self._meaning = TextLabel("", "body", wrap=True)
        self._meaning.setObjectName("conflict_meaning")
        self._ended = NoteLine("check-circle", "ok", style="body")
        self._ended.setObjectName("conflict_ended")
        self.grid = CompareGrid()
        self._legend = TextLabel("", "small", "muted", wrap=True)
        self._hindrance = NoteLine("people", "neutral", style="body")
        self._hindrance.setObjectName("conflict_hindrance")
        self.settle = PrimaryButton("", "pen", size="control_touch")
        self.settle.setObjectName("conflict_settle")
        self.settle.clicked.connect(self.settle_asked)
        parts = (self._meaning, self._ended, self._hindrance, Hairline(), self.grid, self._legend)
        for part in parts:
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.body.addWidget(self.settle)

    def show_view(self, view: ConflictView) -> None:
        """Show this conflict."""
        line, state = view.line, state_of(view.line)
        self.set_title(kind_words(line.kind))
        self._state.show_state(state.words, state.tone, state.icon)
        is_open = line.settled is None
        self._meaning.setText(meaning_words(view))
        self._meaning.setVisible(is_open)
        self._ended.show_words("" if line.settled is None else ended_words(view, line.settled))
        self._hindrance.show_words(_hindrance_words(view) if is_open else "")
        self.grid.show_view(view)
        differs = any(pair.differs for pair in view.areas) or bool(view.facts)
        self._legend.setText(
            tr("≠ och färg: de två versionerna skiljer sig.")
            if differs
            else tr("De två versionerna säger samma sak om varje område.")
        )
        self._legend.setVisible(bool(view.areas or view.facts))
        self.settle.setText(tr("Avgör"))
        self.settle.setVisible(is_open and view.hindrance is None)


def _hindrance_words(view: ConflictView) -> str:
    if view.line.waits:
        return tr("Svaret härifrån är signerat. Det gäller när noden har tagit emot det.")
    if view.hindrance is None:
        return ""
    return message(view.hindrance).in_one()
