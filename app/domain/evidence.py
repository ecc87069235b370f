"""What a case has gathered when a decision is asked for: the whole input of `decide`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from app.domain.scoring import Answer


@dataclass(frozen=True, slots=True)
class Credit:
    """An area shown before (tillgodoräknande): level, or None where the source names none.

    `source` is the certificate number or document it rests on, `issued` its date (R33).
    """

    level: int | None
    source: str
    issued: date


@dataclass(frozen=True, slots=True)
class SafetyStop:
    """The practical was ended at once because this stop criterion failed (R26)."""

    criterion: str


@dataclass(frozen=True, slots=True)
class CaseEvidence:
    """Answers, ratings, measured values and credits of one case, the newest of each.

    drawn: item ids of the theory test; answers: item id → answer, a missing one is blank;
    ratings: criterion id → 0..4, 0 or missing = not assessed; measured: criterion id → value in
    the criterion's unit; credits: area id → credit; theory_closed, practical_closed: whether the
    part has been handed in, so that what is missing will stay missing; left_out: area ids that are
    not assessed in this case on purpose, such as in a case that was ended early (R37).
    """

    drawn: tuple[str, ...] = ()
    answers: Mapping[str, Answer] = field(default_factory=dict)
    ratings: Mapping[str, int] = field(default_factory=dict)
    measured: Mapping[str, Decimal] = field(default_factory=dict)
    credits: Mapping[str, Credit] = field(default_factory=dict)
    safety_stop: SafetyStop | None = None
    theory_closed: bool = False
    practical_closed: bool = False
    left_out: frozenset[str] = frozenset()
