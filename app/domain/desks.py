"""What can be said of a desk before and after somebody signs in."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from app.domain.errors import UserError

PRACTICE_PIN = "123456"
"""Shown on the practice desk's unlock screen: nothing there is secret."""

SHORTEST_PIN, SHORTEST_PASSPHRASE = 6, 12


class SecretTooShort(UserError):
    """The PIN or passphrase has fewer than `least` characters."""

    def __init__(self, least: int) -> None:
        super().__init__()
        self.least = least


class DeskKind(StrEnum):
    """The practice desk counts for nothing; the real one does."""

    PRACTICE = "practice"
    REAL = "real"


@dataclass(frozen=True, slots=True)
class AssessorCard:
    """Somebody who may unlock. `accredited_to` is the last day; None without accreditation."""

    id: UUID
    name: str
    roles: tuple[str, ...]
    profiles: tuple[str, ...]
    accredited_to: date | None


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The assessor at the desk; both days included, None without accreditation."""

    id: UUID
    name: str
    number: int
    roles: tuple[str, ...]
    profiles: tuple[str, ...]
    accredited_from: date | None
    accredited_to: date | None


@dataclass(frozen=True, slots=True)
class NodeIdentity:
    """A node as it presents itself; the fingerprint is compared by eye before enrolling."""

    name: str
    root_fingerprint: str


@dataclass(frozen=True, slots=True)
class EnrolmentRequest:
    """Joining a region. `root_fingerprint_confirmed` is the one compared by eye.

    The node says what the assessor is called; `assessor_name` is used until it has answered.
    """

    node_url: str
    code: str
    root_fingerprint_confirmed: str
    assessor_name: str
    secret: str
