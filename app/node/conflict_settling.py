"""Taking an answer to a conflict: an assessor's signed record, or the region's own word (R58)."""

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.conflicts import (
    ConflictKind,
    FieldsMissing,
    KeepNotPossible,
    check_fields,
    check_keep,
)
from app.node.conflict_tables import ConflictWord
from app.node.tables import EnrolledSeal, StoredRecord
from app.seal.conflict_payloads import ConflictSettled, Review, read_review
from app.seal.records import RecordHeader, RecordType

UNKNOWN = "unknown_conflict"
"""The reason of a settlement that is held until its conflict is found here."""


def settle(word: ConflictWord, said: ConflictSettled) -> Review:
    """Write the answer down; what it was an answer to.

    Raises KeepNotPossible and FieldsMissing.
    """
    review = read_review(word.review)
    if review.kind is ConflictKind.PERSON:
        check_fields(review.fields, [(one.field, one.keep) for one in said.fields])
    else:
        check_keep(review.kind, said.keep)
    word.keep, word.reason = said.keep, said.reason
    word.fields = msgspec.json.encode(said.fields).decode() if said.fields else ""
    return review


def take_settlement(
    session: Session, record: bytes, header: RecordHeader, said: ConflictSettled
) -> str:
    """Let a signed answer count; "" or the reason why it is held. The first one counts."""
    word, seal = session.get(ConflictWord, said.conflict), session.get(EnrolledSeal, header.kid)
    if word is None or seal is None:
        return UNKNOWN
    if word.keep:
        return "" if word.record == record else "settled_before"
    if word.review == b"" or not _may(read_review(word.review), seal):
        return "not_entitled"
    try:
        settle(word, said)
    except (KeepNotPossible, FieldsMissing):
        return "not_possible"
    word.by, word.settled, word.record = seal.assessor, header.time.wall, record
    return ""


def waiting_settlements(session: Session) -> list[bytes]:
    """The records that were answers to a conflict not found yet, in their order."""
    wanted = select(StoredRecord.hash).where(
        StoredRecord.type == RecordType.CONFLICT_SETTLED, StoredRecord.reason == UNKNOWN
    )
    return list(session.scalars(wanted.order_by(StoredRecord.received, StoredRecord.hash)))


def _may(review: Review, seal: EnrolledSeal) -> bool:
    """Somebody at one of the centres; of two certificates neither who assessed (R47)."""
    sides = (review.first, review.second)
    if seal.state != "active" or seal.centre not in {side.centre for side in sides}:
        return False
    took_part = seal.number in {side.number for side in sides}
    return not (review.kind is ConflictKind.CERTIFICATES and took_part)
