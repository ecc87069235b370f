"""All that is said of one criterion at one moment."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Seen:
    """All that is said of a criterion. `rating`: None not said, 0 not assessed, 1–4 level.

    `measured`: the value as typed, in the criterion's unit. `awaits_lab`: a laboratory judges it
    later (R30); `lab_reference`: of the laboratory's answer, once it is here.
    """

    rating: int | None = None
    note: str = ""
    measured: str = ""
    later: bool = False
    at: datetime | None = None
    awaits_lab: bool = False
    lab_reference: str = ""
