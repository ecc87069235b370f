"""The signed log: every fact is one more link in its seal's chain, written with its rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.clock import Clock
from app.seal.keys import SigningKey
from app.seal.payloads import SCHEMA, encode_payload
from app.seal.records import (
    RecordHeader,
    RecordTime,
    RecordType,
    TimeQuality,
    new_salt,
    record_hash,
    sign_record,
)
from app.storage.errors import DamagedRecord
from app.storage.tables import ReceiptRow, RecordRow

PROGRAM = "intyga/0.1.0"


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: the seal's key, the epoch of this file, and where time and ids come from.

    `accreditation` is the signed statement that the key may certify; None until there is one.
    """

    key: SigningKey
    epoch: bytes
    clock: Clock
    new_id: Callable[[], UUID]
    accreditation: bytes | None

    @property
    def kid(self) -> bytes:
        """The seal's key id."""
        return self.key.kid


def append(
    session: Session,
    signer: Signer,
    type: RecordType,
    subject: str,
    payload: msgspec.Struct,
    *,
    protocol_hash: str | None = None,
    case_id: UUID | None = None,
    refs: Sequence[bytes] = (),
) -> bytes:
    """Sign and store the next link of (kid, epoch); the record's hash.

    `subject` is the pseudonymous id of a person, "" for none; `protocol_hash` in hex; `refs` are
    hashes of records this one builds on. Call it in the transaction that changes the rows. A clock
    behind the newest fact is marked in the record, not refused: who signs a decision asks
    `newest_time` first (I11).
    """
    now = signer.clock.now()
    newest = newest_time(session)
    is_behind = newest is not None and now < newest
    last = _last_link(session, signer)
    header = RecordHeader(
        epoch=signer.epoch,
        seq=0 if last is None else last.seq + 1,
        prev=None if last is None else last.hash,
        id=signer.new_id(),
        type=type,
        schema=SCHEMA,
        time=RecordTime(now, TimeQuality.SUSPECT if is_behind else TimeQuality.LOCAL),
        app=PROGRAM,
        subject=subject or None,
        protocol=None if protocol_hash is None else bytes.fromhex(protocol_hash),
        refs=tuple(refs),
    )
    content, salt = encode_payload(payload), new_salt()
    signed = sign_record(signer.key, header, content, salt)
    session.add(
        RecordRow(
            hash=signed.hash,
            kid=signer.kid,
            epoch=signer.epoch,
            seq=header.seq,
            type=type,
            subject=subject,
            case_id=case_id,
            raw=signed.raw,
            salt=salt,
            payload=content,
            written=now,
        )
    )
    session.flush()
    return signed.hash


def read(session: Session, hash_: bytes) -> RecordRow | None:
    """The record with this hash, None when it is not here.

    Raises DamagedRecord when its bytes are no longer those that were signed.
    """
    row = session.get(RecordRow, hash_)
    if row is not None and record_hash(row.raw) != hash_:
        raise DamagedRecord(hash_)
    return row


def newest_time(session: Session) -> datetime | None:
    """When the newest signed fact was written: the clock may not be behind it (I11)."""
    return session.scalar(select(func.max(RecordRow.written)))


def waiting(session: Session) -> tuple[RecordRow, ...]:
    """The records no node has answered for, oldest first."""
    unanswered = (
        select(RecordRow)
        .outerjoin(ReceiptRow, ReceiptRow.record_hash == RecordRow.hash)
        .where(ReceiptRow.record_hash.is_(None))
        .order_by(RecordRow.written, RecordRow.kid, RecordRow.seq)
    )
    return tuple(session.scalars(unanswered))


def _last_link(session: Session, signer: Signer) -> RecordRow | None:
    return session.scalar(
        select(RecordRow)
        .where(RecordRow.kid == signer.kid, RecordRow.epoch == signer.epoch)
        .order_by(RecordRow.seq.desc())
        .limit(1)
    )
