"""Making the shown rows again from the records, which stay as they are."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.node.awaited import AWAITING, await_blobs
from app.node.conflict_tables import FoundConflict, PersonVersion
from app.node.earlier import still_unknown
from app.node.erasing import GONE, bring_back
from app.node.finding import look, look_everywhere
from app.node.funding_tables import KnownHours, KnownParticipation
from app.node.genders import KnownGender
from app.node.projection import Projection
from app.node.protocol_holds import UNKNOWN, on_unknown
from app.node.proving import Proved, prove, read, vouch
from app.node.result_tables import (
    AreaResult,
    HeldConversation,
    KnownCompany,
    KnownOrder,
    OrderedPerson,
    RetestScope,
)
from app.node.tables import (
    AwaitedBlob,
    EnrolledSeal,
    KnownCase,
    KnownEntry,
    KnownPerson,
    RegisteredCertificate,
    StoredRecord,
)
from app.seal.receipts import ReceiptResult
from app.sync.wire import SentRecord

SHOWN = (
    AwaitedBlob,
    FoundConflict,
    PersonVersion,
    RegisteredCertificate,
    KnownEntry,
    AreaResult,
    RetestScope,
    KnownCompany,
    KnownOrder,
    OrderedPerson,
    HeldConversation,
    KnownHours,
    KnownParticipation,
    KnownGender,
    KnownCase,
    KnownPerson,
)
"""The tables that hold nothing but what the records tell."""

_BATCH = 500
_FORKED = ReceiptResult.STORED_FORKED.value


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How many records were read, how many of them are held, how many no longer hold."""

    records: int
    held: int
    damaged: int


def rebuild(session: Session) -> Rebuilt:
    """Empty the projections and fill them from every record, in the caller's transaction and turn.

    Each record is proved again: a damaged one is counted and left out. What had to be held and
    can be read by now is shown from now on; receipts never change.
    """
    for table in SHOWN:
        session.execute(delete(table))
    bring_back(session)
    publics = seal_keys(session)
    order = (StoredRecord.received, StoredRecord.kid, StoredRecord.epoch, StoredRecord.seq)
    hashes = session.scalars(select(StoredRecord.hash).order_by(*order)).all()
    held = damaged = 0
    for start in range(0, len(hashes), _BATCH):
        more_held, more_damaged = show(session, hashes[start : start + _BATCH], publics)
        held, damaged = held + more_held, damaged + more_damaged
    if overtook := still_unknown(session):
        held += show(session, overtook, publics)[0] - len(overtook)
    look_everywhere(session)
    return Rebuilt(len(hashes), held, damaged)


def seal_keys(session: Session) -> dict[bytes, bytes]:
    """The public key of every seal by its kid."""
    return {row.kid: row.public for row in session.scalars(select(EnrolledSeal))}


def show(session: Session, hashes: Sequence[bytes], publics: dict[bytes, bytes]) -> tuple[int, int]:
    """Prove these records again and show what can be shown; how many are held, how many damaged."""
    wanted = select(StoredRecord).where(StoredRecord.hash.in_(hashes))
    rows = {row.hash: row for row in session.scalars(wanted)}
    proved = [_prove_again(rows[hash_], publics) for hash_ in hashes]
    whole = [record for record in proved if record is not None]
    sound = [record for record in whole if rows[record.hash].result != GONE]
    payloads = [record.payload for record in sound if record.payload is not None]
    projection, held = Projection.over(session, payloads), 0
    waiting = dict.fromkeys(on_unknown(session, sound), UNKNOWN)
    waiting |= dict.fromkeys(await_blobs(session, sound), AWAITING)
    for record in sound:
        reason = record.reason or waiting.get(record.hash, "")
        if record.payload is not None and not reason:
            reason = projection.apply(record.hash, record.header, record.payload)
        held += bool(reason)
        _note(rows[record.hash], reason)
    projection.store()
    session.flush()
    look(session, projection.touched)
    session.expunge_all()
    return held, len(proved) - len(whole)


def _prove_again(row: StoredRecord, publics: dict[bytes, bytes]) -> Proved | None:
    sent = SentRecord(row.raw, row.salt, row.payload)
    again = prove(sent, vouch(read(sent), publics))
    return again if isinstance(again, Proved) and again.hash == row.hash else None


def _note(row: StoredRecord, reason: str) -> None:
    if row.result != _FORKED:
        row.reason = reason
        row.result = (ReceiptResult.STORED_HELD if reason else ReceiptResult.STORED).value
