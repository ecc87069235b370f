"""One line with an icon in a tone: what is missing, what to mind; hidden while it says nothing."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.theme import TextStyle, metrics, px
from ui.theme_roles import Tone
from ui.widgets.icon_label import IconLabel
from ui.widgets.labels import TextLabel


class NoteLine(QWidget):
    """Icon and words in a tone; the words wrap."""

    def __init__(
        self,
        icon: str,
        tone: Tone = "neutral",
        words: str = "",
        *,
        style: TextStyle = "state",
    ) -> None:
        """Words in the style `state` take the icon's tone, other styles are plain text."""
        super().__init__()
        self._icon = IconLabel(icon, tone)
        self._tinted = style == "state"
        self.words = TextLabel(words, style, tone if self._tinted else "text", wrap=True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, px(2), 0, px(2))
        row.setSpacing(metrics().gap_small)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
        if not words:
            self.hide()  # shown without a parent it would be a window of its own

    def show_words(self, words: str, tone: Tone | None = None, icon: str = "") -> None:
        """Say something else; nothing hides the line."""
        self.words.setText(words)
        if tone is not None:
            self._icon.set_icon(icon, tone)
            if self._tinted:
                self.words.set_tone(tone)
        self.setVisible(bool(words))
