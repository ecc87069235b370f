"""An empty place: one sentence on what will be here, and the first act."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import metrics, px
from ui.widgets.buttons import SecondaryButton
from ui.widgets.icon_label import IconBadge
from ui.widgets.labels import TextLabel


class EmptyState(QWidget):
    """Icon, sentence, button (if there is an act)."""

    acted = Signal()

    def __init__(
        self, icon: str, words: str = "", act: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.words = TextLabel(words, "body", "muted", wrap=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words.setMaximumWidth(px(420))
        self.button = SecondaryButton(act)
        self.button.clicked.connect(self.acted)
        centre = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.setSpacing(metrics().gap_wide)
        column.addStretch(1)
        column.addWidget(IconBadge(icon, "neutral", size=56, shape="disc"), 0, centre)
        column.addWidget(self.words)
        column.setAlignment(self.words, centre)
        column.addWidget(self.button, 0, centre)
        column.addStretch(1)
        self.show_words(words, act)

    def show_words(self, words: str, act: str = "") -> None:
        """The sentence and the words of the act; without words no button."""
        self.words.setText(words)
        wide = self.words.fontMetrics().horizontalAdvance(words)
        self.words.setMinimumWidth(min(px(420), wide + px(4)))
        self.words.setMinimumHeight(max(0, self.words.heightForWidth(self.words.minimumWidth())))
        self.button.setText(act)
        self.button.setVisible(bool(act))
