"""The record of a sitting that is over: what was drawn, answered, rated, measured and cut off."""

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
)
from app.seal.records import RecordType
from app.storage import log
from app.storage import sittings as rows
from app.storage.tables import CaseRow, IncidentRow, SittingRow
from app.usecases.desk import Desk


def write_sitting(desk: Desk, session: Session, case: CaseRow, row: SittingRow) -> None:
    """Append `sitting.closed` to the log, in the transaction that closes the sitting."""
    protocol = desk.protocol(case.protocol_hash)
    is_practical = row.part == Part.PRACTICAL
    is_stopped = row.state == SittingState.SAFETY_STOPPED
    now = desk.clock.now()
    payload = SittingClosed(
        case=str(case.id),
        sitting=str(row.id),
        part=Part(row.part),
        number=row.number,
        started=row.started or now,
        stopped=row.stopped or now,
        active_seconds=row.active_seconds,
        end=SittingEnd.SAFETY_STOPPED if is_stopped else SittingEnd.HANDED_IN,
        seed=row.seed if row.part == Part.THEORY else None,
        items=_answers(session, row),
        ratings=_ratings(session, protocol, row) if is_practical else (),
        incidents=_incidents(session, row, now),
        stop_criterion=row.stop_criterion,
        machine=(case.machine or None) if is_practical else None,
        gauges=(case.gauge,) if is_practical and case.gauge else (),
    )
    log.append(
        session,
        desk.signer,
        RecordType.SITTING_CLOSED,
        str(case.person_id),
        payload,
        protocol_hash=case.protocol_hash,
        case_id=case.id,
    )


def _answers(session: Session, row: SittingRow) -> tuple[ItemAnswer, ...]:
    given = rows.answers(session, row.id)
    drawn = [line.item_id for line in rows.drawn(session, row.id)]
    return tuple(ItemAnswer(item, given.get(item, ())) for item in drawn or given)


def _ratings(session: Session, protocol: Protocol, row: SittingRow) -> tuple[RatingGiven, ...]:
    seen = rows.observations(session, row.id)
    return tuple(
        RatingGiven(
            criterion.id,
            seen[criterion.id].rating or 0,
            seen[criterion.id].note or None,
            measured_value(criterion, seen[criterion.id].measured),
        )
        for criterion in protocol.criteria
        if criterion.id in seen
    )


def _incidents(session: Session, row: SittingRow, now: datetime) -> tuple[SittingIncident, ...]:
    found = select(IncidentRow).where(IncidentRow.sitting_id == row.id).order_by(IncidentRow.id)
    return tuple(
        SittingIncident(incident.stopped, incident.found or now)
        for incident in session.scalars(found)
    )
