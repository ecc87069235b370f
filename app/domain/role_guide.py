"""A role's guide on one page: what it is for, and for whom."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.protocol import GuidePart
from app.domain.text import Language


class GuideReader(StrEnum):
    """Who the page is for."""

    CANDIDATE = "candidate"
    ASSESSOR = "assessor"


@dataclass(frozen=True, slots=True)
class RoleGuidePaper:
    """What the page says, in its reader's language. `level`: of the profile, in words."""

    language: Language
    reader: GuideReader
    role: str
    level: str
    version: str
    centre: str
    parts: tuple[GuidePart, ...]
    label: str
