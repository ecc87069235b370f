"""What somebody's records say, shown in a terminal: nothing in it moves, hides or ends a line."""

import unicodedata

_UNSAFE = frozenset(("Cc", "Cf", "Co", "Cs", "Zl", "Zp"))


def plain(text: str) -> str:
    """The text with a mark for each character that changes what is read without being seen."""
    return "".join("\ufffd" if unicodedata.category(one) in _UNSAFE else one for one in text)
