"""Who has had a hand in a case: they neither review it nor settle what is contested (R7, R47)."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import UserError
from app.storage import cases as case_rows
from app.storage import register
from app.storage.reviews import overrides, reviews
from app.storage.sittings import sittings_of
from app.storage.tables import AssessorRow, CaseRow, ObservationRow, SettlementRow


class TookPart(UserError):
    """This person assessed or decided the case; somebody else has to (R7, R47)."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


def assessed_by(session: Session, case: CaseRow) -> frozenset[UUID]:
    """Everybody who ran a sitting of the case, rated in it or agreed to an override."""
    sittings = sittings_of(session, case.id)
    ids = [sitting.id for sitting in sittings]
    authors = select(ObservationRow.author_id).where(ObservationRow.sitting_id.in_(ids))
    settlers = select(SettlementRow.settled_by).where(SettlementRow.sitting_id.in_(ids))
    found = {
        case.assessor_id,
        case.second_assessor_id,
        *(sitting.assessor_id for sitting in sittings),
        *session.scalars(authors.distinct()),
        *session.scalars(settlers.distinct()),
        *(row.second_id for row in overrides(session, case.id)),
        *(row.made_by for row in overrides(session, case.id)),
    }
    return frozenset(one for one in found if one is not None)


def decided_by(session: Session, case: CaseRow) -> frozenset[UUID]:
    """Everybody who assessed, reviewed or decided the case, or settled what was contested."""
    decisions = case_rows.decisions(session, case.id)
    entries = register.of_case(session, case.id)
    found = {
        *assessed_by(session, case),
        *(row.signer_id for row in decisions),
        *(row.second_id for row in decisions),
        *(row.reviewer_id for row in decisions),
        *(row.reviewer_id for row in reviews(session, case.id)),
        *(row.handler_id for row in entries),
    }
    return frozenset(one for one in found if one is not None)


def person_behind(session: Session, assessor_id: UUID) -> UUID:
    """The person an assessor is, where it is known; else their own id (I9)."""
    row = session.get(AssessorRow, assessor_id)
    return row.person_id if row is not None and row.person_id is not None else assessor_id
