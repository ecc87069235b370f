"""What is only on this laptop, since when and why; and the run that changes it."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

import msgspec
from sqlalchemy.orm import Session

from app.domain.case import CaseState
from app.domain.change import Touched
from app.domain.errors import UserError
from app.domain.text import Text
from app.seal.records import RecordType
from app.storage import blob_sending, cases, desk_facts, log, outbox, photo_trouble, told_protocols
from app.storage.conflicts import unanswered
from app.storage.errors import OpenForReading
from app.storage.letting_go import NONE_LET_GO, LetGo, what_went
from app.storage.photo_trouble import Troubled
from app.storage.tables import RecordRow
from app.sync import node_word
from app.sync.client import NodeClient, NodeRefused, NodeUnreachable, NotTheNode
from app.sync.node_word import WentBack
from app.sync.objects import ObjectFetching
from app.sync.run import Progress, RunResult, SyncParts, SyncRun
from app.sync.wire import DurableBy, HelloAnswer
from app.usecases.certificate_history import waiting_changes
from app.usecases.conflict_following import follow_settled
from app.usecases.desk import Desk
from app.usecases.erasing import touched_by_node
from app.usecases.gender_telling import tell_genders
from app.usecases.in_file import InFile, in_file
from app.usecases.log_check import mend_behind
from app.usecases.region_protocols import RegionProtocols

_PROOF, _TRY = "last_proof", "last_try"
StructT = TypeVar("StructT", bound=msgspec.Struct)

__all__ = [
    "NotEnrolled",
    "Progress",
    "RunResult",
    "SyncRunning",
    "SyncStatus",
    "Syncing",
    "WaitReason",
    "WaitingRow",
]


class NotEnrolled(UserError):
    """This desk belongs to no node: nothing is sent from it."""


class SyncRunning(UserError):
    """A run is under way already: wait for it to end."""


class WaitReason(StrEnum):
    """Why something waits, or that nothing does."""

    NOTHING_WAITS = "nothing_waits"
    NOT_ENROLLED = "not_enrolled"
    NOT_TRIED = "not_tried"
    UNREACHABLE = "unreachable"
    NOT_THE_NODE = "not_the_node"
    REFUSED = "refused"
    NEW_SINCE = "new_since"
    PHOTOS_LEFT = "photos_left"


class LastTry(msgspec.Struct, frozen=True):
    """What the last run came to; `detail`: the node's own word for a refusal.

    `lists_refused`: the code that says why the node's lists were left alone, "" when taken.
    """

    at: datetime
    reason: WaitReason
    detail: str = ""
    failures: int = 0
    lists_refused: str = ""


class Proof(msgspec.Struct, frozen=True):
    """The node's last word: when, how many records it holds of ours, how many it lacks.

    `receipt`: the end of the newest receipt, to compare by eye; `said`: by the node's own clock.
    """

    at: datetime
    stored: int
    receipt: str = ""
    lacking: int = 0
    said: datetime | None = None


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """What waits for one person. `size` in bytes, `since` when the oldest was saved."""

    name: str
    number: str
    content: tuple[RecordType, ...]
    size: int
    since: datetime


@dataclass(frozen=True, slots=True)
class UnfinishedRow:
    """A case whose decision is not signed yet."""

    case_id: UUID
    name: str
    role: Text
    state: CaseState


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """Always true: counted from the log and its receipts at this moment.

    `changes_waiting`: certificates stopped, revoked, replaced that the node has not heard of.
    `lists_refused`: "" or a code such as E_ROLLBACK: the lists held were kept, nothing else waits.
    `photos_waiting`: photos of signed sittings that the node lacks, `photos_size` bytes together.
    `durable`: of the acknowledged ones, those that outlast the node's disk too, and by what.
    `let_go`: what of ended cases lies with the node alone by now.
    `went_back`: when the node was last found set back to an older state.
    `in_file`: what of it lies in a file for the node.
    `troubled`: photos that cannot be sent. `coming`: files the region told of that are
    to be fetched. `conflicts`: those nobody here has answered.
    """

    node: str | None
    desk: str
    waiting: int
    certificates_waiting: int
    changes_waiting: int
    oldest: datetime | None
    acknowledged: int
    refused: int
    proof: Proof | None
    status_date: date | None
    reason: WaitReason
    last_try: LastTry | None
    rows: tuple[WaitingRow, ...]
    unfinished: tuple[UnfinishedRow, ...]
    lists_refused: str
    running: bool
    photos_waiting: int = 0
    photos_size: int = 0
    durable: int = 0
    durable_by: DurableBy = ""
    let_go: LetGo = NONE_LET_GO
    went_back: WentBack | None = None
    in_file: InFile | None = None
    troubled: tuple[Troubled, ...] = ()
    coming: int = 0
    conflicts: int = 0


class Syncing:
    """Honest status, and one run at a time."""

    def __init__(self, desk: Desk, call: Callable[[str], NodeClient] = NodeClient) -> None:
        """`call`: how the node at an address is reached; over the network where nothing is said."""
        self._desk, self._call = desk, call
        self._turn = threading.Lock()
        self._client: NodeClient | None = None

    def status(self) -> SyncStatus:
        """Where the desk stands (R62)."""
        with self._desk.database.reading() as session:
            waiting = log.waiting(session)
            counts = outbox.counts(session)
            refused = sum(n for result, n in counts.items() if result.startswith("rejected"))
            node = desk_facts.get(session, desk_facts.NODE_NAME)
            last = _kept(session, _TRY, LastTry)
            certificates = [r for r in waiting if r.type == RecordType.CERTIFICATE_ISSUED]
            durable, durable_by = node_word.durable(session)
            photos, photos_size = blob_sending.count(session)
            return SyncStatus(
                node=node,
                desk=self._desk.name,
                waiting=len(waiting),
                certificates_waiting=len(certificates),
                changes_waiting=waiting_changes(session)[0],
                oldest=waiting[0].written.astimezone() if waiting else None,
                acknowledged=sum(counts.values()) - refused,
                refused=refused,
                proof=_kept(session, _PROOF, Proof),
                status_date=self._desk.trust().status_date,
                reason=_reason(node, len(waiting), photos, last),
                last_try=last,
                rows=_rows(session, waiting),
                unfinished=self._unfinished(session),
                lists_refused="" if last is None else last.lists_refused,
                running=self._turn.locked(),
                photos_waiting=photos,
                photos_size=photos_size,
                durable=durable,
                durable_by=durable_by,
                let_go=what_went(session),
                went_back=node_word.went_back(session),
                in_file=in_file(session, waiting, photos),
                troubled=photo_trouble.troubled(session),
                coming=told_protocols.coming(session),
                conflicts=unanswered(session),
            )

    def run(self, progress: Callable[[Progress], None], cancelled: Callable[[], bool]) -> RunResult:
        """One run; its outcome is kept for the status.

        Raises SyncRunning, NotEnrolled, NodeUnreachable, NotTheNode, NodeRefused, Cancelled.
        """
        if not self._turn.acquire(blocking=False):
            raise SyncRunning
        try:
            return self._run(progress, cancelled)
        finally:
            self._turn.release()

    def _run(
        self, progress: Callable[[Progress], None], cancelled: Callable[[], bool]
    ) -> RunResult:
        parts, published = self.parts(), RegionProtocols(self._desk)
        tell_genders(self._desk, waits=True)
        published.apply()
        try:
            client = self._connected(self._address())
            result = SyncRun(parts, client).run(progress, cancelled)
            self._note_success(result)
            ObjectFetching(client, parts.database, cancelled).fetch()
        except (NodeUnreachable, NotTheNode, NodeRefused) as error:
            self._disconnect()
            self._note_failure(error)
            raise
        published.apply()
        mend_behind(self._desk)
        follow_settled(self._desk)
        return result

    def failures(self) -> int:
        """How many runs in a row have failed, for the pause before the next."""
        with self._desk.database.reading() as session:
            last = _kept(session, _TRY, LastTry)
        return 0 if last is None else last.failures

    def parts(self) -> SyncParts:
        """What a run works with, over the wire or by file. Raises NotEnrolled, OpenForReading."""
        if self._desk.database.is_for_reading:
            raise OpenForReading
        with self._desk.database.reading() as session:
            public = desk_facts.get(session, desk_facts.NODE_PUBLIC)
        if public is None:
            raise NotEnrolled
        desk = self._desk
        return SyncParts(desk.database, desk.clock, desk.signer.key, bytes.fromhex(public))

    def close(self) -> None:
        """Let go of the node; a run under way does so itself."""
        if self._turn.acquire(blocking=False):
            self._disconnect()
            self._turn.release()

    def _disconnect(self) -> None:
        if self._client is not None:
            self._client.close()
            self._client = None

    def _connected(self, address: str) -> NodeClient:
        """The node as the last run left it, so that a single record goes there and back once."""
        if self._client is None or self._client.asked != address:
            self._disconnect()
            self._client = self._call(address)
        return self._client

    def _address(self) -> str:
        with self._desk.database.reading() as session:
            address = desk_facts.get(session, desk_facts.NODE_URL)
        if address is None:
            raise NotEnrolled
        return address

    def _note_failure(self, error: UserError) -> None:
        reasons = {NodeUnreachable: WaitReason.UNREACHABLE, NotTheNode: WaitReason.NOT_THE_NODE}
        reason = reasons.get(type(error), WaitReason.REFUSED)
        detail = error.code if isinstance(error, NodeRefused) else ""
        with self._desk.database.transaction() as session:
            last = _kept(session, _TRY, LastTry)
            failures, lists = (last.failures, last.lists_refused) if last else (0, "")
            tried = LastTry(self._desk.clock.now(), reason, detail, failures + 1, lists)
            _keep(session, _TRY, tried)
        self._desk.announce(Touched.LOG)

    def _note_success(self, result: RunResult) -> None:
        now = self._desk.clock.now()
        with self._desk.database.transaction() as session:
            tried = LastTry(now, WaitReason.NOTHING_WAITS, lists_refused=result.lists_refused)
            _keep(session, _TRY, tried)
            counts = (result.stored_at_node, result.lacking)
            _keep_proof(session, now, counts, result.receipt, result.server_time)
        self._desk.read_accreditation()
        self._desk.announce(*touched_by_node(self._desk))

    def _unfinished(self, session: Session) -> tuple[UnfinishedRow, ...]:
        begun = (CaseState.IDENTIFIED, CaseState.RUNNING, CaseState.PAUSED, CaseState.ASSESSED)
        return tuple(
            UnfinishedRow(
                case.id,
                "" if person.protected else person.name,
                self._desk.protocol(case.protocol_hash).name,
                CaseState(case.state),
            )
            for case, person in cases.open_cases(session)
            if CaseState(case.state) in begun
        )


def last_proof(session: Session) -> Proof | None:
    """The node's last word at the end of a whole run, None before the first."""
    return _kept(session, _PROOF, Proof)


