"""An area that a newer version of its protocol has renamed, or has no longer."""

from dataclasses import dataclass

from app.domain.protocol import Area, Protocol
from app.domain.text import Text


@dataclass(frozen=True, slots=True)
class FormerArea:
    """An area by the name it had in `version` ("" where no version here has it).

    `now`: the version it is seen from, which has `successor` in its place: None for nothing.
    """

    name: Text
    version: str
    now: str
    successor: Text | None = None


def shared_id(area: Area) -> str:
    """By what an area is one and the same in every version."""
    return area.shared_id or area.id


def same_area(area: Area, today: Protocol) -> Area | None:
    """The area as another version has it, whatever it is called there."""
    shared = shared_id(area)
    return next((one for one in today.areas if shared_id(one) == shared), None)


def former_area(area: Area, then: Protocol, today: Protocol) -> FormerArea | None:
    """What to say of an area of the version `then`; None where today's has it by the same name."""
    after = same_area(area, today)
    if after is not None and after.name == area.name:
        return None
    return FormerArea(area.name, then.version, today.version, None if after is None else after.name)
