"""What a sound package holds, counted: what an author wants to see after a check."""

from dataclasses import dataclass
from pathlib import Path

from app.domain.draw import pool_depth
from app.domain.protocol import Area, Protocol
from app.domain.text import Text
from app.protocols.package import load_package


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
    package = load_package(folder)
    protocol = package.protocol
    return PackageSummary(
        profile=protocol.profile,
        version=protocol.version,
        name=protocol.name,
        hash=protocol.hash,
        pictures=len(package.pictures),
        pools=tuple(_pool(protocol, area) for area in protocol.areas),
    )


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
