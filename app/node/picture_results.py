"""Areas over many cases: how many showed them, who has them left; from the newest decisions."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.certificate import AreaOutcome
from app.domain.matrix_summary import SMALLEST_GROUP
from app.domain.shares import Share, share
from app.domain.text import Text
from app.node.area_names import Names
from app.node.picture_choice import Choice, Result
from app.node.picture_facts import CaseFact
from app.node.result_tables import AreaResult

Outcomes = Mapping[str, Mapping[str, str]]
"""By case and area the outcome of the newest decision."""

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
    """All of them, a row a case."""
    row = AreaResult
    one = row.area.concat(_COLON).concat(row.outcome)
    wanted = select(row.case, func.aggregate_strings(one, _COMMA)).group_by(row.case)
    return {
        case: dict(pair.split(_COLON) for pair in told.split(_COMMA))
        for case, told in session.execute(wanted)
    }


def area_shares(
    cases: Iterable[CaseFact], outcomes: Outcomes, names: Names, profile: str
) -> tuple[AreaShare, ...]:
    """The areas of a profile, the best shown first; what is credited was not assessed here."""
    whole, part = defaultdict[str, int](int), defaultdict[str, int](int)
    for case in cases:
        if case.profile == profile:
            for area, outcome in outcomes.get(case.id, _NONE).items():
                whole[area] += outcome in _ASSESSED
                part[area] += outcome == AreaOutcome.SHOWN
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
    newest: dict[tuple[str, str], tuple[CaseFact, str]] = {}
    decided = [case for case in cases if case.decided is not None]
    for case in sorted(decided, key=lambda one: (one.decided, one.id)):
        for area, outcome in outcomes.get(case.id, _NONE).items():
            newest[case.person, names.area(case.profile, area).shared] = case, outcome
    left = defaultdict[str, list[CaseFact]](list)
    for (_, shared), (case, outcome) in newest.items():
        if outcome in _LEFT:
            left[shared].append(case)
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
        if case.profile == profile and outcomes.get(case.id, _NONE).get(area) in wanted
    )


_NONE: Mapping[str, str] = {}


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
    return found or Text(shared, shared)


def _roles(left: list[CaseFact], names: Names) -> tuple[Text, ...]:
    return tuple(names.role(profile) for profile in dict.fromkeys(case.profile for case in left))
