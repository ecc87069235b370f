"""People as lines of a list: who, where they work, which role, how far."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.case import CaseState
from app.domain.certificate import CertificateKind
from app.domain.text import Text
from app.storage.people import ListedPerson, listed
from app.storage.tables import CaseRow, CertificateRow
from app.usecases.desk import Desk


class Standing(StrEnum):
    """How far a person's latest case is, or what it came to."""

    BOOKED = "booked"
    RUNNING = "running"
    PAUSED = "paused"
    DECIDED = "decided"
    FULL = "full"
    PARTIAL = "partial"
    STATEMENT = "statement"


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person in a list. Of a protected person only the id and that they are protected."""

    id: UUID
    name: str
    birth_date: date | None
    employer: str
    role: Text | None
    standing: Standing | None
    protected: bool


_C = CaseState
_STANDINGS = {
    _C.REGISTERED: Standing.BOOKED,
    _C.BOOKED: Standing.BOOKED,
    _C.IDENTIFIED: Standing.RUNNING,
    _C.RUNNING: Standing.RUNNING,
    _C.PAUSED: Standing.PAUSED,
    _C.ASSESSED: Standing.RUNNING,
    _C.REVIEWED: Standing.RUNNING,
    _C.UNDER_RECONSIDERATION: Standing.RUNNING,
    _C.DECIDED: Standing.DECIDED,
    _C.DEBRIEFED: Standing.DECIDED,
}
_NOTHING: tuple[Text | None, Standing | None] = (None, None)
_FINISHED = (_C.CERTIFIED, _C.CLOSED)


def person_lines(desk: Desk, session: Session, lines: Sequence[int]) -> list[PersonLine]:
    """A line for each person (by `PersonRow.line`), in their order."""
    return [
        hidden_line(line.id) if line.protected else line
        for line in open_lines(desk, session, lines)
    ]


def open_lines(desk: Desk, session: Session, lines: Sequence[int]) -> list[PersonLine]:
    """The lines in full, protected people too: for those who may read them."""
    people = listed(session, lines)
    latest = _latest(desk, session, [person.id for person in people])
    return [_line(person, *latest.get(person.id, _NOTHING)) for person in people]


def hidden_line(person_id: UUID) -> PersonLine:
    """What a list shows of a protected person."""
    return PersonLine(person_id, "", None, "", None, None, protected=True)


def _line(person: ListedPerson, role: Text | None, standing: Standing | None) -> PersonLine:
    return PersonLine(
        person.id,
        person.name,
        person.birth_date,
        person.employer,
        role,
        standing,
        person.protected,
    )


def _latest(
    desk: Desk, session: Session, ids: Sequence[UUID]
) -> dict[UUID, tuple[Text | None, Standing | None]]:
    """Role and standing of each person's latest case that was not called off."""
    found = session.execute(
        select(CaseRow.person_id, CaseRow.state, CaseRow.protocol_hash, CertificateRow.kind)
        .outerjoin(CertificateRow, CertificateRow.case_id == CaseRow.id)
        .where(CaseRow.person_id.in_(ids))
        .order_by(CaseRow.touched)
    )
    return {
        person_id: (desk.protocol(protocol_hash).name, standing_of(CaseState(state), kind))
        for person_id, state, protocol_hash, kind in found
        if state in _STANDINGS or state in _FINISHED
    }


def standing_of(state: CaseState, kind: str | None) -> Standing | None:
    """How far a case is, or by its certificate's kind what it came to; None for one called off."""
    if state in _FINISHED:
        return Standing(kind or CertificateKind.STATEMENT)
    return _STANDINGS.get(state)
