"""Who may start and sign: the right clock, role, accreditations, and no tie to the person."""

from sqlalchemy.orm import Session

from app.domain.authority import Role
from app.domain.case import Part
from app.domain.desks import SignedIn
from app.domain.errors import UserError
from app.domain.protocol import Protocol
from app.storage.errors import ClockBehind
from app.storage.log import CLOCK_SLACK, newest_time
from app.storage.tables import CaseRow
from app.usecases.authority import (
    AccreditationExpired,
    AccreditationNotBegun,
    NotAccredited,
    OnlySupervises,
    ReviewerNeeded,
    authority_hindrance,
    centre_hindrance,
)
from app.usecases.desk import Desk
from app.usecases.seal_standing import own_seal_hindrance
from app.usecases.ties import tie_hindrance

__all__ = [
    "AccreditationExpired",
    "AccreditationNotBegun",
    "NotAccredited",
    "OnlySupervises",
    "ReviewerNeeded",
    "clock_hindrance",
    "require_rater",
    "role_hindrance",
    "signing_hindrance",
    "start_hindrance",
]

_SUPERVISED = (Part.SELF_ASSESSMENT, Part.THEORY)


def signing_hindrance(
    desk: Desk,
    session: Session,
    protocol: Protocol,
    case: CaseRow | None = None,
    who: SignedIn | None = None,
) -> UserError | None:
    """Why `who` (else who is signed in) can sign nothing of this protocol now, None if they can.

    The clock first (I11), then the seal as the region lists it (I8), their role and accreditation
    (R1, R6), the centre's (R2), and with a case their ties to its person (R4).
    """
    who = who or desk.assessor
    site = None if case is None else case.site
    return role_hindrance(desk, session, protocol, site, who) or (
        None if case is None else tie_hindrance(desk, session, protocol, case.person_id, who)
    )


def role_hindrance(
    desk: Desk, session: Session, protocol: Protocol, site: str | None, who: SignedIn
) -> UserError | None:
    """Why `who` can sign nothing of this protocol at this site now, whoever it is about."""
    return (
        clock_hindrance(desk, session)
        or (own_seal_hindrance(desk, session) if who.id == desk.assessor.id else None)
        or authority_hindrance(desk, protocol, who)
        or centre_hindrance(desk, session, protocol, site)
    )


def start_hindrance(
    desk: Desk, session: Session, protocol: Protocol, case: CaseRow, part: Part
) -> UserError | None:
    """Why who is signed in may not begin this part of the case; an invigilator watches a test."""
    if part not in _SUPERVISED or Role.INVIGILATOR not in desk.assessor.roles:
        return signing_hindrance(desk, session, protocol, case)
    return (
        clock_hindrance(desk, session)
        or centre_hindrance(desk, session, protocol, case.site)
        or tie_hindrance(desk, session, protocol, case.person_id, desk.assessor)
    )


def require_rater(desk: Desk) -> None:
    """Let an assessor on. Raises OnlySupervises for anybody who may not rate or decide (R6)."""
    if Role.ASSESSOR not in desk.assessor.roles:
        raise OnlySupervises(desk.assessor.name)


def clock_hindrance(desk: Desk, session: Session) -> UserError | None:
    """Why nothing can be signed by this clock: it is behind the newest signed fact (I11)."""
    newest, now = newest_time(session), desk.clock.now()
    if newest is not None and now + CLOCK_SLACK < newest:
        return ClockBehind(now, newest)
    return None
