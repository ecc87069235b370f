"""Records of this desk's own seals that come back: from the node, or from the file set aside."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.seal.codes import BadSeal
from app.seal.payloads import decode_payload
from app.seal.records import RecordHeader, check_payload, open_record, record_hash, record_kid
from app.storage import photos
from app.storage.tables import BlobRow, NamedBlobRow, RecordRow, SealRow


@dataclass(frozen=True, slots=True)
class ComeBack:
    """A record as it was signed; payload and salt are None where they were erased."""

    raw: bytes
    salt: bytes | None
    payload: bytes | None


def take_in(session: Session, records: Iterable[ComeBack]) -> int:
    """Store those that are not here, verbatim, each proved; how many there were.

    A link this file has written itself stays: identity is the hash, and nothing is doubled.
    """
    return sum(_take(session, record) for record in records)


def _take(session: Session, record: ComeBack) -> bool:
    try:
        seal = session.get(SealRow, record_kid(record.raw))
        if seal is None:
            return False
        header = open_record(record.raw, seal.public)
        if record.payload is not None:
            check_payload(header, record.salt or b"", record.payload)
    except BadSeal:
        return False
    link = (
        (RecordRow.kid == header.kid)
        & (RecordRow.epoch == header.epoch)
        & (RecordRow.seq == header.seq)
    )
    if session.scalar(select(RecordRow.hash).where(link)) is not None:
        return False
    session.add(_row(record, header))
    session.flush()
    return True


def _row(record: ComeBack, header: RecordHeader) -> RecordRow:
    return RecordRow(
        hash=record_hash(record.raw),
        kid=header.kid,
        epoch=header.epoch,
        seq=header.seq,
        type=header.type,
        subject=header.subject or "",
        case_id=_case(header, record.payload),
        raw=record.raw,
        salt=record.salt,
        payload=record.payload,
        written=header.time.wall,
    )


def _case(header: RecordHeader, payload: bytes | None) -> UUID | None:
    if payload is None:
        return None
    try:
        case = getattr(decode_payload(header.type, payload), "case", None)
    except (BadSeal, KeyError):
        return None
    return UUID(case) if case else None


def take_photos(session: Session, held: Session) -> None:
    """Store the files that records name and only the other file has, one at a time in memory."""
    for named in held.scalars(select(NamedBlobRow)).all():
        if session.get(NamedBlobRow, named.sha256) is None:
            row = NamedBlobRow(sha256=named.sha256, size=named.size, there=named.there)
            session.add(row)
        kept = session.scalar(select(BlobRow.sha256).where(BlobRow.sha256 == named.sha256))
        one = held.get(BlobRow, named.sha256) if kept is None else None
        if one is not None:
            photos.keep(session, one.sha256, one.media, one.content, one.added)
            held.expunge(one)
