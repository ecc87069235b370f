"""The four registers: entries by kind, the next number of a year, what is due."""

from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.disputes import DisputeKind, EntryState
from app.domain.errors import UserError
from app.storage.tables import RegisterRow


class UnknownEntry(UserError):
    """No such entry in this desk's registers."""

    def __init__(self, entry_id: UUID) -> None:
        super().__init__()
        self.entry_id = entry_id


def entry(session: Session, entry_id: UUID) -> RegisterRow:
    """The entry; raises UnknownEntry."""
    row = session.get(RegisterRow, entry_id)
    if row is None:
        raise UnknownEntry(entry_id)
    return row


def entries(session: Session, kind: DisputeKind) -> tuple[RegisterRow, ...]:
    """One register, open entries first, then the newest (R48)."""
    found = (
        select(RegisterRow)
        .where(RegisterRow.kind == kind)
        .order_by(
            RegisterRow.state != EntryState.OPEN, RegisterRow.year.desc(), RegisterRow.number.desc()
        )
    )
    return tuple(session.scalars(found))


def of_case(session: Session, case_id: UUID) -> tuple[RegisterRow, ...]:
    """What was filed about one case, oldest first."""
    found = select(RegisterRow).where(RegisterRow.case_id == case_id).order_by(RegisterRow.filed)
    return tuple(session.scalars(found))


def next_number(session: Session, kind: DisputeKind, year: int) -> int:
    """The number an entry of this kind gets this year, from 1."""
    highest = session.scalar(
        select(func.max(RegisterRow.number)).where(
            RegisterRow.kind == kind, RegisterRow.year == year
        )
    )
    return (highest or 0) + 1


def open_until(session: Session, last: date) -> tuple[RegisterRow, ...]:
    """Open entries that have to be answered by `last` or before, the first due first."""
    found = (
        select(RegisterRow)
        .where(RegisterRow.state == EntryState.OPEN, RegisterRow.deadline <= last)
        .order_by(RegisterRow.deadline, RegisterRow.filed)
    )
    return tuple(session.scalars(found))


def count_open(session: Session) -> dict[DisputeKind, int]:
    """How many entries wait in each register."""
    found = (
        select(RegisterRow.kind, func.count())
        .where(RegisterRow.state == EntryState.OPEN)
        .group_by(RegisterRow.kind)
    )
    return {DisputeKind(kind): count for kind, count in session.execute(found)}
