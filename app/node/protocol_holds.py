"""Records on a version the region does not know: kept, and not shown until it is published."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.node.proving import Proved
from app.node.tables import KnownProtocol
from app.seal.records import RecordType

UNKNOWN = "unknown_protocol"
"""The reason of a record that is held until the version it is about is published."""

_COURSE = frozenset(
    (
        RecordType.CASE_OPENED,
        RecordType.RETEST_SCOPED,
        RecordType.CASE_MOVED,
        RecordType.CASE_ENDED,
        RecordType.CASE_REVIEWED,
        RecordType.SITTING_CLOSED,
        RecordType.DECISION_MADE,
        RecordType.PLAN_AGREED,
    )
)
"""What may wait. A certificate never does: it is out in the world and may have to be stopped."""


def on_unknown(session: Session, records: Sequence[Proved]) -> frozenset[bytes]:
    """Those of the records that wait for their version, by hash.

    None do before the region has published anything: then what is used is the desks' own matter.
    """
    about = {
        record.hash: record.header.protocol
        for record in records
        if record.header.protocol is not None and record.header.type in _COURSE
    }
    if not about or session.scalar(select(KnownProtocol.hash).limit(1)) is None:
        return frozenset()
    named = select(KnownProtocol.hash).where(KnownProtocol.hash.in_(set(about.values())))
    known = set(session.scalars(named))
    return frozenset(record for record, protocol in about.items() if protocol not in known)
