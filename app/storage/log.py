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
from app.seal.records import RecordType
from app.storage.tables import ReceiptRow, RecordRow


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: the seal's key, the epoch of this file, and where time and ids come from."""

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
    type: RecordType,  # noqa: A002 — the word the format uses
    subject: str,
    payload: msgspec.Struct,
    *,
    protocol_hash: str | None = None,
    case_id: UUID | None = None,
    refs: Sequence[bytes] = (),
) -> bytes:
    """Sign and store the next link of (kid, epoch); the record's hash.

    `subject` is pseudonymous (a person's id); `refs` are hashes of records this one builds on.
    Call it in the transaction that changes the rows. Raises ClockBehind.
    """
    raise NotImplementedError


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
