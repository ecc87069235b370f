"""What each assessor has done month by month (X8): cases, sittings, hours, certificates."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.participation import Month
from app.node.picture_choice import Choice
from app.node.statistics import sittings_mark
from app.node.tables import EnrolledSeal, RegisteredCertificate, StoredRecord
from app.seal.records import RecordType

_CHUNK = 500


class Who(NamedTuple):
    """An assessor at a test centre, however many seals they have had."""

    name: str
    number: int
    centre: str


@dataclass(slots=True)
class Work:
    """One month of an assessor's; `seconds`: how long the sittings lasted, pauses apart."""

    cases: set[str] = field(default_factory=set)
    sittings: int = 0
    seconds: int = 0
    certificates: int = 0


class _Closed(msgspec.Struct, frozen=True):
    """What is needed of a `SittingClosed`; the rest is skipped."""

    case: str
    sitting: str
    started: datetime
    active_seconds: int
    machine: str | None = None
    gauges: tuple[str, ...] = ()


class Sitting(NamedTuple):
    """A sitting that has come here: whose seal closed it, when it began, with what."""

    kid: bytes
    case: str
    day: date
    seconds: int
    machine: str
    gauges: tuple[str, ...]


def read_work(session: Session, choice: Choice) -> dict[tuple[Who, Month], Work]:
    """By assessor and month, the newest month first; of a centre and between days where chosen."""
    seals = {
        row.kid: Who(row.assessor, row.number, row.centre)
        for row in session.scalars(select(EnrolledSeal))
        if not choice.centre or row.centre == choice.centre
    }
    since, until = choice.since or date.min, choice.until or date.max
    found = defaultdict[tuple[Who, Month], Work](Work)
    for sitting in closed_sittings(session):
        who = seals.get(sitting.kid)
        if who is not None and since <= sitting.day <= until:
            work = found[who, Month.of(sitting.day)]
            work.cases.add(sitting.case)
            work.sittings += 1
            work.seconds += sitting.seconds
    paper = RegisteredCertificate
    issued = select(paper.kid, paper.issued).where(paper.issued.between(since, until))
    for kid, day in session.execute(issued):
        if kid in seals:
            found[seals[kid], Month.of(day)].certificates += 1
    order = sorted(found, key=lambda key: (-key[1].year, -key[1].number, key[0]))
    return {key: found[key] for key in order}


def closed_sittings(session: Session) -> tuple[Sitting, ...]:
    """The newest word on each sitting; read anew only when one has come."""
    mark = sittings_mark(session)
    kept = _KEPT.get(mark)
    if kept is None:
        kept = tuple(_read(session).values())
        _KEPT.clear()
        _KEPT[mark] = kept
    return kept


def _read(session: Session) -> dict[str, Sitting]:
    row, decode = StoredRecord, msgspec.json.Decoder(_Closed).decode
    wanted = (
        select(row.kid, row.payload)
        .where(row.type == RecordType.SITTING_CLOSED, row.payload.is_not(None), row.reason == "")
        .order_by(row.received, row.seq)
    )
    found: dict[str, Sitting] = {}
    for kid, payload in session.execute(wanted.execution_options(yield_per=_CHUNK)):
        told = decode(payload or b"")
        day = told.started.date()
        found[told.sitting] = Sitting(
            kid, told.case, day, told.active_seconds, told.machine or "", told.gauges
        )
    return found


_KEPT: dict[tuple[object, ...], tuple[Sitting, ...]] = {}
"""Of the newest mark alone."""
