"""Who is logged in at the node, and what each role may."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Role(StrEnum):
    """What somebody may at the node; each may all that those before it may."""

    READER = "read-only"
    REVIEWER = "reviewer"
    COORDINATOR = "coordinator"
    ADMINISTRATOR = "administrator"

    def covers(self, least: "Role") -> bool:
        """Whether this role may what `least` may."""
        order = list(Role)
        return order.index(self) >= order.index(least)


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who is logged in. `account_id` "" for the access key and for nobody."""

    account_id: str
    name: str
    role: Role


NOBODY: Final = Visitor("", "", Role.READER)
