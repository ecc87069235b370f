"""A number: a big field with its unit, and a keypad for hands in gloves."""

from PySide6.QtCore import QEvent, QRegularExpression, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QRegularExpressionValidator,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QBoxLayout,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.domain.scoring import Answer, parse_number
from ui.language import language
from ui.screens.candidate.answering import AnswerPane, Asked
from ui.screens.candidate.sizes import logical_width
from ui.theme import metrics, px, sized_font
from ui.widgets.buttons import SecondaryButton
from ui.widgets.labels import TextLabel
from ui.widgets.note_line import NoteLine

TYPING_MILLISECONDS = 400
_BESIDE = 820  # pixels at 100 %
_SHAPE = QRegularExpression(r"[-+\x{2212}]?\d{0,12}([.,]\d{0,12})?")
_FORBIDDEN = (
    QKeySequence.StandardKey.Copy,
    QKeySequence.StandardKey.Cut,
    QKeySequence.StandardKey.Paste,
)


class NumberEdit(QLineEdit):
    """Takes a number and nothing else: no clipboard, no drop, no menu."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("number")
        self.setValidator(QRegularExpressionValidator(_SHAPE, self))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAcceptDrops(False)
        self.setDragEnabled(False)
        self.setMaxLength(26)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type; Enter, Escape and other keys are the screen's."""
        if any(event.matches(wanted) for wanted in _FORBIDDEN):
            event.accept()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The middle button pastes on some computers; not here."""
        if event.button() != Qt.MouseButton.MiddleButton:
            super().mouseReleaseEvent(event)

    def event(self, event: QEvent) -> bool:
        """Leaving the field ends the typing."""
        if event.type() == QEvent.Type.FocusOut:
            self.left.emit()
        return super().event(event)


class Key(SecondaryButton):
    """One key of the keypad, at least 52 high."""

    def __init__(self, words: str, icon: str = "") -> None:
        super().__init__(words, icon, icon_size=26)
        self.setFont(sized_font(24, 500))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """For gloves."""
        return QSize(px(96), px(60))

    def minimumSizeHint(self) -> QSize:
        """Still for gloves."""
        return QSize(px(64), px(52))


class NumberPane(AnswerPane):
    """The number as typed is the answer, with comma or point."""

    named = "number"

    def __init__(self) -> None:
        super().__init__()
        self.edit = NumberEdit()
        self._unit = TextLabel("", "title", "muted")
        self.note = NoteLine("warning", "warn")
        self.note.setObjectName("number_note")
        self._said: Answer = ()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_MILLISECONDS)
        self._pause.timeout.connect(self.flush)
        self._comma = self._key(",")
        self._comma.setObjectName("key_comma")
        self._build()
        self.edit.textEdited.connect(lambda _text: self._on_typed())
        self.edit.left.connect(self.flush)

    def show_question(self, asked: Asked, answer: Answer) -> None:
        """Field and unit."""
        self._pause.stop()
        self.dress(asked)
        self.show_answer(answer)

    def dress(self, asked: Asked) -> None:
        """Words and size."""
        letters = asked.letters
        self.edit.setFont(sized_font(letters.text + 6, 600))
        self.edit.setFixedHeight(max(px(72), self.edit.fontMetrics().height() + px(28)))
        self._unit.setFont(sized_font(letters.text, 600))
        self._unit.setText(asked.question.unit)
        self.note.words.setFont(sized_font(letters.small))
        spoken = self.tr("Svar i {unit}") if asked.question.unit else self.tr("Svar i siffror")
        self.edit.setAccessibleName(spoken.format(unit=asked.question.unit))
        self._comma.setText("," if language() == "sv" else ".")
        self._say()

    def show_answer(self, answer: Answer) -> None:
        """The number as it was typed."""
        self._said = answer
        self.edit.setText(answer[0] if answer else "")
        self._say()

    def press(self, sign: str) -> bool:
        """Figures typed elsewhere belong here."""
        if len(sign) != 1 or sign not in "0123456789,.-+\u2212":
            return False
        self.edit.setFocus()
        self._type(sign)
        return True

    def flush(self) -> None:
        """Say the number; what is no number yet counts as nothing."""
        self._pause.stop()
        text = self.edit.text().strip()
        answer: Answer = (text,) if parse_number(text) is not None else ()
        self._say()
        if answer != self._said:
            self._said = answer
            self.answered.emit(answer)

    def wants_focus(self) -> bool:
        """One types at once."""
        return True

    def stops(self) -> tuple[QWidget, ...]:
        """The field; the keypad is for fingers."""
        return (self.edit,)

    def take_focus(self) -> None:
        """To the field."""
        self.edit.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The keypad beside the field where there is room."""
        super().resizeEvent(event)
        wide = logical_width(self) >= _BESIDE
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._both.direction() != way:
            self._both.setDirection(way)
            self._both.setSpacing(metrics().gap_huge if wide else metrics().gap)
            self._both.setStretch(0, 1 if wide else 0)
            self._keys.setStretch(0, 0 if wide else 1)
            self._keys.setStretch(1, 1 if wide else 0)

    def _on_typed(self) -> None:
        self.note.show_words("")
        self._pause.start()

    def _type(self, sign: str) -> None:
        """Put a sign at the cursor if it still makes a number."""
        if sign in "-+\u2212":
            self.edit.setText(self.edit.text().lstrip("-+\u2212"))
            self.edit.setCursorPosition(0)
        self.edit.insert(sign)
        self.edit.end(False)
        self._on_typed()

    def _drop(self) -> None:
        self.edit.backspace()
        self._on_typed()

    def _say(self) -> None:
        text = self.edit.text().strip()
        is_number = not text or parse_number(text) is not None
        self.note.show_words("" if is_number else self.tr("Det här är inte ett tal än."))

    def _key(self, sign: str) -> Key:
        key = Key(sign)
        key.setObjectName(f"key_{sign}")
        key.clicked.connect(lambda: self._type(key.text()))
        return key

    def _build(self) -> None:
        m = metrics()
        row = QHBoxLayout()
        row.setSpacing(m.gap_wide)
        row.addWidget(self.edit, 1)
        row.addWidget(self._unit)
        field = QVBoxLayout()
        field.setSpacing(m.gap_small)
        field.addLayout(row)
        field.addWidget(self.note)
        field.addStretch(1)
        keys = QWidget()
        keys.setLayout(self._build_keys())
        keys.setMaximumSize(px(560), px(360))
        self._both = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._both.setContentsMargins(0, 0, 0, 0)
        self._both.setSpacing(m.gap)
        self._both.addLayout(field)
        self._keys = QVBoxLayout()
        self._keys.addWidget(keys, 1)
        self._keys.addStretch(0)
        self._both.addLayout(self._keys, 1)
        self.setFocusProxy(self.edit)

    def _build_keys(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(metrics().gap_small)
        for at, figure in enumerate("789456123"):
            grid.addWidget(self._key(figure), at // 3, at % 3)
        back = Key("", "backspace")
        back.setObjectName("key_back")
        back.setAccessibleName(self.tr("Ta bort senaste tecknet"))
        back.clicked.connect(self._drop)
        minus = self._key("\u2212")
        minus.setObjectName("key_minus")
        grid.addWidget(minus, 0, 3)
        grid.addWidget(back, 1, 3, 3, 1)
        grid.addWidget(self._key("0"), 3, 0, 1, 2)
        grid.addWidget(self._comma, 3, 2)
        return grid
