"""The protocols of this desk: which versions, how they stand, and what is in them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from app.domain.comparing import Comparison
from app.domain.draw import pool_depth
from app.domain.item_statistics import ItemFigures
from app.domain.protocol import (
    Area,
    Codes,
    Criterion,
    Item,
    ItemKey,
    ItemKind,
    Protocol,
    Question,
    Rules,
    ScaleStep,
    Task,
    Wording,
)
from app.domain.text import Text
from app.storage import protocols
from app.storage.protocols import Source, VersionState
from app.storage.tables import ProtocolRow
from app.usecases.desk import Desk
from app.usecases.item_statistics import ItemStatistics
from app.usecases.protocol_changes import changes_shown
from app.usecases.region_protocols import (
    RegionProtocol,
    RegionProtocols,
    ToldState,
    news,
    said_of,
)
from app.usecases.role_guides import RoleGuides
from app.usecases.secrecy import require_secrecy

__all__ = ["Library", "Source", "VersionState"]


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version of a profile. `open_cases`: under way on just this version (I2)."""

    hash: str
    code: str
    version: str
    name: Text
    level: Text
    label: Text
    owner: str
    scheme: str
    state: VersionState
    source: Source
    installed: datetime
    open_cases: int
    recalled: datetime | None
    recall_reason: str


@dataclass(frozen=True, slots=True)
class ProfileLine:
    """A profile with its versions, the highest first; `current` is the one new cases get."""

    code: str
    versions: tuple[VersionLine, ...]

    @property
    def current(self) -> VersionLine | None:
        """The published version; None when there is none."""
        return next((v for v in self.versions if v.state is VersionState.PUBLISHED), None)


@dataclass(frozen=True, slots=True)
class AreaHealth:
    """How far an area's pool reaches: `tests` in a row for one person, `drawn` items in each."""

    area: str
    name: Text
    drawn: int
    items: int
    families: int
    tests: int


@dataclass(frozen=True, slots=True)
class VersionDetail:
    """Everything of a version that may be read before the secrecy agreement: no items.

    `told`: what the region said of it, None where it said nothing.
    """

    line: VersionLine
    scale: tuple[ScaleStep, ...]
    areas: tuple[Area, ...]
    criteria: tuple[Criterion, ...]
    tasks: tuple[Task, ...]
    rules: Rules
    codes: Codes
    wording: Wording
    health: tuple[AreaHealth, ...]
    told: RegionProtocol | None = None

    @property
    def tests(self) -> int | None:
        """Whole tests in a row that the pool allows one person; None without theory."""
        drawn = [each.tests for each in self.health if each.drawn]
        return min(drawn) if drawn else None


