"""Which links of a laptop's chain the node lacks."""

from collections.abc import Iterator, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from app.node.tables import StoredRecord
from app.seal.receipts import ReceiptResult
from app.sync.wire import Head, Lack

_MOST_GAPS = 1_000


def lacking(session: Session, head: Head) -> tuple[Lack, ...]:
    """The gaps of the chain that ends in `head`, first ones first; none when it is whole here.

    The chain is walked from its head by `prev`: a link that another one has taken the place of
    (a fork) is lacking although its number is held.
    """
    lowest = _walk(session, head)
    if lowest == 0:
        return ()
    broken = head.count - 1 if lowest is None else lowest - 1
    gaps = list(_gaps(_held(session, head), head.count))
    if not any(first <= broken <= last for first, last in gaps):
        gaps = [(0, head.count - 1)]
    return tuple(Lack(head.kid, head.epoch, *gap) for gap in gaps[:_MOST_GAPS])


def is_forked(session: Session, kid: bytes, epoch: bytes) -> bool:
    """Whether two links of one number have come of this chain."""
    forked = select(StoredRecord.hash).where(
        StoredRecord.kid == kid,
        StoredRecord.epoch == epoch,
        StoredRecord.result == ReceiptResult.STORED_FORKED.value,
    )
    return session.scalar(forked.limit(1)) is not None


def is_before(session: Session, earlier: bytes, later: bytes) -> bool:
    """Whether the chain that ends in the record `later` goes through `earlier`."""
    start = select(StoredRecord.hash, StoredRecord.prev).where(StoredRecord.hash == later)
    walk, one = start.cte("walk", recursive=True), aliased(StoredRecord)
    steps = select(one.hash, one.prev).join(walk, one.hash == walk.c.prev)
    whole = walk.union_all(steps)
    return session.scalar(select(whole.c.hash).where(whole.c.hash == earlier)) is not None


def _walk(session: Session, head: Head) -> int | None:
    """The number of the lowest link that hangs together with the head; None without the head."""
    start = select(StoredRecord.seq, StoredRecord.prev).where(
        StoredRecord.hash == head.hash,
        StoredRecord.kid == head.kid,
        StoredRecord.epoch == head.epoch,
        StoredRecord.seq == head.count - 1,
    )
    walk, earlier = start.cte("walk", recursive=True), aliased(StoredRecord)
    steps = select(earlier.seq, earlier.prev).join(walk, earlier.hash == walk.c.prev)
    whole = walk.union_all(steps)
    lowest: int | None = session.scalar(select(func.min(whole.c.seq)))
    return lowest


def _held(session: Session, head: Head) -> Sequence[int]:
    return session.scalars(
        select(StoredRecord.seq)
        .where(
            StoredRecord.kid == head.kid,
            StoredRecord.epoch == head.epoch,
            StoredRecord.seq < head.count,
        )
        .distinct()
        .order_by(StoredRecord.seq)
    ).all()


def _gaps(held: Sequence[int], count: int) -> Iterator[tuple[int, int]]:
    expected = 0
    for seq in (*held, count):
        if seq > expected:
            yield expected, seq - 1
        expected = seq + 1
