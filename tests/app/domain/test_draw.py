"""Which items a candidate meets."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.draw import PoolExhausted, draw, pool_depth
from app.domain.protocol import Protocol
from tests.app.domain.sample import area, pool, protocol

seeds = st.integers(0, 2**63 - 1)
sizes = st.lists(st.integers(1, 4), min_size=3, max_size=8)


def with_pool(family_sizes: list[int], needed: int = 3) -> Protocol:
    items = (*pool("turn", family_sizes), *pool("maths", [1, 1]))
    return protocol((area("turn", needed), area("maths", 2)), (), items)


def family_of(item_id: str) -> str:
    return item_id.rpartition("-")[0]


@given(sizes, seeds)
def test_a_test_follows_the_blueprint_and_holds_no_two_of_one_family(
    family_sizes: list[int], seed: int
) -> None:
    """R15, R16."""
    drawn = draw(with_pool(family_sizes), set(), seed)
    assert [name.partition("-")[0] for name in drawn] == ["turn"] * 3 + ["maths"] * 2
    assert len({family_of(name) for name in drawn}) == 5


@given(sizes, seeds)
def test_the_same_seed_draws_the_same_test(family_sizes: list[int], seed: int) -> None:
    """R15."""
    role = with_pool(family_sizes)
    assert draw(role, set(), seed) == draw(role, frozenset(), seed)


def test_a_stored_seed_gives_this_test_on_every_machine() -> None:
    """R15."""
    assert draw(with_pool([2, 2, 2, 2]), set(), 20261121) == (
        "turn-0-0",
        "turn-2-0",
        "turn-1-0",
        "maths-0-0",
        "maths-1-0",
    )


@given(sizes, seeds, st.data())
def test_an_item_met_is_never_drawn_again(
    family_sizes: list[int], seed: int, data: st.DataObject
) -> None:
    """I6, R16."""
    role = with_pool(family_sizes)
    met = data.draw(st.sets(st.sampled_from([item.id for item in role.items])))
    with suppress(PoolExhausted):
        assert not met.intersection(draw(role, met, seed))


@given(sizes, st.lists(seeds, min_size=20, max_size=20))
def test_as_many_tests_can_be_drawn_as_the_pool_promises(
    family_sizes: list[int], chances: list[int]
) -> None:
    """R35, R24."""
    role = with_pool(family_sizes)
    promised = pool_depth(role, "turn")
    met: set[str] = set()
    for number in range(promised):
        assert pool_depth(role, "turn", met) == promised - number
        drawn = draw(role, met, chances[number], areas={"turn"})
        assert not met.intersection(drawn)
        met.update(drawn)
    with pytest.raises(PoolExhausted) as raised:
        draw(role, met, chances[-1], areas={"turn"})
    assert raised.value.area == "turn"


def test_a_retest_draws_only_the_areas_named() -> None:
    """R35."""
    drawn = draw(with_pool([1, 1, 1]), set(), 1, areas={"maths"})
    assert sorted(drawn) == ["maths-0-0", "maths-1-0"]


def test_an_empty_pool_says_which_area_and_draws_nothing() -> None:
    """R24."""
    role = with_pool([1, 1, 1])
    with pytest.raises(PoolExhausted) as raised:
        draw(role, {"maths-0-0"}, 1)
    assert (raised.value.area, raised.value.needed, raised.value.left) == ("maths", 2, 1)


@pytest.mark.parametrize(
    ("family_sizes", "depth"),
    [([1, 1, 1], 1), ([1, 1], 0), ([2, 2, 2], 2), ([9, 9, 1], 1), ([2, 2, 2, 2, 2, 2], 4)],
)
def test_the_depth_counts_tests_without_an_item_twice(family_sizes: list[int], depth: int) -> None:
    assert pool_depth(with_pool(family_sizes), "turn") == depth


@given(sizes, st.lists(seeds, min_size=2, max_size=2))
def test_neighbours_share_no_more_than_the_pool_forces(
    family_sizes: list[int], chances: list[int]
) -> None:
    """R17: what can be drawn without the neighbour's items is, the rest is as few as can be."""
    role = with_pool(family_sizes)
    beside = draw(role, set(), chances[0], areas={"turn"})
    mine = draw(role, set(), chances[1], areas={"turn"}, avoid=beside)
    free = len({family_of(i.id) for i in role.items if i.area == "turn" and i.id not in beside})
    if pool_depth(role, "turn") == 1 or min(family_sizes) > 1:
        assert len(set(mine) & set(beside)) == max(0, 3 - free)


@given(sizes, seeds, st.data())
def test_keeping_away_from_neighbours_costs_neither_the_test_nor_a_later_one(
    family_sizes: list[int], seed: int, data: st.DataObject
) -> None:
    """R17, R35: the blueprint is filled and as many tests are left as without a neighbour."""
    role = with_pool(family_sizes)
    near = data.draw(st.sets(st.sampled_from([item.id for item in role.items])))
    drawn = draw(role, set(), seed, avoid=near)
    assert [name.partition("-")[0] for name in drawn] == ["turn"] * 3 + ["maths"] * 2
    assert len({family_of(name) for name in drawn}) == 5
    assert pool_depth(role, "turn", drawn) == pool_depth(role, "turn") - 1
    assert draw(role, set(), seed, avoid=sorted(near)) == drawn


@given(sizes, seeds)
def test_nothing_to_keep_away_from_is_the_same_draw(family_sizes: list[int], seed: int) -> None:
    """R15: a stored draw can be checked."""
    role = with_pool(family_sizes)
    elsewhere = {f"plan-{n}" for n in range(3)}
    assert draw(role, set(), seed, avoid=elsewhere) == draw(role, set(), seed)


def test_every_item_has_its_chance() -> None:
    role = with_pool([3] * 6)
    met = {name for seed in range(200) for name in draw(role, set(), seed, areas={"turn"})}
    assert len(met) == 18
