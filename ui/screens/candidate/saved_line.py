"""One line beside the question: saved, being saved, or not saved; and the way to take it back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.screens.candidate.sizes import Letters
from ui.theme import metrics, px, sized_font
from ui.widgets.buttons import QuietButton
from ui.widgets.icon_label import IconLabel
from ui.widgets.labels import TextLabel


class SmallButton(QuietButton):
    """No higher than a gloved finger needs."""

    def _height(self) -> int:
        return metrics().finger


class SavedLine(QWidget):
    """Says nothing about a question nobody has answered."""

    take_back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._icon = IconLabel("check", "ok", px(18))
        self.words = TextLabel("", "state", "ok")
        self.words.setObjectName("saved_words")
        self.clear = SmallButton("", "undo")
        self.clear.setObjectName("take_back")
        self.clear.clicked.connect(self.take_back)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(metrics().gap_small)
        row.addWidget(self.clear)
        row.addWidget(self._icon)
        row.addWidget(self.words)
        self.setMinimumHeight(metrics().finger)
        self.show_nothing()

    def show_nothing(self) -> None:
        """No answer yet."""
        self._say("", "ok", "check", answered=False)

    def show_saved(self, *, answered: bool) -> None:
        """The answer, or that there is none any more, is durable."""
        words = self.tr("Svaret är sparat") if answered else self.tr("Svaret är borttaget")
        self._say(words, "ok", "check", answered=answered)

    def show_slow(self) -> None:
        """It takes a moment."""
        self._say(self.tr("Sparar …"), "muted", "clock", answered=True)

    def show_pending(self, *, answered: bool) -> None:
        """Under way, usually too short to read anything."""
        self._say("", "ok", "check", answered=answered)

    def show_unsaved(self) -> None:
        """The disk did not take it."""
        self._say(self.tr("Svaret är inte sparat"), "bad", "warning", answered=True)

    def dress(self, letters: Letters) -> None:
        """Size."""
        self.words.setFont(sized_font(letters.small + 1, 600))
        self.clear.setFont(sized_font(letters.small + 1, 500))
        self.clear.setText(self.tr("Ta bort svaret"))

    def _say(self, words: str, tone: str, icon: str, *, answered: bool) -> None:
        self.words.setText(words)
        if tone == "muted":
            self.words.set_tone("muted")
            self._icon.set_icon(icon, "neutral")
        elif tone == "bad":
            self.words.set_tone("bad")
            self._icon.set_icon(icon, "bad")
        else:
            self.words.set_tone("ok")
            self._icon.set_icon(icon, "ok")
        self.words.setVisible(bool(words))
        self._icon.setVisible(bool(words))
        self.clear.setVisible(answered)
        self.setAccessibleName(words)
