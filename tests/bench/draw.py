"""A test drawn: 100 items from a pool of 3 000 of which the person has met 500."""

import random
import time
from collections.abc import Sequence

from app.domain.draw import draw
from tests.app.domain.sample import area, pool, protocol
from tests.bench.measured import Measured

ROUNDS, GOAL = 60, 50
AREAS, FAMILIES, EACH, ITEMS, MET = 10, 60, 5, 10, 500


def measured() -> Sequence[Measured]:
    """Ten areas of 60 families of five; another 100 items lie before a neighbour."""
    names = [f"area{n}" for n in range(AREAS)]
    items = tuple(item for name in names for item in pool(name, [EACH] * FAMILIES))
    role = protocol(tuple(area(name, ITEMS) for name in names), (), items)
    chance = random.Random(20261121)
    ids = [item.id for item in role.items]
    taken = []
    for _ in range(ROUNDS):
        met = frozenset(chance.sample(ids, MET))
        near = draw(role, (), chance.randrange(2**53))
        seed = chance.randrange(2**53)
        begun = time.perf_counter()
        drawn = draw(role, met, seed, avoid=near)
        taken.append((time.perf_counter() - begun) * 1_000)
        assert len(drawn) == AREAS * ITEMS
    return (Measured("100 items drawn from 3 000, 500 met, ms", "ms", taken, GOAL),)
