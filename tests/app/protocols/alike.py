"""Stems that say the same thing: normalised, found by what they share, compared as wholes."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from itertools import combinations

ALIKE = 0.9
_SHINGLE = 3
_SHARED = 0.7
"""Two texts alike to nine tenths share most of their shingles: others need no comparison."""


def normalised(text: str) -> str:
    """Small letters and digits alone; a number is any number."""
    return " ".join(re.findall(r"[^\W\d_]+|#", re.sub(r"\d+([.,]\d+)?", "#", text.lower())))


def alike_pairs(texts: Mapping[str, str]) -> Iterator[tuple[str, str, float]]:
    """Names of normalised texts that are alike, with how much."""
    shingles = {name: _shingles(text) for name, text in texts.items()}
    holders = defaultdict[str, list[str]](list)
    for name, parts in shingles.items():
        for part in parts:
            holders[part].append(name)
    shared = Counter(
        pair for names in holders.values() for pair in combinations(sorted(set(names)), 2)
    )
    for (one, other), count in sorted(shared.items()):
        if count >= _SHARED * min(len(shingles[one]), len(shingles[other])):
            ratio = SequenceMatcher(None, texts[one], texts[other], autojunk=False).ratio()
            if ratio >= ALIKE:
                yield one, other, ratio


def _shingles(text: str) -> set[str]:
    words = text.split()
    if len(words) <= _SHINGLE:
        return {text}
    return {" ".join(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1)}
