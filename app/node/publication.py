"""What the node tells: which links it lacks, its feed, the trust list and the status bundle."""

import hashlib
import threading
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.node.database import NodeDatabase
from app.node.keys import NodeKeys
from app.node.tables import (
    EnrolledSeal,
    FeedRow,
    NodeFact,
    RegisteredCertificate,
    StoredRecord,
)
from app.seal.authority import sign_status_bundle
from app.seal.status import (
    CertificateState,
    SealState,
    SealStatus,
    StatusList,
    good_mark,
    pack_bits,
)
from app.sync.wire import FeedAnswer, FeedEntry, Head, HelloAnswer, HelloRequest, Lack

_FEED_LIMIT = 500
_STATES = {
    "suspended": CertificateState.SUSPENDED,
    "revoked": CertificateState.REVOKED,
    "replaced": CertificateState.REPLACED,
}
_SEAL_STATES = {"withdrawn": SealState.WITHDRAWN, "compromised": SealState.COMPROMISED}


class Publication:
    """Answers hello and feed, and signs the status bundle when its content has changed."""

    def __init__(self, database: NodeDatabase, keys: NodeKeys, now: Callable[[], datetime]) -> None:
        self._database, self._keys, self._now = database, keys, now
        self._bundle: tuple[str, datetime, bytes] | None = None
        self._turn = threading.Lock()

    def hello(self, request: HelloRequest) -> HelloAnswer:
        """What the node lacks of the laptop's chains; forks show as links it lacks."""
        with self._database.transaction() as session:
            lacks = [lack for head in request.heads if (lack := _lack(session, head))]
            kids = [head.kid for head in request.heads]
            stored = session.scalar(
                select(func.count()).select_from(StoredRecord).where(StoredRecord.kid.in_(kids))
            )
            sequence = _number(session, "status_sequence")
        return HelloAnswer(
            lacks=tuple(lacks),
            cursor=self._feed_head(),
            server_time=self._now(),
            stored=stored or 0,
            status_sequence=sequence,
            trust_serial=self._keys.trust_serial,
        )

    def feed(self, kid: bytes, cursor: int) -> FeedAnswer:
        """At most 500 entries after `cursor` that concern the seal or everybody."""
        with self._database.transaction() as session:
            found = session.scalars(
                select(FeedRow)
                .where(FeedRow.cursor > cursor, (FeedRow.kid == kid) | FeedRow.kid.is_(None))
                .order_by(FeedRow.cursor)
                .limit(_FEED_LIMIT)
            )
            entries = tuple(FeedEntry(row.cursor, row.type, row.content) for row in found)
        return FeedAnswer(entries, self._feed_head())

    def status_bundle(self) -> tuple[str, bytes]:
        """An ETag and the signed bundle: a new sequence when the content has changed or aged."""
        with self._turn, self._database.transaction() as session:
            seals = _seal_states(session)
            mark = _mark(seals)
            now = self._now()
            if self._bundle and self._bundle[0] == mark and (now - self._bundle[1]).days < 1:
                return mark, self._bundle[2]
            sequence = _number(session, "status_sequence") + 1
            session.merge(NodeFact(name="status_sequence", value=str(sequence)))
            content = StatusList.starting(sequence, now, seals)
            raw = sign_status_bundle(self._keys.node, content, self._keys.delegation)
            self._bundle = (mark, now, raw)
        return mark, raw

    def tell(self, session: Session, kid: bytes | None, kind: str, content: bytes) -> None:
        """Write a feed entry, in the caller's transaction."""
        self._database.take_turn(session)
        session.add(FeedRow(kid=kid, type=kind, content=content, written=self._now()))

    def _feed_head(self) -> int:
        with self._database.transaction() as session:
            return session.scalar(select(func.max(FeedRow.cursor))) or 0


def _lack(session: Session, head: Head) -> Lack | None:
    found = session.execute(
        select(StoredRecord.seq, StoredRecord.hash).where(
            StoredRecord.kid == head.kid, StoredRecord.epoch == head.epoch
        )
    )
    hashes: dict[int, set[bytes]] = defaultdict(set)
    for seq, hash_ in found:
        hashes[seq].add(hash_)
    first = next((seq for seq in range(head.count) if seq not in hashes), head.count)
    if first == head.count and (head.count == 0 or head.hash in hashes[head.count - 1]):
        return None
    return Lack(head.kid, head.epoch, first if first < head.count else 0)


def _seal_states(session: Session) -> dict[bytes, SealStatus]:
    listed: dict[bytes, list[tuple[int, CertificateState]]] = defaultdict(list)
    marks: dict[bytes, set[bytes]] = defaultdict(set)
    for certificate in session.scalars(select(RegisteredCertificate)):
        marks[certificate.kid].add(good_mark(certificate.cert_hash))
        state = _STATES.get(certificate.state)
        if state is not None:
            listed[certificate.kid].append((certificate.status_index, state))
    seals = session.scalars(select(EnrolledSeal).where(EnrolledSeal.state != "requested"))
    return {seal.kid: _seal_status(seal, listed[seal.kid], marks[seal.kid]) for seal in seals}


def _seal_status(
    seal: EnrolledSeal, listed: list[tuple[int, CertificateState]], marks: set[bytes]
) -> SealStatus:
    state = _SEAL_STATES.get(seal.state, SealState.ACTIVE)
    good = frozenset(marks) if state is SealState.COMPROMISED else frozenset[bytes]()
    since = seal.since if state is not SealState.ACTIVE else None
    return SealStatus(state, since, pack_bits(listed), good)


def _mark(seals: dict[bytes, SealStatus]) -> str:
    def parts() -> Iterable[bytes]:
        for kid in sorted(seals):
            seal = seals[kid]
            yield kid + bytes([seal.state]) + str(seal.since).encode() + seal.bits
            yield from sorted(seal.good)

    return hashlib.sha256(b"\0".join(parts())).hexdigest()[:32]


def _number(session: Session, name: str) -> int:
    fact = session.get(NodeFact, name)
    return 0 if fact is None else int(fact.value)
