"""A few words in narrow lines: a word too long for its line is parted where it may be said so."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF

_VOWELS = frozenset("aeiouyåäö")
_BEFORE, _AFTER = 2, 3


def lines_in(words: str, letters: QFontMetricsF, width: float, most: int) -> list[str]:
    """The words in at most so many lines; what has no room ends in an ellipsis."""
    found, left = [""], words.split()
    while left:
        word = left.pop(0)
        joined = f"{found[-1]} {word}".strip()
        if letters.horizontalAdvance(joined) <= width:
            found[-1] = joined
        elif len(found) == most and found[-1]:
            rest = " ".join((joined, *left))
            found[-1] = letters.elidedText(rest, Qt.TextElideMode.ElideRight, int(width))
            return found
        elif found[-1]:
            found.append("")
            left.insert(0, word)
        elif len(found) == most or (at := parting(word, letters, width)) == 0:
            found[-1] = letters.elidedText(word, Qt.TextElideMode.ElideRight, int(width))
        else:
            found[-1] = f"{word[:at]}-"
            found.append("")
            left.insert(0, word[at:])
    return found


def parting(word: str, letters: QFontMetricsF, width: float) -> int:
    """Where to part a word so that its beginning fits: before a consonant that a vowel follows.

    0 where nothing fits; anywhere where there is no such place.
    """
    places = range(len(word) - _AFTER, _BEFORE - 1, -1)
    fits = [at for at in places if letters.horizontalAdvance(f"{word[:at]}-") <= width]
    good = (at for at in fits if _is_good(word.casefold(), at))
    return next(good, next(iter(fits), 0))


def _is_good(word: str, at: int) -> bool:
    return word[at] not in _VOWELS and word[at + 1] in _VOWELS and word[at - 1].isalpha()
