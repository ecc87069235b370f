"""Pair up: every row on the left picks one of the lettered texts."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.domain.protocol import Option
from app.domain.scoring import Answer
from ui.screens.candidate.answering import LETTERS_OF_OPTIONS, AnswerPane, Asked, place_of
from ui.screens.candidate.ordering import NumberTile
from ui.screens.candidate.sizes import logical_width
from ui.screens.candidate.whole_label import WholeLabel
from ui.theme import colour, metrics, px, sized_font
from ui.theme_roles import Tone
from ui.widgets.card import Card
from ui.widgets.labels import TextLabel
from ui.widgets.painting import box, focus_ring, painting
from ui.widgets.tile_drawing import mark_tile


class LetterButton(QRadioButton):
    """A letter of 48 to press; filled when chosen."""

    def __init__(self, letter: str) -> None:
        super().__init__()
        self.letter = letter
        self.setObjectName(f"letter_{letter}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def hitButton(self, pos: QPoint) -> bool:
        """The whole square answers."""
        return self.rect().contains(pos)

    def sizeHint(self) -> QSize:
        """A touch target."""
        return QSize(px(48), px(48))

    def minimumSizeHint(self) -> QSize:
        """Never smaller."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Letter on a square; chosen, it is filled and has a ring."""
        with painting(self) as painter:
            rect = QRectF(self.rect()).adjusted(px(2), px(2), -px(2), -px(2))
            tone: Tone | None = "accent" if self.isChecked() else None
            mark_tile(painter, rect, self.letter, sized_font(17, 600), tone)
            if not self.isChecked():
                box(painter, rect, px(10), None, colour("control_border"))
            if self.hasFocus():
                focus_ring(painter, QRectF(self.rect()), px(12))


class MatchRow(QFrame):
    """A left side, its letters, and the text it is paired with."""

    chosen = Signal()

    def __init__(self, left: Option, targets: tuple[Option, ...]) -> None:
        super().__init__()
        self.left, self._targets = left, targets
        self.setObjectName(f"match_{left.id}")
        self.words = WholeLabel()
        self.pair = WholeLabel("accent")
        self.pair.setObjectName("pair")
        self.letters = [LetterButton(LETTERS_OF_OPTIONS[at]) for at in range(len(targets))]
        self._group = QButtonGroup(self)
        self._spoken: list[str] = []
        texts = QVBoxLayout()
        texts.setSpacing(metrics().gap_tiny)
        texts.addWidget(self.words)
        texts.addWidget(self.pair)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(16), px(6), px(12), px(6))
        row.setSpacing(metrics().gap_small)
        row.addLayout(texts, 1)
        for button in self.letters:
            self._group.addButton(button)
            button.clicked.connect(self._on_clicked)
            row.addWidget(button)

    @property
    def target(self) -> str:
        """The id of what it is paired with, or an empty text."""
        pairs = zip(self.letters, self._targets, strict=True)
        return next((target.id for button, target in pairs if button.isChecked()), "")

    def choose(self, target_id: str) -> None:
        """Show a pair; an empty id shows none."""
        self._group.setExclusive(False)
        for button, target in zip(self.letters, self._targets, strict=True):
            button.setChecked(target.id == target_id)
        self._group.setExclusive(True)
        self._show()

    def dress(self, asked: Asked) -> None:
        """Words and size."""
        words = self.left.text.in_language(asked.language)
        self._spoken = [target.text.in_language(asked.language) for target in self._targets]
        self.words.setFont(sized_font(asked.letters.text, 600))
        self.pair.setFont(sized_font(asked.letters.small + 1, 500))
        self.words.setText(words)
        self.setAccessibleName(words)
        for button, spoken in zip(self.letters, self._spoken, strict=True):
            button.setAccessibleName(f"{words}: {button.letter} {spoken}")
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A–D or 1–4 while the keyboard is in the row."""
        place = place_of(event.text(), len(self.letters))
        if place is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        self.letters[place].setFocus()
        self.letters[place].click()

    def take_focus(self) -> None:
        """To the chosen letter, or the first."""
        ticked = [button for button in self.letters if button.isChecked()]
        (ticked or self.letters)[0].setFocus()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A card."""
        with painting(self) as painter:
            rect = QRectF(self.rect())
            box(painter, rect, metrics().radius + px(2), colour("card"), colour("strong_line"))

    def _on_clicked(self) -> None:
        self._show()
        self.chosen.emit()

    def _show(self) -> None:
        for button, spoken in zip(self.letters, self._spoken, strict=False):
            if button.isChecked():
                self.pair.setText(f"{button.letter}  {spoken}")
                self.pair.show()
                return
        self.pair.setText("")
        self.pair.hide()


