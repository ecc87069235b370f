"""An auditor's sample: what was drawn, of how many, and by which seed."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from app.domain.text import Text


@dataclass(frozen=True, slots=True)
class SampledCase:
    """A case of the sample. Of a protected person the serial and nothing else (R55).

    `serial`: the newest certificate's number, else the case's id.
    """

    serial: str
    case_id: UUID | None
    name: str | None
    role: Text
    code: str
    decided: date | None
    outcome: str


@dataclass(frozen=True, slots=True)
class Sample:
    """What was drawn of how many; the same seed over the same cases draws the same.

    `count`: how many were asked for; `sum`: SHA-256 (hex) of what was drawn, in order.
    """

    seed: str
    among: int
    cases: tuple[SampledCase, ...]
    count: int
    sum: str


@dataclass(frozen=True, slots=True)
class Draw:
    """A sample that was drawn here, as it was written down; `sum` as in `Sample`."""

    seed: str
    count: int
    among: int
    at: datetime
    actor: str
    sum: str
