"""Credit transfer (tillgodoräknande): which areas an earlier result stands for, and why."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.calendar import add_months
from app.domain.protocol import Area, Protocol

WHOLE = 1000
"""All of the weight, in permille."""


class CreditKind(StrEnum):
    """What a credit rests on; `withdrawn` is one taken back when its area could not be taken."""

    BANKED = "banked"
    OWN = "own"
    EXTERNAL = "external"
    WITHDRAWN = "withdrawn"


class SourceState(StrEnum):
    """What the certificate that is offered is worth today."""

    IN_FORCE = "in_force"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


class CreditRefusal(StrEnum):
    """Why an area cannot be credited from a source."""

    NOT_IN_SOURCE = "not_in_source"
    NOT_SHOWN = "not_shown"
    CREDITED_THERE = "credited_there"
    LEVEL_TOO_LOW = "level_too_low"
    TOO_OLD = "too_old"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    OVER_SHARE = "over_share"


@dataclass(frozen=True, slots=True)
class SourceArea:
    """One area of an earlier result. `level` None: shown, but no level is named.

    `required_level` is what its own protocol asked; `credited` says it was not shown there either.
    """

    shared_id: str
    level: int | None
    required_level: int
    shown: bool
    credited: bool = False


@dataclass(frozen=True, slots=True)
class CreditSource:
    """An earlier result: what it is called, when it was issued, its worth, its scale, its areas."""

    source: str
    issued: date
    state: SourceState
    top_level: int
    areas: tuple[SourceArea, ...]


@dataclass(frozen=True, slots=True)
class AreaClaim:
    """What a source gives for one area of the case: a level, or why not."""

    area: str
    level: int | None
    refusal: CreditRefusal | None

    @property
    def counts(self) -> bool:
        """Whether the area may be credited."""
        return self.refusal is None


def claims(protocol: Protocol, source: CreditSource, today: date) -> tuple[AreaClaim, ...]:
    """What the source gives for each area of the protocol, in its order; the share apart (R33)."""
    refusal = _of_source(protocol, source, today)
    by_shared = {area.shared_id: area for area in source.areas}
    same_scale = source.top_level == top_level(protocol)
    return tuple(
        _claim(area, by_shared.get(area.shared_id), refusal, same_scale=same_scale)
        for area in protocol.areas
    )


def within_share(
    protocol: Protocol, wanted: Collection[AreaClaim], credited: Collection[str]
) -> tuple[AreaClaim, ...]:
    """The claims, refused from the first that would put the whole over the scheme's share (R33).

    `credited`: ids of the areas credited already, banked parts of this profile left out.
    """
    taken, judged = set(credited), []
    for claim in wanted:
        fits = share(protocol, taken | {claim.area}) <= protocol.rules.credit_share_permille
        if claim.counts and not fits:
            judged.append(AreaClaim(claim.area, claim.level, CreditRefusal.OVER_SHARE))
            continue
        if claim.counts:
            taken.add(claim.area)
        judged.append(claim)
    return tuple(judged)


def share(protocol: Protocol, areas: Collection[str]) -> int:
    """How much of the protocol's weight these areas hold, in permille, rounded up."""
    whole = sum(area.weight for area in protocol.areas)
    held = sum(area.weight for area in protocol.areas if area.id in areas)
    return -(-held * WHOLE // whole)


def banked_to(shown: date, months: int) -> date:
    """The last day a banked part counts (R34)."""
    return add_months(shown, months)


def top_level(protocol: Protocol) -> int:
    """The scale's highest step."""
    return max(step.code for step in protocol.scale)


def _of_source(protocol: Protocol, source: CreditSource, today: date) -> CreditRefusal | None:
    if source.state is SourceState.WITHDRAWN:
        return CreditRefusal.WITHDRAWN
    if source.state is SourceState.EXPIRED:
        return CreditRefusal.EXPIRED
    if add_months(source.issued, protocol.rules.credit_age_months) < today:
        return CreditRefusal.TOO_OLD
    return None


def _claim(
    area: Area, there: SourceArea | None, refusal: CreditRefusal | None, *, same_scale: bool
) -> AreaClaim:
    if there is None or not area.shared_id:
        return AreaClaim(area.id, None, CreditRefusal.NOT_IN_SOURCE)
    level = there.level if same_scale else None
    return AreaClaim(area.id, level, refusal or _of_area(area, there, level))


def _of_area(area: Area, there: SourceArea, level: int | None) -> CreditRefusal | None:
    """A level of another scale says nothing here: then its own requirement must be met."""
    if there.credited:
        return CreditRefusal.CREDITED_THERE
    if not there.shown:
        return CreditRefusal.NOT_SHOWN
    wanted = area.required_level if level is not None else there.required_level
    if there.level is not None and there.level < wanted:
        return CreditRefusal.LEVEL_TOO_LOW
    return None
