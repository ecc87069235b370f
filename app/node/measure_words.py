"""Words of companies' measures that go when somebody they may be about is erased (R53)."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.node.tables import FeedRow, StoredRecord
from app.seal.codes import BadSeal
from app.seal.measure_words import NAMING, WORDED, goes_with, names_in
from app.seal.payload_form import Payload
from app.seal.payloads import decode_payload

_BATCH = 500


def about(session: Session, subject: str, order: bytes) -> Sequence[StoredRecord]:
    """Records of measures whose content goes with the person; call it while they have a name here.

    Words for them, wherever they came from. Words that only name them go from the seals that are
    told the `order`: elsewhere it is somebody else of the same name.
    """
    names = names_in(_read(_naming(session, subject)))
    told = frozenset(session.scalars(select(FeedRow.kid).where(FeedRow.content == order)))
    wanted = select(StoredRecord).where(
        StoredRecord.type.in_(WORDED), StoredRecord.payload.is_not(None)
    )
    found = []
    for row in session.scalars(wanted.execution_options(yield_per=_BATCH)):
        known = names if row.kid in told else frozenset()
        if any(goes_with(payload, subject, known) for payload in _read([row])):
            found.append(row)
    return found


def _naming(session: Session, subject: str) -> Iterable[StoredRecord]:
    named = StoredRecord.type.in_(NAMING) & StoredRecord.payload.is_not(None)
    return session.scalars(select(StoredRecord).where(named, StoredRecord.subject == subject))


def _read(rows: Iterable[StoredRecord]) -> Iterable[Payload]:
    for row in rows:
        try:
            yield decode_payload(row.type, row.payload or b"")
        except BadSeal:
            continue  # held as it came: nothing of it is shown
