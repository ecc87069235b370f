"""What every use case gets: file, clock, signer, who is signed in, and where changes are told."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from app.domain.change import Change, Touched
from app.domain.clock import Clock
from app.domain.desks import DeskKind, SignedIn
from app.domain.errors import UserError
from app.domain.protocol import Protocol
from app.protocols.package import protocol_from_canonical
from app.seal.trust import Trust
from app.seal.vault import Opened
from app.storage import protocols, seals, trust
from app.storage.database import Database
from app.storage.identity import IdentityCipher
from app.storage.log import Signer
from app.storage.seals import Accreditation
from app.storage.tables import AssessorRow, SealRow
from app.usecases.desk_keys import DeskKeys

__all__ = ["Accreditation", "Desk", "DeskKind", "DeskParts", "NoAccreditation", "SignedIn"]


class NoAccreditation(UserError):
    """The seal has no accreditation yet: sync, or ask the node."""


@dataclass(frozen=True, slots=True)
class DeskParts:
    """What one open desk is made of. `host` is where a QR leads to."""

    database: Database
    clock: Clock
    signer: Signer
    assessor_id: UUID
    centre: str
    name: str
    host: str
    kind: DeskKind
    new_id: Callable[[], UUID]
    keys: DeskKeys
    identities: IdentityCipher


class Desk:
    """One open desk with somebody signed in."""

    def __init__(self, parts: DeskParts) -> None:
        self.database = parts.database
        self.clock = parts.clock
        self.signer = parts.signer
        self.centre = parts.centre
        self.name = parts.name
        self.host = parts.host
        self.kind = parts.kind
        self.new_id = parts.new_id
        self.keys = parts.keys
        self.identities = parts.identities
        self.protocol = lru_cache(maxsize=16)(self._read_protocol)
        self._listeners: list[Callable[[Change], None]] = []
        self._assessor_id = parts.assessor_id
        self.read_accreditation()

    @property
    def is_practice(self) -> bool:
        """Whether everything made here is marked PROV and never valid."""
        return self.kind is DeskKind.PRACTICE

    def read_accreditation(self) -> None:
        """Take over what the file says of the assessor's seal: at start, and after a sync."""
        with self.database.reading() as session:
            assessor = session.get_one(AssessorRow, self._assessor_id)
            seal = session.get_one(SealRow, self.signer.kid)
            self.assessor = _signed_in(assessor, seal)
            self._statement = seal.accreditation

    def opened(self) -> Opened:
        """The keys it was opened with, to open it again in another way."""
        return Opened(self.database.key, self.signer.key)

    def check_secret(self, secret: str) -> None:
        """Let the assessor through, or raise WrongSecret or TooManyTries."""
        self.keys.check(self._assessor_id, secret)

    def signed_in(self, assessor_id: UUID, kid: bytes) -> SignedIn:
        """What the file says of an assessor at this desk and their seal."""
        with self.database.reading() as session:
            assessor = session.get_one(AssessorRow, assessor_id)
            return _signed_in(assessor, session.get_one(SealRow, kid))

    def accreditation(self) -> Accreditation:
        """What the seal may certify. Raises NoAccreditation before there is a statement."""
        if self._statement is None:
            raise NoAccreditation
        return Accreditation.read(self._statement)

    def announce(self, *touched: Touched) -> None:
        """Tell every listener, on this thread, what the transaction just committed touched."""
        change = Change(frozenset(touched))
        for listener in tuple(self._listeners):
            listener(change)

    def announce_to(self, listener: Callable[[Change], None]) -> None:
        """Have `listener` told of every change from now on."""
        self._listeners.append(listener)

    def trust(self) -> Trust:
        """The pinned roots with the newest trust list and status bundle held. Raises BadSeal."""
        with self.database.reading() as session:
            return trust.read(session)

    def _read_protocol(self, protocol_hash: str) -> Protocol:
        with self.database.reading() as session:
            return protocol_from_canonical(protocols.canonical(session, protocol_hash))


def _signed_in(assessor: AssessorRow, seal: SealRow) -> SignedIn:
    is_active = seal.state == seals.ACTIVE
    return SignedIn(
        assessor.id,
        assessor.name,
        assessor.number,
        assessor.roles,
        seal.profiles if is_active else (),
        seal.first_day if is_active else None,
        seal.last_day if is_active else None,
    )
