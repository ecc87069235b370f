"""Sittings with their drawn items, responses and observations; the newest row counts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, insert, select, text, update
from sqlalchemy.orm import Session

from app.domain.case import Part, SittingState
from app.domain.errors import UserError
from app.storage.tables import (
    CaseRow,
    DrawnItemRow,
    IncidentRow,
    MetItemRow,
    ObservationRow,
    ResponseRow,
    SittingRow,
)


class UnknownSitting(UserError):
    """No such sitting in this desk's file."""

    def __init__(self, sitting_id: UUID) -> None:
        super().__init__()
        self.sitting_id = sitting_id


def sitting(session: Session, sitting_id: UUID) -> SittingRow:
    """The sitting; raises UnknownSitting."""
    row = session.get(SittingRow, sitting_id)
    if row is None:
        raise UnknownSitting(sitting_id)
    return row


def sittings_of(session: Session, case_id: UUID) -> tuple[SittingRow, ...]:
    """All sittings of a case in the order they were made, whatever the clock said then."""
    made = text("sittings.rowid")
    found = select(SittingRow).where(SittingRow.case_id == case_id).order_by(made)
    return tuple(session.scalars(found))


def latest_sitting(session: Session, case_id: UUID, part: str) -> SittingRow | None:
    """The newest sitting of one part of a case; a second assessor's stands beside it (R29)."""
    return session.scalar(
        select(SittingRow)
        .where(SittingRow.case_id == case_id, SittingRow.part == part)
        .where(SittingRow.beside.is_(None))
        .order_by(SittingRow.number.desc())
        .limit(1)
    )


def set_drawn(session: Session, sitting_id: UUID, item_ids: Iterable[str]) -> None:
    """Keep what was drawn, in the order shown."""
    session.add_all(
        DrawnItemRow(sitting_id=sitting_id, position=position, item_id=item_id, marked=False)
        for position, item_id in enumerate(item_ids)
    )


def drawn(session: Session, sitting_id: UUID) -> tuple[DrawnItemRow, ...]:
    """What was drawn, in the order shown."""
    found = (
        select(DrawnItemRow)
        .where(DrawnItemRow.sitting_id == sitting_id)
        .order_by(DrawnItemRow.position)
    )
    return tuple(session.scalars(found))


def mark(session: Session, sitting_id: UUID, item_id: str, marked: bool) -> None:
    """Set or clear the candidate's own mark on an item."""
    session.execute(
        update(DrawnItemRow)
        .where(DrawnItemRow.sitting_id == sitting_id, DrawnItemRow.item_id == item_id)
        .values(marked=marked)
    )


def met_items(session: Session, person_id: UUID, scheme: str) -> frozenset[str]:
    """Ids of the items this person has met in the scheme (I6)."""
    found = select(MetItemRow.item_id).where(
        MetItemRow.person_id == person_id, MetItemRow.scheme == scheme
    )
    return frozenset(session.scalars(found))


def remember_met(session: Session, person_id: UUID, scheme: str, item_ids: Iterable[str]) -> None:
    """Note that the person has met these items (I6); the primary key refuses a second time."""
    session.add_all(
        MetItemRow(person_id=person_id, scheme=scheme, item_id=item_id) for item_id in item_ids
    )


def answers(session: Session, sitting_id: UUID) -> dict[str, tuple[str, ...]]:
    """The newest answer by item id; blank answers are left out."""
    newest = (
        select(func.max(ResponseRow.id))
        .where(ResponseRow.sitting_id == sitting_id)
        .group_by(ResponseRow.item_id)
    )
    found = select(ResponseRow).where(ResponseRow.id.in_(newest)).order_by(ResponseRow.id)
    return {row.item_id: row.answer for row in session.scalars(found) if row.answer}


def keep_answers(
    session: Session, sitting_id: UUID, given: Mapping[str, tuple[str, ...]], at: datetime
) -> None:
    """Keep what was answered, by item; what was said before stays."""
    kept = [
        {"sitting_id": sitting_id, "item_id": item_id, "answer": answer, "at": at}
        for item_id, answer in given.items()
    ]
    if kept:
        session.execute(insert(ResponseRow), kept)


def observations(session: Session, sitting_id: UUID) -> dict[str, ObservationRow]:
    """The newest observation by criterion id."""
    newest = (
        select(func.max(ObservationRow.id))
        .where(ObservationRow.sitting_id == sitting_id)
        .group_by(ObservationRow.criterion_id)
    )
    found = select(ObservationRow).where(ObservationRow.id.in_(newest))
    return {row.criterion_id: row for row in session.scalars(found)}


def open_incident(session: Session, sitting_id: UUID) -> IncidentRow | None:
    """The incident that still waits for an assessor's confirmation."""
    return session.scalar(
        select(IncidentRow)
        .where(IncidentRow.sitting_id == sitting_id, IncidentRow.confirmed_by.is_(None))
        .order_by(IncidentRow.id)
        .limit(1)
    )


def items_before_others(session: Session, case_id: UUID) -> frozenset[str]:
    """Ids of the items in theory sittings of other cases that are open at this desk now (R17)."""
    found = (
        select(DrawnItemRow.item_id)
        .join(SittingRow, SittingRow.id == DrawnItemRow.sitting_id)
        .where(
            SittingRow.part == Part.THEORY,
            SittingRow.state.in_((SittingState.STARTED, SittingState.PAUSED)),
            SittingRow.case_id != case_id,
        )
    )
    return frozenset(session.scalars(found))


@dataclass(frozen=True, slots=True)
class SatTest:
    """A theory test that was handed in: the protocol it was drawn from, its items and answers."""

    protocol_hash: str
    drawn: list[str] = field(default_factory=list)
    answers: dict[str, tuple[str, ...]] = field(default_factory=dict)


def tests_handed_in(session: Session, code: str) -> tuple[SatTest, ...]:
    """Every theory test of a profile handed in on this desk, oldest first."""
    found = (
        select(SittingRow.id, CaseRow.protocol_hash)
        .join(CaseRow, CaseRow.id == SittingRow.case_id)
        .where(
            CaseRow.code == code,
            SittingRow.part == Part.THEORY,
            SittingRow.state.in_([state for state in SittingState if state.is_handed_in]),
        )
        .order_by(SittingRow.id)
    )
    tests = {sitting_id: SatTest(pinned) for sitting_id, pinned in session.execute(found)}
    wanted = select(found.subquery().c.id)
    drawn_items = select(DrawnItemRow.sitting_id, DrawnItemRow.item_id)
    for sitting_id, item_id in session.execute(
        drawn_items.where(DrawnItemRow.sitting_id.in_(wanted)).order_by(DrawnItemRow.position)
    ):
        tests[sitting_id].drawn.append(item_id)
    given = select(ResponseRow.sitting_id, ResponseRow.item_id, ResponseRow.answer)
    for sitting_id, item_id, answer in session.execute(
        given.where(ResponseRow.sitting_id.in_(wanted)).order_by(ResponseRow.id)
    ):
        tests[sitting_id].answers[item_id] = answer
    return tuple(tests.values())
