"""Areas over many cases: how many showed them, who has them left; from the newest decisions."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.certificate import AreaOutcome
from app.domain.matrix_summary import SMALLEST_GROUP
from app.domain.shares import Share, share
from app.domain.text import Text
from app.node.area_names import Names
from app.node.picture_choice import Choice, Result
from app.node.picture_facts import CaseFact
from app.node.read_once import read_once
from app.node.result_tables import AreaResult

Outcomes = Mapping[str, str]
"""By case the areas of its newest decision and their outcomes, as `area:outcome,…`."""

_ASSESSED = frozenset((AreaOutcome.SHOWN, AreaOutcome.NOT_YET, AreaOutcome.SAFETY))
_LEFT = frozenset((AreaOutcome.NOT_YET, AreaOutcome.SAFETY, AreaOutcome.NOT_ASSESSED))
_COLON, _COMMA = ":", ","


@dataclass(frozen=True, slots=True)
class AreaShare:
    """How many of those assessed in an area showed it; `share` None of fewer than five."""

    key: str
    name: Text
    share: Share | None


@dataclass(frozen=True, slots=True)
class AreaGap:
    """How many people have an area left, in which roles; never fewer than five."""

    key: str
    name: Text
    roles: tuple[Text, ...]
    people: int


def read_outcomes(session: Session) -> Outcomes:
    """Those of every case that is decided, a row a case."""
    return read_once(session, "outcomes", lambda: _read_outcomes(session))


def _read_outcomes(session: Session) -> Outcomes:
    row = AreaResult
    one = row.area.concat(_COLON).concat(row.outcome)
    wanted = select(row.case, func.aggregate_strings(one, _COMMA)).group_by(row.case)
    return {case: told for case, told in session.execute(wanted)}


def area_shares(
    cases: Iterable[CaseFact], outcomes: Outcomes, names: Names, profile: str
) -> tuple[AreaShare, ...]:
    """The areas of a profile, the best shown first; what is credited was not assessed here."""
    whole, part = defaultdict[str, int](int), defaultdict[str, int](int)
    told = Counter(outcomes[c.id] for c in cases if c.profile == profile and c.id in outcomes)
    for results, count in told.items():
        for area, outcome in areas_told(results).items():
            whole[area] += count if outcome in _ASSESSED else 0
            part[area] += count if outcome == AreaOutcome.SHOWN else 0
    found = [
        AreaShare(
            f"{profile}:{area}",
            names.area(profile, area).name,
            share(part[area], count) if count >= SMALLEST_GROUP else None,
        )
        for area, count in whole.items()
    ]
    return tuple(sorted(found, key=_best_first))


def gaps(cases: Iterable[CaseFact], outcomes: Outcomes, names: Names) -> tuple[AreaGap, ...]:
    """The areas most people have left, of whatever role; of fewer than five nothing is said."""
    found = [
        AreaGap(shared, _name(left, names, shared), _roles(left, names), len(left))
        for shared, left in who_has_left(cases, outcomes, names).items()
        if len(left) >= SMALLEST_GROUP
    ]
    return tuple(sorted(found, key=lambda gap: (-gap.people, gap.name.sv)))


def who_has_left(
    cases: Iterable[CaseFact], outcomes: Outcomes, names: Names
) -> dict[str, list[CaseFact]]:
    """By shared area the case of each person whose newest result in it is not yet shown."""
    by_person = defaultdict[str, list[CaseFact]](list)
    for case in cases:
        if case.id in outcomes:
            by_person[case.counted_as].append(case)
    left = defaultdict[str, list[CaseFact]](list)
    for theirs in by_person.values():
        for shared, case in _left(theirs, outcomes, names).items():
            left[shared].append(case)
    return left


def _left(theirs: list[CaseFact], outcomes: Outcomes, names: Names) -> dict[str, CaseFact]:
    """By shared area the case of one person that left it; a later decision may have shown it."""
    left: dict[str, CaseFact] = {}
    for case in sorted(theirs, key=lambda one: (one.decided or date.min, one.id)):
        told = areas_told(outcomes[case.id])
        if len(theirs) == 1 and _LEFT.isdisjoint(told.values()):
            return left
        for area, outcome in told.items():
            shared = names.area(case.profile, area).shared
            left.pop(shared, None)
            if outcome in _LEFT:
                left[shared] = case
    return left


def with_result(
    cases: Iterable[CaseFact], choice: Choice, outcomes: Outcomes, names: Names
) -> tuple[CaseFact, ...]:
    """The cases that a figure of an area was counted from."""
    if choice.result is Result.LEFT:
        chosen = {case.id for case in who_has_left(cases, outcomes, names).get(choice.area, ())}
        return tuple(case for case in cases if case.id in chosen)
    wanted = _ASSESSED if choice.result is Result.ASSESSED else frozenset((AreaOutcome.SHOWN,))
    profile, _, area = choice.area.partition(":")
    return tuple(
        case
        for case in cases
        if case.profile == profile and areas_told(outcomes.get(case.id, "")).get(area) in wanted
    )


@lru_cache(maxsize=4000)
def areas_told(told: str) -> Mapping[str, str]:
    """Outcomes by area; many cases came to the same."""
    return dict(pair.split(_COLON) for pair in told.split(_COMMA) if pair)


def _best_first(one: AreaShare) -> tuple[float, str]:
    return (-one.share.part / one.share.whole if one.share else 1, one.name.sv)


def _areas_of(profile: str, shared: str, names: Names) -> Iterable[Text]:
    return (
        area.name
        for (code, _), area in names.areas.items()
        if (code, area.shared) == (profile, shared)
    )


def _name(left: list[CaseFact], names: Names, shared: str) -> Text:
    found = next((n for case in left for n in _areas_of(case.profile, shared, names)), None)
    alone = shared.rpartition(".")[2]
    return found or Text(alone, alone)


def _roles(left: list[CaseFact], names: Names) -> tuple[Text, ...]:
    return tuple(names.role(profile) for profile in dict.fromkeys(case.profile for case in left))
