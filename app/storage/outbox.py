"""The log as an outbox: chains as they stand, what still lacks a receipt, receipts as they come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from app.storage.tables import FeedEntryRow, ReceiptRow, RecordRow

_UNSEEN = {"synchronize_session": False}
_EARLIER = 10**12
"""How far below its number an entry lies that a node told before it was set back."""


@dataclass(frozen=True, slots=True)
class Chain:
    """One chain of this file: how many links it has, and the hash of the last."""

    kid: bytes
    epoch: bytes
    count: int
    last: bytes


@dataclass(frozen=True, slots=True)
class Receipted:
    """The node's answer for one record; `raw` the signed receipt, None for a refusal."""

    record: bytes
    result: str
    raw: bytes | None


def chains(session: Session) -> tuple[Chain, ...]:
    """Every chain in this file."""
    lengths = session.execute(
        select(RecordRow.kid, RecordRow.epoch, func.max(RecordRow.seq)).group_by(
            RecordRow.kid, RecordRow.epoch
        )
    ).all()
    return tuple(
        Chain(kid, epoch, last + 1, _hash(session, kid, epoch, last))
        for kid, epoch, last in lengths
    )


def keep_receipts(session: Session, receipts: Iterable[Receipted], now: datetime) -> None:
    """Store receipts; the first signed one for a record stays, and the last refusal before it."""
    came: dict[bytes, Receipted] = {}
    for receipt in receipts:
        if (earlier := came.get(receipt.record)) is None or earlier.raw is None:
            came[receipt.record] = receipt
    held = select(ReceiptRow.record_hash, ReceiptRow.raw).where(ReceiptRow.record_hash.in_(came))
    for record, raw in session.execute(held).all():
        if raw is not None:
            del came[record]
    refused = ReceiptRow.record_hash.in_(came)
    session.execute(delete(ReceiptRow).where(refused), execution_options=_UNSEEN)
    rows = [
        {"record_hash": record, "result": one.result, "raw": one.raw, "received": now}
        for record, one in came.items()
    ]
    if rows:
        session.connection().execute(insert(ReceiptRow), rows)


def counts(session: Session) -> dict[str, int]:
    """How many receipts there are of each result."""
    found = session.execute(select(ReceiptRow.result, func.count()).group_by(ReceiptRow.result))
    return {result: count for result, count in found}


def keep_feed_entry(
    session: Session, cursor: int, kind: str, content: bytes, now: datetime
) -> bool:
    """Store an entry; False when it was applied before.

    A node that was restored may give a number again: what it told under it before is kept too,
    in its order before all that the node tells since.
    """
    held = session.get(FeedEntryRow, cursor)
    if held is not None and (held.type, held.content) == (kind, content):
        return False
    if held is None:
        held = FeedEntryRow(cursor=cursor)
        session.add(held)
    else:
        session.add(_earlier(session, held))
    held.type, held.content, held.applied = kind, content, now
    return True


def _earlier(session: Session, held: FeedEntryRow) -> FeedEntryRow:
    cursor = held.cursor - _EARLIER
    while session.get(FeedEntryRow, cursor) is not None:
        cursor -= _EARLIER
    return FeedEntryRow(cursor=cursor, type=held.type, content=held.content, applied=held.applied)


def _hash(session: Session, kid: bytes, epoch: bytes, seq: int) -> bytes:
    return session.scalars(
        select(RecordRow.hash).where(
            RecordRow.kid == kid, RecordRow.epoch == epoch, RecordRow.seq == seq
        )
    ).one()
