"""What erasure is in words and dates: the grounds of a request, and what stands for a name."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

RETENTION_DAYS = 90
"""How long a case's content stays on the computer after the case ended."""


class EraseGround(StrEnum):
    """Why a person asks to be erased, as a class: nobody's own words are kept of it."""

    ASKED = "asked"
    """The person asks, and gives no other reason."""
    WITHDREW = "withdrew"
    """The person takes back their consent."""
    MISTAKE = "mistake"
    """The person should never have been registered."""


class ErasureStage(StrEnum):
    """How far a person's erasure has come at a desk."""

    REQUESTED = "requested"
    ERASED = "erased"


@dataclass(frozen=True, slots=True)
class Erasure:
    """That a person is erased, or has asked to be, and since which day."""

    stage: ErasureStage
    day: date


_MARKS = {
    ErasureStage.REQUESTED: "Radering begärd ",
    ErasureStage.ERASED: "Raderad enligt beslut ",
}


def name_of(erasure: Erasure) -> str:
    """What stands where the name stood."""
    return f"{_MARKS[erasure.stage]}{erasure.day.isoformat()}"


def erasure_in(name: str) -> Erasure | None:
    """What the words that stand for a name say; None for a name."""
    for stage, mark in _MARKS.items():
        if name.startswith(mark):
            try:
                return Erasure(stage, date.fromisoformat(name.removeprefix(mark)))
            except ValueError:
                return None
    return None
