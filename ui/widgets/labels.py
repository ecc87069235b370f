"""Text on the desk: one label class with a style and a tone; data is always plain text."""

from typing import Literal

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.theme import TextStyle, colour, font
from ui.theme_roles import TONES, Tone

_ROLES: dict[str, str] = {tone: pair.word for tone, pair in TONES.items()}
LabelTone = Tone | Literal["text", "muted", "on_practice"]


class TextLabel(QLabel):
    """A text in a style (size, weight) and a tone (colour); never interprets markup."""

    def __init__(
        self,
        text: str = "",
        style: TextStyle = "body",
        tone: LabelTone = "text",
        *,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        self._tone: LabelTone = tone
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font(style))
        if style == "caption":
            self._set_capitals()
        self.setWordWrap(wrap)
        self._tint()

    def set_tone(self, tone: LabelTone) -> None:
        """Colour the text by a role of the theme."""
        self._tone = tone
        self._tint()

    def changeEvent(self, event: QEvent) -> None:
        """Take the colour of a new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._tint()

    def _tint(self) -> None:
        tinted = self.palette()
        tinted.setColor(tinted.ColorRole.WindowText, colour(_ROLES.get(self._tone, self._tone)))
        self.setPalette(tinted)

    def _set_capitals(self) -> None:
        capitals = self.font()
        capitals.setCapitalization(QFont.Capitalization.AllUppercase)
        self.setFont(capitals)


class ElidedLabel(TextLabel):
    """One line that ends in … when there is no room; the whole text is the tooltip then."""

    def __init__(
        self,
        text: str = "",
        style: TextStyle = "body",
        tone: LabelTone = "text",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, style, tone, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:
        """Show `text`, shortened to the room there is."""
        super().setText(text)
        self.updateGeometry()
        self._explain()

    def sizeHint(self) -> QSize:
        """Room for the whole text."""
        return QSize(self.fontMetrics().horizontalAdvance(self.text()), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters."""
        return QSize(self.fontMetrics().averageCharWidth() * 4, super().minimumSizeHint().height())

    @property
    def is_elided(self) -> bool:
        """Whether the text is shortened now."""
        return self.fontMetrics().horizontalAdvance(self.text()) > self.width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the tooltip true."""
        super().resizeEvent(event)
        self._explain()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, shortened."""
        if not self.is_elided:
            super().paintEvent(event)
            return
        whole = self.text()
        short = self.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, self.width())
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        painter.setFont(self.font())
        painter.drawText(self.rect(), int(self.alignment()), short)
        painter.end()

    def _explain(self) -> None:
        self.setToolTip(self.text() if self.is_elided else "")