def keep_word(
    session: Session,
    hello: HelloAnswer,
    asked: tuple[bytes, bytes, datetime],
    receipt: bytes | None,
) -> bool:
    """Keep what the node said in a file; False for a word older than the one held.

    `asked`: by which seal, the node's key, and when it came. Raises BadSeal for a word that is not
    the node's own.
    """
    held = last_proof(session)
    if held is not None and held.said is not None and hello.server_time < held.said:
        return False
    node_word.remember(session, hello, *asked)
    lacking = sum(lack.to_seq - lack.from_seq + 1 for lack in hello.lacks)
    at = hello.server_time
    _keep_proof(session, at, (hello.stored, lacking), receipt, at)
    return True


def _keep_proof(
    session: Session,
    at: datetime,
    counts: tuple[int, int],
    receipt: bytes | None,
    said: datetime,
) -> None:
    """`counts`: how many records the node holds of ours, how many it lacks."""
    held, (stored, lacking) = last_proof(session), counts
    shown = receipt[-6:].hex().upper() if receipt else held.receipt if held else ""
    _keep(session, _PROOF, Proof(at, stored, shown, lacking, said))


def _reason(node: str | None, waiting: int, photos: int, last: LastTry | None) -> WaitReason:
    if node is None:
        return WaitReason.NOT_ENROLLED
    if last is not None and last.failures:
        return last.reason
    if not waiting:
        return WaitReason.PHOTOS_LEFT if photos else WaitReason.NOTHING_WAITS
    return WaitReason.NOT_TRIED if last is None else WaitReason.NEW_SINCE


def _rows(session: Session, waiting: tuple[RecordRow, ...]) -> tuple[WaitingRow, ...]:
    by_subject: dict[str, list[RecordRow]] = {}
    for record in waiting:
        by_subject.setdefault(record.subject, []).append(record)
    return tuple(
        WaitingRow(
            name=cases.name_of(session, subject),
            number=cases.newest_number(session, subject),
            content=tuple(dict.fromkeys(RecordType(record.type) for record in records)),
            size=sum(len(record.raw) + len(record.payload or b"") for record in records),
            since=records[0].written,
        )
        for subject, records in by_subject.items()
    )


def _keep(session: Session, name: str, value: msgspec.Struct) -> None:
    desk_facts.put(session, name, msgspec.json.encode(value).decode())


def _kept(session: Session, name: str, type_: type[StructT]) -> StructT | None:
    raw = desk_facts.get(session, name)
    return None if raw is None else msgspec.json.decode(raw, type=type_)
