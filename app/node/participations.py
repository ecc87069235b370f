"""From records of participation to the rows the node shows; the newest of each counts."""

import hashlib
from collections.abc import Collection
from typing import Any

import msgspec
from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session

from app.domain.participation import Month
from app.node.funding_tables import KnownHours, KnownParticipation
from app.node.tables import EnrolledSeal, KnownPerson
from app.seal.participation_payloads import HoursAttested, ParticipationStated
from app.seal.payload_form import Payload
from app.seal.records import RecordHeader

TABLES = (KnownParticipation, KnownHours)
"""What records tell of participation, and what of it stays nameless after an erasure."""


def take(session: Session, record: bytes, header: RecordHeader, payload: Payload) -> None:
    """Let the rows say what the record states, unless a newer one came first.

    Records of anything else change nothing.
    """
    if isinstance(payload, HoursAttested):
        _take_hours(session, record, header, payload)
    elif isinstance(payload, ParticipationStated):
        _take_part(session, record, header, payload)


def unname(session: Session, subject: str) -> None:
    """What the funder's file knew an erased person by goes; days and hours stay, of nobody."""
    of_person = KnownParticipation.person == subject
    session.execute(update(KnownParticipation).where(of_person).values(identity=None))


def protect(session: Session, people: Collection[str]) -> None:
    """Let the parts of these people say whether they are protected; of nobody it stays as it was.

    Kept with the part, so that a month that was sent does not change when somebody is erased.
    """
    part, person = KnownParticipation, KnownPerson
    now = select(person.protected).where(person.id == part.person).scalar_subquery()
    told = part.person.in_(people) & now.is_not(None) & (part.is_protected != now)
    if people:
        session.execute(update(part).where(told).values(is_protected=now))


def of_person(subject: str) -> tuple[Select[Any], ...]:
    """The queries for what figures still count of a person."""
    part, hours = KnownParticipation, KnownHours
    return (
        select(part).where(part.person == subject),
        select(hours).where(hours.person == subject),
    )


def _take_part(
    session: Session, record: bytes, header: RecordHeader, payload: ParticipationStated
) -> None:
    row, place = session.get(KnownParticipation, payload.participation), _place(header, record)
    if row is None:
        row = KnownParticipation(id=payload.participation, is_protected=False)  # see `protect`
    elif (header.time.wall, place) <= (row.stated, row.record):
        return
    row.project, row.person, row.company = payload.project, payload.person, payload.company
    row.status, row.first, row.last = payload.status, payload.first, payload.last
    row.identity, row.is_void = payload.identity, payload.is_void
    row.mark = hashlib.sha256(payload.identity).hexdigest() if payload.identity else ""
    row.centre = _centre(session, header.kid)
    row.stated, row.record = header.time.wall, place
    session.add(row)
    session.flush()


def _take_hours(
    session: Session, record: bytes, header: RecordHeader, payload: HoursAttested
) -> None:
    month = Month.read(payload.month).first
    row, place = session.get(KnownHours, (payload.participation, month)), _place(header, record)
    if row is None:
        row = KnownHours(participation=payload.participation, month=month)
    elif (header.time.wall, place) <= (row.stated, row.record):
        return
    row.person, row.centre = payload.person, _centre(session, header.kid)
    row.minutes = sum(one.minutes for one in payload.spent)
    row.spent = msgspec.json.encode(payload.spent).decode()
    row.confirmed = payload.confirmed
    row.stated, row.record = header.time.wall, place
    session.add(row)
    session.flush()


def _place(header: RecordHeader, record: bytes) -> bytes:
    """What orders records of one moment: a seal's own by their number, then as everywhere else."""
    return header.kid + header.seq.to_bytes(8, "big") + record


def _centre(session: Session, kid: bytes) -> str:
    seal = session.get(EnrolledSeal, kid)
    return "" if seal is None else seal.centre
