"""Words as they are searched: without case, accents and the letters that are only accented."""

import re
import unicodedata

_OWN_LETTERS = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "ŧ": "t",
        "ı": "i",
        "ŋ": "n",
        "ĸ": "k",
        "ə": "e",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ß": "ss",
    }
)
_BETWEEN = re.compile(r"[\W_]+")
_IN_A_DATE = re.compile(r"(?<=\d)[-/.](?=\d)")


def fold(text: str) -> str:
    """`text` so that "Ångström" and "angstrom", "Łukasz" and "lukasz" are the same."""
    bare = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    letters = (letter for letter in bare if not unicodedata.combining(letter))
    return "".join(letters).translate(_OWN_LETTERS)


def words(text: str) -> tuple[str, ...]:
    """The folded words of `text`, each once, in order; a date counts as one word of digits."""
    folded = _IN_A_DATE.sub("", fold(text))
    return tuple(dict.fromkeys(word for word in _BETWEEN.split(folded) if word))
