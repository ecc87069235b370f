"""Who may rate in a sitting that runs, and who may look at one (R6, R29)."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.case import Part
from app.domain.errors import UserError
from app.domain.protocol import Criterion, Protocol
from app.domain.reason_words import criterion_number
from app.storage import cases as case_rows
from app.storage.tables import CaseRow, SittingRow
from app.usecases.beside import may_see
from app.usecases.desk import Desk
from app.usecases.evidence import areas_to_take
from app.usecases.signing import NotAccredited
from app.usecases.sittings import NotInSitting, Sittings


class NotYourSitting(UserError):
    """Two assessors rate each alone: this sitting is the other one's until both are done (R29)."""


@dataclass(frozen=True, slots=True)
class AtWork:
    """A sitting that runs, its case, and the protocol it follows."""

    row: SittingRow
    case: CaseRow
    protocol: Protocol


def at_work(
    desk: Desk, sittings: Sittings, session: Session, sitting_id: UUID, part: Part
) -> AtWork:
    """The running sitting, for somebody who may rate it (R6).

    An accreditation that ends during the sitting does not stop it; the signature needs one.
    Raises SittingNotRunning, UnknownSitting, NotAccredited, NotYourSitting.
    """
    row = sittings.running(session, sitting_id, part)
    case = case_rows.case(session, row.case_id)
    protocol = desk.protocol(case.protocol_hash)
    if protocol.code not in desk.assessor.profiles:
        raise NotAccredited(protocol.code)
    refuse_other_eyes(desk, session, case, row)
    return AtWork(row, case, protocol)


def refuse_other_eyes(desk: Desk, session: Session, case: CaseRow, row: SittingRow) -> None:
    """Raise NotYourSitting while two assessors rate blind and the sitting is the other one's."""
    if not may_see(session, case, row, desk.assessor.id):
        raise NotYourSitting


def rated_criterion(
    session: Session, case: CaseRow, protocol: Protocol, criterion_id: str
) -> Criterion:
    """The criterion, if it is rated in this case. Raises NotInSitting."""
    found = rated_criteria(session, case, protocol).get(criterion_id)
    if found is None:
        raise NotInSitting(criterion_id)
    return found


def rated_criteria(session: Session, case: CaseRow, protocol: Protocol) -> dict[str, Criterion]:
    """The criteria that are rated in this case, by id."""
    to_take = areas_to_take(session, case, protocol)
    return {c.id: c for c in protocol.criteria if c.is_rated and c.area in to_take}


def numbers_of(protocol: Protocol, criteria: tuple[str, ...]) -> tuple[str, ...]:
    """The numbers as shown, such as 3.4."""
    return tuple(criterion_number(protocol, criterion_id) for criterion_id in criteria)
