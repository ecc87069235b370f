"""What companies plan to do about their gaps."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.domain.company_measure import CompanyMeasure, MeasureFor, MeasureKind
from app.domain.errors import UserError
from app.storage.tables import MeasurePersonRow, MeasureRow


class UnknownMeasure(UserError):
    """No such measure in this desk's file, or it is off the plan."""

    def __init__(self, measure_id: UUID) -> None:
        super().__init__()
        self.measure_id = measure_id


def of_company(session: Session, company_id: UUID, code: str) -> tuple[CompanyMeasure, ...]:
    """The measures on the plan of a company and profile, the first made first."""
    found = select(MeasureRow).where(
        MeasureRow.company_id == company_id, MeasureRow.code == code, MeasureRow.dropped.is_(None)
    )
    return _with_people(session, session.scalars(found.order_by(MeasureRow.made, MeasureRow.id)))


def all_open(session: Session) -> tuple[CompanyMeasure, ...]:
    """Every measure on a plan of any company."""
    found = select(MeasureRow).where(MeasureRow.dropped.is_(None))
    return _with_people(session, session.scalars(found.order_by(MeasureRow.made, MeasureRow.id)))


def read(session: Session, measure_id: UUID, *, dropped: bool = False) -> CompanyMeasure:
    """One measure; `dropped`: one off the plan too. Raises UnknownMeasure."""
    row = session.get(MeasureRow, measure_id)
    if row is None or (row.dropped is not None and not dropped):
        raise UnknownMeasure(measure_id)
    return _with_people(session, [row])[0]


def find(session: Session, measure_id: UUID) -> CompanyMeasure | None:
    """One measure, on the plan or off it; None where there is none of this id."""
    row = session.get(MeasureRow, measure_id)
    return None if row is None else _with_people(session, [row])[0]


def keep(
    session: Session, measure: CompanyMeasure, at: datetime, dropped: datetime | None = None
) -> None:
    """The measure as it stands from now on; `dropped`: taken off the plan then."""
    row = session.get(MeasureRow, measure.id)
    if row is None:
        row = MeasureRow(id=measure.id, company_id=measure.company_id, made=at)
        session.add(row)
    row.code, row.area_id, row.kind = measure.code, measure.area, measure.kind
    row.text, row.length, row.responsible = measure.text, measure.length, measure.responsible
    row.due, row.follow_up, row.dropped = measure.due, measure.follow_up, dropped
    session.flush()
    session.execute(delete(MeasurePersonRow).where(MeasurePersonRow.measure_id == measure.id))
    session.add_all(
        MeasurePersonRow(measure_id=measure.id, person_id=one.person_id, done=one.done)
        for one in measure.people
    )


def remove(session: Session, measure_id: UUID) -> None:
    """Let go of a measure, as when all it was for are erased."""
    for table, column in (
        (MeasurePersonRow, MeasurePersonRow.measure_id),
        (MeasureRow, MeasureRow.id),
    ):
        session.execute(delete(table).where(column == measure_id))


def _with_people(session: Session, rows: Iterable[MeasureRow]) -> tuple[CompanyMeasure, ...]:
    found = {row.id: _read(row) for row in rows}
    people = select(MeasurePersonRow).where(MeasurePersonRow.measure_id.in_(found))
    taking: dict[UUID, list[MeasureFor]] = {measure: [] for measure in found}
    for row in session.scalars(people):
        taking[row.measure_id].append(MeasureFor(row.person_id, row.done))
    return tuple(replace(one, people=tuple(taking[one.id])) for one in found.values())


def _read(row: MeasureRow) -> CompanyMeasure:
    return CompanyMeasure(
        row.id,
        row.company_id,
        row.code,
        row.area_id,
        MeasureKind(row.kind),
        row.text,
        row.length,
        row.responsible,
        row.due,
        row.follow_up,
        (),
    )
