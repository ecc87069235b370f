"""Text a person types freely: notes, machines, plans. Kept as typed but for what cannot be seen."""

import unicodedata

from app.domain.errors import UserError

LONGEST_LINE = 120
"""A machine, a gauge, a name of somebody responsible."""

LONGEST_MEASURE = 400
"""A measure of the plan: it is printed on the certificate."""

LONGEST_NOTE = 2000
"""A note or comment. A hundred such notes fit the 256 KiB of one signed record."""

_DROPPED = frozenset({"Cc", "Cs", "Cn", "Co", "Zl", "Zp"})
_TURNING = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))


class TextTooLong(UserError):
    """The text has `length` characters where at most `longest` are kept; nothing was saved."""

    def __init__(self, length: int, longest: int) -> None:
        super().__init__()
        self.length = length
        self.longest = longest


def clean_text(typed: str, longest: int) -> str:
    """The text without control characters, halves of pairs and what turns the reading direction.

    Line breaks and tabs stay, and joiners that some scripts are written with; joiners alone say
    nothing and are left out. Raises TextTooLong.
    """
    if len(typed) > longest:
        raise TextTooLong(len(typed), longest)
    kept = "".join(letter for letter in typed if letter in "\n\t" or _is_seen(letter))
    return kept if any(_has_ink(letter) for letter in kept) else "".join(filter(str.isspace, kept))


def clean_line(typed: str, longest: int = LONGEST_LINE) -> str:
    """The text on one line with single spaces. Raises TextTooLong."""
    return " ".join(clean_text(typed, longest).split())


def _has_ink(letter: str) -> bool:
    return not letter.isspace() and unicodedata.category(letter) != "Cf"


def _is_seen(letter: str) -> bool:
    return unicodedata.category(letter) not in _DROPPED and letter not in _TURNING
