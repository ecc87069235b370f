"""Fields one writes in: search with its count, a labelled field with its error, a note."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.theme import colour, font, metrics, px, sized_font
from ui.widgets.icon_label import IconLabel
from ui.widgets.labels import TextLabel
from ui.widgets.painting import box, painting


class SearchField(QFrame):
    """One field of 48 with an icon before the text and a note (count of hits) after it."""

    text_changed = Signal(str)
    entered = Signal(str)  # Enter
    moved = Signal(int)  # arrow up (-1) or down (+1), for the list below

    def __init__(
        self, placeholder: str = "", icon: str = "search", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.edit = QLineEdit()
        self.edit.setProperty("bare", True)
        self.edit.setFont(sized_font(17, 400))
        self.edit.setObjectName("search_text")
        self.edit.installEventFilter(self)
        self.note = TextLabel("", "small", "muted")
        self._icon = IconLabel(icon, "accent", px(20))
        self.setFixedHeight(metrics().control_main)
        self.setFocusProxy(self.edit)
        self.set_placeholder(placeholder)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(17), px(3), metrics().gap_wide, px(3))
        row.setSpacing(px(14))
        row.addWidget(self._icon)
        row.addWidget(self.edit, 1)
        row.addWidget(self.note)
        self.edit.textChanged.connect(self.text_changed)
        self.edit.returnPressed.connect(lambda: self.entered.emit(self.edit.text()))

    @property
    def text(self) -> str:
        """What is written."""
        return self.edit.text()

    def set_placeholder(self, text: str) -> None:
        """What the field is for; its accessible name too."""
        self.edit.setPlaceholderText(text)
        self.edit.setAccessibleName(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows go to the list below, Escape clears; focus repaints the frame."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
            if step is not None:
                self.moved.emit(step)
                return True
            if event.key() == Qt.Key.Key_Escape and self.edit.text():
                self.edit.clear()
                return True
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The frame, in the accent while one writes."""
        focused = self.edit.hasFocus()
        border = colour("accent" if focused else "control_border")
        with painting(self) as painter:
            rect = QRectF(self.rect())
            box(painter, rect, metrics().radius, colour("card"), border, px(2) if focused else 1)


class Field(QWidget):
    """A label above an editor, a hint or what is wrong under it."""

    def __init__(self, label: str, editor: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = editor
        self._label = TextLabel(label, "state")
        self._label.setBuddy(editor)
        self._under = TextLabel("", "small", "muted", wrap=True)
        self._under.hide()
        self._hint = ""
        self.setFocusProxy(editor)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics().gap_tiny + px(2))
        column.addWidget(self._label)
        column.addWidget(editor)
        column.addWidget(self._under)
        self.set_label(label)

    @property
    def above(self) -> int:
        """How far below its top the editor begins, for what is to stand beside that."""
        layout = self.layout()
        assert layout is not None
        return self._label.sizeHint().height() + layout.spacing()

    def set_label(self, label: str) -> None:
        """What is to be written; the editor's accessible name too."""
        self._label.setText(label)
        self.editor.setAccessibleName(label)

    def set_hint(self, hint: str) -> None:
        """A line of help under the field while nothing is wrong."""
        self._hint = hint
        self.show_wrong("")

    def show_wrong(self, text: str) -> None:
        """What is wrong, in words under the field; empty when nothing is."""
        self._under.setText(text or self._hint)
        self._under.set_tone("bad" if text else "muted")
        self._under.setVisible(bool(self._under.text()))
        self.editor.setProperty("wrong", bool(text))
        self.editor.setAccessibleDescription(self._under.text())
        self.editor.style().unpolish(self.editor)
        self.editor.style().polish(self.editor)


class NoteField(QPlainTextEdit):
    """Several lines of plain text; Tab leaves the field, Ctrl+Enter is left to the screen."""

    finished = Signal(str)  # the text, when the field is left and the text has changed

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(font("body"))
        self.setTabChangesFocus(True)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(px(72))
        self._known = ""

    def show_text(self, text: str) -> None:
        """Show stored text; does not count as a change."""
        self._known = text
        self.setPlainText(text)

    def finish(self) -> None:
        """Say the text now if it differs from what was shown or said last."""
        text = self.toPlainText()
        if text != self._known:
            self._known = text
            self.finished.emit(text)

    def event(self, event: QEvent) -> bool:
        """Leaving the field finishes it."""
        if event.type() == QEvent.Type.FocusOut:
            self.finish()
        return super().event(event)
