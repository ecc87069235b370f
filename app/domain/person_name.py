"""A person's name as typed: what can stand on a certificate and what cannot."""

import unicodedata
from enum import StrEnum

from app.domain.errors import UserError

LONGEST_NAME_BYTES = 80
"""The certificate's limit in UTF-8 (KB1, key 2)."""

_LIGATURES = {point: unicodedata.normalize("NFKC", chr(point)) for point in range(0xFB00, 0xFB07)}
_UNSAFE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


class NameProblem(StrEnum):
    """What is wrong with a name."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    HIDDEN_CHARACTER = "hidden_character"
    NO_LETTER = "no_letter"


class BadPersonName(UserError):
    """The name cannot be used: `problem`, and for HIDDEN_CHARACTER its code point, `U+202E`."""

    def __init__(self, problem: NameProblem, character: str = "") -> None:
        super().__init__()
        self.problem = problem
        self.character = character


def clean_person_name(typed: str) -> str:
    """The name in NFC with single spaces, 1–80 bytes of UTF-8. Raises BadPersonName.

    Control, format and bidirectional characters are refused: they change what is read without
    being seen. A ligature, as text copied from a PDF has it (`ﬁ`), becomes its letters.
    """
    name = unicodedata.normalize("NFC", typed.translate(_LIGATURES)).strip()
    for character in name:
        if unicodedata.category(character) in _UNSAFE:
            raise BadPersonName(NameProblem.HIDDEN_CHARACTER, f"U+{ord(character):04X}")
    name = " ".join(name.split())
    if not name:
        raise BadPersonName(NameProblem.EMPTY)
    if not any(character.isalpha() for character in name):
        raise BadPersonName(NameProblem.NO_LETTER)
    if len(name.encode()) > LONGEST_NAME_BYTES:
        raise BadPersonName(NameProblem.TOO_LONG)
    return name
