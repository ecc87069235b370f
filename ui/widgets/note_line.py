"""One line with an icon in a tone: what is missing, what to mind; hidden while it says nothing."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.theme import metrics, px
from ui.theme_roles import Tone
from ui.widgets.icon_label import IconLabel
from ui.widgets.labels import TextLabel


class NoteLine(QWidget):
    """Icon and words in a tone; the words wrap."""

    def __init__(
        self, icon: str, tone: Tone = "neutral", words: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon = IconLabel(icon, tone)
        self.words = TextLabel(words, "state", tone, wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, px(2), 0, px(2))
        row.setSpacing(metrics().gap_small)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
        self.show_words(words)

    def show_words(self, words: str, tone: Tone | None = None, icon: str = "") -> None:
        """Say something else; nothing hides the line."""
        self.words.setText(words)
        if tone is not None:
            self.words.set_tone(tone)
            self._icon.set_icon(icon, tone)
        self.setVisible(bool(words))
