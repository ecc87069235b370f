"""The head of the pages before a desk is open: mark, place, language."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.appearance import Appearance
from ui.icons import draw_icon
from ui.language import language
from ui.theme import colour, metrics, px
from ui.widgets.labels import ElidedLabel, TextLabel
from ui.widgets.painting import box, painting
from ui.widgets.segmented import SegmentedChoice


class Mark(QWidget):
    """Intyga's own mark: a shield on the rail's colour."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(px(40), px(40))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A rounded square with the shield."""
        with painting(self) as painter:
            rect, inset = QRectF(self.rect()), px(9)
            box(painter, rect, metrics().radius, colour("rail"))
            draw_icon(
                painter,
                "shield-check",
                rect.adjusted(inset, inset, -inset, -inset),
                colour("rail_current_text"),
            )


class WelcomeHead(QWidget):
    """Name and place at the left, the language at the right."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._place = ElidedLabel("", "small", "muted")
        self._place.hide()
        self._place.setObjectName("welcome_place")
        self.language = SegmentedChoice([("sv", "SV"), ("en", "EN")], "Språk / Language")
        self.language.setObjectName("language")
        self.language.set_words("sv", "SV", "Svenska")
        self.language.set_words("en", "EN", "English")
        self.language.choose(language())
        self.language.chosen.connect(appearance.set_language)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(TextLabel("Intyga", "heading"))
        words.addWidget(self._place)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(metrics().gap)
        row.addWidget(Mark())
        row.addLayout(words, 1)
        row.addWidget(self.language)

    def show_place(self, *parts: str) -> None:
        """The test centre and this computer's name."""
        self._place.setText(" · ".join(part for part in parts if part))
        self._place.setVisible(bool(self._place.text()))


class Upright(QWidget):
    """A hairline from top to bottom."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """One line in the theme's line colour."""
        with painting(self) as painter:
            painter.fillRect(self.rect(), colour("line"))
