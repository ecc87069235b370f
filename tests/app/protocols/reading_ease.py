"""How hard a text is to read: LIX, and words a sentence."""

import re
from dataclasses import dataclass

_DECIMAL_MARK = re.compile(r"(?<=\d)[.,](?=\d)")
_END = re.compile(r"(?<=[.!?:])\s+|\n")
_LONG_WORD = 6


@dataclass(frozen=True, slots=True)
class Ease:
    """`lix`: words a sentence + long words in a hundred (C.-H. Björnsson, Läsbarhet, 1968)."""

    lix: float
    mean: float
    longest: int


def ease(texts: list[str]) -> Ease:
    """Of all these texts together; a colon and a new line end a sentence, as LIX has it."""
    joined = [_END.split(_DECIMAL_MARK.sub("", text)) for text in texts]
    counted = [re.findall(r"\w+", sentence) for sentences in joined for sentence in sentences]
    sentences = [words for words in counted if words]
    words = [word for sentence in sentences for word in sentence]
    mean = len(words) / len(sentences)
    share = 100 * sum(len(word) > _LONG_WORD for word in words) / len(words)
    return Ease(mean + share, mean, max(map(len, sentences)))
