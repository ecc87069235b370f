"""What a committed transaction touched: announced so that screens that care read again."""

from dataclasses import dataclass
from enum import StrEnum


class Touched(StrEnum):
    """A part of the desk that can change."""

    PEOPLE = "people"
    CASES = "cases"
    SITTINGS = "sittings"
    CERTIFICATES = "certificates"
    LOG = "log"
    TRUST = "trust"
    PROTOCOLS = "protocols"
    COMPANIES = "companies"


@dataclass(frozen=True, slots=True)
class Change:
    """One committed change."""

    touched: frozenset[Touched]
