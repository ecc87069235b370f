"""An area decided otherwise than the rules say: by two people, with a reason, in limits (R31)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from app.domain.certificate import AreaOutcome
from app.domain.decision import LOWEST_LEVEL, sum_up
from app.domain.errors import UserError
from app.domain.protocol import Protocol
from app.domain.result import AreaResult, Reason, ReasonCode, Result

SHORTEST_REASON = 20
"""Signs a reason has at least, so that it says something."""


class OverrideHindrance(StrEnum):
    """Why an area stays as the rules say."""

    SAFETY = "safety"
    NOT_ASSESSED = "not_assessed"
    CREDITED = "credited"
    MEASURED = "measured"
    TOO_FAR = "too_far"


class OverrideRefused(UserError):
    """The area cannot be decided so (R31, I10, R27)."""

    def __init__(self, area: str, problem: OverrideHindrance) -> None:
        super().__init__()
        self.area = area
        self.problem = problem


class ReasonTooShort(UserError):
    """A reason in writing has at least `least` signs (R31, R47)."""

    def __init__(self, least: int) -> None:
        super().__init__()
        self.least = least


@dataclass(frozen=True, slots=True)
class Override:
    """What two people decided of an area, beside the level the rules gave."""

    area: str
    computed: int
    level: int
    reason: str


# The second look is at the same evidence: it moves an area by one step, and never past a failed
# stop criterion (I10), a measure outside its limits (R27), what nobody has assessed, or a credit,
# which is another decision.
_FIXED = {
    AreaOutcome.SAFETY: OverrideHindrance.SAFETY,
    AreaOutcome.NOT_ASSESSED: OverrideHindrance.NOT_ASSESSED,
    AreaOutcome.CREDITED: OverrideHindrance.CREDITED,
}
_MEASURED = (ReasonCode.TOLERANCE, ReasonCode.VALUE_MISSING)


def hindrance_of(area: AreaResult) -> OverrideHindrance | None:
    """Why nothing at all can be changed in this area, None when something can."""
    return _FIXED.get(area.outcome) or (None if area.level else OverrideHindrance.NOT_ASSESSED)


def levels_allowed(protocol: Protocol, area: AreaResult) -> tuple[int, ...]:
    """The levels the area may be decided to instead of the computed one, lowest first."""
    if hindrance_of(area) is not None or area.level is None:
        return ()
    near = _neighbours(area, len(protocol.scale))
    if _is_held_by_measure(area):
        near = {level for level in near if level < area.required_level}
    return tuple(sorted(near))


def refuse_override(protocol: Protocol, area: AreaResult, level: int) -> None:
    """Raises OverrideRefused when the area may not be decided to this level."""
    fixed = hindrance_of(area)
    if fixed is not None:
        raise OverrideRefused(area.area, fixed)
    if level in levels_allowed(protocol, area):
        return
    lifted = _is_held_by_measure(area) and level >= area.required_level
    why = OverrideHindrance.MEASURED if lifted else OverrideHindrance.TOO_FAR
    raise OverrideRefused(area.area, why)


def decided_instead(protocol: Protocol, computed: Result, levels: Mapping[str, int]) -> Result:
    """The result with these areas (id → level) decided otherwise. Raises OverrideRefused."""
    for area in computed.areas:
        if area.area in levels:
            refuse_override(protocol, area, levels[area.area])
    areas = tuple(
        _judged(area, levels[area.area]) if area.area in levels else area for area in computed.areas
    )
    return sum_up(protocol, areas, computed.total_permille)


def _neighbours(area: AreaResult, top: int) -> set[int]:
    """One step up or down; theory alone has two steps, the required level and the lowest."""
    assert area.level is not None
    if area.practical_level is None:
        steps = {area.required_level, min(LOWEST_LEVEL, area.required_level - 1)}
    else:
        steps = {area.level - 1, area.level + 1}
    return {step for step in steps if LOWEST_LEVEL <= step <= top} - {area.level}


def _is_held_by_measure(area: AreaResult) -> bool:
    """Whether a measured value stands between the area and its level; no hand judges it (R27)."""
    return not area.is_passed and any(
        reason.code in _MEASURED and not reason.met for reason in area.reasons
    )


def _judged(area: AreaResult, level: int) -> AreaResult:
    is_met = level >= area.required_level
    outcome = AreaOutcome.SHOWN if is_met else AreaOutcome.NOT_YET
    earlier = tuple(reason for reason in area.reasons if reason.code is not ReasonCode.JUDGED)
    reason = Reason(ReasonCode.JUDGED, is_met, level, area.required_level)
    return replace(area, level=level, outcome=outcome, reasons=(reason, *earlier))
