"""How a case leaves the straight way: stopped for a time or for good, reviewed."""

from enum import StrEnum


class CaseEnd(StrEnum):
    """How a case ended without a decision; `paused` and `resumed` leave it open."""

    CANCELLED = "cancelled"
    NO_SHOW = "no_show"
    ABORTED = "aborted"
    LAPSED = "lapsed"
    PAUSED = "paused"
    RESUMED = "resumed"


class Verdict(StrEnum):
    """What a reviewer says of a case."""

    AGREED = "agreed"
    SENT_BACK = "sent_back"
