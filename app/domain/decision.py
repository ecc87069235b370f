"""How a result comes about: the protocol's rules over the evidence, and nothing else."""

from dataclasses import dataclass

from app.domain.certificate import AreaOutcome, CertificateKind
from app.domain.errors import UserError
from app.domain.evidence import CaseEvidence
from app.domain.practical import AreaRatings, measured_reasons, rate_area
from app.domain.protocol import Area, Item, Protocol
from app.domain.result import AreaResult, Reason, ReasonCode, Result
from app.domain.scoring import theory_permille

LOWEST_LEVEL = 1
"""The scale's lowest step: assessed, but nothing that counts yet. 0 means not assessed."""


class ResultMissing(UserError):
    """No decision while a required area lacks result or credit (I3). `areas`: their ids."""

    def __init__(self, areas: tuple[str, ...]) -> None:
        super().__init__()
        self.areas = areas


@dataclass(frozen=True, slots=True)
class _Theory:
    """The theory test as taken: the items drawn per area, and the whole test's share."""

    items: dict[str, tuple[Item, ...]]
    total_permille: int | None


def decide(protocol: Protocol, evidence: CaseEvidence) -> Result:
    """The outcome of a case by its protocol's rules (R31, R32). Raises ResultMissing.

    Full when every required area is shown or credited and no area failed for safety; else partial
    when at least one area is shown or credited; else a statement.
    """
    lacking = areas_without_result(protocol, evidence)
    if lacking:
        raise ResultMissing(lacking)
    theory = _theory(protocol, evidence)
    areas = tuple(_decide_area(protocol, area, evidence, theory) for area in protocol.areas)
    return sum_up(protocol, areas, theory.total_permille)


def sum_up(protocol: Protocol, areas: tuple[AreaResult, ...], total_permille: int | None) -> Result:
    """What the areas, one for each of the protocol's, come to as a whole (R32)."""
    missing = tuple(
        result.area
        for area, result in zip(protocol.areas, areas, strict=True)
        if (area.required and not result.is_passed) or result.outcome is AreaOutcome.SAFETY
    )
    if not missing:
        outcome = CertificateKind.FULL
    elif any(result.is_passed for result in areas):
        outcome = CertificateKind.PARTIAL
    else:
        outcome = CertificateKind.STATEMENT
    return Result(outcome, areas, total_permille, missing)


def areas_without_result(protocol: Protocol, evidence: CaseEvidence) -> tuple[str, ...]:
    """Ids of the required areas that cannot be decided yet (I3), in protocol order.

    An area lacks a result when it is not credited and its theory or practical has not been handed
    in. A safety stop hands the practical in; an area left out on purpose lacks nothing.
    """
    return tuple(
        area.id
        for area in protocol.areas
        if area.required
        and area.id not in evidence.left_out
        and not _is_credited(area, evidence)
        and not _is_taken(protocol, area, evidence)
    )


def _is_taken(protocol: Protocol, area: Area, evidence: CaseEvidence) -> bool:
    """Whether every part the area has was handed in."""
    in_test = any(item.id in evidence.drawn for item in protocol.items if item.area == area.id)
    theory_taken = not area.items or (evidence.theory_closed and in_test)
    practical_taken = (
        not protocol.criteria_of(area.id)
        or evidence.practical_closed
        or evidence.safety_stop is not None
    )
    return theory_taken and practical_taken


def _is_credited(area: Area, evidence: CaseEvidence) -> bool:
    """A credit counts when its source names no level or at least the one required (R33)."""
    credit = evidence.credits.get(area.id)
    return credit is not None and (credit.level is None or credit.level >= area.required_level)


def _theory(protocol: Protocol, evidence: CaseEvidence) -> _Theory:
    drawn = set(evidence.drawn)
    taken = tuple(item for item in protocol.items if item.id in drawn)
    items = {
        area.id: tuple(item for item in taken if item.area == area.id) for area in protocol.areas
    }
    rule = protocol.rules.multiple_scoring
    return _Theory(items, theory_permille(taken, evidence.answers, rule) if taken else None)


