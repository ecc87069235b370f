"""How the words of an error are kept."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ErrorWords:
    """What happened; what to do next; what is safe, where that is in doubt. Swedish, marked."""

    what: str
    next_step: str
    safe: str = ""
