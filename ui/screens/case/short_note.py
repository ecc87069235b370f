"""A note that asks for a few lines, takes the room there is, and stops where storing stops."""

from PySide6.QtCore import QMimeData, QSize, Signal
from PySide6.QtGui import QTextCursor

from app.domain.free_text import LONGEST_NOTE
from ui.theme import px
from ui.widgets.fields import NoteField


class ShortNote(NoteField):
    """At most LONGEST_NOTE characters: more is not taken while one types or pastes."""

    picture_pasted = Signal()

    def __init__(self, least: int = 80) -> None:
        """`least`: the height it asks for, in pixels at 100 %."""
        super().__init__()
        self._least = least
        self.textChanged.connect(self._cut)

    def sizeHint(self) -> QSize:
        """A few lines."""
        return QSize(px(240), px(self._least))

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Words alone: a file that is dropped is no text, it goes to what lies around."""
        return source.hasText() and not source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """A picture is not written down, it is told of."""
        if source.hasText() and not source.hasUrls():
            super().insertFromMimeData(source)
        elif source.hasImage() or source.hasUrls():
            self.picture_pasted.emit()

    def _cut(self) -> None:
        text = self.toPlainText()
        if len(text) > LONGEST_NOTE:
            self.setPlainText(text[:LONGEST_NOTE])
            self.moveCursor(QTextCursor.MoveOperation.End)
