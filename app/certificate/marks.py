"""Marks the paper's fonts lack, drawn as strokes: − ≥ ≤ → ✓ ●."""

import re
from dataclasses import dataclass

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Mark:
    """Strokes in parts of the type size, y upwards from the baseline; `disc` is its radius."""

    advance: float
    strokes: tuple[tuple[Point, ...], ...] = ()
    disc: float = 0.0


_CHEVRON = ((0.06, 0.60), (0.51, 0.40), (0.06, 0.20))
_FOOT = ((0.06, 0.05), (0.51, 0.05))

MARKS = {
    "−": Mark(0.572, (((0.06, 0.36), (0.51, 0.36)),)),
    "≥": Mark(0.572, (_CHEVRON, _FOOT)),
    "≤": Mark(0.572, (tuple((0.57 - x, y) for x, y in _CHEVRON), _FOOT)),
    "→": Mark(0.90, (((0.07, 0.36), (0.83, 0.36)), ((0.60, 0.58), (0.83, 0.36), (0.60, 0.14)))),
    "✓": Mark(0.80, (((0.06, 0.34), (0.27, 0.09), (0.74, 0.68)),)),
    "●": Mark(0.66, disc=0.26),
}
DISC_HEIGHT = 0.36

_AT_MARKS = re.compile(f"([{''.join(MARKS)}])")


def split_at_marks(words: str) -> tuple[str, ...]:
    """`words` in runs: each mark alone, everything between them as it stands."""
    return tuple(run for run in _AT_MARKS.split(words) if run)
