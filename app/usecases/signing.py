"""Who may start and sign: accredited for the profile, on the day, with a clock that runs right."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from app.domain.errors import UserError
from app.domain.protocol import Protocol
from app.storage.errors import ClockBehind
from app.storage.log import newest_time
from app.usecases.desk import Desk

_CLOCK_SLACK = timedelta(minutes=2)


class NotAccredited(UserError):
    """The assessor's accreditation does not name this profile (R1)."""

    def __init__(self, profile: str) -> None:
        super().__init__()
        self.profile = profile


class AccreditationExpired(UserError):
    """Signing needs an accreditation that covers the profile on the day (R1)."""

    def __init__(self, profile: str, expired_on: date) -> None:
        super().__init__()
        self.profile = profile
        self.expired_on = expired_on


class ReviewerNeeded(UserError):
    """The protocol wants a second person's review, which this desk cannot record (R7, I9)."""

    def __init__(self, profile: str) -> None:
        super().__init__()
        self.profile = profile


def authority_hindrance(desk: Desk, protocol: Protocol) -> UserError | None:
    """Why the person signed in may not start or sign a case of this protocol today (R1, I8)."""
    if protocol.rules.reviewer_required:
        return ReviewerNeeded(protocol.code)
    assessor, today = desk.assessor, desk.clock.now().date()
    if protocol.code not in assessor.profiles or assessor.accredited_to is None:
        return NotAccredited(protocol.code)
    if assessor.accredited_to < today:
        return AccreditationExpired(protocol.code, assessor.accredited_to)
    if assessor.accredited_from is not None and assessor.accredited_from > today:
        return NotAccredited(protocol.code)
    return None


def signing_hindrance(desk: Desk, session: Session, protocol: Protocol) -> UserError | None:
    """Why nothing can be signed now: authority, then the clock."""
    newest = newest_time(session)
    now = desk.clock.now()
    if newest is not None and now + _CLOCK_SLACK < newest:
        return ClockBehind(now, newest)
    return authority_hindrance(desk, protocol)
