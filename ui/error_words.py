"""The words of every UserError, by the name of its class; {field} is filled from the error."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ErrorWords:
    """What happened; what to do next; what is safe, where that is in doubt."""

    what: str
    next_step: str
    safe: str = ""


WORDS: dict[str, ErrorWords] = {}
