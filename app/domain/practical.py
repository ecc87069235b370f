"""What the ratings of one area carry: effective ratings, level, and what holds it down."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.evidence import CaseEvidence
from app.domain.protocol import Area, Criterion, Critical, Protocol
from app.domain.result import Reason, ReasonCode
from app.domain.scoring import judge_measured


@dataclass(frozen=True, slots=True)
class RatedCriterion:
    """A criterion, whether it was assessed, and the rating that counts, 0..4."""

    criterion: Criterion
    is_assessed: bool
    rating: int


@dataclass(frozen=True, slots=True)
class AreaRatings:
    """The rated criteria of one area, in protocol order."""

    area: Area
    top: int
    rated: tuple[RatedCriterion, ...]

    @property
    def level(self) -> int:
        """The highest level that the critical criteria and enough of the weight reach."""
        return max(level for level in range(self.top + 1) if self._carries(level))

    @property
    def not_rated(self) -> tuple[str, ...]:
        """Ids of the criteria left as "not assessed"."""
        return _ids(each for each in self.rated if not each.is_assessed)

    @property
    def failed_stops(self) -> tuple[str, ...]:
        """Ids of stop criteria seen and rated under the required level (I10)."""
        return _ids(
            each
            for each in self.rated
            if each.criterion.critical is Critical.STOP
            and each.is_assessed
            and each.rating < self.area.required_level
        )

    def share_at(self, level: int) -> int:
        """Share of the criteria's weight rated at `level` or higher, permille rounded down."""
        reached = sum(each.criterion.weight for each in self.rated if each.rating >= level)
        return reached * 1000 // sum(each.criterion.weight for each in self.rated)

    def reasons(self) -> tuple[Reason, ...]:
        """The level against the required one and, when it is lower, what holds it down."""
        required = self.area.required_level
        is_met = self.level >= required
        line = Reason(ReasonCode.PRACTICAL, is_met, self.level, required)
        return (line,) if is_met else (line, *self._obstacles(required))

    def lowest(self, criteria: Iterable[str]) -> int:
        """The lowest rating among the criteria with these ids; 0 without any."""
        wanted = set(criteria)
        return min((each.rating for each in self.rated if each.criterion.id in wanted), default=0)

    def _carries(self, level: int) -> bool:
        return self.share_at(level) >= self.area.share_permille and all(
            each.rating >= level for each in self.rated if _is_critical(each.criterion)
        )

    def _obstacles(self, required: int) -> Iterable[Reason]:
        below = _ids(
            each for each in self.rated if _is_critical(each.criterion) and each.rating < required
        )
        if below:
            yield Reason(ReasonCode.MUST, False, self.lowest(below), required, below)
        share, needed = self.share_at(required), self.area.share_permille
        if share < needed:
            missed = _ids(each for each in self.rated if each.rating < required)
            yield Reason(ReasonCode.SHARE, False, share, needed, missed)
        if self.not_rated:
            count = len(self.rated) - len(self.not_rated)
            yield Reason(ReasonCode.NOT_RATED, False, count, len(self.rated), self.not_rated)


def rate_area(protocol: Protocol, area: Area, evidence: CaseEvidence) -> AreaRatings:
    """The area's criteria with the ratings that count.

    A measured criterion is judged by its tolerance, never by hand: without a value inside the
    limits its rating counts as at most one under the required level (R27). So does the stop
    criterion that ended the practical, whatever it was rated before (R26).
    """
    rated = tuple(
        RatedCriterion(
            criterion,
            evidence.ratings.get(criterion.id, 0) > 0,
            _effective(criterion, area.required_level, evidence),
        )
        for criterion in protocol.criteria_of(area.id)
    )
    return AreaRatings(area, len(protocol.scale), rated)


def measured_reasons(protocol: Protocol, area: Area, evidence: CaseEvidence) -> tuple[Reason, ...]:
    """One line for values outside their limits and one for values that are not there.

    Only criteria that were assessed are named: the others have their own line.
    """
    judged = [
        criterion
        for criterion in protocol.criteria_of(area.id)
        if criterion.measured and evidence.ratings.get(criterion.id, 0)
    ]
    missing = tuple(c.id for c in judged if c.id not in evidence.measured)
    outside = tuple(c.id for c in judged if c.id not in missing and not _is_within(c, evidence))
    lines = ((ReasonCode.TOLERANCE, outside), (ReasonCode.VALUE_MISSING, missing))
    return tuple(
        Reason(code, False, len(judged) - len(named), len(judged), named)
        for code, named in lines
        if named
    )


def _effective(criterion: Criterion, required: int, evidence: CaseEvidence) -> int:
    rating = evidence.ratings.get(criterion.id, 0)
    stop = evidence.safety_stop
    ended_here = stop is not None and stop.criterion == criterion.id
    if ended_here or not _is_within(criterion, evidence):
        return min(rating, required - 1)
    return rating


def _is_within(criterion: Criterion, evidence: CaseEvidence) -> bool:
    """Whether the criterion's value is inside its limits; one without a measure always is."""
    if criterion.measured is None:
        return True
    value = evidence.measured.get(criterion.id)
    return value is not None and judge_measured(criterion.measured, value)


def _is_critical(criterion: Criterion) -> bool:
    return criterion.critical is not Critical.NO


def _ids(rated: Iterable[RatedCriterion]) -> tuple[str, ...]:
    return tuple(each.criterion.id for each in rated)
