"""What a case came to: per area with machine-readable reasons, and as a whole."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.certificate import AreaOutcome, CertificateKind
from app.domain.evidence import Credit


class ReasonCode(StrEnum):
    """One line of the explanation; `shown` and `required` of the Reason are in the unit named."""

    CREDIT = "credit"
    """Credited from an earlier result; levels, 0 where the source names none."""
    SAFETY = "safety"
    """The named stop criteria failed; lowest rating against the required level."""
    STOPPED = "stopped"
    """A safety stop ended the practical before the named criteria; count of criteria rated, all."""
    THEORY = "theory"
    """The area's share of its points against the area's cut; permille."""
    THEORY_TOTAL = "theory_total"
    """The whole test is under its cut and this area with it; the area's permille, total cut."""
    PRACTICAL = "practical"
    """The level the ratings carry against the required level."""
    MUST = "must"
    """The named must and stop criteria are under the required level; lowest rating, level."""
    SHARE = "share"
    """Share of the criteria's weight rated at the required level; permille against the rule."""
    TOLERANCE = "tolerance"
    """The named measured values are outside their limits; count within, all measured criteria."""
    VALUE_MISSING = "value_missing"
    """The named criteria are judged by a value that is not there; count of values, all."""
    NOT_RATED = "not_rated"
    """The named criteria were left as "not assessed" and count as 0; count rated, all."""
    NOT_TAKEN = "not_taken"
    """An area that is not required was not assessed; 0 of 0."""
    LEFT_OUT = "left_out"
    """The area was left out of this case on purpose, such as by ending it early; 0 of 0."""
    JUDGED = "judged"
    """Two people decided otherwise than the rules say (R31); their level, the required one."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an area came out as it did: one fact, whether it is met, and the criteria it names."""

    code: ReasonCode
    met: bool
    shown: int
    required: int
    criteria: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AreaResult:
    """One area. `level` 0 = none shown or not assessed, None = credited without a level.

    `theory_permille` and `practical_level` are None where that part was not taken or not there;
    `credit` is what a credited area rests on.
    """

    area: str
    theory_permille: int | None
    practical_level: int | None
    level: int | None
    required_level: int
    outcome: AreaOutcome
    reasons: tuple[Reason, ...]
    credit: Credit | None = None

    @property
    def is_passed(self) -> bool:
        """Whether the area stands, shown here or credited."""
        return self.outcome in (AreaOutcome.SHOWN, AreaOutcome.CREDITED)


@dataclass(frozen=True, slots=True)
class Result:
    """The outcome of a case. `missing`: ids of the areas that stand between it and a full one."""

    outcome: CertificateKind
    areas: tuple[AreaResult, ...]
    total_permille: int | None
    missing: tuple[str, ...]
