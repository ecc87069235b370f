"""Taking in records: each proved on its own, all of a chunk in one durable transaction."""

import os
import threading
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import log
from app.node.awaited import AWAITING, await_blobs
from app.node.bulk import add_all
from app.node.completing import take_out
from app.node.conflict_words import ConflictWords
from app.node.database import NodeDatabase
from app.node.earlier import said_before
from app.node.erasing import GONE, REASON, gone_among, tell_senders
from app.node.finding import look
from app.node.keys import NodeKeys
from app.node.projection import Projection
from app.node.protocol_holds import UNKNOWN, on_unknown
from app.node.proving import Proved, Unproved, prove, read
from app.node.rebuild import seal_keys, show
from app.node.sharing import stop_shared
from app.node.tables import EnrolledSeal, StoredRecord
from app.node.together import Together
from app.seal.cose import Signed, kid_of
from app.seal.receipts import ReceiptResult, sign_receipt
from app.sync.wire import RecordAnswer, RecordsAnswer, SentRecord

Link = tuple[bytes, bytes, int]
Receipted = tuple[str, datetime, bytes]
_Read = list[Proved | Unproved]
_SPARSE = 4
"""Links of a chain over so many times their number are asked for one by one."""

_MOST = 16
"""Chunks stored in one transaction: those of two laptops at full speed."""


class Ingest:
    """Stores what is proved, verbatim, once; projects what it can read."""

    def __init__(self, database: NodeDatabase, keys: NodeKeys, now: Callable[[], datetime]) -> None:
        self._database, self._keys, self._now = database, keys, now
        self._publics: dict[bytes, bytes] = {}
        # more at once than there are cores would only take Python from each other
        self._proving = threading.BoundedSemaphore(os.cpu_count() or 1)
        self._storing: Together[_Read, tuple[RecordAnswer, ...]] = Together(self._store, _MOST)

    def take(self, sent: Sequence[SentRecord]) -> RecordsAnswer:
        """One answer for each record, in order; durable when this returns.

        The same record again gives `duplicate` and the same receipt (R56). A refused one never
        stops the others. Chunks that come at once are proved side by side and stored together.
        """
        with self._proving:
            proved = self._prove(sent)
        answers = self._storing.do(proved)
        results = Counter(answer.result.value for answer in answers)
        log.note("records.taken", **results)
        return RecordsAnswer(answers)

    def _prove(self, sent: Sequence[SentRecord]) -> _Read:
        taken_apart = [read(record) for record in sent]
        publics = self._seals({kid_of(one) for one in taken_apart if isinstance(one, Signed)})
        return [prove(record, one, publics) for record, one in zip(sent, taken_apart, strict=True)]

    def _store(self, chunks: Sequence["_Read"]) -> list[tuple[RecordAnswer, ...]]:
        """The answers of each chunk, when all of them are on the disk."""
        with self._database.transaction() as session:
            self._database.take_turn(session)
            read = [record for chunk in chunks for record in chunk]
            all_ = _Chunk(session, self._keys, self._now(), read)
            answers = [tuple(all_.take(record) for record in chunk) for chunk in chunks]
            all_.store()
            if all_.has_shared:
                stop_shared(self._database, session, self._now())
            ConflictWords(self._database, session, self._keys, self._now()).tell()
        return answers

    def _seals(self, kids: set[bytes]) -> dict[bytes, bytes]:
        """The public keys of those enrolled, which a seal never changes."""
        if unknown := kids - self._publics.keys():
            row = EnrolledSeal
            wanted = select(row.kid, row.public).where(row.kid.in_(unknown))
            with self._database.reading() as session:
                self._publics |= {kid: public for kid, public in session.execute(wanted)}
        return self._publics


