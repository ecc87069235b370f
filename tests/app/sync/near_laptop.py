"""A real desk without a screen: signs facts and certificates, is copied, restored and synced."""

import hashlib
import shutil
from collections.abc import Collection
from contextlib import ExitStack
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from uuid import UUID, uuid4

import httpx
import msgspec
from sqlalchemy import select

from app.domain.certificate_status import StatusReason
from app.domain.clock import SystemClock
from app.domain.desks import DeskKind
from app.domain.ids import IdMaker
from app.seal.payloads import CertificateStatus, Incident, ListedStatus
from app.seal.records import RecordType
from app.storage import desk_facts, log, set_aside
from app.storage.seals import take_status_index
from app.storage.tables import FeedEntryRow, ReceiptRow, RecordRow
from app.sync.client import NodeClient
from app.sync.node_word import Durable
from app.usecases.backup_file import look_at
from app.usecases.desk import Desk
from app.usecases.desk_folder import DeskFolder
from app.usecases.restore_steps import Steps
from app.usecases.restoring import prepare
from app.usecases.syncing import RunResult, Syncing
from tests.app.node.small_node import certificate
from tests.app.storage.test_pepper import Kept
from tests.app.sync.breaking_line import BreakingLine
from tests.app.sync.near_region import NearRegion
from tests.factories import FixedClock
from tests.real_desk import ELIN, MARIA, PIN, RealDesk, region


class Back(StrEnum):
    """How a desk comes to be as it was before; only of the last the program knows."""

    IMAGE = "image"
    DATABASE = "database"
    RESTORE = "restore"


@dataclass(frozen=True, slots=True)
class Stored:
    """A desk at rest: its folder, its keyring, and who opens it."""

    folder: Path
    kept: Kept
    assessor: UUID


@dataclass(frozen=True, slots=True)
class Given:
    """A certificate a desk has signed; `record`: the hash of what says so."""

    id: bytes
    record: bytes
    subject: str
    kid: bytes
    index: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class Template:
    """A node's folder and two desks enrolled there, to be copied."""

    node: Path
    desks: tuple[Stored, Stored]


def make_template(folder: Path) -> Template:
    """Two people enrol over a network, as on any day."""
    node = region(folder / "node")
    found = []
    for name, invited in (("maria", MARIA), ("elin", ELIN)):
        desk = RealDesk(folder / name, node, invited)
        workspace = desk.unlock()
        workspace.syncing.run(lambda _: None, lambda: False)
        workspace.close()
        card = desk.desks.assessors(DeskKind.REAL)[0]
        found.append(Stored(folder / name / DeskKind.REAL, desk.kept, card.id))
    node.stop()
    return Template(_with_a_day_behind(folder / "node", found[0]), (found[0], found[1]))


def _with_a_day_behind(node: Path, worked: Stored) -> Path:
    """A backup is made, and one of the two has worked and been in contact since."""
    serving = NearRegion(node)
    serving.back_up()
    laptop = NearLaptop(worked, BreakingLine(lambda: serving.app, {}))
    laptop.work(3)
    laptop.sync()
    laptop.close()
    serving.stop()
    return node


