"""What the node tells: which links it lacks, its feed, the trust list and the status bundle."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app.node import awaited
from app.node.chains import lacking
from app.node.checkpoints import Checkpoints
from app.node.database import NodeDatabase
from app.node.durability import Durability
from app.node.keys import NodeKeys
from app.node.ledger_entries import Numbers
from app.node.levelling import keep_place
from app.node.listing import listed_bits, new_finals
from app.node.returning import returned
from app.node.sharing import stop_shared
from app.node.tables import (
    EnrolledSeal,
    FeedRow,
    PublishedStatus,
    RegisteredCertificate,
    StoredRecord,
)
from app.seal.authority import sign_status_bundle
from app.seal.status import (
    CertificateState,
    SealState,
    SealStatus,
    StatusBundle,
    StatusList,
    good_mark,
    pack_bits,
)
from app.sync.wire import FeedAnswer, FeedEntry, HelloAnswer, HelloRequest, ReturnAnswer

_FEED_LIMIT = 500
_RENEWED = timedelta(days=1)
_SEAL_STATES = {"withdrawn": SealState.WITHDRAWN, "compromised": SealState.COMPROMISED}


class Publication:
    """Answers hello and feed, and signs the status bundle when its content has changed."""

    def __init__(
        self,
        database: NodeDatabase,
        keys: NodeKeys,
        now: Callable[[], datetime],
        durability: Durability | None = None,
    ) -> None:
        self._database, self._keys, self._now = database, keys, now
        self._checkpoints, self._durability = Checkpoints(database, keys, now), durability

    def went_back(self, request: HelloRequest, kid: bytes) -> bool:
        """Whether the node had more when it last answered the seal; asked before more comes."""
        self._database.catch_up()
        return self._checkpoints.went_back(kid, request.checkpoint)

    def hello(
        self, request: HelloRequest, kid: bytes | None = None, went_back: bool | None = None
    ) -> HelloAnswer:
        """What the node lacks of the laptop's chains, and where its own lists stand.

        The seal `kid` of the session also gets a checkpoint, and hears whether the node went back.
        The sequence told is that of what is published now: a desk fetches lists only for another.
        """
        if went_back is None:
            went_back = kid is not None and self.went_back(request, kid)
        self.status_bundle()
        with self._database.reading() as session:
            lacks = [lack for head in request.heads for lack in lacking(session, head)]
            kids = {head.kid for head in request.heads}
            stored = session.scalar(
                select(func.count()).select_from(StoredRecord).where(StoredRecord.kid.in_(kids))
            )
            broken = frozenset((lack.kid, lack.epoch) for lack in lacks)
            durable = self._durability and self._durability.of(session, request.heads, broken)
            return HelloAnswer(
                lacks=tuple(lacks),
                cursor=_feed_head(session),
                server_time=self._now(),
                stored=stored or 0,
                status_sequence=session.scalar(select(func.max(PublishedStatus.sequence))) or 0,
                trust_serial=self._keys.trust_serial,
                durable=durable[0] if durable else (),
                durable_by=durable[1] if durable else "",
                checkpoint=self._checkpoints.standing(session, kid) if kid else None,
                went_back=went_back,
                lacks_blobs=awaited.lacking(session, kids | ({kid} if kid else set())),
            )

    def returned(self, request: HelloRequest, kid: bytes) -> ReturnAnswer:
        """Records of the seal that a restored desk no longer has."""
        return returned(self._database, request, kid)

    def feed(self, kid: bytes, cursor: int, limit: int = _FEED_LIMIT) -> FeedAnswer:
        """At most `limit` entries after `cursor` that concern the seal or everybody."""
        self._database.catch_up()
        with self._database.reading() as session:
            found = session.scalars(
                select(FeedRow)
                .where(FeedRow.cursor > cursor, (FeedRow.kid == kid) | FeedRow.kid.is_(None))
                .order_by(FeedRow.cursor)
                .limit(limit)
            )
            entries = tuple(FeedEntry(row.cursor, row.type, row.content) for row in found)
            head = entries[-1].cursor if len(entries) == limit else _feed_head(session)
        return FeedAnswer(entries, head)

    def told_since(self, cursor: int) -> tuple[tuple[int, bytes | None], ...]:
        """The numbers of the entries after `cursor`, and the seal each is for; None: for all."""
        wanted = select(FeedRow.cursor, FeedRow.kid).where(FeedRow.cursor > cursor)
        with self._database.reading() as session:
            found = session.execute(wanted.order_by(FeedRow.cursor))
            return tuple((row.cursor, row.kid) for row in found)

    def status_bundle(self) -> tuple[str, bytes]:
        """An ETag and the signed bundle: a new sequence when the content has changed or aged.

        It is kept in the database, so that every process of the node publishes the same one.
        """
        self._database.catch_up()
        with self._database.reading() as session:
            mark, held = _mark(session), _newest(session)
        if held is None or not self._still_holds(held, mark):
            held = self._publish()
        return f"{held.mark}-{held.sequence}", held.raw

    def _publish(self) -> PublishedStatus:
        now = self._now()
        with self._database.transaction() as session:
            self._database.take_turn(session)
            stop_shared(self._database, session, now)
            mark, held = _mark(session), _newest(session)
            if held is not None and self._still_holds(held, mark):
                return held
            sequence = 1 if held is None else held.sequence + 1
            ended = tuple(new_finals(session))
            self._database.write_down(session, *ended, Numbers(sequence, now))
            for final in ended:
                keep_place(session, final)
            content = StatusList.starting(sequence, now, _seal_states(session))
            raw = sign_status_bundle(self._keys.node, content, self._keys.delegation)
            session.execute(delete(PublishedStatus))
            newest = PublishedStatus(sequence=sequence, mark=mark, issued=now, raw=raw)
            session.add(newest)
            return newest

    def _still_holds(self, held: PublishedStatus, mark: str) -> bool:
        """Whether it says what is true, is fresh, and has the root's present word beside it."""
        if held.mark != mark or not timedelta(0) <= self._now() - held.issued < _RENEWED:
            return False
        return StatusBundle.from_bytes(held.raw).delegation == self._keys.delegation


