"""What a sound package holds, counted: what an author wants to see after a check."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from app.domain.draw import pool_depth
from app.domain.protocol import Area, Item, Protocol
from app.domain.text import Text
from app.protocols.package import LoadedPackage, load_package


@dataclass(frozen=True, slots=True)
class AreaPool:
    """One area's items: `drawn` for a test, `tests` = how many in a row one person can take."""

    area: str
    name: Text
    criteria: int
    drawn: int
    items: int
    families: int
    tests: int


@dataclass(frozen=True, slots=True)
class PackageSummary:
    """A package in figures."""

    profile: str
    version: str
    name: Text
    hash: str
    pictures: int
    pools: tuple[AreaPool, ...]

    @property
    def retests(self) -> int | None:
        """Full retests the pool allows one person; None when there is no theory."""
        tests = [pool.tests for pool in self.pools if pool.drawn]
        return min(tests) - 1 if tests else None


def summarise(folder: Path) -> PackageSummary:
    """The package in `folder` in figures. Raises ProtocolErrors with everything wrong."""
    return summary_of(load_package(folder))


def summary_of(package: LoadedPackage) -> PackageSummary:
    """A sound package in figures."""
    protocol = package.protocol
    return PackageSummary(
        profile=protocol.profile,
        version=protocol.version,
        name=protocol.name,
        hash=protocol.hash,
        pictures=len(package.pictures),
        pools=tuple(_pool(protocol, area) for area in protocol.areas),
    )


def clashing_items(protocols: Sequence[Protocol]) -> Iterator[tuple[str, str, str]]:
    """Item id and the two profiles in which it asks different things, though of one scheme.

    What a person has met is known by scheme and id (I6), so there it would count for both.
    """
    known: dict[tuple[str, str], tuple[str, Item]] = {}
    for protocol in protocols:
        for item in protocol.items:
            place = (protocol.scheme, item.id)
            code, first = known.setdefault(place, (protocol.code, item))
            if code != protocol.code and replace(first, family=item.family) != item:
                yield item.id, code, protocol.code


def _pool(protocol: Protocol, area: Area) -> AreaPool:
    items = [item for item in protocol.items if item.area == area.id]
    return AreaPool(
        area=area.id,
        name=area.name,
        criteria=sum(criterion.area == area.id for criterion in protocol.criteria),
        drawn=area.items,
        items=len(items),
        families=len({item.family for item in items}),
        tests=pool_depth(protocol, area.id),
    )
