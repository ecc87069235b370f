"""Which items a candidate meets: by blueprint, never one met before, the same for a seed."""

from collections.abc import Collection, Iterable
from hashlib import sha256

from app.domain.errors import UserError
from app.domain.protocol import Item, Protocol
from app.domain.text import Text

Families = dict[str, list[str]]
"""Family id → ids of its items that this person has not met."""


class PoolExhausted(UserError):
    """The area has too few families left for this person, so nothing is started (R24)."""

    def __init__(self, area: str, name: Text, needed: int, left: int) -> None:
        super().__init__()
        self.area = area
        self.name = name
        self.needed = needed
        self.left = left


def draw(
    protocol: Protocol,
    met: Collection[str],
    seed: int,
    areas: Collection[str] | None = None,
    avoid: Collection[str] = (),
) -> tuple[str, ...]:
    """Item ids in the order of the test: areas as in the protocol, chance order within each.

    met: ids this person has met in the scheme, never drawn again (I6); two of one family never
    stand in one test (R16); areas: only these, as in a retest (R35), else all that have theory;
    avoid: ids that lie before a neighbour now, drawn only where nothing else fills the test or
    keeps as many later tests in the pool (R17). Raises PoolExhausted with the first area that
    cannot be filled.
    """
    near = frozenset(avoid)
    drawn: list[str] = []
    for area in protocol.areas:
        if area.items and (areas is None or area.id in areas):
            families = _families_left(protocol.items, area.id, met)
            if len(families) < area.items:
                raise PoolExhausted(area.id, area.name, area.items, len(families))
            drawn += _draw_area(families, area.items, f"{seed}/{area.id}", near)
    return tuple(drawn)


def pool_depth(protocol: Protocol, area_id: str, met: Collection[str] = ()) -> int:
    """How many tests in a row, no item twice, the area's pool still allows one person.

    An area without theory allows any number and gives 0. Retests allowed = depth − 1.
    """
    needed = protocol.area(area_id).items
    families = _families_left(protocol.items, area_id, met)
    return _depth([len(items) for items in families.values()], needed) if needed else 0


def _families_left(items: Iterable[Item], area_id: str, met: Collection[str]) -> Families:
    families: Families = {}
    for item in items:
        if item.area == area_id and item.id not in met:
            families.setdefault(item.family, []).append(item.id)
    return families


def _depth(sizes: list[int], needed: int) -> int:
    """The most tests T such that each can take `needed` families: Σ min(size, T) ≥ needed · T."""
    tests = 0
    while sum(min(size, tests + 1) for size in sizes) >= needed * (tests + 1):
        tests += 1
    return tests


def _draw_area(
    families: Families, needed: int, seed: str, near: frozenset[str] = frozenset()
) -> list[str]:
    """One item from each of `needed` families, by chance, leaving depth − 1 tests in the pool.

    A family smaller than the depth is scarce: taking it costs a later test one choice, and only
    `spare` of those can be given away. That many are always enough to fill the test. Families
    that hold nothing but what is `near` come last, what is near in any other is left lying.
    """
    depth = _depth([len(items) for items in families.values()], needed)
    later = sum(min(len(items), depth - 1) for items in families.values())
    spare = later - needed * (depth - 1)
    drawn: dict[str, str] = {}
    for family in sorted(families, key=lambda name: _turn(families[name], near, seed, name)):
        is_scarce = len(families[family]) < depth
        if len(drawn) == needed or (is_scarce and spare == 0):
            continue
        spare -= is_scarce
        items = families[family]
        drawn[family] = min(items, key=lambda item: _turn([item], near, seed, item))
    return [drawn[family] for family in sorted(drawn, key=lambda name: _chance(seed, name))]


def _turn(items: list[str], near: frozenset[str], seed: str, name: str) -> tuple[bool, bytes]:
    return near.issuperset(items), _chance(seed, name)


def _chance(seed: str, name: str) -> bytes:
    """SHA-256, so that any machine and any version of Python repeats and checks a draw."""
    return sha256(f"{seed}/{name}".encode()).digest()
