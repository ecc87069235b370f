"""What an attendance paper says: one person, one project, one month."""

from dataclasses import dataclass
from datetime import date

from app.domain.employment import Employment
from app.domain.participation import Attested, Month, Period, Project, Spent
from app.domain.text import Language


@dataclass(frozen=True, slots=True)
class AttendanceFacts:
    """All that the paper says, in the participant's language; never an identity number (I12).

    `attested`: the day the assessor did; `confirmed`: the day the participant did, and how.
    """

    language: Language
    practice: bool
    name: str
    birth_date: date | None
    project: Project
    period: Period
    status: Employment
    month: Month
    spent: tuple[Spent, ...]
    centre: str
    assessor: str
    assessor_number: int
    attested: date
    confirmed: date
    way: Attested
