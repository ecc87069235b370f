"""What of the region is looked at: filters that stand in the address, the same on every page."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Literal


class Standing(StrEnum):
    """Where a case is, as a coordinator counts; the four first are under way."""

    PAUSED = "paused"
    BOOKED = "booked"
    RUNNING = "running"
    DECIDED = "decided"
    CERTIFIED = "certified"
    CANCELLED = "cancelled"
    NO_SHOW = "no_show"
    ABORTED = "aborted"
    LAPSED = "lapsed"


UNDER_WAY = (Standing.PAUSED, Standing.BOOKED, Standing.RUNNING, Standing.DECIDED)
"""From the ground of a column to its top."""

LOST = (Standing.NO_SHOW, Standing.CANCELLED)
"""Booked times that nobody was tested in."""

OPEN = "open"
"""The state filter for all that are under way."""

STATES = (OPEN, *(one.value for one in Standing))


class Result(StrEnum):
    """Of an area: those assessed in it, those who showed it, those who have it left."""

    ASSESSED = "assessed"
    SHOWN = "shown"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Choice:
    """The selection. `role`: a profile; `since` and `until`: days a case was opened between.

    Of the lists only: `at` the day whose states `state` means, `area` with `result`, `text` sought,
    `kind` and `status` of certificates, `order` of cases, `page` from 1.
    """

    region: str = ""
    centre: str = ""
    company: str = ""
    role: str = ""
    since: date | None = None
    until: date | None = None
    state: str = ""
    at: date | None = None
    area: str = ""
    result: Result | None = None
    kind: str = ""
    status: str = ""
    text: str = ""
    order: Literal["newest", "stuck"] = "newest"
    page: int = 1

    @property
    def shared(self) -> "Choice":
        """What every page keeps: the selection without what is a list's own."""
        return replace(
            Choice(),
            region=self.region,
            centre=self.centre,
            company=self.company,
            role=self.role,
            since=self.since,
            until=self.until,
        )

    @property
    def is_all(self) -> bool:
        """Whether nothing is left out."""
        return replace(self, page=1, order="newest") == Choice()
