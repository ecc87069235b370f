"""Which areas an earlier result stands for, and never more than the scheme allows."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.calendar import add_months
from app.domain.credits import (
    AreaClaim,
    CreditRefusal,
    CreditSource,
    SourceArea,
    SourceState,
    claims,
    share,
    within_share,
)
from app.domain.protocol import Protocol
from tests.app.domain.sample import SAMPLE

TODAY = date(2026, 5, 4)


@pytest.fixture
def protocol() -> Protocol:
    """The sample, whose areas are shared by their ids."""
    return SAMPLE


def source(protocol: Protocol, **changed: object) -> CreditSource:
    """A certificate of yesterday that shows every area at its required level."""
    areas = tuple(
        SourceArea(area.shared_id, area.required_level, area.required_level, shown=True)
        for area in protocol.areas
    )
    top = max(step.code for step in protocol.scale)
    made = CreditSource("N", TODAY - timedelta(1), SourceState.IN_FORCE, top, areas)
    return replace(made, **changed)  # type: ignore[arg-type]


def first(protocol: Protocol, offered: CreditSource) -> AreaClaim:
    """What is said of the first area."""
    return claims(protocol, offered, TODAY)[0]


def changed_area(offered: CreditSource, **changed: object) -> CreditSource:
    """The source with its first area otherwise."""
    area = replace(offered.areas[0], **changed)  # type: ignore[arg-type]
    return replace(offered, areas=(area, *offered.areas[1:]))


def test_an_area_shown_at_its_level_counts_with_its_level(protocol: Protocol) -> None:
    """R33: the same shared object, at the level required here."""
    claim = first(protocol, source(protocol))
    assert claim.counts
    assert claim.level == protocol.areas[0].required_level


def test_a_source_that_names_no_level_counts_without_one(protocol: Protocol) -> None:
    """R33: level ≥ required, or none named."""
    assert first(protocol, changed_area(source(protocol), level=None)) == AreaClaim(
        protocol.areas[0].id, None, None
    )


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"shown": False}, CreditRefusal.NOT_SHOWN),
        ({"credited": True, "shown": False}, CreditRefusal.CREDITED_THERE),
        ({"level": 1, "required_level": 1}, CreditRefusal.LEVEL_TOO_LOW),
        ({"shared_id": "something-else"}, CreditRefusal.NOT_IN_SOURCE),
    ],
)
def test_an_area_that_does_not_count_says_why(
    changed: dict[str, object], refusal: CreditRefusal, protocol: Protocol
) -> None:
    """R33: not shown there, itself credited, too low, another object."""
    assert first(protocol, changed_area(source(protocol), **changed)).refusal is refusal


@pytest.mark.parametrize(
    ("state", "refusal"),
    [
        (SourceState.EXPIRED, CreditRefusal.EXPIRED),
        (SourceState.WITHDRAWN, CreditRefusal.WITHDRAWN),
    ],
)
def test_a_source_that_is_not_in_force_gives_nothing(
    state: SourceState, refusal: CreditRefusal, protocol: Protocol
) -> None:
    """R33: a valid source."""
    judged = claims(protocol, source(protocol, state=state), TODAY)
    assert {claim.refusal for claim in judged} == {refusal}


def test_a_source_counts_to_the_last_day_of_the_schemes_age(protocol: Protocol) -> None:
    """R33: within its age, that day included."""
    issued = date(2024, 5, 4)
    last = add_months(issued, protocol.rules.credit_age_months)
    offered = source(protocol, issued=issued)
    assert claims(protocol, offered, last)[0].counts
    late = claims(protocol, offered, last + timedelta(1))[0]
    assert late.refusal is CreditRefusal.TOO_OLD


def test_a_level_of_another_scale_is_judged_by_its_own_requirement(protocol: Protocol) -> None:
    """R33: step 2 of two says nothing of step 3 of four; whether it was met there does."""
    other = source(protocol, top_level=2)
    met = changed_area(other, level=2, required_level=2)
    assert first(protocol, met) == AreaClaim(protocol.areas[0].id, None, None)
    short = changed_area(other, level=1, required_level=2)
    assert first(protocol, short).refusal is CreditRefusal.LEVEL_TOO_LOW


@given(st.data())
def test_what_is_credited_never_holds_more_than_the_schemes_share(data: st.DataObject) -> None:
    """R33: whatever weights, limit and order; and nothing is refused that would have fitted."""
    made = SAMPLE
    weights = data.draw(
        st.lists(st.integers(1, 1000), min_size=len(made.areas), max_size=len(made.areas))
    )
    limit = data.draw(st.integers(0, 1000))
    areas = tuple(
        replace(area, weight=weight) for area, weight in zip(made.areas, weights, strict=True)
    )
    rules = replace(made.rules, credit_share_permille=limit)
    protocol = replace(made, areas=areas, rules=rules)
    ids = [area.id for area in areas]
    held = set(data.draw(st.lists(st.sampled_from(ids), unique=True)))
    order = data.draw(st.permutations([one for one in ids if one not in held]))
    judged = within_share(protocol, [AreaClaim(one, 3, None) for one in order], held)
    taken = set(held)
    for claim in judged:
        fits = share(protocol, taken | {claim.area}) <= limit
        assert claim.counts == fits
        if claim.counts:
            taken.add(claim.area)
    assert taken == held or share(protocol, taken) <= limit


@given(st.integers(0, 4), st.integers(1, 4), st.booleans(), st.booleans())
def test_nothing_under_the_required_level_is_ever_credited(
    level: int, required: int, shown: bool, credited: bool
) -> None:
    """R33: a level that is named is at least the one required here."""
    made = SAMPLE
    areas = tuple(replace(area, shared_id=area.id, required_level=required) for area in made.areas)
    protocol = replace(made, areas=areas)
    offered = SourceArea(areas[0].id, level, required, shown, credited)
    top = max(step.code for step in protocol.scale)
    given_by = CreditSource("N", TODAY, SourceState.IN_FORCE, top, (offered,))
    claim = claims(protocol, given_by, TODAY)[0]
    assert claim.counts == (shown and not credited and level >= required)
