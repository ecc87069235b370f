"""What roles and areas are called, from the protocol versions the node knows."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import UserError
from app.domain.protocol import Protocol
from app.domain.text import Text
from app.node import objects
from app.node.protocol_release import shipped
from app.node.read_once import read_once
from app.node.tables import KnownProtocol
from app.paths import protocol_folder


@dataclass(frozen=True, slots=True)
class AreaName:
    """An area of a profile. `shared`: the same in every profile where it is one object."""

    name: Text
    shared: str
    place: int


@dataclass(frozen=True, slots=True)
class Names:
    """Of every profile and its areas; what no known version has is called by its code."""

    roles: Mapping[str, Text]
    areas: Mapping[tuple[str, str], AreaName]

    def role(self, profile: str) -> Text:
        """What people call the profile."""
        return self.roles.get(profile) or Text(profile, profile)

    def area(self, profile: str, area: str) -> AreaName:
        """One area of it."""
        found = self.areas.get((profile, area))
        return found or AreaName(Text(area, area), f"{profile}.{area}", 99)


def read_names(session: Session) -> Names:
    """Those of the versions that come with the program and of every one that was published."""
    return _names(_opened(session))


def read_protocols(session: Session) -> Mapping[str, Protocol]:
    """Whole versions by hash, with their keys: to score by, never to show (R22)."""
    return _by_hash(_opened(session))


def _opened(session: Session) -> frozenset[bytes]:
    """The published packages, each opened the first time it is met."""
    known = read_once(session, "protocols", lambda: _published(session))
    for name in known - _PACKAGES.keys():
        _PACKAGES[name] = _open(objects.whole(session, name))
    return known


def _published(session: Session) -> frozenset[bytes]:
    wanted = select(KnownProtocol.object).where(KnownProtocol.object.is_not(None))
    return frozenset(one for one in session.scalars(wanted) if one)


_PACKAGES: dict[bytes, Protocol | None] = {}
"""Opened ones by the hash of their bytes, which never change."""


@lru_cache(maxsize=8)
def _names(known: frozenset[bytes]) -> Names:
    return _of(_all(known))


@lru_cache(maxsize=8)
def _by_hash(known: frozenset[bytes]) -> Mapping[str, Protocol]:
    return {protocol.hash: protocol for protocol in _all(known)}


def _all(known: frozenset[bytes]) -> list[Protocol]:
    published = [one for name in sorted(known) if (one := _PACKAGES[name]) is not None]
    return [*shipped(protocol_folder()), *published]


def _of(protocols: Iterable[Protocol]) -> Names:
    roles: dict[str, Text] = {}
    areas: dict[tuple[str, str], AreaName] = {}
    for protocol in sorted(protocols, key=lambda one: _version(one.version)):
        roles[protocol.code] = protocol.name
        for place, area in enumerate(protocol.areas):
            shared = area.shared_id or f"{protocol.code}.{area.id}"
            areas[protocol.code, area.id] = AreaName(area.name, shared, place)
    return Names(roles, areas)


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(part) if part.isdigit() else 0 for part in text.split("."))


def _open(raw: bytes) -> Protocol | None:
    """The protocol in a published file; None of a recall and of one that cannot be read."""
    from datetime import date

    from app.protocols.package_file import PackageFile, parse_file
    from app.protocols.sealed import open_package

    with suppress(UserError):
        file = parse_file(raw, "")
        if isinstance(file, PackageFile):
            return open_package(file, None, date.max).loaded.protocol
    return None
