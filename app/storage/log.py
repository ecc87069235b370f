"""The signed log: every fact is one more link in its seal's chain, written with its rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from app.domain.clock import Clock
from app.seal.keys import SigningKey
from app.seal.payload_form import SCHEMA
from app.seal.payloads import encode_payload
from app.seal.records import (
    BlobRef,
    RecordHeader,
    RecordTime,
    RecordType,
    SignedRecord,
    TimeQuality,
    new_salt,
    record_hash,
    sign_record,
)
from app.storage import blob_sending, epochs, set_aside
from app.storage.errors import ClockBehind, DamagedRecord
from app.storage.tables import ReceiptRow, RecordRow

PROGRAM = "intyga/0.1.0"
CLOCK_SLACK = timedelta(minutes=2)
"""Clocks are set right by seconds; only a larger step back locks signing."""


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: the seal's key, the epoch of this file, and where time and ids come from."""

    key: SigningKey
    epoch: bytes
    clock: Clock
    new_id: Callable[[], UUID]

    @property
    def kid(self) -> bytes:
        """The seal's key id."""
        return self.key.kid


@dataclass(frozen=True, slots=True)
class Saying:
    """A link to write: about whom, "" for nobody, and what it says."""

    type: RecordType
    subject: str
    payload: msgspec.Struct


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
    blobs: Sequence[BlobRef] = (),
) -> bytes:
    """Sign and store the next link of (kid, epoch); the record's hash.

    `subject` is the pseudonymous id of a person, "" for none; `protocol_hash` in hex; `refs` are
    hashes of records this one builds on, `blobs` the files it speaks of. Call it in the
    transaction that changes the rows. Raises ClockBehind (I11); a clock less than two minutes
    behind is only marked in the record.
    """
    protocol = None if protocol_hash is None else bytes.fromhex(protocol_hash)
    signer = replace(signer, epoch=epochs.in_force(session) or signer.epoch)
    header = replace(
        _next_header(session, signer, type, _last_in_epoch(session, signer, type)),
        subject=subject or None,
        protocol=protocol,
        refs=tuple(refs),
        blobs=tuple(blobs),
    )
    content, salt = encode_payload(payload), new_salt()
    signed = sign_record(signer.key, header, content, salt)
    session.add(RecordRow(**_values(signed, content, salt, case_id)))
    blob_sending.name(session, blobs)
    session.flush()
    return signed.hash


def append_all(session: Session, signer: Signer, said: Sequence[Saying]) -> None:
    """As `append`, one link for each, in their order; the clock is read and asked once."""
    if not said:
        return
    signer = replace(signer, epoch=epochs.in_force(session) or signer.epoch)
    last = _last_in_epoch(session, signer, said[0].type)
    header = _next_header(session, signer, said[0].type, last)
    links = []
    for one in said:
        header = replace(header, id=signer.new_id(), type=one.type, subject=one.subject or None)
        content, salt = encode_payload(one.payload), new_salt()
        signed = sign_record(signer.key, header, content, salt)
        links.append(_values(signed, content, salt, None))
        header = replace(header, seq=header.seq + 1, prev=signed.hash)
    session.execute(insert(RecordRow), links)


def read(session: Session, hash_: bytes) -> RecordRow | None:
    """The record with this hash, None when it is not here.

    Raises DamagedRecord when its bytes are no longer those that were signed.
    """
    row = session.get(RecordRow, hash_)
    if row is not None and record_hash(row.raw) != hash_:
        raise DamagedRecord(hash_)
    return row


def newest_time(session: Session) -> datetime | None:
    """When the newest signed fact was written: the clock may not be behind it (I11).

    What two people have signed for as written by a clock that ran ahead does not count.
    """
    newest, aside = select(func.max(RecordRow.written)), set_aside.hashes(session)
    return session.scalar(newest.where(RecordRow.hash.not_in(aside)) if aside else newest)


def waiting(session: Session) -> tuple[RecordRow, ...]:
    """The records no node has answered for, oldest first."""
    unanswered = (
        select(RecordRow)
        .outerjoin(ReceiptRow, ReceiptRow.record_hash == RecordRow.hash)
        .where(ReceiptRow.record_hash.is_(None))
        .order_by(RecordRow.written, RecordRow.kid, RecordRow.seq)
    )
    return tuple(session.scalars(unanswered))


def _last_in_epoch(session: Session, signer: Signer, type_: RecordType) -> tuple[int, bytes] | None:
    """A seal's first link in an epoch that was begun says so, whatever it is that it signs."""
    last = _last_link(session, signer)
    if last is not None or type_ is RecordType.LOG_OPENED:
        return last
    opened = epochs.opening(session, signer.kid)
    if opened is None:
        return None
    append(session, signer, RecordType.LOG_OPENED, "", opened)
    return _last_link(session, signer)


def _next_header(
    session: Session, signer: Signer, type_: RecordType, last: tuple[int, bytes] | None
) -> RecordHeader:
    now, newest = signer.clock.now(), newest_time(session)
    if newest is not None and now + CLOCK_SLACK < newest:
        raise ClockBehind(now, newest)
    is_behind = newest is not None and now < newest
    return RecordHeader(
        epoch=signer.epoch,
        seq=0 if last is None else last[0] + 1,
        prev=None if last is None else last[1],
        id=signer.new_id(),
        type=type_,
        schema=SCHEMA,
        time=RecordTime(now, TimeQuality.SUSPECT if is_behind else TimeQuality.LOCAL),
        app=PROGRAM,
    )


def _values(
    signed: SignedRecord, payload: bytes, salt: bytes, case_id: UUID | None
) -> dict[str, Any]:
    header = signed.header
    return {
        "hash": signed.hash,
        "kid": header.kid,
        "epoch": header.epoch,
        "seq": header.seq,
        "type": header.type,
        "subject": header.subject or "",
        "case_id": case_id,
        "raw": signed.raw,
        "salt": salt,
        "payload": payload,
        "written": header.time.wall,
    }


def _last_link(session: Session, signer: Signer) -> tuple[int, bytes] | None:
    """Number and hash of the newest link, None before the first."""
    found = (
        select(RecordRow.seq, RecordRow.hash)
        .where(RecordRow.kid == signer.kid, RecordRow.epoch == signer.epoch)
        .order_by(RecordRow.seq.desc())
        .limit(1)
    )
    last = session.execute(found).one_or_none()
    return None if last is None else (last.seq, last.hash)
