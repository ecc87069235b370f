"""What a model tells the table about a cell, beyond its text."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import Qt

from ui.theme_roles import Tone


class CellRole(IntEnum):
    """Answers a model may give for a cell, under these roles of data()."""

    STATE = Qt.ItemDataRole.UserRole + 1  # CellState: icon and word
    MATCHES = Qt.ItemDataRole.UserRole + 2  # Matches: start and length of each
    KEY = Qt.ItemDataRole.UserRole + 3  # True: the column by which a row is known
    TONE = Qt.ItemDataRole.UserRole + 4  # Tone: bold, in the tone's colour
    LEVEL = Qt.ItemDataRole.UserRole + 5  # (level, steps): drawn as pieces
    ROW_TONE = Qt.ItemDataRole.UserRole + 6  # Tone of the whole row's ground
    DETAIL = Qt.ItemDataRole.UserRole + 7  # str: a text under the row, from this column on
    STRONG = Qt.ItemDataRole.UserRole + 8  # True: bold
    ID = Qt.ItemDataRole.UserRole + 9  # what the row is, for whoever chose it


@dataclass(frozen=True, slots=True)
class CellState:
    """A state: icon, word and tone, never colour alone."""

    icon: str
    tone: Tone
    words: str


@dataclass(frozen=True, slots=True)
class ColumnWidth:
    """How wide a column is at 100 %; one may take what is left, wide ones may give way.

    `least` is as narrow as it may get; 0 means two thirds of a column of 140 or more, and all of
    a narrower one.
    """

    pixels: int
    stretch: bool = False
    least: int = 0

    @property
    def gives(self) -> int:
        """How many pixels the column can do without."""
        least = self.least or (self.pixels * 2 // 3 if self.pixels >= 140 else self.pixels)
        return max(0, self.pixels - least)


Matches = tuple[tuple[int, int], ...]


def matches(text: str, sought: Sequence[str], fold: Callable[[str], str] = str.casefold) -> Matches:
    """Where the words of a search stand in `text`, as (start, length), both folded alike."""
    folded = fold(text)
    if len(folded) != len(text):  # a letter folded to two: the places would be wrong
        return ()
    places = ((folded.find(fold(word)), len(word)) for word in sought if word)
    return tuple(sorted((start, length) for start, length in places if start >= 0))