def _newest(session: Session) -> PublishedStatus | None:
    return session.scalar(
        select(PublishedStatus).order_by(PublishedStatus.sequence.desc()).limit(1)
    )


def _feed_head(session: Session) -> int:
    return session.scalar(select(func.max(FeedRow.cursor))) or 0


def _seal_states(session: Session) -> dict[bytes, SealStatus]:
    """Reads only what the list says something of: certificates not in force, stolen seals."""
    listed, marks, row = listed_bits(session), _good_marks(session), EnrolledSeal
    seals = select(row.kid, row.state, row.since).where(row.state != "requested")
    return {
        kid: _seal_status(state, since, listed[kid], marks[kid])
        for kid, state, since in session.execute(seals)
    }


def _good_marks(session: Session) -> dict[bytes, set[bytes]]:
    """Of stolen seals, what the node had before the day of the theft: backdating gains nothing."""
    row = RegisteredCertificate
    found = (
        select(row.kid, row.cert_hash, StoredRecord.received, EnrolledSeal.since)
        .join(EnrolledSeal, EnrolledSeal.kid == row.kid)
        .join(StoredRecord, StoredRecord.hash == row.record)
        .where(EnrolledSeal.state == "compromised")
    )
    marks: dict[bytes, set[bytes]] = defaultdict(set)
    for kid, hash_, received, since in session.execute(found):
        if was_before(received, since):
            marks[kid].add(good_mark(hash_))
    return marks


def was_before(received: datetime, since: date | None) -> bool:
    """Whether a record came before the day its seal was stolen."""
    return since is not None and received.date() < since


def _seal_status(
    told: str,
    ended: date | None,
    listed: list[tuple[int, CertificateState]],
    marks: set[bytes],
) -> SealStatus:
    state = _SEAL_STATES.get(told, SealState.ACTIVE)
    good = frozenset(marks) if state is SealState.COMPROMISED else frozenset[bytes]()
    since = ended if state is not SealState.ACTIVE else None
    return SealStatus(state, since, pack_bits(listed), good)


def _mark(session: Session) -> str:
    """Another as soon as the list says something else.

    Asked in every hello: of seals in force nobody need know more than how many there are, for a
    seal that is listed stays so.
    """
    listed, marks, row = listed_bits(session), _good_marks(session), EnrolledSeal
    known = select(func.count()).select_from(row).where(row.state != "requested")
    ended = select(row.kid, row.state, row.since).where(row.state.in_(_SEAL_STATES))

    def parts() -> Iterable[bytes]:
        yield str(session.scalar(known)).encode()
        for kid, state, since in session.execute(ended.order_by(row.kid)):
            yield kid + f"{state} {since}".encode()
            yield from sorted(marks[kid])
        for kid in sorted(listed):
            yield kid + pack_bits(listed[kid])

    return hashlib.sha256(b"\0".join(parts())).hexdigest()[:32]
