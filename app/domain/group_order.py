"""A company's group order: who is in it, and on what basis the company may see results (R54)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class BasisKind(StrEnum):
    """What lets an employer see somebody's results per area (R54)."""

    AGREEMENT = "agreement"
    CONSENT = "consent"


@dataclass(frozen=True, slots=True)
class Basis:
    """The recorded basis for results: what it is, of which day, noted by whom."""

    kind: BasisKind
    day: date
    by: str


@dataclass(frozen=True, slots=True)
class OrderPerson:
    """Somebody in a company's orders. `basis` None: no result may be shown (R54).

    `case_id`: their newest case of the order's profile, None before there is one. `name` is as
    the desk has it; a protected person's is for the desk's eyes alone (`is_protected`).
    """

    order_id: UUID
    person_id: UUID
    name: str
    is_protected: bool
    case_id: UUID | None
    employee_number: str
    department: str
    basis: Basis | None