def _decide_area(
    protocol: Protocol, area: Area, evidence: CaseEvidence, theory: _Theory
) -> AreaResult:
    """One area: failed for safety before credited, before not assessed, before its level."""
    items = theory.items[area.id]
    rule = protocol.rules.multiple_scoring
    permille = theory_permille(items, evidence.answers, rule) if items else None
    ratings = rate_area(protocol, area, evidence)
    failed = _failed_stops(ratings, evidence)
    if failed:
        return _failed_for_safety(ratings, permille, failed)
    if _is_credited(area, evidence):
        return _credited(area, evidence)
    not_assessed = _why_not_assessed(protocol, ratings, evidence)
    if not_assessed:
        outcome = AreaOutcome.NOT_ASSESSED
        return AreaResult(area.id, permille, None, 0, area.required_level, outcome, (not_assessed,))
    reasons = (
        *_theory_reasons(protocol, area, permille, theory.total_permille),
        *(ratings.reasons() if ratings.rated else ()),
        *measured_reasons(protocol, area, evidence),
    )
    return _levelled(ratings, permille, reasons)


def _failed_stops(ratings: AreaRatings, evidence: CaseEvidence) -> tuple[str, ...]:
    """Stop criteria seen to fail, and the one that ended the practical (I10)."""
    stop = evidence.safety_stop
    named = {stop.criterion} if stop else set()
    named.update(ratings.failed_stops)
    return tuple(each.criterion.id for each in ratings.rated if each.criterion.id in named)


def _failed_for_safety(
    ratings: AreaRatings, permille: int | None, failed: tuple[str, ...]
) -> AreaResult:
    required = ratings.area.required_level
    reason = Reason(ReasonCode.SAFETY, False, ratings.lowest(failed), required, failed)
    level = min(ratings.level, required - 1)
    return AreaResult(
        ratings.area.id, permille, level, level, required, AreaOutcome.SAFETY, (reason,)
    )


def _credited(area: Area, evidence: CaseEvidence) -> AreaResult:
    credit = evidence.credits[area.id]
    reason = Reason(ReasonCode.CREDIT, True, credit.level or 0, area.required_level)
    outcome, required = AreaOutcome.CREDITED, area.required_level
    return AreaResult(area.id, None, None, credit.level, required, outcome, (reason,), credit)


def _why_not_assessed(
    protocol: Protocol, ratings: AreaRatings, evidence: CaseEvidence
) -> Reason | None:
    """A safety stop came before it, it was left out, or it is not required and was not taken."""
    if evidence.safety_stop is not None and ratings.not_rated:
        count = len(ratings.rated) - len(ratings.not_rated)
        return Reason(ReasonCode.STOPPED, False, count, len(ratings.rated), ratings.not_rated)
    if ratings.area.id in evidence.left_out:
        return Reason(ReasonCode.LEFT_OUT, False, 0, 0)
    if not _is_taken(protocol, ratings.area, evidence) or _is_untouched(ratings):
        return Reason(ReasonCode.NOT_TAKEN, False, 0, 0)
    return None


def _is_untouched(ratings: AreaRatings) -> bool:
    """Whether none of the criteria of an area that is not required were assessed."""
    untouched = ratings.rated and len(ratings.not_rated) == len(ratings.rated)
    return bool(untouched) and not ratings.area.required


def _theory_reasons(
    protocol: Protocol, area: Area, permille: int | None, total: int | None
) -> tuple[Reason, ...]:
    """The area against its cut and, when the whole test is under its own, against that one.

    The total cut is paid where it was lost: areas at or above it keep what they have shown.
    """
    if permille is None or total is None:
        return ()
    met = permille >= area.cut_permille
    line = Reason(ReasonCode.THEORY, met, permille, area.cut_permille)
    cut = protocol.rules.total_cut_permille
    if total < cut and permille < cut:
        return (line, Reason(ReasonCode.THEORY_TOTAL, False, permille, cut))
    return (line,)


def _levelled(
    ratings: AreaRatings, permille: int | None, reasons: tuple[Reason, ...]
) -> AreaResult:
    """The lower of what theory and practical allow, where the area has both.

    Theory under its cut allows at most one under the required level, else every level. Theory
    alone shows the required level or the lowest step: a share of points is no rating.
    """
    required = ratings.area.required_level
    theory_codes = (ReasonCode.THEORY, ReasonCode.THEORY_TOTAL)
    theory_met = all(reason.met for reason in reasons if reason.code in theory_codes)
    practical = ratings.level if ratings.rated else None
    if practical is None:
        level = required if theory_met else min(LOWEST_LEVEL, required - 1)
    else:
        level = practical if theory_met else min(practical, required - 1)
    outcome = AreaOutcome.SHOWN if level >= required else AreaOutcome.NOT_YET
    return AreaResult(ratings.area.id, permille, practical, level, required, outcome, reasons)
