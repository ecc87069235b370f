"""Taking in records: each proved on its own, all of a chunk in one durable transaction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.node.database import NodeDatabase
from app.node.keys import NodeKeys
from app.node.projection import Projection
from app.node.tables import EnrolledSeal, StoredRecord
from app.seal.codes import BadSeal
from app.seal.payloads import Payload, decode_payload, is_known
from app.seal.receipts import ReceiptResult, sign_receipt
from app.seal.records import RecordHeader, check_payload, open_record, record_hash, record_kid
from app.sync.wire import RecordAnswer, RecordsAnswer, SentRecord

Link = tuple[bytes, bytes, int]


@dataclass(frozen=True, slots=True)
class _Proved:
    """A record whose signature and commitment hold; `payload` None when it is not readable."""

    hash: bytes
    header: RecordHeader
    sent: SentRecord
    payload: Payload | None
    reason: str


@dataclass(frozen=True, slots=True)
class _Unproved:
    """A record that is refused, and why."""

    hash: bytes
    reason: str


class Ingest:
    """Stores what is proved, verbatim, once; projects what it can read."""

    def __init__(self, database: NodeDatabase, keys: NodeKeys, now: Callable[[], datetime]) -> None:
        self._database, self._keys, self._now = database, keys, now
        self._projection = Projection()

    def take(self, sent: Sequence[SentRecord]) -> RecordsAnswer:
        """One answer for each record, in order; durable when this returns.

        The same record again gives `duplicate` and the same receipt (R56). A refused one never
        stops the others.
        """
        publics = self._seals()
        read = [_prove(record, publics) for record in sent]
        with self._database.transaction() as session:
            self._database.take_turn(session)
            known = _stored(session, [r.hash for r in read])
            taken = _links(session, [r.header for r in read if isinstance(r, _Proved)])
            results, rows, fresh = [], [], []
            for record in read:
                if isinstance(record, _Unproved):
                    results.append(
                        RecordAnswer(record.hash, ReceiptResult.REJECTED, reason=record.reason)
                    )
                elif record.hash in known:
                    receipt = known[record.hash]
                    results.append(RecordAnswer(record.hash, ReceiptResult.DUPLICATE, receipt))
                else:
                    answer = self._accept(record, taken)
                    known[record.hash] = answer.receipt or b""
                    rows.append(self._row(record, answer))
                    fresh.append(record)
                    results.append(answer)
            if rows:
                session.execute(insert(StoredRecord), rows)
            for record in fresh:
                if record.payload is not None:
                    self._projection.apply(session, record.hash, record.header, record.payload)
        return RecordsAnswer(tuple(results))

    def _seals(self) -> dict[bytes, bytes]:
        with self._database.transaction() as session:
            found = session.execute(select(EnrolledSeal.kid, EnrolledSeal.public))
            return {kid: public for kid, public in found}

    def _accept(self, record: _Proved, taken: set[Link]) -> RecordAnswer:
        link = (record.header.kid, record.header.epoch, record.header.seq)
        result, reason = ReceiptResult.STORED, record.reason
        if link in taken:
            result, reason = ReceiptResult.STORED_FORKED, "fork"
        elif record.payload is None:
            result = ReceiptResult.STORED_HELD
        taken.add(link)
        receipt = sign_receipt(self._keys.node, record.hash, self._now(), result)
        return RecordAnswer(record.hash, result, receipt, reason)

    def _row(self, record: _Proved, answer: RecordAnswer) -> dict[str, object]:
        header = record.header
        return {
            "hash": record.hash,
            "kid": header.kid,
            "epoch": header.epoch,
            "seq": header.seq,
            "prev": header.prev,
            "type": header.type,
            "subject": str(header.subject or ""),
            "raw": record.sent.raw,
            "salt": record.sent.salt,
            "payload": record.sent.payload,
            "result": answer.result.value,
            "reason": answer.reason,
            "receipt": answer.receipt,
            "received": self._now(),
        }


def _prove(sent: SentRecord, publics: dict[bytes, bytes]) -> _Proved | _Unproved:
    hash_ = record_hash(sent.raw)
    try:
        public = publics.get(record_kid(sent.raw))
        if public is None:
            return _Unproved(hash_, "unknown_seal")
        header = open_record(sent.raw, public)
        if sent.payload is None or sent.salt is None:
            return _Proved(hash_, header, sent, None, "no_payload")
        check_payload(header, sent.salt, sent.payload)
    except BadSeal as error:
        return _Unproved(hash_, error.code.value)
    if not is_known(header.type, header.schema):
        return _Proved(hash_, header, sent, None, "unknown_type")
    try:
        return _Proved(hash_, header, sent, decode_payload(header.type, sent.payload), "")
    except BadSeal:
        return _Proved(hash_, header, sent, None, "unreadable_payload")


def _stored(session: Session, hashes: list[bytes]) -> dict[bytes, bytes]:
    found = session.execute(
        select(StoredRecord.hash, StoredRecord.receipt).where(StoredRecord.hash.in_(hashes))
    )
    return {hash_: receipt for hash_, receipt in found}


def _links(session: Session, headers: list[RecordHeader]) -> set[Link]:
    chains = {(header.kid, header.epoch) for header in headers}
    seqs = [header.seq for header in headers]
    taken: set[Link] = set()
    for kid, epoch in chains:
        found = session.scalars(
            select(StoredRecord.seq).where(
                StoredRecord.kid == kid, StoredRecord.epoch == epoch, StoredRecord.seq.in_(seqs)
            )
        )
        taken.update((kid, epoch, seq) for seq in found)
    return taken
