"""What is not as signed, sentence by sentence, and what to do about it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.screens.verify_layers import emptied
from ui.theme import metrics, px
from ui.widgets.card import Card
from ui.widgets.icon_label import IconLabel
from ui.widgets.labels import TextLabel

_SHOWN = 6


class DifferenceList(Card):
    """On the ground of an alarm; hidden while everything agrees."""

    def __init__(self) -> None:
        super().__init__(ground="bad")
        self.setObjectName("answer_differences")
        self._title = TextLabel("", "key", "bad")
        self._advice = TextLabel("", "small", wrap=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(px(4))
        self.body.setSpacing(metrics().gap_small)
        self.body.addWidget(self._title)
        self.body.addLayout(self._rows)
        self.body.addWidget(self._advice)
        self.hide()

    def show_differences(self, sentences: Sequence[str]) -> None:
        """Show these; none hides the card."""
        emptied(self._rows)
        self.setVisible(bool(sentences))
        if not sentences:
            return
        self._title.setText(self.tr("%n sak stämmer inte", "", len(sentences)))
        for sentence in sentences[:_SHOWN]:
            self._rows.addWidget(_row(sentence))
        more = len(sentences) - _SHOWN
        if more > 0:
            self._rows.addWidget(_row(self.tr("%n sak till", "", more)))
        self._advice.setText(
            self.tr(
                "Lita på koden, inte texten: det är uppgifterna här under som är signerade. "
                "Godta inte papperet. Fråga testcentret som står i koden."
            )
        )


def _row(sentence: str) -> QWidget:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(metrics().gap_small)
    line.addWidget(IconLabel("x-circle", "bad"), 0, Qt.AlignmentFlag.AlignTop)
    words = TextLabel(sentence, "body", wrap=True)
    line.addWidget(words, 1)
    return row
