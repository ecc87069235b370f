"""What every use case gets: file, clock, signer, who is signed in, and where changes are told."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from uuid import UUID

from app.domain.change import Change, Touched
from app.domain.clock import Clock
from app.domain.errors import UserError
from app.domain.protocol import Protocol
from app.protocols.package import protocol_from_canonical
from app.seal import cose
from app.seal.claims import AccreditationClaims
from app.seal.trust import Trust
from app.storage import protocols, trust
from app.storage.database import Database
from app.storage.identity import IdentityCipher
from app.storage.log import Signer


class DeskKind(StrEnum):
    """The practice desk counts for nothing; the real one does."""

    PRACTICE = "practice"
    REAL = "real"


class NoAccreditation(UserError):
    """The seal has no accreditation yet: sync, or ask the node."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The assessor at the desk. `accredited_to` is the last day; None without accreditation."""

    id: UUID
    name: str
    number: int
    roles: tuple[str, ...]
    profiles: tuple[str, ...]
    accredited_from: date | None
    accredited_to: date | None


@dataclass(frozen=True, slots=True)
class Accreditation:
    """The signed statement that the seal may certify, and what it says."""

    raw: bytes
    claims: AccreditationClaims

    @classmethod
    def read(cls, raw: bytes) -> "Accreditation":
        """The statement behind the bytes; proved against the trust list by `Trust`, not here."""
        payload = cose.open1(raw, cose.Purpose.ACCREDITATION).payload
        return cls(raw, AccreditationClaims.from_bytes(payload))


@dataclass(frozen=True, slots=True)
class DeskParts:
    """What one open desk is made of.

    `check_secret` raises WrongSecret or TooManyTries. `host` is where a QR leads to.
    """

    database: Database
    clock: Clock
    signer: Signer
    assessor: SignedIn
    centre: str
    name: str
    kind: DeskKind
    new_id: Callable[[], UUID]
    check_secret: Callable[[str], None]
    host: str
    identities: IdentityCipher


class Desk:
    """One open desk with somebody signed in."""

    def __init__(self, parts: DeskParts) -> None:
        self.database = parts.database
        self.clock = parts.clock
        self.signer = parts.signer
        self.assessor = parts.assessor
        self.centre = parts.centre
        self.name = parts.name
        self.kind = parts.kind
        self.new_id = parts.new_id
        self.check_secret = parts.check_secret
        self.host = parts.host
        self.identities = parts.identities
        self.protocol = lru_cache(maxsize=8)(self._read_protocol)
        self._listeners: list[Callable[[Change], None]] = []

    @property
    def is_practice(self) -> bool:
        """Whether everything made here is marked PROV and never valid."""
        return self.kind is DeskKind.PRACTICE

    def accreditation(self) -> Accreditation:
        """What the seal may certify. Raises NoAccreditation before there is a statement."""
        if self.signer.accreditation is None:
            raise NoAccreditation
        return Accreditation.read(self.signer.accreditation)

    def announce(self, *touched: Touched) -> None:
        """Tell every listener, on this thread, what the transaction just committed touched."""
        change = Change(frozenset(touched))
        for listener in tuple(self._listeners):
            listener(change)

    def announce_to(self, listener: Callable[[Change], None]) -> None:
        """Have `listener` told of every change from now on."""
        self._listeners.append(listener)

    def trust(self) -> Trust:
        """The pinned roots with the newest trust list and status bundle held."""
        with self.database.reading() as session:
            return trust.read(session)

    def _read_protocol(self, protocol_hash: str) -> Protocol:
        with self.database.reading() as session:
            return protocol_from_canonical(protocols.canonical(session, protocol_hash))
