"""Single and multiple choice: big tiles with letters, chosen by mouse, letter or figure."""

from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from app.domain.protocol import ItemKind
from app.domain.scoring import Answer
from ui.screens.candidate.answering import LETTERS_OF_OPTIONS, AnswerPane, Asked, place_of
from ui.theme import metrics
from ui.widgets.option_tile import OptionTick, OptionTile


class ChoicePane(AnswerPane):
    """Options as given, never shuffled: letters and sizes keep their order."""

    named = "choice"

    def __init__(self) -> None:
        super().__init__()
        self.tiles: list[OptionTile | OptionTick] = []
        self._ids: list[str] = []
        self._group = QButtonGroup(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(metrics().gap_small)

    def show_question(self, asked: Asked, answer: Answer) -> None:
        """One tile per option; radio buttons where exactly one is right."""
        for tile in self.tiles:
            self._group.removeButton(tile)
            self._column.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        is_single = asked.question.kind is ItemKind.SINGLE
        make = OptionTile if is_single else OptionTick
        self._group.setExclusive(is_single)
        self._ids = [option.id for option in asked.question.options]
        self.tiles = [make(LETTERS_OF_OPTIONS[at], "") for at in range(len(self._ids))]
        for at, tile in enumerate(self.tiles):
            tile.setObjectName(f"option_{self._ids[at]}")
            tile.clicked.connect(lambda _on=False: self._on_clicked())
            self._group.addButton(tile)
            self._column.addWidget(tile, 1)
        self.dress(asked)
        self.show_answer(answer)

    def dress(self, asked: Asked) -> None:
        """Words and size."""
        for tile, option in zip(self.tiles, asked.question.options, strict=True):
            tile.look.set_text(option.text.in_language(asked.language))
            tile.look.set_pixels(asked.letters.text)

    def show_answer(self, answer: Answer) -> None:
        """Tick what is chosen."""
        exclusive = self._group.exclusive()
        self._group.setExclusive(False)
        for tile, option in zip(self.tiles, self._ids, strict=True):
            tile.setChecked(option in answer)
        self._group.setExclusive(exclusive)

    def press(self, sign: str) -> bool:
        """A–D or 1–4."""
        place = place_of(sign, len(self.tiles))
        if place is None:
            return False
        self.tiles[place].setFocus()
        self.tiles[place].click()
        return True

    def wants_focus(self) -> bool:
        """Where something is chosen."""
        return any(tile.isChecked() for tile in self.tiles)

    def stops(self) -> tuple[QWidget, ...]:
        """The tiles."""
        return tuple(self.tiles)

    def take_focus(self) -> None:
        """To the chosen tile, or the first."""
        chosen = [tile for tile in self.tiles if tile.isChecked()]
        (chosen or self.tiles)[0].setFocus()

    def _on_clicked(self) -> None:
        pairs = zip(self.tiles, self._ids, strict=True)
        self.answered.emit(tuple(option for tile, option in pairs if tile.isChecked()))
