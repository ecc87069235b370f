"""The record of a sitting that is over: what was drawn, answered, rated, measured and cut off."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.case import Part, SittingState
from app.domain.missing import measured_value
from app.domain.protocol import Protocol
from app.seal.payloads import (
    ItemAnswer,
    RatingGiven,
    SittingClosed,
    SittingEnd,
    SittingIncident,
    decode_payload,
)
from app.seal.records import BlobRef, RecordType
from app.storage import log
from app.storage import photos as photo_rows
from app.storage import sittings as rows
from app.storage.tables import (
    CaseRow,
    IncidentRow,
    PhotoRow,
    RecordRow,
    SettlementRow,
    SittingRow,
)
from app.usecases.desk import Desk

_RATED = (Part.PRACTICAL, Part.ORAL)


def write_sitting(
    desk: Desk, session: Session, case: CaseRow, row: SittingRow, signer: log.Signer | None = None
) -> None:
    """Append `sitting.closed` to the log, in the transaction that closes the sitting.

    Called again for one that had waited (for a laboratory, for two assessors to agree), it adds a
    record that names the earlier one: a signed fact is never changed, only followed (I1).
    `signer`: who signs, if not the person signed in.
    """
    protocol = desk.protocol(case.protocol_hash)
    photos = photo_rows.of_sitting(session, row.id)
    log.append(
        session,
        signer or desk.signer,
        RecordType.SITTING_CLOSED,
        str(case.person_id),
        _payload(desk, session, protocol, case, row, photos),
        protocol_hash=case.protocol_hash,
        case_id=case.id,
        refs=_earlier(session, case, row),
        blobs=_blobs(session, photos),
    )


def _payload(
    desk: Desk,
    session: Session,
    protocol: Protocol,
    case: CaseRow,
    row: SittingRow,
    photos: Mapping[str, tuple[PhotoRow, ...]],
) -> SittingClosed:
    now, is_practical = desk.clock.now(), row.part == Part.PRACTICAL
    other = row.assessor_id if row.assessor_id != desk.assessor.id else None
    return SittingClosed(
        case=str(case.id),
        sitting=str(row.id),
        part=Part(row.part),
        number=row.number,
        started=row.started or now,
        stopped=row.stopped or now,
        active_seconds=row.active_seconds,
        end=_end(row),
        seed=row.seed if row.part == Part.THEORY else None,
        items=_answers(session, row),
        ratings=_ratings(session, protocol, row, photos),
        incidents=_incidents(session, row, now),
        stop_criterion=row.stop_criterion,
        stop_measure=row.stop_measure or None,
        machine=(case.machine or None) if is_practical else None,
        gauges=(case.gauge,) if is_practical and case.gauge else (),
        test_piece=row.test_piece or None,
        batch=row.batch or None,
        paper_date=row.paper_date,
        beside=None if row.beside is None else str(row.beside),
        settled=_settled(session, protocol, row),
        helpers=tuple(row.helpers.splitlines()),
        assessor=None if other is None else str(other),
    )


def _end(row: SittingRow) -> SittingEnd:
    ends = {
        SittingState.SAFETY_STOPPED: SittingEnd.SAFETY_STOPPED,
        SittingState.ABORTED: SittingEnd.ABORTED,
    }
    return ends.get(SittingState(row.state), SittingEnd.HANDED_IN)


def _answers(session: Session, row: SittingRow) -> tuple[ItemAnswer, ...]:
    given = rows.answers(session, row.id)
    drawn = [line.item_id for line in rows.drawn(session, row.id)]
    return tuple(ItemAnswer(item, given.get(item, ())) for item in drawn or given)


def _ratings(
    session: Session,
    protocol: Protocol,
    row: SittingRow,
    photos: Mapping[str, tuple[PhotoRow, ...]],
) -> tuple[RatingGiven, ...]:
    if row.part not in _RATED:
        return ()
    seen = rows.observations(session, row.id)
    return tuple(
        RatingGiven(
            criterion=c.id,
            level=0 if seen[c.id].awaits_lab else seen[c.id].rating or 0,
            note=seen[c.id].note or None,
            measured=measured_value(c, seen[c.id].measured),
            photos=tuple(photo.sha256 for photo in photos.get(c.id, ())),
            awaits_lab=seen[c.id].awaits_lab,
            lab_reference=seen[c.id].lab_reference or None,
        )
        for c in protocol.criteria
        if c.id in seen
    )


def _settled(session: Session, protocol: Protocol, row: SittingRow) -> tuple[RatingGiven, ...]:
    """What two assessors who rated differently agreed on (R29)."""
    found = select(SettlementRow).where(SettlementRow.sitting_id == row.id)
    agreed = {line.criterion_id: line for line in session.scalars(found)}
    return tuple(
        RatingGiven(
            criterion=c.id,
            level=agreed[c.id].rating,
            note=agreed[c.id].note or None,
            measured=measured_value(c, agreed[c.id].measured),
        )
        for c in protocol.criteria
        if c.id in agreed
    )


def _incidents(session: Session, row: SittingRow, now: datetime) -> tuple[SittingIncident, ...]:
    found = select(IncidentRow).where(IncidentRow.sitting_id == row.id).order_by(IncidentRow.id)
    return tuple(
        SittingIncident(incident.stopped, incident.found or now)
        for incident in session.scalars(found)
    )


def _earlier(session: Session, case: CaseRow, row: SittingRow) -> tuple[bytes, ...]:
    """The hash of the newest record of this sitting, where there is one."""
    found = (
        select(RecordRow)
        .where(RecordRow.case_id == case.id, RecordRow.type == RecordType.SITTING_CLOSED)
        .where(RecordRow.payload.is_not(None))
        .order_by(RecordRow.written.desc(), RecordRow.seq.desc())
    )
    for record in session.scalars(found):
        said = decode_payload(record.type, record.payload or b"")
        if isinstance(said, SittingClosed) and said.sitting == str(row.id):
            return (record.hash,)
    return ()


def _blobs(session: Session, photos: Mapping[str, tuple[PhotoRow, ...]]) -> tuple[BlobRef, ...]:
    """The photos' content, each once, to be sent after the record."""
    hashes = frozenset(photo.sha256 for each in photos.values() for photo in each)
    return tuple(
        BlobRef(bytes.fromhex(sha256), size, media)
        for sha256, (size, media) in sorted(photo_rows.sizes(session, hashes).items())
    )
