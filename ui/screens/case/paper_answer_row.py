"""One question of a test on paper: its number, what may stand there, what does."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.paper_form import letter
from app.domain.protocol import ItemKind
from app.usecases.paper_entry import AnswerLine
from ui.language import tr
from ui.theme import metrics, px
from ui.widgets.card import Hairline
from ui.widgets.labels import TextLabel

_LONGEST = 40


class AnswerRow(QWidget):
    """Enter and Down go on, Up goes back; one letter is enough where one is asked for."""

    written = Signal(str)
    went_on = Signal()
    entered = Signal()

    def __init__(self, line: AnswerLine) -> None:
        super().__init__()
        self.line = line
        self.is_wrong = False
        self._known = line.written
        self.setObjectName(f"answer_{line.number}")
        self._hint = TextLabel(_hint(line), "small", "muted")
        self._wrong = TextLabel("", "small", "bad", wrap=True)
        self._wrong.hide()
        self.edit = QLineEdit(line.written)
        self.edit.setObjectName(f"answer_edit_{line.number}")
        self.edit.setMaxLength(_LONGEST)
        self.edit.setFixedWidth(px(160))
        self.edit.setAccessibleName(tr("Fråga {number}").format(number=line.number))
        self.edit.setAccessibleDescription(self._hint.text())
        self.edit.installEventFilter(self)
        self.edit.textEdited.connect(self._on_edited)
        self.edit.editingFinished.connect(self.finish)
        self._build()

    def show_line(self, line: AnswerLine) -> None:
        """What is stored now."""
        self.line, self._known, self.is_wrong = line, line.written, False
        self._wrong.hide()
        if not self.edit.hasFocus():
            self.edit.setText(line.written)

    def show_wrong(self, words: str) -> None:
        """What is written is no answer; it was not stored."""
        self.is_wrong = True
        self._wrong.setText(words)
        self._wrong.show()

    def finish(self) -> None:
        """Say what is written if it differs from what is stored."""
        text = self.edit.text().strip()
        if text != self._known or (self.is_wrong and text != self.line.written):
            self._known = text
            self.written.emit(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys that go on and back; the row comes on view with the keyboard."""
        if event.type() == QEvent.Type.FocusIn:
            self.entered.emit()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
                self.finish()
                self.went_on.emit()
                return True
            if event.key() == Qt.Key.Key_Up:
                self.edit.focusPreviousChild()
                return True
        return super().eventFilter(watched, event)

    def _on_edited(self, text: str) -> None:
        is_letter = self.line.kind is ItemKind.SINGLE and len(text.strip()) == 1
        if is_letter:
            self.finish()
            if text.strip().upper() in map(letter, range(self.line.letters)):
                self.went_on.emit()

    def _build(self) -> None:
        number = TextLabel(str(self.line.number), "strong")
        number.setFixedWidth(px(36))
        row = QHBoxLayout()
        row.setContentsMargins(0, px(4), metrics().gap, px(4))
        row.setSpacing(metrics().gap)
        row.addWidget(number)
        row.addWidget(self._hint, 1)
        row.addWidget(self.edit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self._wrong)
        column.addWidget(Hairline())


def _hint(line: AnswerLine) -> str:
    """What may stand there."""
    last = letter(line.letters - 1) if line.letters else ""
    match line.kind:
        case ItemKind.NUMERIC:
            return tr("Ett tal, {unit}").format(unit=line.unit) if line.unit else tr("Ett tal")
        case ItemKind.ORDER:
            return tr("Alla bokstäver A–{last} i ordning").format(last=last)
        case ItemKind.MATCH:
            return tr("Par, till exempel A2 B1")
        case ItemKind.MULTIPLE:
            return tr("En eller flera av A–{last}").format(last=last)
        case ItemKind.SINGLE:
            return tr("En av A–{last}").format(last=last)
