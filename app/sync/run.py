"""One run: session, hello, feed, lists, what the node lacks, and hello again to compare."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.clock import Clock
from app.domain.errors import UserError
from app.seal.claims import AccreditationClaims
from app.seal.codes import BadSeal
from app.seal.cose import Purpose, check1, kid_of, open1
from app.seal.keys import SigningKey, key_id
from app.seal.receipts import ReceiptResult, open_receipt
from app.storage import desk_facts, log, outbox, seals, trust
from app.storage.database import Database
from app.storage.outbox import Receipted
from app.storage.tables import RecordRow
from app.sync.client import NodeClient, NotTheNode
from app.sync.wire import (
    CHUNK_GOAL,
    MAX_RECORDS,
    FeedEntry,
    Head,
    HelloAnswer,
    HelloRequest,
    RecordAnswer,
    SentRecord,
)


class Cancelled(UserError):
    """The run was stopped by the person; everything acknowledged so far is kept."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is, in records."""

    sent: int
    total: int


@dataclass(frozen=True, slots=True)
class RunResult:
    """What a run came to: sent now, still lacking at the node, last receipt, the node's clock."""

    sent: int
    refused: int
    stored_at_node: int
    lacking: int
    server_time: datetime
    receipt: bytes | None


@dataclass(frozen=True, slots=True)
class SyncParts:
    """What a run works with. `node_public`: the key receipts are signed with."""

    database: Database
    clock: Clock
    key: SigningKey
    node_public: bytes


class SyncRun:
    """Sends what the node says it lacks, never what the desk believes it has not sent."""

    def __init__(self, parts: SyncParts, client: NodeClient) -> None:
        self._parts, self._client = parts, client
        self._sent = self._refused = 0
        self._receipt: bytes | None = None

    def run(self, progress: Callable[[Progress], None], cancelled: Callable[[], bool]) -> RunResult:
        """The whole run. Raises NodeUnreachable, NotTheNode, NodeRefused, Cancelled."""
        self._client.open_session(self._parts.key, self._parts.clock.now())
        hello = self._hello()
        self._follow_feed(hello.cursor)
        self._fetch_lists()
        waiting = self._waiting(hello)
        for chunk in chunks(waiting):
            if cancelled():
                raise Cancelled
            self._send(chunk)
            progress(Progress(self._sent, len(waiting)))
        after = self._hello() if waiting else hello
        return RunResult(
            self._sent,
            self._refused,
            after.stored,
            len(after.lacks),
            after.server_time,
            self._receipt,
        )

    def _hello(self) -> HelloAnswer:
        with self._parts.database.reading() as session:
            heads = tuple(
                Head(chain.kid, chain.epoch, chain.count, chain.last)
                for chain in outbox.chains(session)
            )
            cursor = _cursor(session)
        return self._client.hello(HelloRequest(heads, cursor))

    def _follow_feed(self, head: int) -> None:
        with self._parts.database.reading() as session:
            cursor = _cursor(session)
        while cursor < head:
            answer = self._client.feed(cursor)
            cursor = answer.entries[-1].cursor if answer.entries else answer.head
            self._apply(answer.entries, cursor)

    def _apply(self, entries: Sequence[FeedEntry], cursor: int) -> None:
        now = self._parts.clock.now()
        with self._parts.database.transaction() as session:
            for entry in entries:
                if outbox.keep_feed_entry(session, entry.cursor, entry.type, entry.content, now):
                    _apply_entry(session, entry)
            desk_facts.put(session, desk_facts.CURSOR, str(cursor))

    def _fetch_lists(self) -> None:
        """Take newer lists; one that is older, or not proved by a pinned root, is left alone."""
        trust_list, status = self._client.trust_list(), self._client.status_bundle()
        now = self._parts.clock.now()
        with self._parts.database.transaction() as session:
            held = trust.read(session)
            held = held.with_trust_list(trust_list)
            held.with_status(status)
            trust.keep(session, trust.TRUST_LIST, trust_list, now)
            trust.keep(session, trust.STATUS, status, now)

    def _waiting(self, hello: HelloAnswer) -> tuple[RecordRow, ...]:
        """What the node lacks, and what it holds but no receipt has reached this desk for."""
        with self._parts.database.reading() as session:
            rows = {row.hash: row for row in log.waiting(session)}
            for lack in hello.lacks:
                for row in outbox.links_from(session, lack.kid, lack.epoch, lack.from_seq):
                    rows[row.hash] = row
        return tuple(sorted(rows.values(), key=lambda row: (row.written, row.kid, row.seq)))

    def _send(self, rows: Sequence[RecordRow]) -> None:
        sent = [SentRecord(row.raw, row.salt, row.payload) for row in rows]
        answers = self._client.send_records(sent).results
        receipts = [
            self._proved(row.hash, answer) for row, answer in zip(rows, answers, strict=True)
        ]
        now = self._parts.clock.now()
        with self._parts.database.transaction() as session:
            outbox.keep_receipts(session, receipts, now)
        self._sent += len(rows)

    def _proved(self, record: bytes, answer: RecordAnswer) -> Receipted:
        """The answer, believed only with the node's signature; a refusal needs none."""
        if answer.hash != record:
            raise NotTheNode(self._client.address)
        if answer.result is ReceiptResult.REJECTED:
            self._refused += 1
            return Receipted(record, f"{answer.result}:{answer.reason}", None)
        try:
            receipt = open_receipt(answer.receipt or b"", self._parts.node_public)
        except BadSeal as error:
            raise NotTheNode(self._client.address) from error
        if receipt.record_hash != record:
            raise NotTheNode(self._client.address)
        self._receipt = answer.receipt
        return Receipted(record, receipt.result, answer.receipt)


def chunks(rows: Sequence[RecordRow]) -> Iterator[Sequence[RecordRow]]:
    """Chunks of about 256 KB and at most 200 records."""
    chunk: list[RecordRow] = []
    size = 0
    for row in rows:
        weight = len(row.raw) + len(row.payload or b"")
        if chunk and (size + weight > CHUNK_GOAL or len(chunk) == MAX_RECORDS):
            yield chunk
            chunk, size = [], 0
        chunk.append(row)
        size += weight
    if chunk:
        yield chunk


def _cursor(session: Session) -> int:
    return int(desk_facts.get(session, desk_facts.CURSOR) or 0)


def _apply_entry(session: Session, entry: FeedEntry) -> None:
    """An accreditation is taken over once an authority of the trust list stands behind it."""
    if entry.type != "accreditation":
        return
    signed = open1(entry.content, Purpose.ACCREDITATION)
    for authority in trust.read(session).authorities(kid_of(signed)):
        check1(signed, authority.public, authority.algorithm)
        claims = AccreditationClaims.from_bytes(signed.payload)
        seals.set_accreditation(session, key_id(claims.seal_public), entry.content)
        return
