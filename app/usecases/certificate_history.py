"""What became of one certificate: issued, handed out, changed; who, when, why, and who knows."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.certificate import CertificateFacts
from app.domain.certificate_number import format_certificate_number
from app.domain.certificate_status import CertificateState, ShownState, StatusReason
from app.domain.conflicts import Keep
from app.seal.conflict_payloads import Review, read_resolution, read_review
from app.seal.payloads import ListedStatus
from app.seal.receipts import ReceiptResult, received_at
from app.seal.records import RecordType
from app.storage import conflicts, desk_facts
from app.storage.certificate_tables import CertificateChangeRow
from app.storage.tables import (
    AssessorRow,
    CaseEventRow,
    CertificateRow,
    FeedEntryRow,
    ReceiptRow,
    RecordRow,
)
from app.sync.wire import REGION_STATUS, BadMessage, RegionStatus, decode
from app.usecases.certificate_standing import change_record, held_status, last_change
from app.usecases.completing import completing_certificate

_COPIES = ("printed", "saved")
_STATES = {
    ListedStatus.VALID: CertificateState.ISSUED,
    ListedStatus.SUSPENDED: CertificateState.SUSPENDED,
    ListedStatus.REPLACED: CertificateState.REPLACED,
    ListedStatus.REVOKED: CertificateState.REVOKED,
}


class Knowing(StrEnum):
    """How far a change has come; each is true at the moment it is said.

    `HERE`: this desk belongs to no node. `WAITING`: no receipt yet. `TAKEN`: the node has it, the
    status list held here does not say it yet. `LISTED`: the list says it. `HELD`: the node keeps
    the record but does not follow it, or refused it.
    """

    HERE = "here"
    WAITING = "waiting"
    TAKEN = "taken"
    LISTED = "listed"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Known:
    """How far a change has come, and since when."""

    how: Knowing
    since: datetime


@dataclass(frozen=True, slots=True)
class StatusEvent:
    """One line of the history. `state` None for a copy handed out (`kind` printed or saved).

    `actor` "" is the region. `note`: own words, kept here. `other`: the number of the certificate
    that replaces this one, or that this one replaces. `known` None for what is no change.
    """

    at: datetime
    kind: str
    actor: str
    state: CertificateState | None = None
    reason: StatusReason | None = None
    note: str = ""
    other: str = ""
    known: Known | None = None


def history(session: Session, row: CertificateRow) -> tuple[StatusEvent, ...]:
    """Everything that happened to a certificate, the oldest first."""
    told = [*_from_case(session, row), *_changes(session, row), *_from_region(session, row)]
    told += _from_conflicts(session, row)
    return tuple(sorted(told, key=lambda event: event.at))


def known_change(session: Session, row: CertificateRow, shown: ShownState) -> Known | None:
    """How far the newest change made here has come, None when there was none."""
    change = last_change(session, row.id)
    return None if change is None else _known(session, change, shown)


def following_number(session: Session, row: CertificateRow) -> str:
    """The number of the certificate in its place, "" where there is none."""
    later = [one for one in _of_holder(session, row) if row.id == _replaces(one)]
    if later:
        return later[0].number
    completing = completing_certificate(session, row)
    return "" if completing is None else completing.number


def earlier_number(row: CertificateRow) -> str:
    """The number of the certificate this one is in the place of, "" where there was none."""
    replaced = _replaces(row)
    return "" if replaced is None else format_certificate_number(replaced)


def _known(session: Session, change: CertificateChangeRow, shown: ShownState | None) -> Known:
    if desk_facts.get(session, desk_facts.NODE_URL) is None:
        return Known(Knowing.HERE, change.at)
    record = change_record(session, change)
    receipt = None if record is None else session.get(ReceiptRow, record.hash)
    if receipt is None:
        return Known(Knowing.WAITING, change.at)
    if receipt.raw is None or receipt.result == ReceiptResult.STORED_HELD:
        return Known(Knowing.HELD, receipt.received)
    held = held_status(session)
    if held is None or held.issued < received_at(receipt.raw):
        return Known(Knowing.TAKEN, receipt.received)
    is_said = shown is None or not shown.by_region or change.status != ListedStatus.VALID
    return Known(Knowing.LISTED if is_said else Knowing.TAKEN, held.issued)


def _changes(session: Session, row: CertificateRow) -> list[StatusEvent]:
    found = (
        select(CertificateChangeRow, AssessorRow.name)
        .join(AssessorRow, AssessorRow.id == CertificateChangeRow.by_id)
        .where(CertificateChangeRow.certificate_id == row.id)
        .order_by(CertificateChangeRow.id)
    )
    following = following_number(session, row)
    events = []
    for change, name in session.execute(found):
        state, reason = _state_of(change), StatusReason(change.reason)
        other = following if state is CertificateState.REPLACED else ""
        known = _known(session, change, None)
        events.append(
            StatusEvent(change.at, "changed", name, state, reason, change.note, other, known)
        )
    return events


def _state_of(change: CertificateChangeRow) -> CertificateState:
    is_void = change.reason == StatusReason.MISPRINT
    return CertificateState.VOIDED if is_void else _STATES[ListedStatus(change.status)]


def _from_case(session: Session, row: CertificateRow) -> list[StatusEvent]:
    """Issued and handed out, as the case's own history has it."""
    found = select(CaseEventRow).where(
        CaseEventRow.case_id == row.case_id, CaseEventRow.detail == row.number
    )
    events = []
    for event in session.scalars(found.order_by(CaseEventRow.id)):
        if event.kind == "certified":
            state, other = CertificateState.ISSUED, earlier_number(row)
            events.append(StatusEvent(event.at, "issued", event.actor, state, other=other))
        elif event.kind in _COPIES:
            events.append(StatusEvent(event.at, event.kind, event.actor))
    return events


