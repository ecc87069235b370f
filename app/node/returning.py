"""Records given back to a desk whose file was restored: what its seal sent and it no longer has."""

from sqlalchemy import and_, not_, or_, select
from sqlalchemy.orm import Session

from app.node.database import NodeDatabase
from app.node.tables import StoredRecord
from app.sync.wire import HelloRequest, ReturnAnswer, SentRecord

_MOST, _SIZE = 100, 1 << 20


def returned(database: NodeDatabase, asked: HelloRequest, kid: bytes) -> ReturnAnswer:
    """The next records of the seal `kid` beyond the heads the desk names, each chain in order."""
    with database.reading() as session:
        return _next(session, asked, kid)


def _next(session: Session, asked: HelloRequest, kid: bytes) -> ReturnAnswer:
    held = [
        and_(StoredRecord.epoch == head.epoch, StoredRecord.seq < head.count)
        for head in asked.heads
        if head.kid == kid
    ]
    wanted = (
        select(StoredRecord.raw, StoredRecord.salt, StoredRecord.payload)
        .where(StoredRecord.kid == kid, not_(or_(*held)) if held else StoredRecord.seq >= 0)
        .order_by(StoredRecord.epoch, StoredRecord.seq, StoredRecord.received)
        .limit(_MOST)
    )
    records: list[SentRecord] = []
    size = 0
    for raw, salt, payload in session.execute(wanted):
        size += len(raw) + len(payload or b"")
        if records and size > _SIZE:
            break
        records.append(SentRecord(raw, salt, payload))
    return ReturnAnswer(tuple(records))
