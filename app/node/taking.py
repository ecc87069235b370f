"""One transaction's records: judged one by one, receipts signed, rows written a table at a time."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.node.awaited import AWAITING, await_blobs
from app.node.bulk import add_all
from app.node.completing import take_out
from app.node.earlier import said_before
from app.node.erasing import GONE, REASON, gone_among, tell_senders
from app.node.finding import look
from app.node.keys import NodeKeys
from app.node.projection import Projection
from app.node.protocol_holds import UNKNOWN, on_unknown
from app.node.proving import Proved, Unproved
from app.node.rebuild import seal_keys, show
from app.node.spreading import spread
from app.node.tables import StoredRecord
from app.seal.receipts import ReceiptResult, sign_receipt
from app.sync.wire import RecordAnswer

Link = tuple[bytes, bytes, int]
_Known = tuple[ReceiptResult, datetime]
_SPARSE = 4
"""Links of a chain over so many times their number are asked for one by one."""

_CHAIN = select(StoredRecord.seq).where(
    StoredRecord.kid == bindparam("kid"), StoredRecord.epoch == bindparam("epoch")
)
_DENSE = _CHAIN.where(StoredRecord.seq.between(bindparam("first"), bindparam("last")))
_SINGLE = _CHAIN.where(StoredRecord.seq.in_(bindparam("seqs", expanding=True)))


class Judged(NamedTuple):
    """What became of one record; `receipt` None where it is the one the record is stored with."""

    hash: bytes
    result: ReceiptResult
    reason: str = ""
    receipt: bytes | None = None


class Taking:
    """What is known before the chunk, and what it adds: `judge` each, `sign`, `store`, `answer`."""

    def __init__(
        self, session: Session, keys: NodeKeys, now: datetime, read: Sequence[Proved | Unproved]
    ) -> None:
        proved = [record for record in read if isinstance(record, Proved)]
        self._session, self._keys, self._now = session, keys, now
        self._whole = {one.hash: one for one in proved if one.sent.payload is not None}
        self._gone = gone_among(session, proved)
        self._links = _links(session, proved)
        perhaps = [record.hash for record in proved if _link(record) in self._links]
        self._known, self._receipts, kept = _known(session, perhaps)
        self._completed = {
            one: self._known.pop(one)[1] for one in kept & self._whole.keys() - self._gone.keys()
        }
        if self._completed:
            take_out(session, self._completed)
            self._links = _links(session, proved)
        payloads = [record.payload for record in proved if record.payload is not None]
        self._projection = Projection.over(session, payloads)
        known = self._known.keys() | self._gone
        new = [record for record in proved if record.hash not in known]
        self._waiting = dict.fromkeys(on_unknown(session, new), UNKNOWN)
        self._waiting |= dict.fromkeys(await_blobs(session, new), AWAITING)
        self._rows: dict[bytes, dict[str, object]] = {}
        self._forked: set[tuple[bytes, bytes]] = set()
        self._senders: set[tuple[bytes, str]] = set()

    def judge(self, record: Proved | Unproved) -> Judged:
        """What becomes of one record; the same again is what it was."""
        if isinstance(record, Unproved):
            return Judged(record.hash, ReceiptResult.REJECTED, record.reason)
        if record.hash in self._known:
            return self._again(record.hash, *self._known[record.hash])
        record = self._whole.get(record.hash, record)
        result, reason = self._judge(record)
        at = self._completed.get(record.hash, self._now)
        self._known[record.hash] = result, at
        row = _row(record, at, result, reason)
        if record.hash in self._gone:
            row |= {"salt": None, "payload": None}
            self._senders.add((record.header.kid, self._gone[record.hash]))
        self._rows[record.hash] = row
        if record.hash in self._completed:
            return Judged(record.hash, ReceiptResult.DUPLICATE)
        return Judged(record.hash, result, reason)

    def sign(self) -> None:
        """Make the receipts of those that are new; one completed keeps the one it has."""
        new = [one for one in self._known.items() if one[0] not in self._receipts]
        receipts = spread(self._receipt, new)
        self._receipts |= {one[0]: receipt for one, receipt in zip(new, receipts, strict=True)}

    def answer(self, one: Judged) -> RecordAnswer:
        """The answer for one record that was judged, once it is signed."""
        if one.result is ReceiptResult.REJECTED:
            return RecordAnswer(one.hash, one.result, reason=one.reason)
        receipt = one.receipt or self._receipts[one.hash]
        return RecordAnswer(one.hash, one.result, receipt, one.reason)

    def _receipt(self, known: tuple[bytes, _Known]) -> bytes:
        hash_, (result, at) = known
        return sign_receipt(self._keys.node, hash_, at, result)

    def _again(self, hash_: bytes, result: str, at: datetime) -> Judged:
        """What is known already: the same receipt, or that the record is erased since."""
        if result != GONE:
            return Judged(hash_, ReceiptResult.DUPLICATE)
        return Judged(hash_, GONE, REASON, sign_receipt(self._keys.node, hash_, at, GONE))

    @property
    def taking_part(self) -> tuple[frozenset[str], frozenset[str]]:
        """The people and the parts whose months may stand otherwise by it."""
        return self._projection.taking_part

    @property
    def has_shared(self) -> bool:
        """Whether a certificate has a place in the list that another has too."""
        return bool(self._projection.shared)

    def store(self) -> None:
        """Write what was taken."""
        new = self._projection.registered()
        self._projection.store()
        if self._rows:
            rows = [row | {"receipt": self._receipts[hash_]} for hash_, row in self._rows.items()]
            add_all(self._session, StoredRecord, rows)
        look(self._session, self._projection.touched, self._forked)
        tell_senders(self._session, self._senders)
        if new:
            kids = {kid for kid, _, _ in self._links}
            self._session.flush()
            show(self._session, said_before(self._session, kids, new), seal_keys(self._session))

    def _judge(self, record: Proved) -> tuple[ReceiptResult, str]:
        header, link = record.header, _link(record)
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


def _row(record: Proved, at: datetime, result: ReceiptResult, reason: str) -> dict[str, object]:
    header = record.header
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
        "received": at,
    }


def _known(
    session: Session, hashes: list[bytes]
) -> tuple[dict[bytes, _Known], dict[bytes, bytes], frozenset[bytes]]:
    """Those that are known, with their receipts, and which of them are kept without content."""
    if not hashes:
        return {}, {}, frozenset()
    row = StoredRecord
    told = (row.hash, row.result, row.received, row.receipt, row.payload.is_(None))
    found = session.execute(select(*told).where(row.hash.in_(hashes))).all()
    empty = frozenset(hash_ for hash_, result, _, _, lacks in found if lacks and result != GONE)
    known = {hash_: (ReceiptResult(result), at) for hash_, result, at, _, _ in found}
    return known, {hash_: receipt for hash_, _, _, receipt, _ in found}, empty


def _link(record: Proved) -> Link:
    """The record's place in its chain: one that is known has its place taken."""
    header = record.header
    return header.kid, header.epoch, header.seq


def _links(session: Session, proved: list[Proved]) -> set[Link]:
    """The places in the chains that are taken, of those that the records have."""
    wanted = defaultdict[tuple[bytes, bytes], set[int]](set)
    for record in proved:
        wanted[record.header.kid, record.header.epoch].add(record.header.seq)
    connection, taken = session.connection(), set[Link]()
    for (kid, epoch), seqs in wanted.items():
        first, last = min(seqs), max(seqs)
        told: dict[str, object] = {"kid": kid, "epoch": epoch}
        if last - first < _SPARSE * len(seqs):  # the usual: one link after the other
            found = connection.scalars(_DENSE, told | {"first": first, "last": last})
        else:
            found = connection.scalars(_SINGLE, told | {"seqs": sorted(seqs)})
        taken |= {(kid, epoch, seq) for seq in found if seq in seqs}
    return taken
