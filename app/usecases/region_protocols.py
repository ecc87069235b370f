"""Versions the region publishes: taken in as a file would be, in use from their day, and told."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app import log as log_file
from app.domain.change import Touched
from app.domain.errors import UserError
from app.domain.text import Text
from app.protocols.package_file import PackageFile, RecallFile, parse_file
from app.protocols.sealed import open_package, open_recall
from app.seal.package_errors import PackageContentChanged
from app.seal.protocol_word import Word
from app.storage import protocols, told_protocols
from app.storage.protocols import VersionState
from app.storage.tables import ProtocolRow, ToldProtocolRow
from app.storage.told_protocols import ToldState
from app.usecases.desk import Desk
from app.usecases.protocol_taking import heed, prove_again, put_in_use, store

__all__ = ["RegionProtocol", "RegionProtocols", "ToldState", "Word"]


@dataclass(frozen=True, slots=True)
class RegionProtocol:
    """What the region said of a version and what became of it here.

    `reason`: the name of the error for which it was not taken in; `stay`: cases under way on
    other versions of the profile, which keep theirs (I2); `name` None where the version is not
    here.
    """

    hash: str
    code: str
    version: str
    word: Word
    state: ToldState
    reason: str
    from_day: date
    name: Text | None
    stay: int


class RegionProtocols:
    """Acts on the region's words; the region decides, so nobody at the desk is asked."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def apply(self) -> int:
        """Do what has become possible since the last time; how many versions changed.

        What cannot be taken in keeps its reason and is tried again. Each version is one
        transaction: a cut leaves the others as they are.
        """
        with self._desk.database.reading() as session:
            pending = told_protocols.pending(session)
        acts: dict[str, Callable[[ToldProtocolRow], ToldState]] = {
            Word.PUBLISHED: self._publish,
            Word.WITHDRAWN: self._withdraw,
            Word.RECALLED: self._recall,
        }
        changed = sum(self._settle(row, acts[row.word]) for row in pending)
        if changed:
            self._desk.announce(Touched.PROTOCOLS, Touched.CASES)
        return changed

    def see(self, protocol_hash: str) -> None:
        """Somebody has looked at the version; a window that only looks notes nothing."""
        if self._desk.database.is_for_reading:
            return
        with self._desk.database.reading() as session:
            row = told_protocols.told(session, protocol_hash)
            if row is None or row.seen:
                return
        with self._desk.database.transaction() as session:
            told_protocols.see(session, protocol_hash)
        self._desk.announce(Touched.PROTOCOLS)

    def _settle(self, row: ToldProtocolRow, act: Callable[[ToldProtocolRow], ToldState]) -> bool:
        try:
            state, reason = act(row), ""
        except UserError as error:
            state, reason = ToldState.REFUSED, type(error).__name__
        with self._desk.database.transaction() as session:
            is_new = told_protocols.settle(session, row.hash, state, reason)
        if is_new:
            log_file.note("protocol.told", profile=row.code, word=row.word, state=state)
        return is_new

    def _publish(self, row: ToldProtocolRow) -> ToldState:
        """Raises what `open_package`, `store` and `put_in_use` raise."""
        if not self._is_here(row.hash):
            self._take_in(row)
        if row.from_day > self._today():
            return ToldState.WAITS
        prove_again(self._desk, row.hash, self._today())
        protocol = self._desk.protocol(row.hash)
        with self._desk.database.transaction() as session:
            put_in_use(self._desk, session, protocol)
        return ToldState.DONE

    def _take_in(self, row: ToldProtocolRow) -> None:
        file = self._file(row)
        if not isinstance(file, PackageFile):
            raise PackageContentChanged
        sealed = open_package(file, self._desk.trust(), self._today())
        claims = sealed.claims
        if (claims.content.hex(), claims.code, claims.version) != (row.hash, row.code, row.version):
            raise PackageContentChanged
        with self._desk.database.transaction() as session:
            store(self._desk, session, sealed)
            told_protocols.drop_pieces(session, row.object)

    def _recall(self, row: ToldProtocolRow) -> ToldState:
        """Raises what `open_recall` raises."""
        file = self._file(row)
        if not isinstance(file, RecallFile):
            raise PackageContentChanged
        sealed = open_recall(file, self._desk.trust(), self._today())
        if sealed.claims.content.hex() != row.hash:
            raise PackageContentChanged
        with self._desk.database.transaction() as session:
            heed(self._desk, session, sealed)
            told_protocols.drop_pieces(session, row.object)
        return ToldState.DONE

    def _withdraw(self, row: ToldProtocolRow) -> ToldState:
        """New cases start on the highest version used before; running ones stay (I2)."""
        with self._desk.database.transaction() as session:
            told_protocols.drop_pieces(session, row.object)
            held = session.get(ProtocolRow, row.hash)
            if held is not None and held.state == VersionState.PUBLISHED:
                held.state = VersionState.SUPERSEDED
                before = _used_before(session, row.code)
                if before is not None:
                    protocols.publish(session, before)
        return ToldState.DONE

    def _file(self, row: ToldProtocolRow) -> PackageFile | RecallFile:
        with self._desk.database.reading() as session:
            raw = told_protocols.whole(session, row.object)
        return parse_file(raw, f"{row.code} {row.version}")

    def _is_here(self, protocol_hash: str) -> bool:
        with self._desk.database.reading() as session:
            return session.get(ProtocolRow, protocol_hash) is not None

    def _today(self) -> date:
        return self._desk.clock.now().date()


def news(desk: Desk, session: Session) -> tuple[RegionProtocol, ...]:
    """What nobody here has read of yet, and what could not be done; the newest first."""
    found = (_shown(desk, session, row) for row in told_protocols.unseen(session))
    return tuple(told for told in found if told.word is not Word.WITHDRAWN or told.name is not None)


def said_of(desk: Desk, session: Session, protocol_hash: str) -> RegionProtocol | None:
    """The region's word on a version, None where it said nothing."""
    row = told_protocols.told(session, protocol_hash)
    return None if row is None else _shown(desk, session, row)


def _shown(desk: Desk, session: Session, row: ToldProtocolRow) -> RegionProtocol:
    is_here = session.get(ProtocolRow, row.hash) is not None
    counts = protocols.open_cases(session)
    stay = sum(
        counts.get(other.hash, 0)
        for other in protocols.versions(session)
        if other.code == row.code and other.hash != row.hash
    )
    return RegionProtocol(
        hash=row.hash,
        code=row.code,
        version=row.version,
        word=Word(row.word),
        state=ToldState(row.state),
        reason=row.reason,
        from_day=row.from_day,
        name=desk.protocol(row.hash).name if is_here else None,
        stay=stay,
    )


def _used_before(session: Session, code: str) -> str | None:
    """The highest version that was in use here and that nobody has taken back."""
    gone = told_protocols.withdrawn(session)
    return next(
        (
            row.hash
            for row in protocols.versions(session)
            if row.code == code and row.state == VersionState.SUPERSEDED and row.hash not in gone
        ),
        None,
    )
