"""Put in order: rows moved by buttons, by Alt with arrows, or dragged."""

from itertools import pairwise

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.scoring import Answer
from app.domain.text import Text
from ui.screens.candidate.answering import AnswerPane, Asked
from ui.screens.candidate.whole_label import WholeLabel
from ui.theme import colour, metrics, px, sized_font
from ui.widgets.buttons import SecondaryButton
from ui.widgets.painting import box, focus_ring, painting
from ui.widgets.tile_drawing import mark_tile

_ARROWS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class NumberTile(QWidget):
    """The place in the order on a quiet square."""

    def __init__(self, side: int = 40) -> None:
        """`side` in pixels at 100 %."""
        super().__init__()
        self._words = ""
        self.setFixedSize(px(side), px(side))

    def show_words(self, words: str) -> None:
        """The number or letter."""
        self._words = words
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Square and number."""
        with painting(self) as painter:
            mark_tile(painter, QRectF(self.rect()), self._words, sized_font(17, 600), None)


class ArrowButton(SecondaryButton):
    """A square of 48 that moves a row."""

    def __init__(self, icon: str) -> None:
        super().__init__("", icon, icon_size=22)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A touch target."""
        return QSize(px(52), px(48))


class OrderRow(QFrame):
    """One option with its place; takes the keyboard."""

    moved = Signal(int)  # -1 up, +1 down
    stepped = Signal(int)  # the keyboard goes to the row before or after
    dragged = Signal(int)  # y in the list's coordinates

    def __init__(self, option_id: str, words: Text) -> None:
        super().__init__()
        self.option_id, self._text = option_id, words
        self.setObjectName(f"order_{option_id}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.tile, self.words = NumberTile(), WholeLabel()
        self.up, self.down = ArrowButton("arrow-up"), ArrowButton("arrow-down")
        self.up.setObjectName("up")
        self.down.setObjectName("down")
        row = QHBoxLayout(self)
        row.setContentsMargins(px(14), px(6), px(10), px(6))
        row.setSpacing(metrics().gap_wide)
        row.addWidget(self.tile)
        row.addWidget(self.words, 1)
        row.addWidget(self.up)
        row.addWidget(self.down)
        self.up.clicked.connect(lambda: self.moved.emit(-1))
        self.down.clicked.connect(lambda: self.moved.emit(1))

    def dress(self, asked: Asked) -> None:
        """Words and size."""
        self.words.setFont(sized_font(asked.letters.text, 500))
        self.words.setText(self._text.in_language(asked.language))

    def show_place(self, at: int, last: int) -> None:
        """Which place the row has."""
        self.tile.show_words(str(at + 1))
        self.up.setEnabled(at > 0)
        self.down.setEnabled(at < last)
        self.setAccessibleName(f"{at + 1}: {self.words.text()}")
        self.setAccessibleDescription(self.tr("Alt+Upp och Alt+Ned flyttar raden"))
        self.up.setAccessibleName(self.tr("Flytta upp"))
        self.down.setAccessibleName(self.tr("Flytta ned"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt with an arrow moves the row, an arrow alone goes to the next."""
        step = _ARROWS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(step)
        else:
            self.stepped.emit(step)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Take the row along."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.dragged.emit(self.mapToParent(event.position().toPoint()).y())

    def event(self, event: QEvent) -> bool:
        """Show the keyboard's place."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A card, with a ring where the keyboard is."""
        with painting(self) as painter:
            rect, radius = QRectF(self.rect()), metrics().radius + px(2)
            box(painter, rect, radius, colour("card"), colour("control_border"))
            if self.hasFocus():
                focus_ring(painter, rect, radius)


class OrderPane(AnswerPane):
    """Begins in the order given; counts as answered after a move or the word of the candidate."""

    named = "order"

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[OrderRow] = []
        self._given: tuple[str, ...] = ()
        self._is_said = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(6))
        self.confirm = SecondaryButton("", "check", size="control_main")
        self.confirm.setObjectName("order_confirm")
        self.confirm.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.confirm.clicked.connect(self._say)
        self._column.addWidget(self.confirm)
        self._column.addStretch(1)

    def show_question(self, asked: Asked, answer: Answer) -> None:
        """One row per option."""
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [OrderRow(option.id, option.text) for option in asked.question.options]
        self._given = tuple(row.option_id for row in self.rows)
        for at, row in enumerate(self.rows):
            row.moved.connect(lambda step, row=row: self._move(row, self.rows.index(row) + step))
            row.stepped.connect(lambda step, row=row: self._step(row, step))
            row.dragged.connect(lambda y, row=row: self._drag(row, y))
            self._column.insertWidget(at, row)
        self.dress(asked)
        self.show_answer(answer)

    def dress(self, asked: Asked) -> None:
        """Words and size."""
        for row in self.rows:
            row.dress(asked)
        self.confirm.setFont(sized_font(asked.letters.control, 500))
        self._number()

    def show_answer(self, answer: Answer) -> None:
        """The rows in the order answered, else as given."""
        wanted = answer if sorted(answer) == sorted(self._given) else self._given
        self.rows.sort(key=lambda row: wanted.index(row.option_id))
        self._is_said = bool(answer)
        self._lay()

    def stops(self) -> tuple[QWidget, ...]:
        """The rows in their order, then the word of the candidate."""
        return (*self.rows, self.confirm)

    def take_focus(self) -> None:
        """To the first row."""
        self.rows[0].setFocus()

    def _move(self, row: OrderRow, to: int) -> None:
        if not 0 <= to < len(self.rows):
            return
        self.rows.remove(row)
        self.rows.insert(to, row)
        self._lay()
        row.setFocus()
        self._say()

    def _drag(self, row: OrderRow, y: int) -> None:
        """Past the middle of a neighbour, the two change places."""
        at = self.rows.index(row)
        if at > 0 and y < self.rows[at - 1].geometry().center().y():
            self._move(row, at - 1)
        elif at < len(self.rows) - 1 and y > self.rows[at + 1].geometry().center().y():
            self._move(row, at + 1)

    def _step(self, row: OrderRow, step: int) -> None:
        at = self.rows.index(row) + step
        if 0 <= at < len(self.rows):
            self.rows[at].setFocus()

    def _say(self) -> None:
        self._is_said = True
        self._number()
        self.answered.emit(tuple(row.option_id for row in self.rows))

    def _lay(self) -> None:
        for at, row in enumerate(self.rows):
            self._column.removeWidget(row)
            self._column.insertWidget(at, row)
        for before, after in pairwise(self.stops()):
            QWidget.setTabOrder(before, after)
        self._number()
        self._column.activate()

    def _number(self) -> None:
        for at, row in enumerate(self.rows):
            row.show_place(at, len(self.rows) - 1)
        self.confirm.setEnabled(not self._is_said)
        self.confirm.setText(
            self.tr("Ordningen är ditt svar") if self._is_said else self.tr("Så här ska det vara")
        )
