"""What can be contested, complained of or go wrong, and how that is settled (R46–R48)."""

from enum import StrEnum


class DisputeKind(StrEnum):
    """The four registers; they are kept apart (R48)."""

    RECONSIDERATION = "reconsideration"
    APPEAL = "appeal"
    COMPLAINT = "complaint"
    DEVIATION = "deviation"


class DisputeOutcome(StrEnum):
    """How an entry was settled."""

    UPHELD = "upheld"
    CHANGED = "changed"
    DISMISSED = "dismissed"
    REMEDIED = "remedied"
