"""Adjustments of a case: one row a kind, approved or only proposed."""

from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.domain.adjustments import Adjustment, AdjustmentKind
from app.domain.errors import UserError
from app.storage.seals import ACTIVE
from app.storage.tables import AdjustmentRow, AssessorRow, SealRow


class NoSuchAdjustment(UserError):
    """The adjustment was taken back, or never proposed."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.kind = kind


def adjustments_of(session: Session, case_id: UUID) -> tuple[AdjustmentRow, ...]:
    """All of a case in the order of their kinds."""
    found = session.scalars(select(AdjustmentRow).where(AdjustmentRow.case_id == case_id))
    order = list(AdjustmentKind)
    return tuple(sorted(found, key=lambda row: order.index(AdjustmentKind(row.kind))))


def adjustment(session: Session, case_id: UUID, kind: AdjustmentKind) -> AdjustmentRow:
    """The one of that kind; raises NoSuchAdjustment."""
    row = session.get(AdjustmentRow, (case_id, kind))
    if row is None:
        raise NoSuchAdjustment(kind)
    return row


def put(session: Session, case_id: UUID, adjustment: Adjustment) -> None:
    """Note the adjustment as proposed; what was said of that kind before is replaced."""
    session.merge(
        AdjustmentRow(
            case_id=case_id,
            kind=adjustment.kind,
            name=adjustment.name,
            language=adjustment.language,
            note=adjustment.note,
            approved_by=None,
            approved=None,
        )
    )


def take_away(session: Session, case_id: UUID, kind: AdjustmentKind) -> bool:
    """Forget the adjustment; whether there was one."""
    row = session.get(AdjustmentRow, (case_id, kind))
    session.execute(
        delete(AdjustmentRow).where(AdjustmentRow.case_id == case_id, AdjustmentRow.kind == kind)
    )
    return row is not None


def assessors_of_profile(session: Session, code: str) -> frozenset[str]:
    """Names of those at this desk whose seal covers the profile."""
    found = session.execute(
        select(AssessorRow.name, SealRow.profiles)
        .join(SealRow, SealRow.assessor_id == AssessorRow.id)
        .where(SealRow.state == ACTIVE)
    )
    return frozenset(name for name, profiles in found if code in profiles)
