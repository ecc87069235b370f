"""What a region says of itself: its name and its targets, people by a day."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

import msgspec
from sqlalchemy.orm import Session

from app.node.tables import NodeFact

MOST_TARGETS: Final = 4
_FACT: Final = "setting.region"


@dataclass(frozen=True, slots=True)
class Target:
    """So many people `by` the day; `note`: of which project, may be empty."""

    people: int
    by: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class RegionSettings:
    """`name` "" where it is called as the node is; `regions`: by test centre, as far as set."""

    name: str = ""
    targets: tuple[Target, ...] = ()
    regions: dict[str, str] = field(default_factory=dict)


def read_settings(session: Session) -> RegionSettings:
    """As last saved."""
    fact = session.get(NodeFact, _FACT)
    if fact is None:
        return RegionSettings()
    return msgspec.json.decode(fact.value, type=RegionSettings)


def targets(session: Session) -> tuple[Target, ...]:
    """The nearest first."""
    return read_settings(session).targets


def regions(session: Session) -> dict[str, str]:
    """The region of each test centre that has been given one."""
    return read_settings(session).regions


def save_settings(session: Session, settings: RegionSettings) -> None:
    """Keep these, the targets in the order of their days; in the caller's turn."""
    ordered = tuple(sorted(settings.targets, key=lambda one: (one.by, one.people)))
    value = msgspec.json.encode(replace(settings, targets=ordered)).decode()
    session.merge(NodeFact(name=_FACT, value=value))
