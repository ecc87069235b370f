"""What ties an assessor to a person, and what it keeps them from (R4)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.calendar import add_months


class TieKind(StrEnum):
    """How somebody at the desk is tied to a person."""

    SELF = "self"
    RELATIVE = "relative"
    LINE_MANAGER = "line_manager"
    TRAINED = "trained"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class Tie:
    """One tie. `since`: the last day of training, or from when; None where it is not dated."""

    kind: TieKind
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """A tie that keeps somebody from judging. `until`: the last day it does, None for always."""

    kind: TieKind
    until: date | None = None


_ALWAYS = (TieKind.SELF, TieKind.RELATIVE, TieKind.LINE_MANAGER)


def conflict(ties: tuple[Tie, ...], today: date, months: int) -> Conflict | None:
    """The tie that weighs most today; a link by organisation is recorded and keeps from nothing.

    Having trained the person weighs for `months` after the day of the training.
    """
    found = {tie.kind: tie for tie in ties if tie.kind in _ALWAYS}
    lasting = next((kind for kind in _ALWAYS if kind in found), None)
    if lasting is not None:
        return Conflict(lasting)
    trained = [tie.since for tie in ties if tie.kind is TieKind.TRAINED]
    if None in trained:
        return Conflict(TieKind.TRAINED)
    ends = [add_months(day, months) for day in trained if day is not None]
    if ends and max(ends) >= today:
        return Conflict(TieKind.TRAINED, max(ends))
    return None
