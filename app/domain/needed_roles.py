"""Roles a company needs now, in one and in three years: the gap, and who can take over."""

from dataclasses import dataclass

MOST_PEOPLE = 100_000


@dataclass(frozen=True, slots=True)
class NeededRole:
    """A role: people in it now, needed in one and in three years.

    `successors`: who can take over, in the company's own words; empty where nobody can.
    """

    name: str
    now: int
    in_one: int
    in_three: int
    critical: bool = False
    successors: str = ""

    @property
    def gap(self) -> int:
        """People lacking at the most within three years; below zero where fewer are needed."""
        return max(self.in_one, self.in_three) - self.now

    @property
    def is_at_risk(self) -> bool:
        """Whether the company depends on it and nobody can take over."""
        return self.critical and not self.successors.strip()


@dataclass(frozen=True, slots=True)
class RoleTotals:
    """All roles together; `lacking`: people to find or train within three years, role by role."""

    roles: int
    now: int
    in_one: int
    in_three: int
    lacking: int
    critical: int
    at_risk: int


def role_totals(roles: tuple[NeededRole, ...]) -> RoleTotals:
    """The sums over roles; one role's surplus never hides another's gap."""
    return RoleTotals(
        roles=len(roles),
        now=sum(role.now for role in roles),
        in_one=sum(role.in_one for role in roles),
        in_three=sum(role.in_three for role in roles),
        lacking=sum(max(0, role.gap) for role in roles),
        critical=sum(role.critical for role in roles),
        at_risk=sum(role.is_at_risk for role in roles),
    )