class MatchPane(AnswerPane):
    """Rows beside the lettered texts; above them in a narrow place."""

    named = "match"
    _beside = 820  # pixels at 100 % for letters of 24

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[MatchRow] = []
        self._letters = 24
        self._legend = Card()
        self._head = TextLabel("", "strong", "muted")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(metrics().gap_wide)
        self._grid.setVerticalSpacing(metrics().gap_small)
        self._grid.setColumnStretch(1, 1)
        self._grid.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._texts: list[WholeLabel] = []
        self._tiles: list[NumberTile] = []
        self._legend.body.addWidget(self._head)
        self._legend.body.addLayout(self._grid)
        self._legend.body.addStretch(1)
        self._left = QVBoxLayout()
        self._left.setSpacing(metrics().gap_small)
        self._left.addStretch(1)
        self._both = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._both.setContentsMargins(0, 0, 0, 0)
        self._both.setSpacing(metrics().gap)
        self._both.addWidget(self._legend)
        self._both.addLayout(self._left, 1)

    def show_question(self, asked: Asked, answer: Answer) -> None:
        """Rows and texts."""
        for row in self.rows:
            self._left.removeWidget(row)
            row.hide()
            row.deleteLater()
        question = asked.question
        self.rows = [MatchRow(option, question.targets) for option in question.options]
        for at, row in enumerate(self.rows):
            row.chosen.connect(self._on_chosen)
            self._left.insertWidget(at, row)
        self._build_legend(len(question.targets))
        self.dress(asked)
        self.show_answer(answer)

    def dress(self, asked: Asked) -> None:
        """Words and size."""
        self._letters = asked.letters.text
        self._head.setText(self.tr("Välj bland"))
        self._head.setFont(sized_font(asked.letters.small, 600))
        for text, target in zip(self._texts, asked.question.targets, strict=True):
            text.setFont(sized_font(asked.letters.text, 500))
            text.setText(target.text.in_language(asked.language))
        self._turn()
        for row in self.rows:
            row.dress(asked)

    def show_answer(self, answer: Answer) -> None:
        """The pairs so far."""
        pairs = dict(pair.split("=", 1) for pair in answer)
        for row in self.rows:
            row.choose(pairs.get(row.left.id, ""))

    def stops(self) -> tuple[QWidget, ...]:
        """Every letter, row by row."""
        return tuple(button for row in self.rows for button in row.letters)

    def take_focus(self) -> None:
        """To the first row without a pair, or the first."""
        free = [row for row in self.rows if not row.target]
        (free or self.rows)[0].take_focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room."""
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        wide = logical_width(self) >= self._beside * self._letters / 24
        direction = QBoxLayout.Direction.RightToLeft if wide else QBoxLayout.Direction.TopToBottom
        if self._both.direction() != direction:
            self._both.setDirection(direction)
            self._both.setStretch(0, 2 if wide else 0)
            self._both.setStretch(1, 3 if wide else 1)
        self._lay_legend()

    def _on_chosen(self) -> None:
        self.answered.emit(tuple(f"{row.left.id}={row.target}" for row in self.rows if row.target))

    def _build_legend(self, count: int) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            gone: QWidget | None = item.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        self._texts = [WholeLabel() for _ in range(count)]
        self._tiles = [NumberTile(34) for _ in range(count)]
        for tile, letter in zip(self._tiles, LETTERS_OF_OPTIONS, strict=False):
            tile.show_words(letter)

    def _lay_legend(self) -> None:
        """Two columns where every text fits on half a line."""
        half = (self.width() - 2 * px(34) - 7 * metrics().gap_wide) // 2
        columns = 2 if max(map(_line_width, self._texts), default=0) <= half else 1
        for at, (tile, text) in enumerate(zip(self._tiles, self._texts, strict=True)):
            row, column = divmod(at, columns)
            self._grid.addWidget(tile, row, 2 * column, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(text, row, 2 * column + 1)
        self._grid.setColumnStretch(3, columns - 1)


def _line_width(label: TextLabel) -> int:
    return label.fontMetrics().horizontalAdvance(label.text())
