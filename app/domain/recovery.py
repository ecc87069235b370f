"""The recovery code as settings speak of it, and what its paper says."""

from dataclasses import dataclass, field
from datetime import date

from app.domain.text import Language

GROUP = 4


@dataclass(frozen=True, slots=True)
class RecoveryState:
    """Whether there is a code: made when and by whom, both empty where there is none.

    `others`: how many more can unlock this computer.
    """

    made: date | None
    by: str
    others: int


@dataclass(frozen=True, slots=True)
class RecoveryPaper:
    """What the sheet with the code says; the code is not told where this is logged."""

    language: Language
    practice: bool
    desk: str
    centre: str
    made: date
    by: str
    code: str = field(repr=False)