def _from_region(session: Session, row: CertificateRow) -> list[StatusEvent]:
    """What the region said it decided; the list alone says what counts."""
    found = select(FeedEntryRow.content).where(FeedEntryRow.type == REGION_STATUS)
    events = []
    for content in session.scalars(found.order_by(FeedEntryRow.cursor)):
        try:
            said = decode(content, RegionStatus)
            state, reason = _STATES[ListedStatus(said.state)], StatusReason(said.reason)
        except (BadMessage, ValueError):
            continue
        event = StatusEvent(said.at, "region", "", state, reason)
        if said.certificate == row.id and event not in events:  # a restored node tells it again
            events.append(event)
    return events


def _from_conflicts(session: Session, row: CertificateRow) -> list[StatusEvent]:
    """Under review since two versions were found, until somebody settled it."""
    reason, events = StatusReason.CONFLICT, []
    for conflict in conflicts.conflicts(session):
        review = read_review(conflict.review)
        if row.id not in (review.first.certificate, review.second.certificate):
            continue
        events.append(StatusEvent(review.at, "region", "", CertificateState.SUSPENDED, reason))
        if conflict.resolution is not None:
            end = read_resolution(conflict.resolution)
            if _stands(row, review, end.keep):
                state = CertificateState.ISSUED
                events.append(StatusEvent(end.at, "region", end.by, state, reason))
    return events


def _stands(row: CertificateRow, review: Review, keep: Keep) -> bool:
    """Whether the certificate is in force after its conflict; over: the other ended by itself."""
    match keep:
        case Keep.FIRST:
            return row.id == review.first.certificate
        case Keep.SECOND:
            return row.id == review.second.certificate
        case Keep.OVER:
            return not CertificateState(row.state).is_final
    return keep is Keep.BOTH


def _of_holder(session: Session, row: CertificateRow) -> tuple[CertificateRow, ...]:
    found = select(CertificateRow).where(CertificateRow.person_id == row.person_id)
    return tuple(session.scalars(found))


def _replaces(row: CertificateRow) -> bytes | None:
    return msgspec.json.decode(row.snapshot, type=CertificateFacts).replaces


def waiting_changes(session: Session) -> tuple[int, datetime | None]:
    """How many changes of certificates no receipt has come for, and since when."""
    waiting = (
        select(RecordRow.written)
        .outerjoin(ReceiptRow, ReceiptRow.record_hash == RecordRow.hash)
        .where(RecordRow.type == RecordType.CERTIFICATE_STATUS, ReceiptRow.record_hash.is_(None))
        .order_by(RecordRow.written)
    )
    found = session.scalars(waiting).all()
    return len(found), found[0] if found else None