class _Chunk:
    """What is known before the chunk, and what it adds."""

    def __init__(
        self, session: Session, keys: NodeKeys, now: datetime, read: Sequence[Proved | Unproved]
    ) -> None:
        proved = [record for record in read if isinstance(record, Proved)]
        self._session, self._keys, self._now = session, keys, now
        self._whole = {one.hash: one for one in proved if one.sent.payload is not None}
        self._gone = gone_among(session, proved)
        self._receipts, kept = _receipts(session, [record.hash for record in proved])
        self._completed = {
            one: self._receipts.pop(one) for one in kept & self._whole.keys() - self._gone.keys()
        }
        if self._completed:
            take_out(session, self._completed)
        self._links = _links(session, proved)
        payloads = [record.payload for record in proved if record.payload is not None]
        self._projection = Projection.over(session, payloads)
        known = self._receipts.keys() | self._gone
        new = [record for record in proved if record.hash not in known]
        self._waiting = dict.fromkeys(on_unknown(session, new), UNKNOWN)
        self._waiting |= dict.fromkeys(await_blobs(session, new), AWAITING)
        self._rows: list[dict[str, object]] = []
        self._forked: set[tuple[bytes, bytes]] = set()
        self._senders: set[tuple[bytes, str]] = set()

    def take(self, record: Proved | Unproved) -> RecordAnswer:
        """The answer for one record."""
        if isinstance(record, Unproved):
            return RecordAnswer(record.hash, ReceiptResult.REJECTED, reason=record.reason)
        if record.hash in self._receipts:
            return self._again(record.hash, *self._receipts[record.hash])
        record = self._whole.get(record.hash, record)
        result, reason = self._judge(record)
        if record.hash in self._completed:
            _, at, receipt = self._completed[record.hash]
        else:
            at, receipt = self._now, sign_receipt(self._keys.node, record.hash, self._now, result)
        self._receipts[record.hash] = result, at, receipt
        row = _row(record, at, (result, reason, receipt))
        if record.hash in self._gone:
            row |= {"salt": None, "payload": None}
            self._senders.add((record.header.kid, self._gone[record.hash]))
        self._rows.append(row)
        if record.hash in self._completed:
            return RecordAnswer(record.hash, ReceiptResult.DUPLICATE, receipt)
        return RecordAnswer(record.hash, result, receipt, reason)

    def _again(self, hash_: bytes, result: str, at: datetime, receipt: bytes) -> RecordAnswer:
        """What is known already: the same receipt, or that the record is erased since."""
        if result != GONE:
            return RecordAnswer(hash_, ReceiptResult.DUPLICATE, receipt)
        return RecordAnswer(hash_, GONE, sign_receipt(self._keys.node, hash_, at, GONE), REASON)

    @property
    def has_shared(self) -> bool:
        """Whether a certificate has a place in the list that another has too."""
        return bool(self._projection.shared)

    def store(self) -> None:
        """Write what was taken."""
        new = self._projection.registered()
        self._projection.store()
        if self._rows:
            add_all(self._session, StoredRecord, self._rows)
        look(self._session, self._projection.touched, self._forked)
        tell_senders(self._session, self._senders)
        if new:
            kids = {kid for kid, _, _ in self._links}
            self._session.flush()
            show(self._session, said_before(self._session, kids, new), seal_keys(self._session))

    def _judge(self, record: Proved) -> tuple[ReceiptResult, str]:
        header = record.header
        link = (header.kid, header.epoch, header.seq)
        is_fork = link in self._links
        self._forked |= {(header.kid, header.epoch)} if is_fork else set()
        self._links.add(link)
        if record.hash in self._gone:
            return (ReceiptResult.STORED_FORKED if is_fork else GONE), REASON
        reason = record.reason or self._waiting.get(record.hash, "")
        if record.payload is not None and not reason:
            reason = self._projection.apply(record.hash, header, record.payload)
        if is_fork:
            return ReceiptResult.STORED_FORKED, "fork"
        return (ReceiptResult.STORED_HELD if reason else ReceiptResult.STORED), reason


def _row(
    record: Proved, now: datetime, answer: tuple[ReceiptResult, str, bytes]
) -> dict[str, object]:
    header, (result, reason, receipt) = record.header, answer
    return {
        "hash": record.hash,
        "kid": header.kid,
        "epoch": header.epoch,
        "seq": header.seq,
        "prev": header.prev,
        "type": header.type,
        "subject": header.subject or "",
        "raw": record.sent.raw,
        "salt": record.sent.salt,
        "payload": record.sent.payload,
        "result": result.value,
        "reason": reason,
        "receipt": receipt,
        "received": now,
    }


def _receipts(
    session: Session, hashes: list[bytes]
) -> tuple[dict[bytes, Receipted], frozenset[bytes]]:
    """What was answered to those that are known, and which of them are kept without content."""
    row = StoredRecord
    told = (row.hash, row.result, row.received, row.receipt, row.payload.is_(None))
    found = session.execute(select(*told).where(row.hash.in_(hashes))).all()
    empty = frozenset(hash_ for hash_, result, _, _, lacks in found if lacks and result != GONE)
    return {hash_: (result, at, raw) for hash_, result, at, raw, _ in found}, empty


def _links(session: Session, proved: list[Proved]) -> set[Link]:
    """The places in the chains that are taken."""
    wanted = defaultdict[tuple[bytes, bytes], set[int]](set)
    for record in proved:
        wanted[record.header.kid, record.header.epoch].add(record.header.seq)
    row, taken = StoredRecord, set[Link]()
    for (kid, epoch), seqs in wanted.items():
        first, last = min(seqs), max(seqs)
        is_dense = last - first < _SPARSE * len(seqs)  # the usual: one link after the other
        place = row.seq.between(first, last) if is_dense else row.seq.in_(seqs)
        found = session.scalars(select(row.seq).where(row.kid == kid, row.epoch == epoch, place))
        taken.update((kid, epoch, seq) for seq in found if seq in seqs)
    return taken
