"""Ties between assessors and persons; one taken away keeps its row."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.ties import Tie, TieKind
from app.storage.tables import AssessorRow, TieRow


def of_person(session: Session, person_id: UUID) -> Sequence[tuple[TieRow, AssessorRow]]:
    """The ties to a person that stand, with the assessor of each, oldest first."""
    found = (
        select(TieRow, AssessorRow)
        .join(AssessorRow, AssessorRow.id == TieRow.assessor_id)
        .where(TieRow.person_id == person_id, TieRow.removed.is_(None))
        .order_by(TieRow.noted, TieRow.id)
    )
    return [(row[0], row[1]) for row in session.execute(found)]


def between(session: Session, assessor_id: UUID, person_id: UUID) -> tuple[Tie, ...]:
    """The ties of one assessor to one person; being the person is one, however it is known."""
    found = session.scalars(
        select(TieRow).where(
            TieRow.person_id == person_id,
            TieRow.assessor_id == assessor_id,
            TieRow.removed.is_(None),
        )
    )
    ties = tuple(Tie(TieKind(row.kind), row.since) for row in found)
    assessor = session.get_one(AssessorRow, assessor_id)
    return (*ties, Tie(TieKind.SELF)) if assessor.person_id == person_id else ties


def people_tied(session: Session, assessor_id: UUID) -> frozenset[UUID]:
    """Everybody one assessor has a tie to; themselves too, where it is known who they are."""
    found = select(TieRow.person_id).where(
        TieRow.assessor_id == assessor_id, TieRow.removed.is_(None)
    )
    themselves = session.get_one(AssessorRow, assessor_id).person_id
    return frozenset(session.scalars(found)) | ({themselves} if themselves else set())


def standing(
    session: Session, assessor_id: UUID, person_id: UUID, kind: TieKind, since: date | None
) -> TieRow | None:
    """The tie that says just this already."""
    return session.scalar(
        select(TieRow)
        .where(TieRow.person_id == person_id, TieRow.assessor_id == assessor_id)
        .where(TieRow.kind == kind, TieRow.since.is_not_distinct_from(since))
        .where(TieRow.removed.is_(None))
        .limit(1)
    )
