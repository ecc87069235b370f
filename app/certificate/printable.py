"""Words from outside as the faces can show them, for papers that must never fail on a name."""

import unicodedata
from functools import lru_cache

from app.certificate.typeface import letters_covered

_DROPPED = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
_INSTEAD = "?"


@lru_cache(maxsize=2048)
def printable(text: str, most: int = 0) -> str:
    """The text on one line: what is unseen or turns the direction is left out, what the faces
    lack is a question mark, once for several in a row. `most`: letters, where they are counted."""
    covered, shown = letters_covered(), []
    for letter in " ".join(unicodedata.normalize("NFC", text).split()):
        if unicodedata.category(letter) in _DROPPED:
            continue
        if letter in covered:
            shown.append(letter)
        elif not shown or shown[-1] != _INSTEAD:
            shown.append(_INSTEAD)
    if most and len(shown) > most:
        shown = [*shown[: most - 1], "…"]
    return "".join(shown)
