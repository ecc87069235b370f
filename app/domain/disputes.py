"""What can be contested, complained of or go wrong, and how that is settled (R46–R48)."""

from datetime import date, timedelta
from enum import StrEnum

ANSWER_DAYS = 30
"""Within so many days a complaint or deviation is answered; a case's protocol says its own."""

DUE_SOON_DAYS = 7
"""So many days before its deadline an entry asks for attention."""


class DisputeKind(StrEnum):
    """The four registers; they are kept apart (R48)."""

    RECONSIDERATION = "reconsideration"
    APPEAL = "appeal"
    COMPLAINT = "complaint"
    DEVIATION = "deviation"

    @property
    def contests(self) -> bool:
        """Whether it is about a decision, freezes its case and keeps its makers out (R46, R47)."""
        return self in (DisputeKind.RECONSIDERATION, DisputeKind.APPEAL)

    @property
    def prefix(self) -> str:
        """What its numbers begin with."""
        return _PREFIXES[self]

    def outcomes(self, *, is_late: bool) -> tuple["DisputeOutcome", ...]:
        """How an entry of this kind can be settled; a late one is only dismissed."""
        if not self.contests:
            return (DisputeOutcome.REMEDIED, DisputeOutcome.DISMISSED)
        if is_late:
            return (DisputeOutcome.DISMISSED,)
        return (DisputeOutcome.UPHELD, DisputeOutcome.CHANGED, DisputeOutcome.DISMISSED)


class DisputeOutcome(StrEnum):
    """How an entry was settled."""

    UPHELD = "upheld"
    CHANGED = "changed"
    DISMISSED = "dismissed"
    REMEDIED = "remedied"


class EntryState(StrEnum):
    """Where an entry stands."""

    OPEN = "open"
    SETTLED = "settled"


_PREFIXES = {
    DisputeKind.RECONSIDERATION: "OP",
    DisputeKind.APPEAL: "ÖV",
    DisputeKind.COMPLAINT: "KL",
    DisputeKind.DEVIATION: "AV",
}


def entry_number(kind: DisputeKind, year: int, number: int) -> str:
    """The number of an entry as everybody reads it, such as OP-2026-3."""
    return f"{kind.prefix}-{year}-{number}"


def answer_by(filed: date, days: int | None) -> date:
    """The day an entry has to be answered by; `days` as the protocol says, None without one."""
    return filed + timedelta(days=ANSWER_DAYS if days is None else days)
