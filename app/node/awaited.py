"""Which files the records name that have not come: they hold the record, and a desk is told."""

from collections.abc import Collection, Iterator, Sequence

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from app.node.proving import Proved
from app.node.tables import AwaitedBlob, HeldBlob
from app.sync.wire import MOST_BLOBS

AWAITING = "awaiting_blobs"
"""The reason of a record that is held until its files are there."""

_AT_ONCE = 500


def await_blobs(session: Session, records: Sequence[Proved]) -> frozenset[bytes]:
    """Note what these new records name and is not there; the hashes of those that wait for it."""
    named = {
        (record.hash, blob.sha256): (record.header.kid, blob.size)
        for record in records
        for blob in record.header.blobs
        if blob.size
    }
    held = _held(session, sorted({sha256 for _, sha256 in named}))
    rows = [
        {"record": record, "sha256": sha256, "kid": kid, "size": size}
        for (record, sha256), (kid, size) in named.items()
        if sha256 not in held
    ]
    if rows:
        session.connection().execute(insert(AwaitedBlob), rows)
    return frozenset(record for record, sha256 in named if sha256 not in held)


def sizes(session: Session, sha256: bytes) -> frozenset[int]:
    """How long the records that wait for the file say it is; none when nobody waits."""
    wanted = select(AwaitedBlob.size).where(AwaitedBlob.sha256 == sha256)
    return frozenset(session.scalars(wanted))


def lacking(session: Session, kids: Collection[bytes]) -> tuple[bytes, ...]:
    """What the records of these seals wait for, smallest first, as many as an answer tells."""
    wanted = (
        select(AwaitedBlob.sha256)
        .where(AwaitedBlob.kid.in_(kids))
        .group_by(AwaitedBlob.sha256)
        .order_by(func.min(AwaitedBlob.size), AwaitedBlob.sha256)
        .limit(MOST_BLOBS)
    )
    return tuple(session.scalars(wanted))


def come(session: Session, sha256: bytes) -> tuple[bytes, ...]:
    """Strike the file off; the records that wait for nothing any more."""
    waited = session.scalars(select(AwaitedBlob.record).where(AwaitedBlob.sha256 == sha256)).all()
    session.execute(delete(AwaitedBlob).where(AwaitedBlob.sha256 == sha256))
    still = frozenset(
        record
        for part in _parts(waited)
        for record in session.scalars(
            select(AwaitedBlob.record).where(AwaitedBlob.record.in_(part))
        )
    )
    return tuple(record for record in waited if record not in still)


def _held(session: Session, hashes: Sequence[bytes]) -> frozenset[bytes]:
    return frozenset(
        sha256
        for part in _parts(hashes)
        for sha256 in session.scalars(select(HeldBlob.sha256).where(HeldBlob.sha256.in_(part)))
    )


def _parts(hashes: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    return (hashes[at : at + _AT_ONCE] for at in range(0, len(hashes), _AT_ONCE))
