"""Bringing a protocol in: look first, take it in, let new cases use it, and heed a recall (R13)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from app import log as log_file
from app.domain.change import Touched
from app.domain.comparing import Comparison
from app.domain.errors import UserError
from app.domain.text import Text
from app.protocols.package_file import RecallFile, read_file
from app.protocols.sealed import SealedPackage, SealedRecall, open_package, open_recall
from app.reports.whole_file import write_file
from app.storage import protocols
from app.storage.protocols import VersionState
from app.storage.tables import ProtocolRow
from app.usecases.desk import Desk
from app.usecases.library import AreaHealth, pool_health
from app.usecases.practice_owner import sample_package
from app.usecases.protocol_changes import changes_shown
from app.usecases.protocol_taking import heed, in_use, prove_again, put_in_use, refuse, store
from app.usecases.secrecy import require_secrecy
from app.usecases.signing import require_rater

STEPS = 4
"""What an examination goes through: read, prove, check, compare."""


class ImportCancelled(UserError):
    """The examination was given up; nothing has changed."""


class NotPracticeDesk(UserError):
    """Sample packages are for the practice desk only."""


@dataclass(frozen=True, slots=True)
class Running:
    """Cases under way on a version: they stay there."""

    version: str
    cases: int


@dataclass(frozen=True, slots=True)
class Offer:
    """What a package is and what it would change, before anything has.

    `state`: None for a version that is not here yet. `in_use`: the version new cases start on
    now, "" when the profile is new; `comparison` is against that one.
    """

    file_name: str
    hash: str
    code: str
    version: str
    name: Text
    level: Text
    label: Text
    scheme: str
    owner: str
    owner_to: date
    signed: date
    state: VersionState | None
    in_use: str
    comparison: Comparison | None
    running: tuple[Running, ...]
    health: tuple[AreaHealth, ...]
    sealed: SealedPackage


@dataclass(frozen=True, slots=True)
class RecallOffer:
    """What a recall would stop; `state` is None where the version is not here.

    `falls_back_to`: an earlier version that can be put in use again by hand, "" for none.
    """

    file_name: str
    hash: str
    code: str
    version: str
    owner: str
    signed: date
    reason: str
    state: VersionState | None
    running: tuple[Running, ...]
    falls_back_to: str
    sealed: SealedRecall


class ProtocolImport:
    """Every way a version comes into use or out of it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def examine(
        self,
        path: Path,
        tell: Callable[[int], object] = lambda _step: None,
        is_cancelled: Callable[[], bool] = lambda: False,
    ) -> Offer | RecallOffer:
        """What the file is, who signed it and what it would change; nothing is stored.

        `tell` hears each of STEPS as it is done. Raises ImportCancelled, NotAPackage,
        PackageTooLarge, NewerPackage, what open_package raises, SameVersionOtherContent,
        AreasMoved, ProtocolRecalled.
        """

        def done(step: int) -> None:
            if is_cancelled():
                raise ImportCancelled
            tell(step)

        file = read_file(path)
        done(1)
        believed, today = self._desk.trust(), self._today()
        done(2)
        if isinstance(file, RecallFile):
            recalled = open_recall(file, believed, today)
            done(3)
            return self._recall_offer(path.name, recalled)
        sealed = open_package(file, believed, today)
        done(3)
        offer = self._offer(path.name, sealed)
        done(STEPS)
        return offer

    def take_in(self, offer: Offer) -> bool:
        """Store the version for review; False when it was here already. Raises OnlySupervises."""
        require_rater(self._desk)
        protocol = offer.sealed.loaded.protocol
        with self._desk.database.transaction() as session:
            is_new = store(self._desk, session, offer.sealed)
        if is_new:
            log_file.note("protocol.imported", profile=protocol.profile)
            self._desk.announce(Touched.PROTOCOLS)
        return is_new

    def publish(self, protocol_hash: str) -> None:
        """Let new cases start on the version; running ones stay on theirs (I2).

        The owner's word on an imported version is asked for again. Raises OnlySupervises,
        UnknownProtocol, ProtocolRecalled, OlderThanInUse, AreasMoved and, for an imported
        version, what open_package raises.
        """
        require_rater(self._desk)
        prove_again(self._desk, protocol_hash, self._today())
        protocol = self._desk.protocol(protocol_hash)
        with self._desk.database.transaction() as session:
            put_in_use(self._desk, session, protocol)
        log_file.note("protocol.published", profile=protocol.profile)
        self._desk.announce(Touched.PROTOCOLS, Touched.CASES)

    def recall(self, offer: RecallOffer) -> None:
        """Let no new case start on the version any more, also when it comes here later.

        Raises OnlySupervises.
        """
        require_rater(self._desk)
        with self._desk.database.transaction() as session:
            heed(self._desk, session, offer.sealed)
        log_file.note("protocol.recalled", profile=f"{offer.code}/{offer.version.split('.')[0]}")
        self._desk.announce(Touched.PROTOCOLS, Touched.CASES)

    def write_sample(self, protocol_hash: str, path: Path) -> None:
        """A package to try an import with: the next version, signed by the practice owner.

        Raises NotPracticeDesk, SecrecyNotSigned (R5: it holds the items), NotWritten.
        """
        if not self._desk.is_practice:
            raise NotPracticeDesk
        require_secrecy(self._desk)
        with self._desk.database.reading() as session:
            file = sample_package(session, protocol_hash, self._desk.clock.now())
        write_file(path, file.to_bytes())

    def _offer(self, file_name: str, sealed: SealedPackage) -> Offer:
        protocol = sealed.loaded.protocol
        with self._desk.database.reading() as session:
            refuse(self._desk, session, protocol)
            state = _state(session, protocol.hash)
            held, running = in_use(session, protocol.code), _running(session, protocol.code)
        comparison = None
        if held is not None and held.hash != protocol.hash:
            comparison = changes_shown(self._desk, self._desk.protocol(held.hash), protocol)
        return Offer(
            file_name=file_name,
            hash=protocol.hash,
            code=protocol.code,
            version=protocol.version,
            name=protocol.name,
            level=protocol.level,
            label=protocol.wording.label,
            scheme=protocol.scheme,
            owner=sealed.owner.name,
            owner_to=sealed.owner.last_day,
            signed=sealed.claims.signed,
            state=state,
            in_use="" if held is None else held.version,
            comparison=comparison,
            running=running,
            health=pool_health(protocol),
            sealed=sealed,
        )

    def _recall_offer(self, file_name: str, sealed: SealedRecall) -> RecallOffer:
        claims = sealed.claims
        with self._desk.database.reading() as session:
            row = session.get(ProtocolRow, claims.content.hex())
            earlier = [
                each.version
                for each in protocols.versions(session)
                if each.code == claims.code and each.state == VersionState.SUPERSEDED
            ]
            is_in_use = row is not None and row.state == VersionState.PUBLISHED
            cases = protocols.open_cases(session).get(claims.content.hex(), 0)
        return RecallOffer(
            file_name=file_name,
            hash=claims.content.hex(),
            code=claims.code,
            version=claims.version,
            owner=sealed.owner.name,
            signed=claims.signed,
            reason=claims.reason,
            state=None if row is None else VersionState(row.state),
            running=(Running(claims.version, cases),) if cases else (),
            falls_back_to=earlier[0] if earlier and is_in_use else "",
            sealed=sealed,
        )

    def _today(self) -> date:
        return self._desk.clock.now().date()


def _state(session: Session, protocol_hash: str) -> VersionState | None:
    row = session.get(ProtocolRow, protocol_hash)
    return None if row is None else VersionState(row.state)


def _running(session: Session, code: str) -> tuple[Running, ...]:
    counts = protocols.open_cases(session)
    return tuple(
        Running(row.version, counts[row.hash])
        for row in protocols.versions(session)
        if row.code == code and row.hash in counts
    )
