"""Protocol versions the region publishes: checked as a desk would, told, fetched by hash."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import UserError
from app.domain.protocol import Protocol
from app.node import objects
from app.node.database import NodeDatabase
from app.node.keys import NodeKeys
from app.node.ledger_entries import ProtocolSaid
from app.node.protocol_facts import PUBLISHED, file_of
from app.node.protocol_release import met_before, release, shipped
from app.node.tables import FeedRow, KnownProtocol
from app.paths import protocol_folder
from app.protocols.package_file import PackageFile, RecallFile, parse_file, read_file
from app.protocols.sealed import open_package, open_recall
from app.protocols.succession import SameVersionOtherContent, refuse_beside
from app.seal.package_seal import PackageClaims
from app.seal.protocol_word import ProtocolWord, Word, sign_protocol_word
from app.seal.trust import Trust
from app.storage.errors import ProtocolRecalled


class Step(StrEnum):
    """What an act came to."""

    NEW = "new"
    AGAIN = "again"
    UNCHANGED = "unchanged"


class NotPublished(UserError):
    """The region publishes no such version; `code` and `version` as asked for."""

    def __init__(self, code: str, version: str) -> None:
        super().__init__()
        self.code = code
        self.version = version


@dataclass(frozen=True, slots=True)
class Told:
    """What the desks are told of a version; `shown`: how many records had waited for it."""

    code: str
    version: str
    word: Word
    from_day: date
    step: Step
    shown: int = 0


class Protocols:
    """Publishes, withdraws and lists; every act is one transaction and one entry of the feed."""

    def __init__(self, database: NodeDatabase, keys: NodeKeys, now: Callable[[], datetime]) -> None:
        self._database, self._keys, self._now = database, keys, now

    def publish(self, path: Path, from_day: date | None = None) -> Told:
        """Let desks take in a signed package, or heed a signed recall, from the day (today).

        Raises NotAPackage, NewerPackage, PackageTooLarge, what open_package raises,
        SameVersionOtherContent, AreasMoved, ProtocolRecalled.
        """
        file, today = read_file(path), self._now().date()
        trust = Trust.load(self._keys.roots, self._keys.trust_list)
        if isinstance(file, RecallFile):
            recalled = open_recall(file, trust, today)
            return self._tell(recalled.claims, file, Word.RECALLED, today)
        sealed = open_package(file, trust, today)
        with self._database.reading() as session:
            refuse_beside(sealed.loaded.protocol, self._others(session, sealed.claims.code))
        return self._tell(sealed.claims, file, Word.PUBLISHED, from_day or today)

    def withdraw(self, code: str, version: str) -> Told:
        """Let no desk take the version in any more; those that use it go back to the one before.

        Raises NotPublished.
        """
        with self._database.transaction() as session:
            self._database.take_turn(session)
            row = _published(session, code, version)
            if row is None or row.object is None:
                raise NotPublished(code, version)
            row.state, row.written = Word.WITHDRAWN, self._now()
            self._tell_all_desks(session, row)
            return Told(code, version, Word.WITHDRAWN, self._now().date(), Step.NEW)

    def all(self) -> tuple[KnownProtocol, ...]:
        """Everything the region has said of versions, by code and when it was said."""
        rows = select(KnownProtocol).where(KnownProtocol.object.is_not(None))
        with self._database.reading() as session:
            found = session.scalars(rows.order_by(KnownProtocol.code, KnownProtocol.written))
            return tuple(found)

    def tell_all(self, session: Session, kid: bytes) -> None:
        """Tell one seal everything that counts now: its desk begins at the feed's end."""
        rows = select(KnownProtocol).where(KnownProtocol.state.in_((Word.PUBLISHED, Word.RECALLED)))
        for row in session.scalars(rows.order_by(KnownProtocol.written)).all():
            self._say(session, row, kid)

    def _tell(
        self, claims: PackageClaims, file: PackageFile | RecallFile, word: Word, day: date
    ) -> Told:
        content = file.to_bytes()
        with self._database.transaction() as session:
            self._database.take_turn(session)
            met_before(session, self._now())
            held = session.get(KnownProtocol, claims.content)
            if held is not None and held.state == Word.RECALLED and word is not Word.RECALLED:
                raise ProtocolRecalled(claims.code, claims.version, "")
            step = _step(held, word, day)
            _refuse_other(session, claims)
            if step is Step.UNCHANGED:
                return Told(claims.code, claims.version, word, day, step)
            row = KnownProtocol(
                hash=claims.content,
                code=claims.code,
                version=claims.version,
                state=word,
                object=objects.keep(session, content),
                from_day=day,
                written=self._now(),
            )
            row = session.merge(row)
            session.flush()
            self._tell_all_desks(session, row)
            shown = release(session, claims.content)
        return Told(claims.code, claims.version, word, day, step, shown)

    def _tell_all_desks(self, session: Session, row: KnownProtocol) -> None:
        """And the ledger: what was withdrawn or recalled stays so after a restore."""
        raw = self._say(session, row, None)
        said = ProtocolSaid(raw, file_of(session, row), row.written)
        self._database.write_down(session, said)

    def _say(self, session: Session, row: KnownProtocol, kid: bytes | None) -> bytes:
        assert row.object is not None
        word = ProtocolWord(
            content=row.hash,
            code=row.code,
            version=row.version,
            word=Word(row.state),
            object=row.object,
            size=objects.size_of(session, row.object) or 0,
            from_day=row.from_day or self._now().date(),
        )
        raw = sign_protocol_word(self._keys.node, word)
        session.add(FeedRow(kid=kid, type=PUBLISHED, content=raw, written=self._now()))
        return raw

    def _others(self, session: Session, code: str) -> Iterable[Protocol]:
        """What the desks have of the profile: published before, or come with the program."""
        yield from (each for each in shipped(protocol_folder()) if each.code == code)
        rows = select(KnownProtocol.object).where(
            KnownProtocol.code == code, KnownProtocol.state == Word.PUBLISHED
        )
        for name in session.scalars(rows).all():
            file = parse_file(objects.whole(session, name or b""), "")
            if isinstance(file, PackageFile):
                yield open_package(file, None, self._now().date()).loaded.protocol


def is_offered(session: Session, sha256: bytes) -> bool:
    """Whether desks may fetch the file: what was withdrawn is not."""
    row = KnownProtocol
    offered = (Word.PUBLISHED, Word.RECALLED)
    found = select(row.hash).where(row.object == sha256, row.state.in_(offered)).limit(1)
    return session.scalar(found) is not None


def _published(session: Session, code: str, version: str) -> KnownProtocol | None:
    row = KnownProtocol
    found = select(row).where(row.code == code, row.version == version, row.state == Word.PUBLISHED)
    return session.scalar(found)


def _refuse_other(session: Session, claims: PackageClaims) -> None:
    """One number is one content for good, also once withdrawn. Raises SameVersionOtherContent."""
    row = KnownProtocol
    same_number = (row.code == claims.code, row.version == claims.version)
    other = select(row.hash).where(*same_number, row.hash != claims.content).limit(1)
    if session.scalar(other) is not None:
        raise SameVersionOtherContent(claims.code, claims.version)


def _step(held: KnownProtocol | None, word: Word, day: date) -> Step:
    if held is None or held.object is None:
        return Step.NEW
    is_same = held.state == word and (held.from_day == day or word is Word.RECALLED)
    return Step.UNCHANGED if is_same else Step.AGAIN