class NearLaptop:
    """One laptop. Its records are the desk's own, signed by its seal in its file."""

    def __init__(self, stored: Stored, line: httpx.BaseTransport) -> None:
        self._stored, self._line = stored, line
        self.clock = FixedClock(SystemClock().now())
        self._open()

    @classmethod
    def copied(cls, stored: Stored, to: Path, line: httpx.BaseTransport) -> "NearLaptop":
        """A laptop on a copy of these files."""
        return cls(replace(stored, folder=shutil.copytree(stored.folder, to)), line)

    def clone(self, to: Path) -> "NearLaptop":
        """Its disk copied to another machine: the same seal, the same epoch."""
        self.close()
        other = NearLaptop.copied(self._stored, to, self._line)
        other.clock.set_wall(self.clock.now())
        self._open()
        return other

    def save(self, place: Path) -> None:
        """An image of its disk."""
        self.close()
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(self._stored.folder, place)
        self._open()

    def go_back(self, place: Path, how: Back) -> None:
        """An image of the disk, the database out of it, or a copy put back as the program does."""
        self.close()
        folder = self._stored.folder
        match how:
            case Back.RESTORE:
                self._put_back(place / "desk.db")
            case Back.DATABASE:
                for left in folder.glob("desk.db*"):
                    left.unlink()
                shutil.copy(place / "desk.db", folder)
            case Back.IMAGE:
                shutil.rmtree(folder)
                shutil.copytree(place, folder)
        self._open()

    def _put_back(self, place: Path) -> None:
        folder = self._folder()
        key = folder.keys.open(self._stored.assessor, PIN).data_key
        prepare(folder, key, look_at(place), Steps(), ExitStack()).restore()

    def work(self, count: int) -> None:
        """Facts. Raises ClockBehind."""
        with self._desk.database.transaction() as session:
            for _ in range(count):
                told = Incident(kind="interrupted", at=self.clock.now())
                log.append(session, self._desk.signer, RecordType.INCIDENT, "", told)
        self.clock.advance(1)

    def certify(self) -> Given:
        """A certificate. Raises ClockBehind."""
        desk = self._desk
        with desk.database.transaction() as session:
            index = take_status_index(session, self.kid)
            payload = certificate(desk.signer.key, uuid4(), index)
            type_, person = RecordType.CERTIFICATE_ISSUED, payload.person
            record = log.append(session, desk.signer, type_, person, payload)
        self.clock.advance(1)
        digest = hashlib.sha256(payload.cert).digest()
        return Given(payload.facts.certificate_id, record, person, self.kid, index, digest)

    def revoke(self, certificate: bytes) -> bytes:
        """It is found wrong; the record that says so. Raises ClockBehind."""
        gone = CertificateStatus(certificate, ListedStatus.REVOKED, StatusReason.FOUND_WRONG)
        with self._desk.database.transaction() as session:
            type_ = RecordType.CERTIFICATE_STATUS
            record = log.append(session, self._desk.signer, type_, "", gone)
        self.clock.advance(1)
        return record

    def set_clock_right(self) -> None:
        """Two people say that what a clock that ran ahead has written counts no more (I11)."""
        self.clock.set_wall(SystemClock().now())
        with self._desk.database.transaction() as session:
            set_aside.add(session, set_aside.later_than(session, self.clock.now()))

    def sync(self) -> RunResult:
        """One run."""
        return self.syncing.run(lambda _: None, lambda: False)

    def waiting(self) -> int:
        """How many of its records no node has answered."""
        with self._desk.database.reading() as session:
            return len(log.waiting(session))

    def records(self) -> dict[bytes, RecordRow]:
        """Everything in its file, by hash."""
        with self._desk.database.reading() as session:
            return {row.hash: row for row in session.scalars(select(RecordRow))}

    def receipts(self) -> dict[bytes, bytes | None]:
        """What the node has answered."""
        with self._desk.database.reading() as session:
            return {row.record_hash: row.raw for row in session.scalars(select(ReceiptRow))}

    def durable(self) -> set[bytes]:
        """What outlasts the node's disk, by its last word."""
        found = set[bytes]()
        with self._desk.database.reading() as session:
            said = msgspec.json.decode(desk_facts.get(session, "durable") or "{}", type=Durable)
            for head in said.heads:
                chain = select(RecordRow.hash).where(
                    RecordRow.kid == head.kid,
                    RecordRow.epoch == head.epoch,
                    RecordRow.seq < head.count,
                )
                links = set(session.scalars(chain))
                found |= links if head.hash in links else set()
        return found & {one for one, raw in self.receipts().items() if raw}

    def subjects_with_content(self, kept: Collection[str]) -> set[str]:
        """Of whom the file tells more than records of these types do."""
        wanted = select(RecordRow.subject).where(
            RecordRow.payload.is_not(None), RecordRow.type.not_in(kept)
        )
        with self._desk.database.reading() as session:
            return set(session.scalars(wanted))

    def heard(self, kind: str = "") -> set[bytes]:
        """What it has kept of the node's feed; `kind`: only entries of this type."""
        wanted = select(FeedEntryRow.content)
        if kind:
            wanted = wanted.where(FeedEntryRow.type == kind)
        with self._desk.database.reading() as session:
            return set(session.scalars(wanted))

    @property
    def desk(self) -> Desk:
        """Open for its assessor."""
        return self._desk

    @property
    def kid(self) -> bytes:
        """Its seal's."""
        return self._desk.signer.kid

    @property
    def node_public(self) -> bytes:
        """What receipts have to be signed with."""
        return self.syncing.parts().node_public

    def close(self) -> None:
        """Switched off."""
        self._desk.database.close()

    def _open(self) -> None:
        self._desk = self._folder().unlock(self._stored.assessor, PIN)
        self.syncing = Syncing(self._desk, lambda address: NodeClient(address, self._line))

    def _folder(self) -> DeskFolder:
        stored, new_id = self._stored, IdMaker(self.clock)
        return DeskFolder(stored.folder, DeskKind.REAL, stored.kept, self.clock, new_id)
