"""The rail of the node's pages: what there is, in order, and who sees it."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from app.node.roles import Role


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the rail: where it leads, the key of its word, its icon, who sees it."""

    path: str
    word: str
    icon: str
    least: Role = Role.READER


RAIL: Final = (
    Place("/", "overview", "home"),
    Place("/cases", "nav_cases", "people"),
    Place("/review", "nav_review", "review"),
    Place("/certificates", "nav_certificates", "paper"),
    Place("/companies", "nav_companies", "factory"),
    Place("/seals", "nav_seals", "shield"),
    Place("/participation", "nav_participation", "calendar", Role.COORDINATOR),
    Place("/statistics", "nav_statistics", "chart", Role.COORDINATOR),
    Place("/exports", "nav_exports", "download", Role.COORDINATOR),
    Place("/log", "nav_log", "log", Role.COORDINATOR),
    Place("/sample", "nav_sample", "find"),
    Place("/settings", "nav_settings", "gear"),
)


def rail(role: Role, paths: Collection[str]) -> tuple[Place, ...]:
    """What this role sees of the pages there are."""
    return tuple(one for one in RAIL if role.covers(one.least) and one.path in paths)


def current(path: str, places: tuple[Place, ...]) -> str:
    """The path of the place that `path` belongs to; "" for none."""
    here = [p.path for p in places if path == p.path or path.startswith(p.path.rstrip("/") + "/")]
    return max((one for one in here if one != "/" or path == "/"), key=len, default="")
