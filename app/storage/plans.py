"""Plans of talks that were held, with whose they are."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.storage.tables import CaseRow, PersonRow, PlanRow

Held = tuple[CaseRow, PersonRow, PlanRow]


def held(
    session: Session, *, person_id: UUID | None = None, case_id: UUID | None = None
) -> tuple[Held, ...]:
    """Of one person, of one case, or all of them; the first saved first."""
    found = (
        select(CaseRow, PersonRow, PlanRow)
        .join(PersonRow, PersonRow.id == CaseRow.person_id)
        .join(PlanRow, PlanRow.case_id == CaseRow.id)
        .where(PlanRow.talked.is_not(None))
        .order_by(PlanRow.saved)
    )
    if person_id is not None:
        found = found.where(CaseRow.person_id == person_id)
    if case_id is not None:
        found = found.where(CaseRow.id == case_id)
    return tuple((row[0], row[1], row[2]) for row in session.execute(found))