@dataclass(frozen=True, slots=True)
class VersionChanges:
    """What a version changed against the one before it."""

    against: str
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item of the bank in a list."""

    id: str
    area: str
    area_name: Text
    family: str
    kind: ItemKind
    stem: Text
    has_picture: bool
    figures: ItemFigures


@dataclass(frozen=True, slots=True)
class ItemPreview:
    """One item whole: as the candidate meets it, its key and why, and how it does."""

    question: Question
    area_name: Text
    family: str
    points: int
    key: ItemKey
    why: Text
    picture: bytes | None
    figures: ItemFigures


class Library:
    """Reads the protocols installed; items only for somebody who has signed secrecy (R5)."""

    def __init__(self, desk: Desk, statistics: ItemStatistics) -> None:
        self._desk, self._statistics = desk, statistics
        self.guides = RoleGuides(desk)

    def profiles(self) -> tuple[ProfileLine, ...]:
        """Every profile with its versions, by code."""
        with self._desk.database.reading() as session:
            rows, running = protocols.versions(session), protocols.open_cases(session)
        by_code: dict[str, list[VersionLine]] = {}
        for row in rows:
            line = version_line(row, self._desk.protocol(row.hash), running.get(row.hash, 0))
            by_code.setdefault(row.code, []).append(line)
        return tuple(ProfileLine(code, tuple(lines)) for code, lines in by_code.items())

    def detail(self, protocol_hash: str) -> VersionDetail:
        """A version with its areas, criteria, rules and pool. Raises UnknownProtocol."""
        with self._desk.database.reading() as session:
            row, running = protocols.version(session, protocol_hash), protocols.open_cases(session)
            told = said_of(self._desk, session, protocol_hash)
        protocol = self._desk.protocol(protocol_hash)
        return VersionDetail(
            line=version_line(row, protocol, running.get(protocol_hash, 0)),
            scale=protocol.scale,
            areas=protocol.areas,
            criteria=protocol.criteria,
            tasks=protocol.tasks,
            rules=protocol.rules,
            codes=protocol.codes,
            wording=protocol.wording,
            health=pool_health(protocol),
            told=told,
        )

    def refused(self) -> tuple[RegionProtocol, ...]:
        """Versions of the region that could not be taken in or put in use here."""
        with self._desk.database.reading() as session:
            found = news(self._desk, session)
        return tuple(told for told in found if told.state is ToldState.REFUSED)

    def see(self, protocol_hash: str) -> None:
        """Somebody has the version before their eyes: the region's word on it is read."""
        RegionProtocols(self._desk).see(protocol_hash)

    def changes(self, protocol_hash: str) -> VersionChanges | None:
        """What the version changed against the next lower one here; None for the lowest."""
        with self._desk.database.reading() as session:
            wanted = protocols.version(session, protocol_hash)
            here = protocols.order(wanted.version)
            older = (
                row
                for row in protocols.versions(session)
                if row.code == wanted.code and protocols.order(row.version) < here
            )
            before = next(older, None)
        if before is None:
            return None
        old, new = self._desk.protocol(before.hash), self._desk.protocol(protocol_hash)
        return VersionChanges(before.version, changes_shown(self._desk, old, new))

    def items(self, protocol_hash: str, area: str = "", sought: str = "") -> tuple[ItemLine, ...]:
        """The items of an area (all without one) whose id, stem or options hold every word sought.

        Raises SecrecyNotSigned, UnknownProtocol.
        """
        require_secrecy(self._desk)
        protocol = self._desk.protocol(protocol_hash)
        figures = self._statistics.of(protocol_hash).items
        names = {each.id: each.name for each in protocol.areas}
        words = sought.casefold().split()
        return tuple(
            _item_line(item, names[item.area], figures[item.id])
            for item in protocol.items
            if item.area == (area or item.area) and _holds(item, words)
        )

    def item(self, protocol_hash: str, item_id: str) -> ItemPreview:
        """One item with key and picture. Raises SecrecyNotSigned, UnknownProtocol, KeyError."""
        require_secrecy(self._desk)
        protocol = self._desk.protocol(protocol_hash)
        item = next((each for each in protocol.items if each.id == item_id), None)
        if item is None:
            raise KeyError(item_id)
        return ItemPreview(
            question=item.question,
            area_name=protocol.area(item.area).name,
            family=item.family,
            points=item.points,
            key=item.key,
            why=item.why,
            picture=self._picture(protocol, item.question.picture),
            figures=self._statistics.of(protocol_hash).items[item_id],
        )

    def _picture(self, protocol: Protocol, name: str | None) -> bytes | None:
        if name is None:
            return None
        with self._desk.database.reading() as session:
            return protocols.pictures(session, {name: protocol.pictures[name]})[name]


def version_line(row: ProtocolRow, protocol: Protocol, open_cases: int) -> VersionLine:
    """A version as the list shows it."""
    return VersionLine(
        hash=row.hash,
        code=row.code,
        version=row.version,
        name=protocol.name,
        level=protocol.level,
        label=protocol.wording.label,
        owner=protocol.owner,
        scheme=protocol.scheme,
        state=VersionState(row.state),
        source=Source(row.source),
        installed=row.installed,
        open_cases=open_cases,
        recalled=row.recalled,
        recall_reason=row.recall_reason,
    )


def pool_health(protocol: Protocol) -> tuple[AreaHealth, ...]:
    """How far each area's pool reaches."""
    return tuple(_health(protocol, area) for area in protocol.areas)


def _health(protocol: Protocol, area: Area) -> AreaHealth:
    items = [item for item in protocol.items if item.area == area.id]
    families = len({item.family for item in items})
    tests = pool_depth(protocol, area.id)
    return AreaHealth(area.id, area.name, area.items, len(items), families, tests)


def _item_line(item: Item, area_name: Text, figures: ItemFigures) -> ItemLine:
    question = item.question
    has_picture = question.picture is not None
    return ItemLine(
        item.id,
        item.area,
        area_name,
        item.family,
        question.kind,
        question.stem,
        has_picture,
        figures,
    )


def _holds(item: Item, words: Iterable[str]) -> bool:
    question = item.question
    texts = [question.stem, *(option.text for option in (*question.options, *question.targets))]
    said = " ".join([item.id, item.family, *(f"{text.sv} {text.en}" for text in texts)]).casefold()
    return all(word in said for word in words)
